// SPDX-License-Identifier: Apache-2.0
import { characterSet } from '../../../text/bytes/long-runs.js';
import type { Charset } from '../tokens/vendor-token.js';

const DIGITS = '0123456789';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const ALNUM = DIGITS + LOWER + UPPER;

/** uuid has an order of its own and is not told by its characters alone. */
type PlainCharset = Exclude<Charset, 'uuid'>;

const LETTERS: Readonly<Record<PlainCharset, string>> = {
  hex: `${DIGITS}abcdefABCDEF`,
  hex_lower: `${DIGITS}abcdef`,
  hex_upper: `${DIGITS}ABCDEF`,
  alnum: ALNUM,
  alnum_lower: DIGITS + LOWER,
  alnum_upper: DIGITS + UPPER,
  letters: LOWER + UPPER,
  letters_lower: LOWER,
  letters_upper: UPPER,
  digits: DIGITS,
  base32: `${UPPER}234567`,
  base32_lower: `${LOWER}234567`,
  base58: ALNUM.replace(/[0OIl]/g, ''),
  base64: `${ALNUM}+/`,
  word: `${ALNUM}_`,
  token: `${ALNUM}_-`,
  token_dot: `${ALNUM}_-.`,
  unreserved: `${ALNUM}_-.~`,
  printable: `${ALNUM}!#$%&()*+,-./:;=?@[]^_{|}~`,
};

const NAMES = Object.keys(LETTERS) as PlainCharset[];

/** The bit of a kind of characters in MEMBERSHIP. */
export function charsetBit(charset: PlainCharset): number {
  return 1 << NAMES.indexOf(charset);
}

export const DIGIT = charsetBit('digits');
export const LETTER_LOWER = charsetBit('letters_lower');
export const LETTER_UPPER = charsetBit('letters_upper');
export const LETTER = charsetBit('letters');
export const LETTER_OR_DIGIT = charsetBit('alnum');
export const WORD = charsetBit('word');
export const TOKEN = charsetBit('token');
export const HEX = charsetBit('hex');
export const BASE58 = charsetBit('base58');
export const BASE64 = charsetBit('base64');
/** What a secret value is made of that stands without quotes. */
export const VALUE = 1 << 24;
/** White space. */
export const SPACE = 1 << 25;
export const DOT = 1 << 26;
/** Everything but white space, controls, quotes and `&`. */
export const VISIBLE = 1 << 27;

const VALUE_CHARACTERS = `${ALNUM}_-+/.~!@#$%^*`;
export const IN_VALUE = characterSet(VALUE_CHARACTERS);
/** What a list of numbers is made of. */
export const IN_LIST = characterSet(`${DIGITS}, \t\n\r`);

/** For each byte of a text's image the kinds of characters it belongs to. */
export const MEMBERSHIP = new Int32Array(256);

function addAll(letters: string, bit: number): void {
  for (let i = 0; i < letters.length; i++) {
    const code = letters.charCodeAt(i);
    MEMBERSHIP[code] = (MEMBERSHIP[code] ?? 0) | bit;
  }
}

for (const name of NAMES) addAll(LETTERS[name], charsetBit(name));
addAll(VALUE_CHARACTERS, VALUE);
addAll(' \t\n\r\v\f', SPACE);
addAll('.', DOT);
for (let code = 0x21; code < 0x7f; code++) {
  const letter = String.fromCharCode(code);
  if (!'"\'&'.includes(letter)) addAll(letter, VISIBLE);
}

/** Whether the byte at a place is of a kind; false outside the text. */
export function isOf(bytes: Uint8Array, length: number, at: number, kinds: number): boolean {
  return at >= 0 && at < length && ((MEMBERSHIP[bytes[at] ?? 0] ?? 0) & kinds) !== 0;
}

/** The first place from `at` on, and before `end`, that is not of a kind. */
export function skipForward(bytes: Uint8Array, at: number, end: number, kinds: number): number {
  let place = at;
  while (place < end && ((MEMBERSHIP[bytes[place] ?? 0] ?? 0) & kinds) !== 0) place++;
  return place;
}

/** The first place of the stretch of a kind that ends before `at` and does not reach below `from`. */
export function skipBack(bytes: Uint8Array, at: number, from: number, kinds: number): number {
  let place = at;
  while (place > from && ((MEMBERSHIP[bytes[place - 1] ?? 0] ?? 0) & kinds) !== 0) place--;
  return place;
}

/** Whether a word of ASCII stands at a place, in its own case. For a word this beats asking the text. */
export function standsAt(bytes: Uint8Array, length: number, start: number, word: string): boolean {
  if (start + word.length > length) return false;
  for (let i = 0; i < word.length; i++) if (bytes[start + i] !== word.charCodeAt(i)) return false;
  return true;
}

/** An ASCII capital as its small letter, every other byte as it is. */
export function lowerByte(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
}
