// SPDX-License-Identifier: Apache-2.0
import { DIGIT, LETTER, LETTER_LOWER, LETTER_OR_DIGIT, LETTER_UPPER, lowerByte, MEMBERSHIP } from './characters.js';

/** Finds the words of a fixed list that stand in a stretch of text, however identifiers are put together. */
export interface WordIndex {
  /** Calls back with the index of each word that begins at the beginning of a word or of a part of an identifier. */
  find(bytes: Uint8Array, from: number, to: number, visit: (word: number, start: number, end: number) => void): void;
}

const LETTERS = 36;
/**
 * Shorter words must begin and end where a word does: `lob` is not in `lobby`, and what a digit comes before or after is
 * a digest rather than a name.
 */
const MIN_OPEN = 6;

function letterOf(byte: number): number {
  const lower = lowerByte(byte);
  if (lower >= 0x61 && lower <= 0x7a) return lower - 0x61;
  return lower >= 0x30 && lower <= 0x39 ? lower - 0x30 + 26 : -1;
}

function kindsAt(bytes: Uint8Array, at: number): number {
  return MEMBERSHIP[bytes[at] ?? 0] ?? 0;
}

/** Whether a part of an identifier begins at a place whose neighbour before it is in the text too. */
function isPartStart(before: number, kinds: number): boolean {
  if ((before & LETTER_OR_DIGIT) === 0) return true;
  if ((before & LETTER_LOWER) !== 0 && (kinds & LETTER_UPPER) !== 0) return true;
  return (before & LETTER) === 0 && (kinds & LETTER) !== 0;
}

function isPartEnd(kinds: number, after: number): boolean {
  if ((after & LETTER_OR_DIGIT) === 0) return true;
  return (after & LETTER_UPPER) !== 0 && (kinds & LETTER_UPPER) === 0;
}

const SPACE_CODE = 0x20;

/** One space, `_`, `-` or `.` may stand between the letters of a word: launch_darkly. */
function isJoint(byte: number | undefined): boolean {
  return byte === SPACE_CODE || byte === 0x5f || byte === 0x2d || byte === 0x2e;
}

/** Prepares the search. Words are lower-case letters and digits. */
export function compileWordIndex(words: readonly string[]): WordIndex {
  const size = words.reduce((sum, word) => sum + word.length, 1);
  const next = new Uint16Array(size * LETTERS);
  const ends = new Int32Array(size).fill(-1);
  let used = 1;
  words.forEach((word, index) => {
    let node = 0;
    for (let i = 0; i < word.length; i++) {
      const slot = node * LETTERS + letterOf(word.charCodeAt(i));
      node = next[slot] ||= used++;
    }
    ends[node] = index;
  });

  return {
    find(bytes, from, to, visit) {
      let before = 0;
      for (let start = from; start < to; start++) {
        const kinds = kindsAt(bytes, start);
        const begins = (kinds & LETTER_OR_DIGIT) !== 0 && isPartStart(before, kinds);
        const behindDigit = (before & DIGIT) !== 0;
        before = kinds;
        if (!begins) continue;
        let node = 0;
        for (let at = start, length = 0; at < to; at++) {
          const letter = letterOf(bytes[at] ?? 0);
          if (letter < 0) {
            if (length > 0 && isJoint(bytes[at]) && !isJoint(bytes[at - 1])) continue;
            break;
          }
          node = next[node * LETTERS + letter] ?? 0;
          if (node === 0) break;
          length++;
          const word = ends[node] ?? -1;
          if (word < 0) continue;
          const after = at + 1 < to ? kindsAt(bytes, at + 1) : 0;
          if (length >= MIN_OPEN || (!behindDigit && isPartEnd(kindsAt(bytes, at), after))) visit(word, start, at + 1);
        }
      }
    },
  };
}
