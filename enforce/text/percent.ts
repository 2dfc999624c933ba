// SPDX-License-Identifier: Apache-2.0
import type { Utf8 } from './bytes.js';
import { hexAt, openWriter, textOf, writeByte, writeCode, type Writer } from './writer.js';

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

const ESCAPE = /%(?:[0-9a-f]{2}|u[0-9a-f]{4})/i;

/** Whether a text holds any percent-encoding. */
export function hasPercent(text: string): boolean {
  return text.includes('%') && ESCAPE.test(text);
}

/**
 * Undoes percent-encoding until nothing is left of it, `%uXXXX` too. One pass: what is written is looked at again from
 * its end. With `spaces`, a plus sign becomes a space ahead of that.
 */
export function undoPercent({ bytes, length }: Utf8, spaces = false): string {
  const writer = openWriter(length);
  for (let at = 0; at < length; at++) {
    const byte = bytes[at] ?? 0;
    writeByte(writer, spaces && byte === PLUS ? SPACE : byte);
    while (collapse(writer));
  }
  return textOf(writer);
}

/** Letters of a word between two plus signs, at most. */
const MAX_WORD = 20;
/** Letters of the words on both sides of two plus signs, at least. */
const MIN_EDGE = 3;
/** Of a longer text there have to be more such places. */
const UNITS_PER_PLACE = 65_536;

function isSmall(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}

/** Small letters only, but for the first. */
function isWord(text: string, start: number, end: number): boolean {
  if (start < 0 || end - start < 1 || end - start > MAX_WORD || end > text.length) return false;
  const first = text.charCodeAt(start);
  if (first > 0x7a || !isSmall(first | 0x20)) return false;
  for (let at = start + 1; at < end; at++) if (!isSmall(text.charCodeAt(at))) return false;
  return true;
}

/**
 * Whether words are put together with plus signs, as in a form: two words of two letters in a row, or one with longer
 * words around. Base64 has such a stretch one time in a hundred thousand.
 */
export function hasFormWords(text: string): boolean {
  let places = 1 + Math.floor(text.length / UNITS_PER_PLACE);
  let before = -1;
  let words = 0;
  for (let at = text.indexOf('+'); at >= 0; at = text.indexOf('+', at + 1)) {
    const inside = before >= 0 && at - before > 2 && isWord(text, before + 1, at);
    words = inside ? words + 1 : 0;
    const edged = inside && isWord(text, before - MIN_EDGE, before) && isWord(text, at + 1, at + 1 + MIN_EDGE);
    if ((edged || words === 2) && --places === 0) return true;
    before = at;
  }
  return false;
}
