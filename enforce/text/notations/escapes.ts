// SPDX-License-Identifier: Apache-2.0
import type { Utf8 } from '../bytes/utf8.js';
import { copyUpTo, hexAt, hexValue, writeByte, writeCode, type Writer } from '../bytes/writer.js';
import { finderOf } from './finder.js';
import { noteChange, openRewriter, type Rewriter } from './rewriting.js';

const BACKSLASH = 0x5c;
const BRACE = 0x7b;
const END_BRACE = 0x7d;
const MIN_SEEN = 0x21;

/** What a backslash and a letter stand for; 0 for nothing. */
const SIMPLE = new Uint8Array(128);
for (const pair of ['n\n', 'r\r', 't\t', 'f\n', 'v\n', '""', "''", '``', '//']) {
  SIMPLE[pair.charCodeAt(0)] = pair.charCodeAt(1);
}
/** Punctuation that mark-up languages and shells escape, which stands for itself. */
for (const letter of '_-*.:=+@$&%#~!|{}<>()[]?;, ') SIMPLE[letter.charCodeAt(0)] = letter.charCodeAt(0);

/** Whether a text may hold escapes. */
export const hasEscapes = finderOf('\\', /\\(?:[uU][0-9a-f{u]|x[0-9a-f{]|[0-7]{3}|[nrtfv\n\r]|[^\\\w])/i);

/** Reads `{...}` with hex digits; returns the place behind it, or 0. */
function writeBraced(writer: Writer, bytes: Uint8Array, at: number, length: number): number {
  let code = 0;
  let end = at + 1;
  for (; end < length && end - at <= 8 && hexValue(bytes[end]) >= 0; end++) code = code * 16 + hexValue(bytes[end]);
  if (end === at + 1 || bytes[end] !== END_BRACE || end >= length || code > 0x10ffff) return 0;
  writeCode(writer, code);
  return end + 1;
}

function writeHex(writer: Writer, bytes: Uint8Array, at: number, length: number, digits: number): number {
  const code = hexAt(bytes, at, digits, length);
  if (code < 0 || code > 0x10ffff) return 0;
  // Two digits are a byte: several of them may be one character.
  if (digits === 2) writeByte(writer, code);
  else writeCode(writer, code);
  return at + digits;
}

/** Three octal digits, a zero and three, as shells want it, or two for a character that is seen. */
function writeOctal(writer: Writer, bytes: Uint8Array, at: number, length: number): number {
  const start = bytes[at] === 0x30 && isOctal(bytes[at + 3]) && at + 3 < length ? at + 1 : at;
  let value = 0;
  let end = start;
  while (end < length && end - start < 3 && isOctal(bytes[end])) value = value * 8 + ((bytes[end++] ?? 0) & 7);
  if (end - start < 2 || value > 0xff || (end - start === 2 && (value < MIN_SEEN || bytes[end] !== BACKSLASH)))
    return 0;
  writeByte(writer, value);
  return end;
}

function isOctal(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x37;
}

/** Writes what the escape behind a backslash stands for; returns the place behind it, or 0 when it is none. */
function writeEscape(writer: Writer, bytes: Uint8Array, at: number, length: number): number {
  const letter = bytes[at] ?? 0;
  if (letter === 0x75) {
    let from = at + 1;
    // Java allows any number of them.
    while (bytes[from] === 0x75 && from < length) from++;
    return bytes[from] === BRACE ? writeBraced(writer, bytes, from, length) : writeHex(writer, bytes, from, length, 4);
  }
  if (letter === 0x78) {
    if (bytes[at + 1] === BRACE) return writeBraced(writer, bytes, at + 1, length);
    return writeHex(writer, bytes, at + 1, length, 2);
  }
  if (letter === 0x55) return writeHex(writer, bytes, at + 1, length, 8) || writeHex(writer, bytes, at + 1, length, 4);
  if (letter >= 0x30 && letter <= 0x37) return writeOctal(writer, bytes, at, length);
  if (letter === 0x0a) return at + 1;
  if (letter === 0x0d && bytes[at + 1] === 0x0a) return at + 2;
  const meaning = SIMPLE[letter] ?? 0;
  if (meaning === 0 || at >= length) return 0;
  writeByte(writer, meaning);
  return at + 1;
}

/**
 * Undoes the escapes of JSON, JavaScript, Python, C, Java, shells and mark-up, however often the backslash itself was
 * escaped.
 */
export function undoEscapes({ bytes, length }: Utf8): Rewriter {
  const writer = openRewriter(length);
  for (let at = 0; at < length;) {
    at = copyUpTo(writer, bytes, at, length, BACKSLASH);
    if (at === length) break;
    let from = at + 1;
    while (from < length && bytes[from] === BACKSLASH) from++;
    const end = from < length ? writeEscape(writer, bytes, from, length) : 0;
    if (end > 0) {
      noteChange(writer, end);
      at = end;
    } else {
      for (; at < from; at++) writeByte(writer, BACKSLASH);
    }
  }
  return writer;
}
