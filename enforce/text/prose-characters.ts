// SPDX-License-Identifier: Apache-2.0
import { CONFUSABLES } from './confusables.table.js';

/** What a folded UTF-16 unit is to a reader of words. */
export const OTHER = 0;
export const WORD = 1;
/** Stands for a letter when it is inside a word: `@ $ !`. */
export const SYMBOL = 2;
export const APOSTROPHE = 3;
/** Full stop, question mark and their like. `!` is a symbol. */
export const END = 4;
export const LINE = 5;
/** A letter of a script that writes words in one run: Han, kana, Thai, Lao, Khmer, Burmese. */
export const UNSPACED = 6;
export const SPACE = 7;
/** Comma, semicolon, colon, brackets, quotes: a new clause may begin behind it. */
export const CLAUSE = 8;

/** A folded unit of this value leaves no visible trace. */
export const INVISIBLE = 0;
/** A unit of this value becomes several; they stand in `EXPANSIONS`. */
export const EXPANDED = 1;
/** A combining mark; it goes without a trace whatever the reading. */
export const MARK = 2;

const UNITS = 65_536;

/** For each unit, its folded unit, or one of the three values above. */
export const FOLDED = new Uint16Array(UNITS);
/** For each folded unit, what it is. */
export const KIND = new Uint8Array(UNITS);
/** For each folded unit, the letter under which words are looked up: lower case, look-alike digits as letters. */
export const LETTER = new Uint16Array(UNITS);
/** `LETTER` for units that are words by themselves, 0 for all others. */
export const WORD_LETTER = new Uint16Array(UNITS);
/** Units and code points beyond the first plane that fold to several units. */
export const EXPANSIONS = new Map<number, string>();

const INVISIBLE_UNIT =
  /[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u2800\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB]/;
const EXOTIC_SPACE = /[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/;
const COMBINING = /\p{M}/u;
const SPACING_MARK = /\p{Mc}/u;
const LETTER_OR_DIGIT = /[\p{L}\p{N}\p{Mc}]/u;
const UNSPACED_LETTER =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u30fc]/u;
const HANGUL = /[\uac00-\ud7a3]/;

/** Folds one character as `foldProse` does; lower case only beyond ASCII, since case of ASCII letters is evidence. */
function foldCharacter(character: string): string {
  if (HANGUL.test(character)) return character;
  let folded = '';
  for (const piece of character.normalize('NFKD')) {
    if (COMBINING.test(piece) && !SPACING_MARK.test(piece)) continue;
    const plain = CONFUSABLES.get(piece) ?? piece;
    folded += plain.length === 1 && plain.charCodeAt(0) < 128 ? plain : lower(plain);
  }
  return folded;
}

/** Lower case may uncover another look-alike: a capital may be none while its small form is. */
function lower(letter: string): string {
  const small = letter.toLowerCase();
  return CONFUSABLES.get(small) ?? small;
}

function fillFolded(): void {
  for (let code = 0; code < UNITS; code++) FOLDED[code] = code;
  for (let code = 0; code < 0x20; code++) FOLDED[code] = INVISIBLE;
  for (const kept of '\t\n\r ') FOLDED[kept.charCodeAt(0)] = kept.charCodeAt(0);
  for (const code of [0x0b, 0x0c, 0x85, 0x2028, 0x2029]) FOLDED[code] = 0x0a;
  for (let code = 0x7f; code < 0xa0; code++) if (code !== 0x85) FOLDED[code] = INVISIBLE;
  for (let code = 0xa0; code < UNITS; code++) {
    // Ideographs, Hangul, surrogates and private use fold to themselves and are most of the plane.
    if (code === 0x3400) code = 0xa000;
    if (code === 0xac00) code = 0xf900;
    if (code === 0x2028 || code === 0x2029) continue;
    setFolded(code);
  }
  FOLDED[0x3002] = 0x2e;
  FOLDED[0x0964] = 0x2e;
  FOLDED[0x2019] = 0x27;
  FOLDED[0x2018] = 0x27;
  FOLDED[0x02bc] = 0x27;
  FOLDED[0x201c] = FOLDED[0x201d] = FOLDED[0x201e] = 0x22;
  for (let i = 0; i < 0x400; i++) setBeyond(0x1d400 + i);
  for (let i = 0; i < 0x100; i++) setBeyond(0x1f100 + i);
}

function setFolded(code: number): void {
  const character = String.fromCharCode(code);
  if (INVISIBLE_UNIT.test(character)) FOLDED[code] = INVISIBLE;
  else if (EXOTIC_SPACE.test(character)) FOLDED[code] = 0x20;
  else {
    const folded = foldCharacter(character);
    if (folded === '') FOLDED[code] = MARK;
    else if (folded.length === 1) FOLDED[code] = folded.charCodeAt(0);
    else {
      FOLDED[code] = EXPANDED;
      EXPANSIONS.set(code, folded);
    }
  }
}

function setBeyond(code: number): void {
  const character = String.fromCodePoint(code);
  const folded = foldCharacter(character);
  if (folded !== character && folded !== '') EXPANSIONS.set(code, folded);
}

function fillKinds(): void {
  for (let code = 0x80; code < UNITS; code++) {
    if (code >= 0xd800 && code < 0xf900) continue;
    const character = String.fromCharCode(code);
    const ideograph = (code >= 0x3400 && code < 0xa000) || UNSPACED_LETTER.test(character);
    if (ideograph) KIND[code] = UNSPACED;
    else if ((code >= 0xac00 && code < 0xd7a4) || LETTER_OR_DIGIT.test(character)) KIND[code] = WORD;
    if (KIND[code] !== OTHER) LETTER[code] = code;
  }
  for (const letter of '0123456789abcdefghijklmnopqrstuvwxyz') KIND[letter.charCodeAt(0)] = WORD;
  for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') KIND[letter.charCodeAt(0)] = WORD;
  for (const letter of '@$!') KIND[letter.charCodeAt(0)] = SYMBOL;
  for (const letter of '.?') KIND[letter.charCodeAt(0)] = END;
  for (const letter of ',;:()[]{}<>"`*#|=>') KIND[letter.charCodeAt(0)] = CLAUSE;
  for (const letter of '\u00ab\u00bb\u3001\uff0c\u300c\u300d\u060c') KIND[letter.charCodeAt(0)] = CLAUSE;
  KIND[0x27] = APOSTROPHE;
  KIND[0x0a] = KIND[0x0d] = LINE;
  KIND[0x20] = KIND[0x09] = SPACE;
}

function fillLetters(): void {
  for (let code = 0x61; code <= 0x7a; code++) LETTER[code] = LETTER[code - 32] = code;
  for (let code = 0x30; code <= 0x39; code++) LETTER[code] = code;
  // One letter for all that look like a stroke: i, l and 1 cannot be told apart by a reader either.
  const pairs = ['lL1!', 'i', '0', 'o', '3', 'e', '4@', 'a', '5$', 's', '7', 't', '8', 'b', '9', 'g'];
  for (let i = 0; i < pairs.length; i += 2) {
    for (const from of pairs[i] ?? '') LETTER[from.charCodeAt(0)] = (pairs[i + 1] ?? '').charCodeAt(0);
  }
}

fillFolded();
fillKinds();
fillLetters();
for (let code = 0; code < UNITS; code++) if (KIND[code] === WORD) WORD_LETTER[code] = LETTER[code] ?? 0;
