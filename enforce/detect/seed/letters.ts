// SPDX-License-Identifier: Apache-2.0
import { normalizeForDlp } from '../../text/normalize.js';

/** What a character is to a phrase: nothing but a gap, part of a word, or a Chinese word by itself. */
export const GAP = 0;
export const LETTER = 1;
export const HAN = 2;

/** Ranges beyond ASCII that stand between words, ascending: punctuation, symbols, spaces. */
const GAPS: readonly (readonly [first: number, last: number])[] = [
  [0x80, 0xa9],
  [0xab, 0xb4],
  [0xb6, 0xb9],
  [0xbb, 0xbf],
  [0xd7, 0xd7],
  [0xf7, 0xf7],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2010, 0x2029],
  [0x202f, 0x205f],
  [0x2190, 0x27ff],
  [0x2900, 0x2bff],
  [0x3000, 0x3004],
  [0x3008, 0x3030],
  [0x30a0, 0x30a0],
  [0x30fb, 0x30fb],
  [0xfe10, 0xfe1f],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff20],
  [0xff3b, 0xff40],
  [0xff5b, 0xff65],
  [0xfffd, 0xfffd],
];

const HAN_FIRST = 0x4e00;
const HAN_LAST = 0x9fff;

/** One byte for each code unit. */
const ROLES = new Uint8Array(0x10000).fill(LETTER, 0x80);
for (const [first, last] of GAPS) ROLES.fill(GAP, first, last + 1);
ROLES.fill(HAN, HAN_FIRST, HAN_LAST + 1);
for (let i = 0; i < 26; i++) ROLES[0x41 + i] = ROLES[0x61 + i] = LETTER;

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}

/** Letters of mathematical alphabets and in squares are written as two code units each. */
function isLetterPair(high: number, low: number): boolean {
  if (high === 0xd835) return true;
  return high === 0xd83c && ((low >= 0xdd30 && low <= 0xdd89) || (low >= 0xdde6 && low <= 0xddff));
}

/** The role of the code unit at a place: GAP, LETTER or HAN. Pictures and lone halves of a pair are gaps. */
export function roleAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (!isSurrogate(code)) return ROLES[code] ?? GAP;
  const first = code < 0xdc00 ? at : at - 1;
  return isLetterPair(text.charCodeAt(first), text.charCodeAt(first + 1)) ? LETTER : GAP;
}

/** Whether a code belongs to the scripts of East Asia, whose words are shorter than Latin ones. */
export function isEastAsian(code: number): boolean {
  return (
    (code >= 0x3041 && code <= 0x30ff) ||
    (code >= HAN_FIRST && code <= HAN_LAST) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0x1100 && code <= 0x11ff)
  );
}

/** Nothing that reads as one Latin letter. */
const FOREIGN = 0xff;
/** An accent, or a character without a trace. */
const NOTHING = 0;

/** Where characters stand that read as a Latin letter or as nothing. */
const LATIN_LIKE: readonly (readonly [first: number, last: number])[] = [
  [0xa0, 0x58f],
  [0x13a0, 0x13f4],
  [0x1d00, 0x1d7f],
  [0x1e00, 0x1eff],
  [0x200b, 0x206f],
  [0x2100, 0x218f],
  [0x24b6, 0x24e9],
  [0xa730, 0xa7ff],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xff21, 0xff5a],
];

function buildFold(): Uint8Array {
  const fold = new Uint8Array(0x10000).fill(FOREIGN);
  for (let i = 1; i <= 26; i++) fold[0x40 + i] = fold[0x60 + i] = 0x60 + i;
  for (const [first, last] of LATIN_LIKE) {
    for (let code = first; code <= last; code++) {
      const letter = normalizeForDlp(String.fromCharCode(code)).toLowerCase();
      if (letter === '') fold[code] = NOTHING;
      else if (letter.length === 1) fold[code] = fold[letter.charCodeAt(0)] ?? FOREIGN;
    }
  }
  return fold;
}

let fold: Uint8Array | undefined;

/**
 * Writes the Latin letters a stretch of text reads as, in lower case and without accents, and returns their number;
 * undefined when something in it is no Latin letter, or when they do not fit.
 */
export function foldLatin(text: string, start: number, end: number, letters: Uint8Array): number | undefined {
  fold ??= buildFold();
  let count = 0;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (isSurrogate(code)) return foldPairs(text.slice(start, end), letters);
    const letter = fold[code] ?? FOREIGN;
    if (letter === NOTHING) continue;
    if (letter === FOREIGN || count === letters.length) return undefined;
    letters[count++] = letter;
  }
  return count;
}

function foldPairs(word: string, letters: Uint8Array): number | undefined {
  const plain = normalizeForDlp(word).toLowerCase();
  if (plain.length > letters.length || !/^[a-z]*$/.test(plain)) return undefined;
  for (let i = 0; i < plain.length; i++) letters[i] = plain.charCodeAt(i);
  return plain.length;
}
