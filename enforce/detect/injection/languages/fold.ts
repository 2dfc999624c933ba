// SPDX-License-Identifier: Apache-2.0
import { EXPANDED, INVISIBLE, MARK } from '../../../text/prose-table.js';
import type { Reading } from '../../../text/prose.js';
import { COMPOSED, FOLDED_LETTER, LETTER_EXPANSIONS } from './letters.js';

/** A text in lower case, letters in their own scripts, without the marks that people leave out. */
export interface FoldedLetters {
  /** Folded UTF-16 units, `length` of them, then one zero. Valid until the next folding. */
  readonly units: Uint16Array;
  readonly length: number;
  /** For each folded unit its place in the text. */
  readonly offsets: Int32Array;
}

const SHARED = 65_536;
let units = new Uint16Array(SHARED);
let offsets = new Int32Array(SHARED);
let length = 0;

function push(unit: number, at: number): void {
  if (length + 1 >= units.length) {
    const [moreUnits, moreOffsets] = [new Uint16Array(units.length * 2), new Int32Array(units.length * 2)];
    moreUnits.set(units);
    moreOffsets.set(offsets);
    [units, offsets] = [moreUnits, moreOffsets];
  }
  units[length] = unit;
  offsets[length++] = at;
}

/** Marks that stay, and the letters of Hangul written apart: both join what stands before them. */
function pushMark(unit: number, at: number): void {
  const before = units[length - 1] ?? 0;
  const composed = length === 0 ? undefined : (COMPOSED.get((before << 16) | unit) ?? joinHangul(before, unit));
  if (composed === undefined) push(unit, at);
  else units[length - 1] = composed;
}

function joinHangul(before: number, unit: number): number | undefined {
  if (before >= 0x1100 && before < 0x1113 && unit >= 0x1161 && unit < 0x1176)
    return 0xac00 + ((before - 0x1100) * 21 + unit - 0x1161) * 28;
  if (before >= 0xac00 && before < 0xd7a4 && (before - 0xac00) % 28 === 0 && unit >= 0x11a8 && unit < 0x11c3)
    return before + unit - 0x11a7;
  return undefined;
}

function isJoining(unit: number): boolean {
  return (unit >= 0x1161 && unit < 0x11c3) || unit === 0x3099 || unit === 0x309a || unit === 0x09be || unit === 0x09d7;
}

/** Folds a text of any kind. Linear; what is beyond the first plane and no styled letter is a gap. */
export function foldLetters(text: string, reading: Reading): FoldedLetters {
  if (units.length <= text.length || units.length > SHARED) {
    const size = Math.max(SHARED, text.length + 1);
    [units, offsets] = [new Uint16Array(size), new Int32Array(size)];
  }
  length = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const folded = FOLDED_LETTER[code] ?? 0;
    if (code >= 0xd800 && code < 0xe000) {
      const point = text.codePointAt(at) ?? 0;
      const letters = LETTER_EXPANSIONS.get(point) ?? ' ';
      for (let i = 0; i < letters.length; i++) push(letters.charCodeAt(i), at);
      if (point > 0xffff) at++;
    } else if (folded > MARK) {
      if (isJoining(folded)) pushMark(folded, at);
      else push(folded, at);
    } else if (folded === EXPANDED) {
      const letters = LETTER_EXPANSIONS.get(code) ?? '';
      for (let i = 0; i < letters.length; i++) push(letters.charCodeAt(i), at);
    } else if (folded === INVISIBLE && reading === 'parted') push(0x20, at);
  }
  units[length] = 0;
  return { units, length, offsets };
}
