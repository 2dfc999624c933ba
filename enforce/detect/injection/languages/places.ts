// SPDX-License-Identifier: Apache-2.0
import { quotationAround } from '../context.js';
import { ANY_LANGUAGE, classNumber } from './classes.js';
import type { LanguageMatch } from './judge.js';
import { END, FULL_STOP, LETTER_KIND, LINE, SPACE } from './letters.js';
import { WORD_POINTS, type Marks } from './marks.js';
import { ENGLISH_FLAG } from './nodes.js';

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

const COMMAS = new Set(Array.from(',;:\u3001\u060c', (mark) => mark.charCodeAt(0)));

export function hasComma(units: Uint16Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (COMMAS.has(units[at] ?? 0)) return true;
  return false;
}

/** Words of so few letters stand in many languages. */
const SHORT = 3;
const CHANCE_REACH = 30 * WORD_POINTS;
const counts = new Int32Array(32);

/**
 * True when a match has a very short word, and what stands around it is rather in another language: the word is one of
 * that other language, then.
 */
export function isByChance(marks: Marks, chosen: Int32Array, match: LanguageMatch): boolean {
  const isShort = chosen.some(
    (at) => ((marks.flags[at] ?? 0) & ENGLISH_FLAG) === 0 && (marks.to[at] ?? 0) - (marks.from[at] ?? 0) <= SHORT,
  );
  if (!isShort) return false;
  counts.fill(0);
  const lowest = (marks.start[match.first] ?? 0) - CHANCE_REACH;
  let at = match.first;
  while (at > 0 && match.first - at < MAX_MARKS && (marks.end[at - 1] ?? 0) >= lowest) at--;
  const highest = (marks.end[match.last] ?? 0) + CHANCE_REACH;
  for (const until = at + 2 * MAX_MARKS; at < marks.count && at < until && (marks.start[at] ?? 0) <= highest; at++) {
    const languages = marks.languages[at] ?? 0;
    if (languages === ANY_LANGUAGE) continue;
    for (let bit = 0; bit < 32; bit++) counts[bit] = (counts[bit] ?? 0) + ((languages >>> bit) & 1);
  }
  let [own, best] = [0, 0];
  counts.forEach((count, bit) => {
    best = Math.max(best, count);
    if (((match.languages >>> bit) & 1) === 1) own = Math.max(own, count);
  });
  return 2 * best > 3 * own;
}
