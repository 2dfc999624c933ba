// SPDX-License-Identifier: Apache-2.0
import type { Field } from './expand.js';
import { isCertain, lacksValue, literalOf, UNKNOWN } from './marks.js';
import { splitFields } from './parameters.js';
import { printfText } from './printf.js';
import type { Frame, Stream } from './run.js';
import { assign, HOME, lookUp, setPositional, START_FOLDER, type Scope } from './scope.js';

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** Longest folder that is followed. */
const MAX_FOLDER = 1024;
const READ_VALUED = 'dnNptui';

/** What the shell's own commands change: variables and positional parameters. */
export function applyBuiltin(frame: Frame, name: string, args: readonly Field[], input: Stream): void {
  const { scope } = frame;
  if (name === 'read') {
    readVariables(scope, args, input);
    return;
  }
  const words = args.map(({ text }) => literalOf(text));
  if (name === 'mapfile' || name === 'readarray') readLines(scope, words, input);
  if (name === 'unset') for (const word of words) if (NAME.test(word)) assign(scope, word, { text: '', sources: [] });
  if (name === 'cd' || name === 'pushd') changeFolder(scope, args, words);
  if (name === 'set') setParameters(scope, args, words);
  if (name === 'shift') shift(scope, Number(words[0] ?? 1));
  if (name === 'printf' && words[0] === '-v') printVariable(scope, args, words);
}

function changeFolder(scope: Scope, args: readonly Field[], words: readonly string[]): void {
  const at = words.findIndex((word) => !/^-[LPe@]+$/.test(word) && word !== '--');
  const target = at < 0 ? HOME : (args[at]?.text ?? '');
  const before = lookUp(scope, 'PWD')?.text ?? START_FOLDER;
  const text = /^(?:[/~]|[A-Za-z]:)/.test(target) ? target : target === '-' ? START_FOLDER : `${before}/${target}`;
  if (text.length <= MAX_FOLDER) assign(scope, 'PWD', { text, sources: [] });
}

function readLines(scope: Scope, words: readonly string[], input: Stream): void {
  const name = words.at(-1) ?? 'MAPFILE';
  const list = input.text?.replace(/\n$/, '').split('\n') ?? [UNKNOWN];
  if (NAME.test(name)) assign(scope, name, { text: list[0] ?? '', list, sources: input.sources });
}

function setParameters(scope: Scope, args: readonly Field[], words: readonly string[]): void {
  const dashes = words.indexOf('--');
  const first = dashes >= 0 ? dashes + 1 : words.findIndex((word) => !/^[-+]/.test(word));
  if (first < 0 || (dashes < 0 && first > 0)) return;
  const values = args.slice(first).map(({ text }) => text);
  setPositional(
    scope,
    values,
    args.flatMap(({ sources }) => sources),
  );
}

function shift(scope: Scope, count: number): void {
  const all = lookUp(scope, '@');
  setPositional(scope, (all?.list ?? []).slice(Number.isInteger(count) ? count : 1), all?.sources);
}

function printVariable(scope: Scope, args: readonly Field[], words: readonly string[]): void {
  const [, name = '', format = '', ...rest] = words;
  if (!NAME.test(name)) return;
  const known = args.every(({ text }) => !lacksValue(text));
  const text = known ? printfText(format, rest) : undefined;
  assign(scope, name, { text: text ?? UNKNOWN, sources: args.flatMap(({ sources }) => sources) });
}

function readVariables(scope: Scope, args: readonly Field[], input: Stream): void {
  const names: string[] = [];
  let list = false;
  for (let i = 0; i < args.length; i++) {
    const word = literalOf(args[i]?.text ?? '');
    if (!word.startsWith('-')) names.push(word);
    else if (word.endsWith('a')) list = true;
    else if (READ_VALUED.includes(word.at(-1) ?? '')) i++;
  }
  const line = input.text?.split('\n', 1)[0];
  const separators = lookUp(scope, 'IFS')?.text ?? ' \t\n';
  const values =
    line === undefined ? undefined : splitFields(line.trim(), isCertain(separators) ? separators : ' \t\n');
  if (list) {
    const text = values?.[0] ?? UNKNOWN;
    assign(scope, names[0] ?? 'REPLY', { text, list: values ?? [UNKNOWN], sources: input.sources });
    return;
  }
  if (names.length === 0) names.push('REPLY');
  names.forEach((name, i) => {
    const last = i === names.length - 1;
    const text = values === undefined ? UNKNOWN : last ? values.slice(i).join(' ') : (values[i] ?? '');
    if (NAME.test(name)) assign(scope, name, { text, sources: input.sources });
  });
}
