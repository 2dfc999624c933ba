// SPDX-License-Identifier: Apache-2.0
import { addPlace, type Stretches } from '../bytes/stretches.js';
import type { Utf8 } from '../bytes/utf8.js';
import { copyUpTo, hexAt, writeByte, writeCode, type Writer } from '../bytes/writer.js';
import { finderOf } from './finder.js';
import { noteChange, openRewriter, type Rewriter } from './rewriting.js';

const PERCENT = 0x25;
const PLUS = 0x2b;
const SPACE = 0x20;

/** Replaces an escape that the last byte has completed, and what that completes in turn. */
function collapse(writer: Writer): boolean {
  const { bytes, length } = writer;
  if (length >= 3 && bytes[length - 3] === PERCENT) {
    const value = hexAt(bytes, length - 2, 2, length);
    if (value < 0) return false;
    writer.length = length - 3;
    writeByte(writer, value);
    return true;
  }
  if (length >= 6 && bytes[length - 6] === PERCENT && ((bytes[length - 5] ?? 0) | 0x20) === 0x75) {
    const code = hexAt(bytes, length - 4, 4, length);
    if (code < 0) return false;
    writer.length = length - 6;
    writeCode(writer, code);
    return true;
  }
  return false;
}

/** Bytes of `%XX` and of `%uXXXX`. */
const SHORT_ESCAPE = 3;
const ESCAPE_SIZE = 6;

/** Where a percent sign stands among the last bytes that may begin an escape; far behind them when there is none. */
function lastPercent({ bytes, length }: Writer): number {
  for (let at = length - 1; at >= 0 && length - at < ESCAPE_SIZE; at--) if (bytes[at] === PERCENT) return at;
  return -ESCAPE_SIZE;
}

/** Each plus sign as a space. */
export function withSpaces({ bytes, length }: Utf8): Utf8 {
  const spaced = bytes.slice(0, length);
  for (let at = spaced.indexOf(PLUS); at >= 0; at = spaced.indexOf(PLUS, at + 1)) spaced[at] = SPACE;
  return { bytes: spaced, length };
}

/** Such bytes that are near to each other are one stretch. */
const CLOSE = 64;

function stretchesOf({ bytes, length }: Utf8, sign: number): Stretches {
  const text = bytes.subarray(0, length);
  const stretches: number[] = [];
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) addPlace(stretches, at, CLOSE);
  return stretches;
}

/** Where plus signs stand. */
export function plusPlaces(source: Utf8): Stretches {
  return stretchesOf(source, PLUS);
}

/** Where percent signs stand. */
export function percentPlaces(source: Utf8): Stretches {
  return stretchesOf(source, PERCENT);
}

/** Whether a text holds any percent-encoding. */
export const hasPercent = finderOf('%', /%(?:[0-9a-f]{2}|u[0-9a-f]{4})/i);

/** Letters of a word between two plus signs, at most. */
const MAX_WORD = 20;
/** Letters of the words on both sides of two plus signs, at least. */
const MIN_EDGE = 3;
/** Of a longer text there have to be more such places. */
const BYTES_PER_PLACE = 65_536;

function isSmall(byte: number): boolean {
  return byte >= 0x61 && byte <= 0x7a;
}

/** Small letters only, but for the first. */
function isWord({ bytes, length }: Utf8, start: number, end: number): boolean {
  if (start < 0 || end - start < 1 || end - start > MAX_WORD || end > length) return false;
  const first = bytes[start] ?? 0;
  if (first > 0x7a || !isSmall(first | 0x20)) return false;
  for (let at = start + 1; at < end; at++) if (!isSmall(bytes[at] ?? 0)) return false;
  return true;
}

/**
 * Places where words are put together with plus signs, as in a form: two words of two letters in a row, or one with
 * longer words around. Base64 has such a stretch one time in a hundred thousand.
 */
export function formPlaces(text: string, encoded: Utf8): readonly number[] {
  const places: number[] = [];
  const { bytes, length } = encoded;
  // A text is searched faster than its bytes, but only in ASCII are the places the same.
  const source = length === text.length ? text : undefined;
  const next = (from: number): number =>
    source === undefined ? bytes.subarray(0, length).indexOf(PLUS, from) : source.indexOf('+', from);
  let before = -1;
  let words = 0;
  for (let at = next(0); at >= 0; at = next(at + 1)) {
    const inside = before >= 0 && at - before > 2 && isWord(encoded, before + 1, at);
    words = inside ? words + 1 : 0;
    const edged = inside && isWord(encoded, before - MIN_EDGE, before) && isWord(encoded, at + 1, at + 1 + MIN_EDGE);
    if (edged || words >= 2) places.push(at);
    before = at;
  }
  return places;
}

/** Whether so many places make a text a form. */
export function isForm({ length }: Utf8, places: readonly number[]): boolean {
  return places.length > Math.floor(length / BYTES_PER_PLACE);
}

/**
 * Undoes percent-encoding until nothing is left of it, `%uXXXX` too. One pass: what is written is looked at again from
 * its end.
 */
export function undoPercent({ bytes, length }: Utf8): Rewriter {
  const writer = openRewriter(length);
  let percent = -ESCAPE_SIZE;
  for (let at = 0; at < length; at++) {
    if (writer.length - percent >= ESCAPE_SIZE) at = copyUpTo(writer, bytes, at, length, PERCENT);
    if (at === length) break;
    if (bytes[at] === PERCENT) percent = writer.length;
    writeByte(writer, bytes[at] ?? 0);
    const size = writer.length - percent;
    if ((size !== SHORT_ESCAPE && size !== ESCAPE_SIZE) || !collapse(writer)) continue;
    while (collapse(writer));
    percent = lastPercent(writer);
    noteChange(writer, at + 1);
  }
  return writer;
}
