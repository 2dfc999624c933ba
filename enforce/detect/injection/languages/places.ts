// SPDX-License-Identifier: Apache-2.0
import { quotationAround } from '../context.js';
import { classNumber } from './classes.js';
import type { LanguageMatch } from './judge.js';
import { END, FULL_STOP, LETTER_KIND, LINE, SPACE } from './letters.js';
import { WORD_POINTS, type Marks } from './marks.js';

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

const QUOTE_META = classNumber('quote_meta');
const DEVICE = classNumber('device');
/** How far a word that marks a quotation may stand from it, and how many marks are looked at. */
const META_REACH = 24 * WORD_POINTS;
const DEVICE_REACH = 60 * WORD_POINTS;
const MAX_MARKS = 200;

/** True when a mark of a class stands within reach of another, in a language that both have, at a place that fits. */
function isNear(
  marks: Marks,
  at: number,
  name: number,
  reach: number,
  languages: number,
  fits: (at: number) => boolean,
): boolean {
  const holds = (other: number): boolean =>
    marks.class[other] === name && ((marks.languages[other] ?? 0) & languages) !== 0 && fits(other);
  const lowest = (marks.start[at] ?? 0) - reach;
  for (let other = at - 1; other >= 0 && at - other < MAX_MARKS && (marks.end[other] ?? 0) >= lowest; other--)
    if (holds(other)) return true;
  const highest = (marks.end[at] ?? 0) + reach;
  for (
    let other = at + 1;
    other < marks.count && other - at < MAX_MARKS && (marks.start[other] ?? 0) <= highest;
    other++
  )
    if (holds(other)) return true;
  return false;
}

/** Shortest quotation, in units: one quoted word is a matter of style and must not hide what stands around it. */
const MIN_QUOTED = 6;

/** True when a match stands in a quotation that the sentence around it presents as one. */
export function isDescribed(marks: Marks, units: Uint16Array, length: number, match: LanguageMatch): boolean {
  const quotation = quotationAround(units, length, match.from, match.to);
  if (quotation === undefined || quotation.close - quotation.open < MIN_QUOTED) return false;
  const isOutside = (at: number): boolean =>
    (marks.to[at] ?? 0) <= quotation.open || (marks.from[at] ?? 0) >= quotation.close;
  return isNear(marks, match.first, QUOTE_META, META_REACH, match.languages, isOutside);
}

/** True when a device or a program is spoken of near a mark. */
export function isNearDevice(marks: Marks, at: number): boolean {
  return isNear(marks, at, DEVICE, DEVICE_REACH, marks.languages[at] ?? 0, () => true);
}
