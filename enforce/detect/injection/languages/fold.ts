// SPDX-License-Identifier: Apache-2.0
import { EXPANDED, INVISIBLE, MARK } from '../../../text/prose-table.js';
import type { Reading } from '../../../text/prose.js';
import { COMPOSED, FOLDED_LETTER, isJoining, LETTER_EXPANSIONS } from './letters.js';

/** A text in lower case, letters in their own scripts, without the marks that people leave out. */
export interface FoldedLetters {
  /** Folded UTF-16 units, `length` of them, then one zero. Valid until the next folding. */
  readonly units: Uint16Array;
  readonly length: number;
}

/** A text that is being folded, and for each folded unit its place in the text. */
interface Folding {
  units: Uint16Array;
  offsets: Int32Array;
  length: number;
}

const SHARED = 65_536;
/** Room for what one more character may fold to. */
const SLACK = 32;
const sharedUnits = new Uint16Array(SHARED + 2 * SLACK);
const sharedOffsets = new Int32Array(SHARED + 2 * SLACK);

/** Makes room for what one more character may fold to. */
function grow(folded: Folding): void {
  const units = new Uint16Array(folded.units.length * 2);
  const offsets = new Int32Array(folded.units.length * 2);
  units.set(folded.units);
  offsets.set(folded.offsets);
  folded.units = units;
  folded.offsets = offsets;
}

function joinHangul(before: number, unit: number): number | undefined {
  if (before >= 0x1100 && before < 0x1113 && unit >= 0x1161 && unit < 0x1176)
    return 0xac00 + ((before - 0x1100) * 21 + unit - 0x1161) * 28;
  if (before >= 0xac00 && before < 0xd7a4 && (before - 0xac00) % 28 === 0 && unit >= 0x11a8 && unit < 0x11c3)
    return before + unit - 0x11a7;
  return undefined;
}

/** Adds a mark that stays, or a letter of Hangul written apart: either joins what stands before it. */
function addJoining(folded: Folding, unit: number, at: number): void {
  const before = folded.units[folded.length - 1] ?? 0;
  const composed = COMPOSED.get((before << 16) | unit) ?? joinHangul(before, unit);
  if (composed !== undefined) folded.units[folded.length - 1] = composed;
  else addLetters(folded, String.fromCharCode(unit), at);
}

function addLetters(folded: Folding, letters: string, at: number): void {
  for (let i = 0; i < letters.length && i < SLACK; i++) {
    folded.units[folded.length] = letters.charCodeAt(i);
    folded.offsets[folded.length++] = at;
  }
}

/** Folds a character that is not simply another unit; returns how many further units it took. */
function foldRare(folded: Folding, text: string, at: number, reading: Reading): number {
  const code = text.charCodeAt(at);
  if (folded.length + SLACK >= folded.units.length) grow(folded);
  if (code >= 0xd800 && code < 0xe000) {
    const point = text.codePointAt(at) ?? 0;
    addLetters(folded, LETTER_EXPANSIONS.get(point) ?? ' ', at);
    return point > 0xffff ? 1 : 0;
  }
  const unit = FOLDED_LETTER[code] ?? 0;
  if (unit > MARK) addJoining(folded, unit, at);
  else if (unit === EXPANDED) addLetters(folded, LETTER_EXPANSIONS.get(code) ?? '', at);
  else if (unit === INVISIBLE && reading === 'parted') addLetters(folded, ' ', at);
  return 0;
}

/** Folds characters that are one unit each, up to the first that is not; returns its place. */
function foldSimple(text: string, from: number, folded: Folding): number {
  const { units, offsets } = folded;
  const room = units.length - SLACK - folded.length;
  const end = Math.min(text.length, from + room);
  const table = FOLDED_LETTER;
  let { length } = folded;
  let at = from;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    const unit = table[code] ?? 0;
    if (unit <= 2 || (code >= 0xd800 && code < 0xe000) || isJoining(unit)) break;
    units[length] = unit;
    offsets[length++] = at;
  }
  folded.length = length;
  return at;
}

/** Folds a text of any kind. Linear; what is beyond the first plane and no styled letter is a gap. */
export function foldLetters(text: string, reading: Reading): FoldedLetters & Pick<Folding, 'offsets'> {
  const small = text.length <= SHARED;
  const size = text.length + 2 * SLACK;
  const folded: Folding = {
    units: small ? sharedUnits : new Uint16Array(size),
    offsets: small ? sharedOffsets : new Int32Array(size),
    length: 0,
  };
  for (let at = 0; at < text.length; at++) {
    at = foldSimple(text, at, folded);
    if (at < text.length) at += foldRare(folded, text, at, reading);
  }
  folded.units[folded.length] = 0;
  return folded;
}

/** The same for a part of an ASCII text that is in units already. */
export function foldPlain(plain: Uint16Array, from: number, to: number): FoldedLetters {
  const length = to - from;
  const units = length <= SHARED ? sharedUnits : new Uint16Array(length + SLACK);
  const table = FOLDED_LETTER;
  for (let at = 0; at < length; at++) units[at] = table[plain[from + at] ?? 0] ?? 0;
  units[length] = 0;
  return { units, length };
}
