// SPDX-License-Identifier: Apache-2.0
import { COST, type Budget } from './budget.js';
import type { ShellCommand, ShellDoubt, ShellReading } from './command.js';
import { execute, runText } from './execute.js';
import { isDisguised, shellForms } from './forms.js';
import { invoke } from './invoke.js';
import { UNKNOWN, withoutMarks } from './marks.js';
import { TERMINAL, within, type Frame, type Run } from './run.js';
import { assign, openScope, setPositional } from './scope.js';
import { ShellFault } from './syntax.js';
import { runWindowsText } from './windows.js';

/** Longest text that is read whole, in UTF-16 units. */
export const MAX_SHELL_TEXT = 262_144;
/** Work allowed for one text in all its forms, beside a share for its own length. */
const BASE_WORK = 500_000;
const WORK_PER_CHARACTER = 3;

function openRun(budget: Budget, folder?: string): { readonly run: Run; readonly frame: Frame } {
  const scope = openScope();
  if (folder !== undefined) assign(scope, 'PWD', { text: withoutMarks(folder), sources: [] });
  return {
    run: {
      commands: [],
      doubts: new Set(),
      budget,
      files: new Map(),
      sinks: new Map(),
      programs: new Map(),
      functions: new Map(),
      called: new Map(),
    },
    frame: { scope, via: [], origin: [], depth: 0, loops: 0, branch: false, calling: [] },
  };
}

/** Runs a step; work that is used up becomes a doubt. */
function bounded(run: Run, step: () => void): void {
  try {
    step();
  } catch (error) {
    if (!(error instanceof ShellFault)) throw error;
    run.doubts.add(error.reason);
  }
}

/** Functions that are defined but not called may be called later: their commands count too. */
function followUncalled(run: Run, frame: Frame): void {
  for (const body of run.functions.values()) {
    if (run.called.has(body)) continue;
    run.called.set(body, 1);
    setPositional(frame.scope, [UNKNOWN]);
    execute(run, within(frame, { calling: [body] }), body, TERMINAL);
  }
}

function readPosix(text: string, budget: Budget, folder?: string): ShellReading {
  const { run, frame } = openRun(budget, folder);
  bounded(run, () => {
    runText(run, frame, text, TERMINAL);
    followUncalled(run, frame);
  });
  if (run.doubts.has('syntax') || run.doubts.has('depth')) readLoosely(run, text);
  return { commands: run.commands, doubts: [...run.doubts] };
}

