// SPDX-License-Identifier: Apache-2.0
import type { Field } from './expand.js';
import { literalOf } from './marks.js';
import type { Sources } from './scope.js';

/** A redirection of a command: `2>&1` is `{descriptor: '2', operator: '>&', target: '1'}`. */
export interface Redirection {
  readonly descriptor: string;
  readonly operator: string;
  /** With marks; empty for here-documents and here-strings. */
  readonly target: string;
}

/** One command that the text would run, with everything expanded that can be known without running it. */
export interface ShellCommand {
  /** With marks. Empty for redirections and assignments that stand alone. */
  readonly name: string;
  /** The name without folder and `.exe`, in lower case, marks as plain characters. */
  readonly base: string;
  readonly args: readonly Field[];
  readonly assignments: readonly { readonly name: string; readonly text: string }[];
  readonly redirections: readonly Redirection[];
  /** Index of the command whose output it reads. */
  readonly pipedFrom: number | undefined;
  /** Commands that start this one: `sudo`, `xargs`, `eval` ... outermost first. */
  readonly via: readonly string[];
  /** What printed the name or the text in which the command stands; empty when it was written out. */
  readonly origin: Sources;
  /** For shells, `eval` and the like: the text that they run. */
  readonly runs?: { readonly known: boolean; readonly sources: Sources };
  /** Program text in another language, given on the command line. */
  readonly code?: string;
  /** Folder in which it runs, when the text has changed it. */
  readonly folder?: string;
  /** One of several ways to read an obscured name. */
  readonly guess?: true;
}

/**
 * Why it is not known what would run. `disguise`: words are written with letters that only look like ASCII. `syntax`, `depth` and `size`: the text could not be read to its end. `script`: it
 * runs a text that comes from the network or out of an encoding. `name`: a command's name is not known. `value`: it
 * runs a text that is not known but is made on this machine.
 */
export type ShellDoubt = 'disguise' | 'syntax' | 'depth' | 'size' | 'script' | 'name' | 'value';

/** What a command text would run. */
export interface ShellReading {
  readonly commands: readonly ShellCommand[];
  readonly doubts: readonly ShellDoubt[];
}

/** The name without its folder, in lower case: file systems that ignore case run `RM` as `rm`. */
export function baseName(name: string): string {
  const literal = literalOf(name);
  const at = Math.max(literal.lastIndexOf('/'), literal.lastIndexOf('\\'));
  const plain = literal.slice(at + 1).toLowerCase();
  return plain.endsWith('.exe') ? plain.slice(0, -4) : plain;
}
