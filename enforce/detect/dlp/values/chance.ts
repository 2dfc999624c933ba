// SPDX-License-Identifier: Apache-2.0
import { BASE64_DIGITS } from '../../../text/bytes/digits.js';
import { PAIR_ODDS } from './chance.table.js';

const ORDER = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0_-./';
const DIGIT_KIND = ORDER.indexOf('0');
const KINDS = 58;
const ROW_BITS = 6;
const MIDDLE = 32;
const STEPS_PER_BIT = 6;

const KIND = new Uint8Array(256).fill(KINDS - 1);
for (let i = 0; i < ORDER.length; i++) KIND[ORDER.charCodeAt(i)] = i;
for (let digit = 0x30; digit <= 0x39; digit++) KIND[digit] = DIGIT_KIND;

const ODDS = new Int8Array(KINDS << ROW_BITS);
PAIR_ODDS.forEach((row, first) => {
  for (let second = 0; second < KINDS; second++)
    ODDS[(first << ROW_BITS) | second] = BASE64_DIGITS.indexOf(row.charAt(second)) - MIDDLE;
});

/**
 * How much a stretch looks like chance rather than like words: bits per pair of neighbours, about +3 for random keys of
 * any usual alphabet, about -3 for words, names and paths. Digits alone say nothing and look like chance.
 */
export function chanceOdds(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < 2) return 0;
  let sum = 0;
  let before = KIND[bytes[start] ?? 0] ?? 0;
  for (let at = start + 1; at < end; at++) {
    const kind = KIND[bytes[at] ?? 0] ?? 0;
    sum += ODDS[(before << ROW_BITS) | kind] ?? 0;
    before = kind;
  }
  return sum / STEPS_PER_BIT / (end - start - 1);
}

const TEXT_BYTES = 256;
const textBytes = new Uint8Array(TEXT_BYTES);

/** As `chanceOdds`, for a text of its own; only its first 256 characters count. */
export function chanceOddsOf(text: string): number {
  const length = Math.min(text.length, TEXT_BYTES);
  for (let i = 0; i < length; i++) textBytes[i] = Math.min(text.charCodeAt(i), 0xff);
  return chanceOdds(textBytes, 0, length);
}