/** A text whose quotes do not close is read once more without them, so that what it holds is at least seen. */
function readLoosely(run: Run, text: string): void {
  const loose = openRun(run.budget);
  bounded(loose.run, () => {
    runText(loose.run, loose.frame, text.replace(/["'`(){}]|\$(?=[({])/g, ' '), TERMINAL);
  });
  run.commands.push(...loose.run.commands);
}

/** Signs of PowerShell or cmd: their commands and switches, variables, paths. */
const WINDOWS = new RegExp(
  [
    String.raw`\b(?:remove|move|copy|new|get|set)-(?:item|itemproperty|content|object|service|location|childitem|executionpolicy|mppreference|process)`,
    String.raw`\b(?:invoke-(?:webrequest|restmethod|expression|command|wmimethod)|start-(?:process|job)|(?:add|clear|set)-content|out-file)`,
    String.raw`\b(?:clear-(?:eventlog|history|disk)|register-scheduled|format-volume|initialize-disk|add-type|import-module|test-path)`,
    String.raw`\b(?:iex|iwr|irm)(?:\s|$|\))`,
    String.raw`\b(?:del|erase|rd|rmdir|cmd(?:\.exe)?)\s+\/[a-z]`,
    String.raw`\b(?:format\s+[a-z]:|reg(?:\.exe)?\s+add|sc(?:\.exe)?\s+create|start\s+\/)`,
    String.raw`\b(?:schtasks|wevtutil|vssadmin|bcdedit|powershell|pwsh|takeown|icacls|certutil|bitsadmin|diskpart|cipher)(?:\.exe)?\s`,
    String.raw`%[a-z]{3,}%|\$env:|\b[a-z]:\\[a-z*]`,
  ].join('|'),
  'i',
);

/** Letters may be escaped one by one: `d^el`, `Remove-It`em`. */
function looksLikeWindows(text: string): boolean {
  return WINDOWS.test(/[`^]/.test(text) ? text.replace(/[`^]/g, '') : text);
}

function readWindows(text: string, budget: Budget): ShellReading {
  const { run, frame } = openRun(budget);
  bounded(run, () => runWindowsText(run, frame, text));
  return { commands: run.commands, doubts: [...run.doubts] };
}

export interface ShellOptions {
  /** `auto` reads the text as PowerShell or cmd too when it shows signs of them. */
  readonly dialect?: 'auto' | 'windows';
  /** Folder in which the command starts. */
  readonly folder?: string;
  /** Work shared with other readings; by default the text has its own. */
  readonly budget?: Budget;
}

/** The work allowed for texts of this length together. */
export function openBudget(characters: number): Budget {
  return { left: BASE_WORK + WORK_PER_CHARACTER * characters };
}

/**
 * What a command text would run, by reading it as a shell does: quotes, escapes, variables, braces, substitutions,
 * here-documents, pipes, wrappers, texts inside texts. Nothing is executed. A text with letters that only look like
 * ASCII is read in each of its normal forms. Never throws; time is linear in the length. Untrusted input.
 */
export function readShell(text: string, options: ShellOptions = {}): ShellReading {
  const commands: ShellCommand[] = [];
  const doubts = new Set<ShellDoubt>();
  const budget = options.budget ?? openBudget(text.length);
  budget.left -= COST.reading;
  if (budget.left < 0) return { commands, doubts: ['size'] };
  const whole = text.length <= MAX_SHELL_TEXT;
  if (!whole) doubts.add('size');
  const source = withoutMarks(whole ? text : text.slice(0, MAX_SHELL_TEXT)).replaceAll('\r\n', '\n');
  for (const form of shellForms(source)) {
    const windows = options.dialect === 'windows' || looksLikeWindows(form);
    const readings = options.dialect === 'windows' ? [] : [readPosix(form, budget, options.folder)];
    if (windows) readings.push(readWindows(form, budget));
    for (const reading of readings) {
      if (form === source && !ASCII.test(form) && reading.commands.some(isDisguisedCommand)) doubts.add('disguise');
      const offset = commands.length;
      for (const command of reading.commands) commands.push(shifted(command, offset));
      // Quotes that do not close for one shell may close for the other.
      for (const doubt of reading.doubts)
        if (!windows || readings.length === 1 || doubt !== 'syntax') doubts.add(doubt);
    }
  }
  return { commands, doubts: [...doubts] };
}

const ASCII = /^[\x00-\x7f]*$/;

function isDisguisedCommand({ name, args }: ShellCommand): boolean {
  return isDisguised(name, true) || args.some(({ text }) => isDisguised(text, false));
}

function shifted(command: ShellCommand, offset: number): ShellCommand {
  return command.pipedFrom === undefined || offset === 0
    ? command
    : { ...command, pipedFrom: command.pipedFrom + offset };
}

/** What a program started with these words, without a shell in between, would run. */
export function readArguments(words: readonly string[], budget?: Budget): ShellReading {
  const allowed = budget ?? openBudget(words.reduce((sum, word) => sum + word.length, 0));
  allowed.left -= COST.reading;
  if (allowed.left < 0) return { commands: [], doubts: ['size'] };
  const { run, frame } = openRun(allowed);
  const fields = words.map((word) => ({ text: withoutMarks(word), sources: [] }));
  if (fields.length > 0)
    bounded(
      run,
      () => void invoke(run, frame, fields, { assignments: [], redirections: [], input: TERMINAL, guess: false }),
    );
  return { commands: run.commands, doubts: [...run.doubts] };
}
