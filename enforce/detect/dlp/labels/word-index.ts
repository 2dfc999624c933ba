// SPDX-License-Identifier: Apache-2.0
import { CAPITAL, KIND_OF, NUMERAL, SMALL } from '../../../text/bytes/ascii.js';

/** What is called back with the index of a word and its place. */
export type WordVisit = (word: number, start: number, end: number) => void;

/** Finds the words of a fixed list that stand in a stretch of text, however identifiers are put together. */
export interface WordIndex {
  /**
   * Calls back with each word that begins at the beginning of a word or of a part of an identifier. Nothing counts that
   * stands outside of the stretch.
   */
  find(bytes: Uint8Array, from: number, to: number, visit: WordVisit): void;
  /** As `find` for words that begin in the stretch, in a text of a length: what stands around it counts. */
  findIn(bytes: Uint8Array, from: number, to: number, length: number, visit: WordVisit): void;
  /** As `find` for words that begin at a place, before which nothing counts. */
  findAt(bytes: Uint8Array, start: number, length: number, visit: WordVisit): void;
}

const LETTERS = 36;
/**
 * Shorter words must begin and end where a word does: `lob` is not in `lobby`, and what a digit comes before or after is
 * a digest rather than a name.
 */
const MIN_OPEN = 6;

/** By byte: the number of a letter, in either case, or a digit; -1 for anything else. */
const LETTER_OF = new Int8Array(256).fill(-1);
for (let i = 0; i < 26; i++) LETTER_OF[0x41 + i] = LETTER_OF[0x61 + i] = i;
for (let i = 0; i < 10; i++) LETTER_OF[0x30 + i] = 26 + i;

function letterOf(byte: number | undefined): number {
  return LETTER_OF[byte ?? 0] ?? -1;
}

/** By the kinds of a character and of the one before it: 1 where a part of an identifier begins. */
const BEGINS = new Uint8Array(16);
for (const kind of [SMALL, CAPITAL, NUMERAL]) BEGINS[kind] = 1;
BEGINS[(SMALL << 2) | CAPITAL] = BEGINS[(NUMERAL << 2) | SMALL] = BEGINS[(NUMERAL << 2) | CAPITAL] = 1;

function isPartEnd(kind: number, after: number): boolean {
  return after === 0 || (after === CAPITAL && kind !== CAPITAL);
}

const SPACE_CODE = 0x20;

/** One space, `_`, `-` or `.` may stand between the letters of a word: launch_darkly. */
function isJoint(byte: number | undefined): boolean {
  return byte === SPACE_CODE || byte === 0x5f || byte === 0x2d || byte === 0x2e;
}

/** Three letters as one number. */
function tripleOf(first: number, second: number, third: number): number {
  return (first * LETTERS + second) * LETTERS + third;
}

/** A bit for each three letters that a word begins with. Short words begin with any that go on like them. */
function beginningsOf(words: readonly string[]): Uint8Array {
  const bits = new Uint8Array(Math.ceil(LETTERS ** 3 / 8));
  for (const word of words) {
    const [first = 0, second = -1, third = -1] = Array.from(word.slice(0, 3), (letter) =>
      letterOf(letter.charCodeAt(0)),
    );
    const from = tripleOf(first, Math.max(0, second), Math.max(0, third));
    const count = second < 0 ? LETTERS ** 2 : third < 0 ? LETTERS : 1;
    for (let triple = from; triple < from + count; triple++)
      bits[triple >> 3] = (bits[triple >> 3] ?? 0) | (1 << (triple & 7));
  }
  return bits;
}

/** Shorter lists are told by three letters well enough. */
const MANY_WORDS = 256;
const FOURTH_BITS = 17;
const SPREAD = 0x9e3779b1;

function placeOfFour(triple: number, fourth: number): number {
  return Math.imul(triple * LETTERS + fourth, SPREAD) >>> (32 - FOURTH_BITS);
}

