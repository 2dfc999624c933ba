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

/** Place of the first escape from `from` on, or -1. Native search finds the sign faster than a loop. */
function firstEscape(bytes: Uint8Array, length: number): number {
  const text = bytes.subarray(0, length);
  for (let at = text.indexOf(PERCENT); at >= 0; at = text.indexOf(PERCENT, at + 1)) {
    if (hexAt(bytes, at + 1, 2, length) >= 0) return at;
    if (((bytes[at + 1] ?? 0) | 0x20) === 0x75 && hexAt(bytes, at + 2, 4, length) >= 0) return at;
  }
  return -1;
}

/**
 * Undoes percent-encoding until nothing is left of it, `%uXXXX` too. One pass: what is written is looked at again from
 * its end. Undefined when there was none. With `spaces`, a plus sign becomes a space ahead of that.
 */
export function undoPercent({ bytes, length }: Utf8, spaces = false): string | undefined {
  const first = spaces ? 0 : firstEscape(bytes, length);
  if (first < 0) return undefined;
  const writer = openWriter(length);
  writer.bytes.set(bytes.subarray(0, first));
  writer.length = first;
  for (let at = first; at < length; at++) {
    const byte = bytes[at] ?? 0;
    writeByte(writer, spaces && byte === PLUS ? SPACE : byte);
    while (collapse(writer));
  }
  return textOf(writer);
}

/** Letters, at most so many, between two plus signs that stand for spaces. */
const MAX_WORD = 20;

function isLetter(byte: number | undefined): boolean {
  const small = (byte ?? 0) | 0x20;
  return small >= 0x61 && small <= 0x7a;
}

/**
 * Whether words are put together with plus signs, as in a form: letters on both sides of two of them. Base64 hardly has
 * such a stretch without a digit.
 */
export function hasFormWords({ bytes, length }: Utf8): boolean {
  const text = bytes.subarray(0, length);
  let before = -1;
  for (let at = text.indexOf(PLUS); at >= 0; at = text.indexOf(PLUS, at + 1)) {
    const inside = before >= 0 && at - before - 1 <= MAX_WORD && at - before > 1;
    if (inside && isLetter(bytes[before - 1]) && isLetter(bytes[at + 1])) {
      let from = before + 1;
      while (from < at && isLetter(bytes[from])) from++;
      if (from === at) return true;
    }
    before = at;
  }
  return false;
}
