// SPDX-License-Identifier: Apache-2.0
import { COST, spend, type Budget } from './budget.js';
import { baseName, type Redirection, type ShellCommand, type ShellDoubt } from './command.js';
import type { Field, Printed } from './expand.js';
import { joinSources, lookUp, NO_SOURCES, START_FOLDER, type Scope, type Sources } from './scope.js';
import { ShellFault, type Node } from './syntax.js';

/** The reading of one text: what it has found so far. Nothing is executed; "run" means to follow what would be. */
export interface Run {
  readonly commands: ShellCommand[];
  readonly doubts: Set<ShellDoubt>;
  readonly budget: Budget;
  /** Files that the text itself writes, by path. */
  readonly files: Map<string, Printed>;
  /** Commands of `>(...)`, by the path that stands for their input. */
  readonly sinks: Map<string, (input: Stream) => void>;
  /** Programs that the text copies or links to another path: path -> name. */
  readonly programs: Map<string, string>;
  readonly functions: Map<string, Node>;
  /** How often each function was called. */
  readonly called: Map<Node, number>;
}

/** Where in the text, and in which shell, a command stands. */
export interface Frame {
  readonly scope: Scope;
  readonly via: readonly string[];
  readonly origin: Sources;
  /** Texts inside texts. */
  readonly depth: number;
  readonly loops: number;
  /** Some of the commands here may not run. */
  readonly branch: boolean;
  /** Bodies of the functions that are being followed: one that calls itself is not followed again. */
  readonly calling: readonly Node[];
}

/** What a command reads. */
export interface Stream {
  readonly text: string | undefined;
  readonly sources: Sources;
  /** Index of the command that prints it. */
  readonly from: number | undefined;
  /** It reads a pipe, a file or a here-document rather than the terminal. */
  readonly given: boolean;
}

export const TERMINAL: Stream = { text: undefined, sources: NO_SOURCES, from: undefined, given: false };

export const SILENT: Printed = { text: '', sources: NO_SOURCES };
export const NOT_KNOWN: Printed = { text: undefined, sources: NO_SOURCES };

/** Everything about one command besides its words. */
export interface Surroundings {
  readonly assignments: readonly { readonly name: string; readonly text: string }[];
  readonly redirections: readonly Redirection[];
  readonly input: Stream;
  readonly guess: boolean;
}

const MAX_COMMANDS = 4096;

export interface Recorded {
  readonly words: readonly Field[];
  readonly runs?: { readonly known: boolean; readonly sources: Sources };
  readonly code?: string;
}

/** Adds a command and returns its index. Throws ShellFault when there are too many. */
export function record(run: Run, frame: Frame, { words, runs, code }: Recorded, around: Surroundings): number {
  const [first, ...args] = words;
  if (run.commands.length >= MAX_COMMANDS) throw new ShellFault('size');
  spend(run.budget, COST.command + words.length * 4);
  const folder = lookUp(frame.scope, 'PWD')?.text;
  const command: ShellCommand = {
    name: first?.text ?? '',
    base: baseName(first?.text ?? ''),
    args,
    assignments: around.assignments,
    redirections: around.redirections,
    pipedFrom: around.input.from,
    via: frame.via,
    origin: joinSources(frame.origin, first?.sources ?? NO_SOURCES),
    ...(runs === undefined ? {} : { runs }),
    ...(code === undefined ? {} : { code }),
    ...(folder === undefined || folder === START_FOLDER ? {} : { folder }),
    ...(around.guess ? { guess: true } : {}),
  };
  return run.commands.push(command) - 1;
}

/** Notes what goes into a file; a command that reads there is followed with it. */
export function writeFile(run: Run, path: string, printed: Printed): void {
  run.files.set(path, printed);
  run.sinks.get(path)?.({ ...printed, from: undefined, given: true });
}

export function within(frame: Frame, changes: Partial<Frame>): Frame {
  return { ...frame, ...changes };
}

/** What several commands print one after another. */
export function joinPrinted(all: readonly Printed[]): Printed {
  if (all.length === 1) return all[0] ?? SILENT;
  const known = all.every(({ text }) => text !== undefined);
  return {
    text: known ? all.map(({ text }) => text ?? '').join('') : undefined,
    sources: joinSources(...all.map(({ sources }) => sources)),
  };
}