/** A bit for the four letters that a word begins with, and for any that go on like a shorter one. */
function longBeginningsOf(words: readonly string[]): Uint8Array | undefined {
  if (words.length < MANY_WORDS) return undefined;
  const bits = new Uint8Array(1 << (FOURTH_BITS - 3));
  const all = Array.from({ length: LETTERS }, (_, letter) => letter);
  const at = (word: string, i: number): readonly number[] => (i < word.length ? [letterOf(word.charCodeAt(i))] : all);
  for (const word of words)
    for (const second of at(word, 1))
      for (const third of at(word, 2))
        for (const fourth of at(word, 3)) {
          const place = placeOfFour(tripleOf(letterOf(word.charCodeAt(0)), second, third), fourth);
          bits[place >> 3] = (bits[place >> 3] ?? 0) | (1 << (place & 7));
        }
  return bits;
}

/** Prepares the search. Words are lower-case letters and digits. */
export function compileWordIndex(words: readonly string[]): WordIndex {
  const beginnings = beginningsOf(words);
  const longBeginnings = longBeginningsOf(words);
  const size = words.reduce((sum, word) => sum + word.length, 1);
  const built = new Uint16Array(size * LETTERS);
  const ends = new Int32Array(size).fill(-1);
  let used = 1;
  words.forEach((word, index) => {
    let node = 0;
    for (let i = 0; i < word.length; i++) {
      const slot = node * LETTERS + letterOf(word.charCodeAt(i));
      node = built[slot] ||= used++;
    }
    ends[node] = index;
  });
  const next = built.slice(0, used * LETTERS);

  /** Most places are left behind here; where a joint stands among the first letters only the tree tells. */
  const mayBegin = (bytes: Uint8Array, start: number, to: number): boolean => {
    if (start + 2 >= to) return true;
    const second = letterOf(bytes[start + 1]);
    const third = letterOf(bytes[start + 2]);
    if (second < 0 || third < 0) return true;
    const triple = tripleOf(letterOf(bytes[start]), second, third);
    if (((beginnings[triple >> 3] ?? 0) & (1 << (triple & 7))) === 0) return false;
    if (longBeginnings === undefined || start + 3 >= to) return true;
    const fourth = letterOf(bytes[start + 3]);
    if (fourth < 0) return true;
    const place = placeOfFour(triple, fourth);
    return ((longBeginnings[place >> 3] ?? 0) & (1 << (place & 7))) !== 0;
  };

  const readAt = (bytes: Uint8Array, start: number, to: number, behindDigit: boolean, visit: WordVisit): void => {
    let node = 0;
    for (let at = start, length = 0; at < to; at++) {
      const letter = letterOf(bytes[at]);
      if (letter < 0) {
        if (length > 0 && isJoint(bytes[at]) && !isJoint(bytes[at - 1])) continue;
        break;
      }
      node = next[node * LETTERS + letter] ?? 0;
      if (node === 0) break;
      length++;
      const word = ends[node] ?? -1;
      if (word < 0) continue;
      const after = at + 1 < to ? (KIND_OF[bytes[at + 1] ?? 0] ?? 0) : 0;
      if (length >= MIN_OPEN || (!behindDigit && isPartEnd(KIND_OF[bytes[at] ?? 0] ?? 0, after)))
        visit(word, start, at + 1);
    }
  };

  const scan = (
    bytes: Uint8Array,
    [from, to, limit]: readonly [from: number, to: number, limit: number],
    kindBefore: number,
    visit: WordVisit,
  ): void => {
    let before = kindBefore;
    for (let start = from; start < to; start++) {
      const kind = KIND_OF[bytes[start] ?? 0] ?? 0;
      const begins = BEGINS[(before << 2) | kind] === 1;
      const behindDigit = before === NUMERAL;
      before = kind;
      if (begins && mayBegin(bytes, start, limit)) readAt(bytes, start, limit, behindDigit, visit);
    }
  };

  return {
    find: (bytes, from, to, visit) => scan(bytes, [from, to, to], 0, visit),
    findIn(bytes, from, to, length, visit) {
      scan(bytes, [from, to, length], from > 0 ? (KIND_OF[bytes[from - 1] ?? 0] ?? 0) : 0, visit);
    },
    findAt: (bytes, start, length, visit) => scan(bytes, [start, start + 1, length], 0, visit),
  };
}
