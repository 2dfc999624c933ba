// SPDX-License-Identifier: Apache-2.0
import { pairsOf } from './utf8.js';

/** A set of ASCII characters: 1 for each byte that is one of them, and for each two bytes, as one number, that both are. */
export interface CharacterSet {
  readonly bytes: Uint8Array;
  readonly pairs: Uint8Array;
}

export function characterSet(characters: string): CharacterSet {
  const bytes = new Uint8Array(256);
  const pairs = new Uint8Array(65_536);
  const codes = Array.from(characters, (letter) => letter.charCodeAt(0));
  for (const first of codes) {
    bytes[first] = 1;
    for (const second of codes) pairs[first | (second << 8)] = 1;
  }
  return { bytes, pairs };
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';

export const ALPHANUMERIC = characterSet(LETTERS + DIGITS);
/** The digits of base64 in both alphabets; those of base32 and hex are among them. */
export const BASE64_CHARACTERS = `${LETTERS}${DIGITS}+/-_`;
export const IN_BASE64 = characterSet(BASE64_CHARACTERS);

/**
 * Start and end of every maximal run of `min` or more characters that are all in a set, in turn; `min` is 3 or more. `bytes`
 * are those of `encodeText` or `imageOf`; what stands before `from` does not count. A long enough run covers, wherever it
 * begins, one of any so many pairs of bytes in a row: most words are passed over in one step.
 */
export function findLongRuns(
  bytes: Uint8Array,
  length: number,
  among: CharacterSet,
  min: number,
  from = 0,
): readonly number[] {
  const { bytes: isOne, pairs: areBoth } = among;
  const pairs = pairsOf(bytes);
  const bounds: number[] = [];
  const count = length >> 1;
  const covered = (min - 1) >> 1;
  const begin = (from + 1) >> 1;
  for (let at = begin + covered - 1, free = begin; at < count;) {
    if (areBoth[pairs[at] ?? 0] === 0) {
      free = at + 1;
      at += covered;
      continue;
    }
    let first = at;
    while (first > free && areBoth[pairs[first - 1] ?? 0] === 1) first--;
    let last = at + 1;
    while (last < count && areBoth[pairs[last] ?? 0] === 1) last++;
    const start = 2 * first - (2 * first > from && isOne[bytes[2 * first - 1] ?? 0] === 1 ? 1 : 0);
    const end = 2 * last + (2 * last < length && isOne[bytes[2 * last] ?? 0] === 1 ? 1 : 0);
    if (end - start >= min) bounds.push(start, end);
    free = last + 1;
    at = last + covered;
  }
  return bounds;
}
