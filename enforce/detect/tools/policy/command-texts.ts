// SPDX-License-Identifier: Apache-2.0
import type { Argument, ArgumentList } from '../arguments.js';
import type { ToolClass } from '../names.js';
import type { Budget } from '../shell/budget.js';
import type { ShellDoubt, ShellReading } from '../shell/command.js';
import { openBudget, readArguments, readShell } from '../shell/read.js';
import { namesIn } from './words.js';

/** What one argument, or several together, would run. */
export interface ArgumentReading {
  /** Path of the argument, joined by dots. */
  readonly path: string;
  readonly reading: ShellReading;
}

/** Keys whose values speak about a call rather than being it. */
const INERT = namesIn(
  'description desc reason explanation explain title purpose summary comment comments note notes rationale justification thought thoughts thinking intent timeout cwd workdir workingdirectory working_directory working_dir dir id session session_id sessionid shell_id name label lang language prompt question security_risk risk',
);
/** Keys whose values are commands. */
const COMMAND = namesIn(
  'command cmd commands cmds script code line shell exec input bash run program argv args arguments expression source shell_command command_line commandline',
);
const STRONG = namesIn('command cmd commands shell_command bash_command command_line commandline');
const FOLDER = namesIn('cwd workdir workingdirectory working_directory working_dir');
const PROGRAM = namesIn('command cmd program executable file binary path exe run');
const ARGUMENTS = namesIn('args argv arguments params parameters flags options');
const LANGUAGE = namesIn('language lang runtime interpreter kernel');
const MAX_JOINED = 4096;
const MAX_GIT_VALUES = 256;

function lastKey(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1).toLowerCase();
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('.')));
}

function texts(list: ArgumentList): readonly Argument[] {
  return list.values.filter(({ type, text }) => type === 'string' && text.trim() !== '');
}

/** Without doubts about its meaning, for a text that need not be a command. That it was not read whole stays. */
function leniently(reading: ShellReading): ShellReading {
  return { commands: reading.commands, doubts: reading.doubts.filter((doubt) => doubt === 'size') };
}

