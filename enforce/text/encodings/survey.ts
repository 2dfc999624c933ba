// SPDX-License-Identifier: Apache-2.0
import type { Stretches } from '../bytes/stretches.js';
import { pairsOf, type Utf8 } from '../bytes/utf8.js';

const LOWER = 1;
const UPPER = 2;
const DIGIT = 3;
const KIND = new Uint8Array(256);
KIND.fill(LOWER, 0x61, 0x7b);
KIND.fill(UPPER, 0x41, 0x5b);
KIND.fill(DIGIT, 0x30, 0x3a);

/** Counts are packed: digits, capitals with a capital or with a small letter behind, and changes; a block's fit. */
const DIGITS = 21;
const CAPITALS = 14;
const TITLES = 7;
const MASK = (1 << TITLES) - 1;

/** By two bytes as one number, in the byte order of the machine: two at once halve the time. */
const STEP = new Int32Array(65_536);
const pair = new Uint16Array(1);
const halves = new Uint8Array(pair.buffer);
for (let first = 0; first < 256; first++) {
  for (let second = 0; second < 256; second++) {
    halves[0] = first;
    halves[1] = second;
    const from = KIND[first] ?? 0;
    const to = KIND[second] ?? 0;
    const digits = (from === DIGIT ? 1 : 0) + (to === DIGIT ? 1 : 0);
    const capitals = from === UPPER && to === UPPER ? 1 : 0;
    const changes = from > 0 && to > 0 && from !== to && !(from === UPPER && to === LOWER) ? 1 : 0;
    const titles = from === UPPER && to === LOWER ? 1 : 0;
    STEP[pair[0] ?? 0] = (digits << DIGITS) | (capitals << CAPITALS) | (titles << TITLES) | changes;
  }
}

/** Bytes that are counted together. */
const BLOCK = 128;
/**
 * Digits in a block, and in it and its neighbours together, from which on it may hold a part of a list of numbers: the
 * shortest text worth reading has six codes, each with a digit, even where each stands in a call of its own.
 */
const MIN_DIGITS = 3;
const MIN_NEAR_DIGITS = 6;
/**
 * Changes in a block, half of them counted, from which on it may hold a part of an encoding in pieces: from a small
 * letter to a capital or digit, between a digit and a letter. Prose has none, names in code one in ten, base64 one in
 * three. Pairs of capitals count too, unless there are only capitals.
 */
const MIN_CHANGES = 4;
const MIN_TITLES = 3;

function isMixed(counts: number): boolean {
  const changes = counts & MASK;
  if (changes >= MIN_CHANGES) return true;
  if (changes + ((counts >> CAPITALS) & MASK) < MIN_CHANGES) return false;
  return counts >> DIGITS > 0 || ((counts >> TITLES) & MASK) >= MIN_TITLES;
}

/** What one look at every byte tells, so that the work for an encoding is done only where it may stand. */
export interface Survey {
  /** Where there are digits enough for hex in groups or for numbers that are codes of characters. */
  readonly numeric: Stretches;
  /** Where small letters, capitals and digits stand beside each other as in no words. */
  readonly mixed: Stretches;
}

/** Adds a block and its neighbours: what stands there may begin or end in them. */
function addBlock(ranges: number[], start: number, end: number, length: number): void {
  const from = Math.max(0, start - BLOCK);
  const until = Math.min(length, end + BLOCK);
  const last = ranges.length - 1;
  if (last > 0 && (ranges[last] ?? 0) >= from) ranges[last] = until;
  else ranges.push(from, until);
}

export function surveyBytes({ bytes, length }: Utf8): Survey {
  const pairs = pairsOf(bytes);
  const numeric: number[] = [];
  const mixed: number[] = [];
  const count = length >> 1;
  // Digits in the last two blocks; a block is judged when the one behind it is known.
  let before = 0;
  let digits = 0;
  const judge = (end: number, next: number): void => {
    if (digits >= MIN_DIGITS && before + digits + next >= MIN_NEAR_DIGITS)
      addBlock(numeric, Math.max(0, end - BLOCK), end, length);
    before = digits;
    digits = next;
  };
  for (let at = 0; at < count;) {
    const start = 2 * at;
    const until = Math.min(count, at + (BLOCK >> 1));
    let counts = 0;
    for (; at < until; at++) counts += STEP[pairs[at] ?? 0] ?? 0;
    judge(start, counts >> DIGITS);
    if (isMixed(counts)) addBlock(mixed, start, 2 * at, length);
  }
  judge(2 * count, 0);
  return { numeric, mixed };
}
