// SPDX-License-Identifier: Apache-2.0
import { resolveEscapes } from './escapes.js';

const CLASSES: Readonly<Record<string, string>> = {
  '[:lower:]': 'abcdefghijklmnopqrstuvwxyz',
  '[:upper:]': 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  '[:digit:]': '0123456789',
  '[:space:]': ' \t\n\r\v\f',
  '[:blank:]': ' \t',
};
const MAX_SET = 4096;

/** The characters of a set of `tr`: letters, ranges, classes. Undefined when it is too large or not understood. */
function membersOf(set: string): readonly string[] | undefined {
  const plain = resolveEscapes(set, 'printf').replace(/\[:[a-z]+:\]/g, (name) => CLASSES[name] ?? name);
  if (plain.includes('[:') || plain.length > MAX_SET) return undefined;
  const letters = Array.from(plain);
  const members: string[] = [];
  for (let i = 0; i < letters.length; i++) {
    const last = letters[i + 2];
    if (letters[i + 1] !== '-' || last === undefined) {
      members.push(letters[i] ?? '');
      continue;
    }
    const from = (letters[i] ?? '').charCodeAt(0);
    const to = last.charCodeAt(0);
    if (to - from > 0xff) return undefined;
    for (let code = from; code <= to; code++) members.push(String.fromCharCode(code));
    i += 2;
    if (members.length > MAX_SET) return undefined;
  }
  return members;
}

/** `tr SET1 SET2` and `tr -d SET`; undefined for what is not understood. */
export function translate(args: readonly string[], input: string): string | undefined {
  const flags = args.filter((arg) => /^-[a-zA-Z]+$/.test(arg)).join('');
  const [first, second] = args.filter((arg) => !/^-[a-zA-Z]+$/.test(arg));
  const from = first === undefined ? undefined : membersOf(first);
  if (from === undefined || /[cC]/.test(flags)) return undefined;
  if (flags.includes('d')) {
    const dropped = new Set(from);
    return Array.from(input, (letter) => (dropped.has(letter) ? '' : letter)).join('');
  }
  const to = second === undefined ? undefined : membersOf(second);
  if (to === undefined || to.length === 0) return undefined;
  const table = new Map(from.map((letter, i) => [letter, to[Math.min(i, to.length - 1)] ?? letter]));
  return Array.from(input, (letter) => table.get(letter) ?? letter).join('');
}
