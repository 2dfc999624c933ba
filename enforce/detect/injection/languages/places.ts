// SPDX-License-Identifier: Apache-2.0
import { END, FULL_STOP, LETTER_KIND, LINE, SPACE } from './letters.js';

const WRAPPING = new Set(Array.from('#*[]<>()【】「」«»"_', (mark) => mark.charCodeAt(0)));
/** Blanks and marks around the name of a speaker. */
const MAX_WRAPPING = 8;

/** True when a word begins a line or a sentence and a colon follows it: `[SYSTEM]: `, `**Admin** :`, `系统：`. */
export function isSpeaker(units: Uint16Array, from: number, to: number): boolean {
  let at = to;
  while (at < to + MAX_WRAPPING && (WRAPPING.has(units[at] ?? 0) || LETTER_KIND[units[at] ?? 0] === SPACE)) at++;
  if (units[at] !== 0x3a || units[at + 1] === 0x2f || units[at + 1] === 0x3d) return false;
  at = from - 1;
  while (at > from - MAX_WRAPPING && (WRAPPING.has(units[at] ?? 0) || LETTER_KIND[units[at] ?? 0] === SPACE)) at--;
  if (at < 0) return true;
  const kind = LETTER_KIND[units[at] ?? 0];
  return kind === LINE || kind === END || kind === FULL_STOP;
}
