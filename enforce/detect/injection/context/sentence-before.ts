// SPDX-License-Identifier: Apache-2.0
import { KIND, SPACE, WORD } from '../../../text/prose-characters.js';
import { hashOfWord, wordStart } from './mood.js';

/** How far back, in words and units, a sentence says who asks for what. */
const MOST_WORDS = 24;
const REACH_UNITS = 200;

/** Stands for a comma or a bracket in what is read. */
export const COMMA = 1;
export const NOTHING = 0;

const back = new Int32Array(MOST_WORDS + 2);

/** Reads the words of the sentence in front of a place, the nearest first, commas among them; ends them with zeros. */
export function readBack(units: Uint16Array, from: number): number {
  const limit = Math.max(0, from - REACH_UNITS);
  let count = 0;
  let at = from;
  while (at > limit && count < MOST_WORDS) {
    const unit = units[at - 1] ?? 0;
    if (KIND[unit] === WORD || unit === 0x27) {
      const end = at;
      at = wordStart(units, end, limit);
      back[count++] = hashOfWord(units, at, end);
    } else if (unit === 0x2c || unit === 0x28 || unit === 0x29) {
      back[count++] = COMMA;
      at--;
    } else if (KIND[unit] === SPACE || (unit === 0x0a && units[at - 2] !== 0x0a)) at--;
    else break;
  }
  back[count] = NOTHING;
  back[count + 1] = NOTHING;
  return count;
}

/** What was read, by how far it stands in front of the place: a hash, COMMA or NOTHING. */
export function word(at: number): number {
  return back[at] ?? NOTHING;
}
