// SPDX-License-Identifier: Apache-2.0
import type { Search } from '../search.js';
import { chanceOdds } from './chance.js';
import { DIGIT, LETTER_LOWER, LETTER_UPPER, MEMBERSHIP, WORD } from './characters.js';
import type { Label } from './label.js';

/** A text that may be a secret, by its shape. */
export interface Value {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** How much it looks like chance, in bits per pair of neighbours. */
  readonly odds: number;
}

const MIN_VALUE = 16;
const MAX_VALUE = 1024;
/** Characters by which a value is judged. */
const JUDGED = 128;

const MIN_ODDS = 0.4;
/** Without a digit a value must look like nothing but chance; without capitals either, even more so. */
const MIN_LETTERS_ODDS = 1.2;
const MIN_SMALL_LETTERS_ODDS = 1.6;
const SMALL_ONLY = /^[^A-Z0-9]*$/;
const NO_DIGIT = /^[^0-9]*$/;

/** A version, a date, a digest with its name, a number. */
const NOT_A_VALUE = /^(?:v?\d+\.\d|\d{4}-\d\d-\d\d|md5-|0x|[0-9.,+-]+$)/;
const FILE_NAME = /\.[A-Za-z][A-Za-z0-9]{0,5}$/;
const TRAILING = /[.!%*~^-]+$/;
const TEMPLATE = /[<{}$]/;
const OPENING = /[({[]/;

/** What a value begins with. */
const FIRST = WORD;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** As long as a digest of SHA-1 or SHA-2 in hex. */
const DIGEST = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i;
const PLAIN = /^[A-Za-z0-9_+/.=~-]+$/;

/** A value that may as well be the name of an object or a digest. */
export function isNameLike(value: string): boolean {
  return DIGEST.test(value) || UUID.test(value);
}

/** Letters, digits and the marks of base64 only. */
export function isPlainValue(value: string): boolean {
  return PLAIN.test(value);
}

/** `sha` and a digit: a digest, with its name before it. */
function isNamedDigest(bytes: Uint8Array, start: number): boolean {
  const named = bytes[start] === 0x73 && bytes[start + 1] === 0x68 && bytes[start + 2] === 0x61;
  return named && ((MEMBERSHIP[bytes[start + 3] ?? 0] ?? 0) & DIGIT) !== 0;
}

/** Whether a stretch could be random at all: cheap, because it is asked of every long stretch. */
export function mayBeRandom({ bytes }: Search, start: number, end: number): boolean {
  // Addresses, paths, packages and options begin with a mark.
  if (((MEMBERSHIP[bytes[start] ?? 0] ?? 0) & FIRST) === 0 || isNamedDigest(bytes, start)) return false;
  let kinds = 0;
  const stop = Math.min(end, start + JUDGED);
  for (let at = start; at < stop; at++) kinds |= MEMBERSHIP[bytes[at] ?? 0] ?? 0;
  return (kinds & (LETTER_LOWER | LETTER_UPPER)) !== 0 && chanceOdds(bytes, start, stop) >= MIN_ODDS;
}

/** Whether a value is random by its looks alone, without a shape that a vendor publishes. */
export function looksRandom({ text, odds }: Value): boolean {
  if (SMALL_ONLY.test(text)) return odds >= MIN_SMALL_LETTERS_ODDS;
  return odds >= (NO_DIGIT.test(text) ? MIN_LETTERS_ODDS : MIN_ODDS);
}

/** The value in a stretch, less the end of a sentence; undefined when it has a shape of its own that is no secret. */
export function valueIn(
  { text: whole, bytes }: Search,
  start: number,
  stretchEnd: number,
  label: Label,
): Value | undefined {
  if (stretchEnd - start > MAX_VALUE) return undefined;
  const text = whole.slice(start, stretchEnd).replace(TRAILING, '');
  if (text.length < MIN_VALUE || text.includes('..') || NOT_A_VALUE.test(text) || FILE_NAME.test(text))
    return undefined;
  const end = start + text.length;
  const element = label.joint === 'element';
  // What a bracket follows is called; what stands in the marks of a template is filled in.
  if (OPENING.test(whole.charAt(end)) || (!element && TEMPLATE.test(whole.charAt(start - 1)))) return undefined;
  if (!element && whole.charAt(end) === '<') return undefined;
  return { text, start, end, odds: chanceOdds(bytes, start, Math.min(end, start + JUDGED)) };
}
