// SPDX-License-Identifier: Apache-2.0

/** 1 for every byte that belongs to an alphabet. */
export type Alphabet = Uint8Array;

/** The alphabet of the given ASCII characters. */
export function alphabetOf(characters: string): Alphabet {
  const alphabet = new Uint8Array(256);
  for (let i = 0; i < characters.length; i++) alphabet[characters.charCodeAt(i)] = 1;
  return alphabet;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';

export const ALPHANUMERIC = alphabetOf(LETTERS + DIGITS);

/**
 * Start and end of every maximal stretch of `min` or more characters of an alphabet, in turn. `bytes` is the image of
 * a text of `length` (see `imageOf`). A long enough stretch covers one of any `min` places in a row, so that most words
 * are passed over in one step.
 */
export function findStretches(bytes: Uint8Array, length: number, alphabet: Alphabet, min: number): number[] {
  const bounds: number[] = [];
  for (let at = min - 1, free = 0; at < length;) {
    if (alphabet[bytes[at] ?? 0] === 0) {
      free = at + 1;
      at += min;
      continue;
    }
    let start = at;
    while (start > free && alphabet[bytes[start - 1] ?? 0] === 1) start--;
    let end = at + 1;
    while (end < length && alphabet[bytes[end] ?? 0] === 1) end++;
    if (end - start >= min) bounds.push(start, end);
    free = end + 1;
    at = end + min;
  }
  return bounds;
}
