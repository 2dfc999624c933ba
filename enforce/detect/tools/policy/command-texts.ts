// SPDX-License-Identifier: Apache-2.0
import type { Argument, ArgumentList } from '../arguments.js';
import type { ToolClass } from '../names.js';
import type { ShellDoubt, ShellReading } from '../shell/command.js';
import { readArguments, readShell } from '../shell/read.js';
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

function lastKey(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1).toLowerCase();
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('.')));
}

function texts(list: ArgumentList): readonly Argument[] {
  return list.values.filter(({ type, text }) => type === 'string' && text.trim() !== '');
}

/** Without doubts: the text need not be a command at all. */
function leniently(reading: ShellReading): ShellReading {
  return { commands: reading.commands, doubts: [] };
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A program given apart from the list of its arguments. */
function programsWithLists(list: ArgumentList): readonly ArgumentReading[] {
  const readings: ArgumentReading[] = [];
  for (const [path, words] of list.lists) {
    const parent = parentOf(path);
    const key = lastKey(path);
    const program = ARGUMENTS.has(key)
      ? list.values.find(
          (value) => value.type === 'string' && PROGRAM.has(value.key.toLowerCase()) && parentOf(value.path) === parent,
        )
      : undefined;
    if (program !== undefined) {
      const reading = /\s/.test(program.text.trim())
        ? readShell([program.text, ...words.map(quoted)].join(' '))
        : readArguments([program.text.trim(), ...words]);
      readings.push({ path: program.path, reading: leniently(reading) });
    } else if (COMMAND.has(key)) readings.push({ path, reading: readArguments(words) });
  }
  return readings;
}

/** Words of one command spread over several arguments. */
function joinedReading(values: readonly Argument[]): readonly ArgumentReading[] {
  const [first] = values;
  if (first === undefined || values.length < 2 || /\s/.test(first.text.trim())) return [];
  const line = values.map(({ text }) => text).join(' ');
  return line.length > MAX_JOINED ? [] : [{ path: first.path, reading: leniently(readShell(line)) }];
}

function readOne(
  value: Argument,
  kind: ToolClass,
  strict: boolean,
  folder: string | undefined,
): readonly ShellReading[] {
  const readings: ShellReading[] = [];
  const shell = readShell(value.text, {
    ...(kind.windows ? { dialect: 'windows' } : {}),
    ...(folder === undefined ? {} : { folder }),
  });
  readings.push(strict && !kind.code ? shell : leniently(shell));
  if (kind.code) readings.push(leniently(readArguments(['python', '-c', value.text])));
  return readings;
}

/** What the arguments of a tool that runs commands would run. */
export function commandReadings(list: ArgumentList, kind: ToolClass): readonly ArgumentReading[] {
  const all = texts(list);
  const folder = all.find(({ key }) => FOLDER.has(key.toLowerCase()))?.text;
  const language = all.find(({ key }) => LANGUAGE.has(key.toLowerCase()))?.text.toLowerCase();
  const shell = language !== undefined && /^(?:ba|z|k|da)?sh$|shell|terminal/.test(language);
  const effective = shell ? { ...kind, code: false } : kind;
  const candidates = all.filter(({ key }) => !INERT.has(key.toLowerCase()) || key === '');
  const readings = candidates.flatMap((value) => {
    const strict = COMMAND.has(value.key.toLowerCase()) || candidates.length === 1;
    return readOne(value, effective, strict, folder).map((reading) => ({ path: value.path, reading }));
  });
  return [...readings, ...programsWithLists(list), ...joinedReading(candidates)];
}

/** For other tools: only what stands under a key that says it is a command, and without doubts. */
export function statedCommands(list: ArgumentList): readonly ArgumentReading[] {
  const stated = texts(list).filter(({ key }) => STRONG.has(key.toLowerCase()));
  return stated.map(({ path, text }) => ({ path, reading: leniently(readShell(text)) }));
}

/** A call of a git tool as the command it stands for: `git_push {force: true}`. */
export function gitReading(list: ArgumentList, words: readonly string[]): readonly ArgumentReading[] {
  const verbs = words
    .slice(words.indexOf('git') + 1)
    .filter((word) => !/^(?:run|exec|execute|command|cmd|tool)$/.test(word));
  const options: string[] = [];
  for (const { key, type, text } of list.values) {
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
  return doubt === 'syntax' || doubt === 'depth' || doubt === 'size' || doubt === 'script';
}
