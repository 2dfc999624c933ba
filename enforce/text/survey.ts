// SPDX-License-Identifier: Apache-2.0
import type { Utf8 } from './bytes.js';

const LOWER = 1;
const UPPER = 2;
const DIGIT = 3;
const KIND = new Uint8Array(256);
KIND.fill(LOWER, 0x61, 0x7b);
KIND.fill(UPPER, 0x41, 0x5b);
KIND.fill(DIGIT, 0x30, 0x3a);

/** Counts are packed: digits in the upper half, changes in the lower. */
const ONE_DIGIT = 1 << 16;

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
    const changes =
      (from === LOWER && to > LOWER) ||
      (from === UPPER && to === DIGIT) ||
      (from === DIGIT && (to === LOWER || to === UPPER));
    const digits = (from === DIGIT ? 1 : 0) + (to === DIGIT ? 1 : 0);
    STEP[pair[0] ?? 0] = digits * ONE_DIGIT + (changes ? 1 : 0);
  }
}

/** Pairs whose packed counts cannot overflow. */
const COUNTED_AT_ONCE = 8192;

/** What one look at every byte tells, so that the work for an encoding is done only where it may stand. */
export interface Survey {
  readonly digits: number;
  /**
   * Half of the changes inside words that encodings have and prose has not: any between small letters, capitals and
   * digits, but for that from a capital to a small letter.
   */
  readonly changes: number;
}

export function surveyBytes({ pairs, length }: Utf8): Survey {
  const count = length >> 1;
  let digits = 0;
  let changes = 0;
  for (let at = 0; at < count;) {
    const until = Math.min(count, at + COUNTED_AT_ONCE);
    let counts = 0;
    for (; at < until; at++) counts += STEP[pairs[at] ?? 0] ?? 0;
    digits += counts >>> 16;
    changes += counts & 0xffff;
  }
  return { digits, changes };
}