function silently(reading: ShellReading): ShellReading {
  return { commands: reading.commands, doubts: [] };
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

interface Lists {
  readonly readings: readonly ArgumentReading[];
  /** Paths of lists that are words of a program, so that their elements are no commands by themselves. */
  readonly taken: ReadonlySet<string>;
}

/** Programs given apart from the list of their arguments, and lists that are whole commands. */
function programsWithLists(list: ArgumentList, budget: Budget): Lists {
  const programs = new Map<string, Argument>();
  for (const value of list.values)
    if (value.type === 'string' && PROGRAM.has(value.key.toLowerCase())) programs.set(parentOf(value.path), value);
  const readings: ArgumentReading[] = [];
  const taken = new Set<string>();
  for (const [path, words] of list.lists) {
    const key = lastKey(path);
    const program = ARGUMENTS.has(key) ? programs.get(parentOf(path)) : undefined;
    if (program !== undefined) {
      taken.add(path);
      readings.push(...programReadings(program, words, budget));
    } else if (COMMAND.has(key)) readings.push({ path, reading: readArguments(words, budget) });
  }
  return { readings, taken };
}

/** Started as it is, and as a shell would see it when a tool joins the words without quoting them. */
function programReadings(program: Argument, words: readonly string[], budget: Budget): readonly ArgumentReading[] {
  const name = program.text.trim();
  const direct = /\s/.test(name)
    ? readShell([name, ...words.map(quoted)].join(' '), { budget })
    : readArguments([name, ...words], budget);
  const joined = readShell([name, ...words].join(' '), { budget });
  return [direct, joined].map((reading) => ({ path: program.path, reading: leniently(reading) }));
}

/** Words of one command spread over several arguments. */
function joinedReading(values: readonly Argument[], budget: Budget): readonly ArgumentReading[] {
  const [first] = values;
  if (first === undefined || values.length < 2 || values.length > MAX_JOINED || /\s/.test(first.text.trim())) return [];
  const line = values.map(({ text }) => text).join(' ');
  return line.length > MAX_JOINED ? [] : [{ path: first.path, reading: leniently(readShell(line, { budget })) }];
}

interface Circumstances {
  readonly kind: ToolClass;
  readonly folder: string | undefined;
  readonly budget: Budget;
}

function readOne(value: Argument, strict: boolean, { kind, folder, budget }: Circumstances): readonly ShellReading[] {
  const shell = readShell(value.text, {
    budget,
    ...(kind.windows ? { dialect: 'windows' } : {}),
    ...(folder === undefined ? {} : { folder }),
  });
  if (!kind.code) return [strict ? shell : leniently(shell)];
  // A program is no command text; what it comes to as one is a bonus.
  return [readArguments(['python', '-c', value.text], budget), silently(shell)].map(leniently);
}

/** What the arguments of a tool that runs commands would run. */
export function commandReadings(list: ArgumentList, kind: ToolClass): readonly ArgumentReading[] {
  const all = texts(list);
  const budget = openBudget(all.reduce((sum, { text }) => sum + text.length, 0));
  const folder = all.find(({ key }) => FOLDER.has(key.toLowerCase()))?.text;
  const language = all.find(({ key }) => LANGUAGE.has(key.toLowerCase()))?.text.toLowerCase();
  const shell = language !== undefined && /^(?:ba|z|k|da)?sh$|shell|terminal/.test(language);
  const lists = programsWithLists(list, budget);
  const candidates = all.filter(
    ({ key, path }) => (!INERT.has(key.toLowerCase()) || key === '') && !lists.taken.has(parentOf(path)),
  );
  const circumstances: Circumstances = { kind: shell ? { ...kind, code: false } : kind, folder, budget };
  const readings = candidates.flatMap((value) => {
    const strict = COMMAND.has(value.key.toLowerCase()) || candidates.length === 1;
    return readOne(value, strict, circumstances).map((reading) => ({ path: value.path, reading }));
  });
  return [...readings, ...lists.readings, ...joinedReading(candidates, budget)];
}

/** For other tools: only what stands under a key that says it is a command, and without doubts. */
export function statedCommands(list: ArgumentList): readonly ArgumentReading[] {
  const stated = texts(list).filter(({ key }) => STRONG.has(key.toLowerCase()));
  const budget = openBudget(stated.reduce((sum, { text }) => sum + text.length, 0));
  return stated.map(({ path, text }) => ({ path, reading: leniently(readShell(text, { budget })) }));
}

/** A call of a git tool as the command it stands for: `git_push {force: true}`. */
export function gitReading(list: ArgumentList, words: readonly string[]): readonly ArgumentReading[] {
  const verbs = words
    .slice(words.indexOf('git') + 1)
    .filter((word) => !/^(?:run|exec|execute|command|cmd|tool)$/.test(word));
  const options: string[] = [];
  for (const { key, type, text } of list.values.slice(0, MAX_GIT_VALUES)) {
    if (type === 'boolean' && text === 'true') options.push(`--${key.toLowerCase().replaceAll('_', '-')}`);
    else if (type === 'string' && /^(?:mode|type|strategy|reset_type|resettype)$/i.test(key) && /^[a-z-]+$/i.test(text))
      options.push(`--${text}`);
    else if (type === 'string' && !INERT.has(key.toLowerCase()) && key !== 'message')
      options.push(...text.trim().split(/\s+/).slice(0, 64));
  }
  const line = options[0] === 'git' ? options : ['git', ...verbs, ...options];
  return [{ path: '', reading: leniently(readArguments(line)) }];
}

/** Whether a doubt leaves open what would run, so that no rule can be said not to match. */
export function isUnverifiable(doubt: ShellDoubt): boolean {
  return isUnread(doubt) || doubt === 'syntax' || doubt === 'script' || doubt === 'disguise';
}

/** Whether the text was not even read to its end. */
export function isUnread(doubt: ShellDoubt): boolean {
  return doubt === 'depth' || doubt === 'size';
}
