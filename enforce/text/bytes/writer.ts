// SPDX-License-Identifier: Apache-2.0
import { HEX } from './digits.js';

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Collects the UTF-8 of a text that is rewritten. Whoever writes sees to it that there is room. */
export interface Writer {
  bytes: Uint8Array;
  length: number;
}

/** Makes room for so many bytes more. */
export function reserve(writer: Writer, count: number): void {
  if (writer.length + count <= writer.bytes.length) return;
  const grown = new Uint8Array(Math.max(2 * writer.bytes.length, writer.length + count));
  grown.set(writer.bytes.subarray(0, writer.length));
  writer.bytes = grown;
}

export function openWriter(capacity: number): Writer {
  return { bytes: new Uint8Array(capacity), length: 0 };
}

export function textOf({ bytes, length }: Pick<Writer, 'bytes' | 'length'>): string {
  return utf8.decode(bytes.subarray(0, length));
}

/** Value of a hex digit, or -1. */
export function hexValue(byte: number | undefined): number {
  return HEX.values[byte ?? 0] ?? -1;
}

/** Value of `count` hex digits, or -1 when there are not so many. */
export function hexAt(bytes: Uint8Array, at: number, count: number, length: number): number {
  if (at + count > length) return -1;
  let value = 0;
  for (let i = at; i < at + count; i++) {
    const digit = hexValue(bytes[i]);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

/** Copies bytes as they are. */
export function writeSpan(writer: Writer, bytes: Uint8Array, from: number, to: number): void {
  if (to > from) writer.bytes.set(bytes.subarray(from, to), writer.length);
  writer.length += to - from;
}

export function writeByte(writer: Writer, byte: number): void {
  writer.bytes[writer.length++] = byte;
}

const NOWHERE = -1;
/** So many bytes are copied one by one; what is left of a longer stretch is searched and copied at once. */
const FEW = 32;

/** Copies what stands ahead of the next such byte; returns its place, or `end`. */
export function copyUpTo(writer: Writer, bytes: Uint8Array, from: number, end: number, mark: number): number {
  const target = writer.bytes;
  const few = Math.min(end, from + FEW);
  let to = writer.length;
  for (let at = from; at < few; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === mark) {
      writer.length = to;
      return at;
    }
    target[to++] = byte;
  }
  // Behind the text the shared bytes go on.
  const found = few < end ? bytes.subarray(few, end).indexOf(mark) : NOWHERE;
  const until = found === NOWHERE ? end : few + found;
  if (until > few) target.set(bytes.subarray(few, until), to);
  writer.length = to + until - few;
  return until;
}

/** Whether the three bytes at `at` are one half of a surrogate pair, written as if it were a character. */
function surrogateAt(bytes: Uint8Array, at: number, upper: 0xa0 | 0xb0): boolean {
  return at >= 0 && bytes[at] === 0xed && ((bytes[at + 1] ?? 0) & 0xf0) === upper;
}

/** Writes a character. Halves of a surrogate pair, one after the other, become one character. */
export function writeCode(writer: Writer, code: number): void {
  const { bytes } = writer;
  if (code < 0x80) {
    bytes[writer.length++] = code;
  } else if (code < 0x800) {
    bytes[writer.length++] = 0xc0 | (code >> 6);
    bytes[writer.length++] = 0x80 | (code & 0x3f);
  } else if (code < 0x10000) {
    const at = writer.length - 3;
    if (code >= 0xdc00 && code < 0xe000 && surrogateAt(bytes, at, 0xa0)) {
      const high = (((bytes[at + 1] ?? 0) & 0x0f) << 6) | ((bytes[at + 2] ?? 0) & 0x3f);
      writer.length = at;
      writeCode(writer, 0x10000 + (high << 10) + (code & 0x3ff));
      return;
    }
    bytes[writer.length++] = 0xe0 | (code >> 12);
    bytes[writer.length++] = 0x80 | ((code >> 6) & 0x3f);
    bytes[writer.length++] = 0x80 | (code & 0x3f);
  } else if (code < 0x110000) {
    bytes[writer.length++] = 0xf0 | (code >> 18);
    bytes[writer.length++] = 0x80 | ((code >> 12) & 0x3f);
    bytes[writer.length++] = 0x80 | ((code >> 6) & 0x3f);
    bytes[writer.length++] = 0x80 | (code & 0x3f);
  }
}
