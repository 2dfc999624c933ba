// SPDX-License-Identifier: Apache-2.0
import type { Label } from '../labels/label.js';
import type { Search } from '../search.js';
import { chanceOdds } from './chance.js';
import { DIGIT, LETTER_LOWER, LETTER_UPPER, MEMBERSHIP, WORD } from './characters.js';

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
const NOT_A_VALUE =
  /^(?:v?\d+\.\d|\d{4}-\d\d-\d\d|md5-|0x|[0-9.,+-]+$|(?:bcrypt|scrypt|argon2|pbkdf2|phpass|apr1)[\w-]{0,16}\$)/;
const FILE_NAME = /\.[A-Za-z][A-Za-z0-9]{0,5}$/;
const DOT = 0x2e;
const LESS_THAN = 0x3c;

function codesOf(letters: string): Uint8Array {
  const codes = new Uint8Array(256);
  for (const letter of letters) codes[letter.charCodeAt(0)] = 1;
  return codes;
}

/** The end of a sentence. */
const TRAILING = codesOf('.!%*~^-');
const TEMPLATE = codesOf('<{}$');
const OPENING = codesOf('({[');
/** Longest name of a kind of file, with its dot. */
const MAX_EXTENSION = 7;

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

function hasDotNear(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = Math.max(start, end - MAX_EXTENSION); at < end; at++) if (bytes[at] === DOT) return true;
  return false;
}

/** The value in a stretch, less the end of a sentence; undefined when it has a shape of its own that is no secret. */
export function valueIn(
  { text: whole, bytes, length }: Search,
  start: number,
  stretchEnd: number,
  label: Label,
): Value | undefined {
  if (stretchEnd - start > MAX_VALUE) return undefined;
  let end = stretchEnd;
  while (end > start && TRAILING[bytes[end - 1] ?? 0] === 1) end--;
  if (end - start < MIN_VALUE) return undefined;
  const element = label.joint === 'element';
  const next = end < length ? (bytes[end] ?? 0) : 0;
  // What a bracket follows is called; what stands in the marks of a template is filled in.
  if (OPENING[next] === 1 || (!element && start > 0 && TEMPLATE[bytes[start - 1] ?? 0] === 1)) return undefined;
  if (!element && next === LESS_THAN) return undefined;
  const text = whole.slice(start, end);
  if (text.includes('..') || NOT_A_VALUE.test(text) || (hasDotNear(bytes, start, end) && FILE_NAME.test(text)))
    return undefined;
  return { text, start, end, odds: chanceOdds(bytes, start, Math.min(end, start + JUDGED)) };
}
