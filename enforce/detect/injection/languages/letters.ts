// SPDX-License-Identifier: Apache-2.0
import { EXPANDED, EXPANSIONS, FOLDED, INVISIBLE, KIND, MARK, UNSPACED, WORD } from '../../../text/prose-table.js';

/** What a folded unit is to a reader of words in any language. */
export const GAP = 0;
/** A letter or digit of a script that puts spaces between words. */
export const LETTER = 1;
/** A letter of a script that writes words in one run: Han, kana, Thai. */
export const RUN = 2;
/** Ends a sentence when nothing but a gap or another script follows. */
export const END = 3;
export const LINE = 4;
export const SPACE = 5;
/** Ends a sentence wherever it stands. */
export const FULL_STOP = 6;

/**
 * For each UTF-16 unit its folded unit, or INVISIBLE, EXPANDED or MARK of prose-table.ts. Differs from the folding of
 * prose in that letters stay in their script, look-alikes or not, and marks stay where they are letters.
 */
export const FOLDED_LETTER = FOLDED.slice();
export const LETTER_KIND = new Uint8Array(65_536);
/** Units that fold to several. */
export const LETTER_EXPANSIONS = new Map<number, string>(EXPANSIONS);
/** A letter and a mark behind it that stays, as one number, to the letter that they are together. */
export const COMPOSED = new Map<number, number>();

/** True for a folded unit that may join the letter before it. */
export function isJoining(unit: number): boolean {
  if (unit < 0x09be) return false;
  return unit === 0x09be || unit === 0x09d7 || (unit >= 0x1161 && unit < 0x11c3) || unit === 0x3099 || unit === 0x309a;
}

/** Ranges in which letters fold by their script; everything else folds as prose does. */
const RANGES: readonly (readonly [from: number, to: number])[] = [
  [0x00aa, 0x052f],
  [0x0590, 0x06ff],
  [0x0900, 0x09ff],
  [0x0e00, 0x0e7f],
  [0x1e00, 0x1fff],
  [0x3000, 0x30ff],
  [0xfb00, 0xfdff],
  [0xfe70, 0xfeff],
  [0xff00, 0xffef],
];
const OPTIONAL_MARKS =
  /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}])\p{Mn}+/gu;
const DROPPED_MARK =
  /^[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u093c\u09bc]$/;
const DOT_BELOW = /[\u093c\u09bc]/g;
const LETTER_OR_DIGIT = /^[\p{L}\p{M}\p{N}]$/u;

/** Letters without a decomposition, and what people type in their place; letters of two scripts for one sound. */
const TYPED_FOR = new Map([
  ['ı', 'i'],
  ['ł', 'l'],
  ['ø', 'o'],
  ['đ', 'd'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ß', 'ss'],
  ['ς', 'σ'],
  ['ى', 'ي'],
  ['ة', 'ه'],
  ['ی', 'ي'],
  ['ک', 'ك'],
  ['\u0901', '\u0902'],
]);

/** Folds one character. Applying it twice changes nothing more. */
function foldCharacter(character: string): string {
  const bare = character.toLowerCase().normalize('NFKD').replace(OPTIONAL_MARKS, '$1').replace(DOT_BELOW, '');
  return Array.from(bare.normalize('NFKC'), (letter) => TYPED_FOR.get(letter) ?? letter).join('');
}

function setUnit(code: number): void {
  if (FOLDED[code] === INVISIBLE) return;
  const character = String.fromCharCode(code);
  if (DROPPED_MARK.test(character)) {
    FOLDED_LETTER[code] = MARK;
    return;
  }
  if (!LETTER_OR_DIGIT.test(character)) return;
  const folded = foldCharacter(character);
  LETTER_EXPANSIONS.delete(code);
  if (folded.length === 1) FOLDED_LETTER[code] = folded.charCodeAt(0);
  else {
    FOLDED_LETTER[code] = folded === '' ? MARK : EXPANDED;
    if (folded !== '') LETTER_EXPANSIONS.set(code, folded);
  }
}

function fillLetters(): void {
  for (let code = 0x41; code <= 0x5a; code++) FOLDED_LETTER[code] = code + 32;
  for (let code = 0x80; code < 65_536; code++) {
    const folded = FOLDED[code] ?? 0;
    if (folded >= 0x41 && folded <= 0x5a) FOLDED_LETTER[code] = folded + 32;
  }
  for (const [from, to] of RANGES) for (let code = from; code <= to; code++) setUnit(code);
  for (const [code, text] of EXPANSIONS) {
    if (LETTER_EXPANSIONS.get(code) === text) LETTER_EXPANSIONS.set(code, text.toLowerCase());
  }
  for (const mark of ['\u3099', '\u309a', '\u09be', '\u09d7']) {
    for (const base of mark < '\u3000' ? '\u09c7' : KANA) compose(base, mark);
  }
}

const KANA = Array.from({ length: 0xbf }, (_, i) => String.fromCharCode(0x3041 + i)).join('');

function compose(base: string, mark: string): void {
  const both = (base + mark).normalize('NFC');
  if (both.length === 1) COMPOSED.set((base.charCodeAt(0) << 16) | mark.charCodeAt(0), both.charCodeAt(0));
}

function fillKinds(): void {
  for (let code = 0; code < 65_536; code++) {
    const kind = KIND[code];
    if (kind === WORD) LETTER_KIND[code] = LETTER;
    else if (kind === UNSPACED) LETTER_KIND[code] = RUN;
  }
  // Marks that prose leaves out are letters here.
  for (const [from, to] of [
    [0x0900, 0x09ff],
    [0x0e00, 0x0e7f],
  ] as const) {
    for (let code = from; code <= to; code++) {
      if (LETTER_OR_DIGIT.test(String.fromCharCode(code))) LETTER_KIND[code] = code < 0x0e00 ? LETTER : RUN;
    }
  }
  for (const mark of '.!?;|') LETTER_KIND[mark.charCodeAt(0)] = END;
  for (const mark of '\u3002\u061f\u06d4\u061b\u0964\u0965') LETTER_KIND[mark.charCodeAt(0)] = FULL_STOP;
  LETTER_KIND[0x0a] = LETTER_KIND[0x0d] = LINE;
  LETTER_KIND[0x20] = LETTER_KIND[0x09] = SPACE;
}

fillLetters();
fillKinds();
