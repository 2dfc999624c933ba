// SPDX-License-Identifier: Apache-2.0
import { CAPITAL, KIND_OF, NUMERAL, SMALL } from '../bytes/ascii.js';

/** By the kinds of a letter and the one behind it: 1 for a change that words have not. */
const CHANGES = new Uint8Array(16);
for (const [before, next] of [
  [SMALL, CAPITAL],
  [SMALL, NUMERAL],
  [CAPITAL, NUMERAL],
  [NUMERAL, SMALL],
  [NUMERAL, CAPITAL],
] as const) {
  CHANGES[(before << 2) | next] = 1;
}

/** Whether a change stands between two letters. */
export function isChange(before: number, next: number): boolean {
  return CHANGES[((KIND_OF[before] ?? 0) << 2) | (KIND_OF[next] ?? 0)] === 1;
}

/** Counts the changes between small letters, capitals and numerals, but for that from a capital to a small letter. */
export function changesIn(bytes: Uint8Array, start: number, end: number): number {
  let changes = 0;
  let before = 0;
  for (let at = start; at < end; at++) {
    const kind = KIND_OF[bytes[at] ?? 0] ?? 0;
    changes += CHANGES[(before << 2) | kind] ?? 0;
    before = kind;
  }
  return changes;
}

/** Prose has hardly any changes, code one in ten letters or fewer, an encoding about one in three. */
export function isMixed(changes: number, digits: number): boolean {
  return changes * 10 >= digits;
}

/** Small letters but for the first: prose beside an encoding rather than a piece of it. */
export function isWord(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start + 1; at < end; at++) if ((bytes[at] ?? 0) < 0x61 || (bytes[at] ?? 0) > 0x7a) return false;
  return true;
}
