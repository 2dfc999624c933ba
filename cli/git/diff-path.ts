// SPDX-License-Identifier: Apache-2.0
import { CodedError } from '../../evidence/canonical/errors.js';

const ESCAPES: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
  '"': 34,
  '\\': 92,
};

/** Reads a path in git's quotes from the beginning of a text: what it says, and what follows it. */
function unquote(text: string): { readonly path: string; readonly rest: string } {
  const bytes: number[] = [];
  let at = 1;
  for (;;) {
    const char = text[at];
    if (char === undefined) throw new CodedError('malformed_diff', 'a quoted path without its end');
    if (char === '"') break;
    if (char !== '\\') {
      bytes.push(...Buffer.from(char));
      at++;
      continue;
    }
    const octal = /^[0-3][0-7]{2}/.exec(text.slice(at + 1, at + 4))?.[0];
    const escape = ESCAPES[text[at + 1] ?? ''];
    if (octal === undefined && escape === undefined)
      throw new CodedError('malformed_diff', 'a quoted path with an unknown escape');
    bytes.push(octal === undefined ? (escape ?? 0) : parseInt(octal, 8));
    at += octal === undefined ? 2 : 4;
  }
  return { path: Buffer.from(bytes).toString('utf8'), rest: text.slice(at + 1) };
}

/** The letters that git puts before the old and the new name. */
function withoutPrefix(path: string): string {
  return /^[abciow]\//.test(path) ? path.slice(2) : path;
}

/** A name as it stands after `+++ ` or `rename to `; undefined for `/dev/null`. */
export function parseDiffPath(text: string, prefixed: boolean): string | undefined {
  // After an unquoted name with spaces, and before a time, stands a tab.
  const path = text.startsWith('"') ? unquote(text).path : (text.split('\t', 1)[0] ?? '');
  if (prefixed && path === '/dev/null') return undefined;
  if (path === '' || path.includes('\0')) throw new CodedError('malformed_diff', 'an empty path, or one with NUL');
  return prefixed ? withoutPrefix(path) : path;
}

/** The new name in `a/old b/new`, where it can be told: it is needed only where no other line of the head says it. */
export function parseGitHeader(text: string): string | undefined {
  if (text.endsWith('"')) {
    const second = text.startsWith('"') ? unquote(text).rest.trimStart() : text.slice(text.indexOf(' "') + 1);
    return second.startsWith('"') ? withoutPrefix(unquote(second).path) : undefined;
  }
  if (text.startsWith('"')) return withoutPrefix(unquote(text).rest.trimStart());
  const middle = (text.length - 1) / 2;
  const [left, right] = [text.slice(0, middle), text.slice(middle + 1)];
  if (text[middle] === ' ' && withoutPrefix(left) === withoutPrefix(right)) return withoutPrefix(right);
  const [, second, more] = text.split(' ');
  return second !== undefined && more === undefined ? withoutPrefix(second) : undefined;
}
