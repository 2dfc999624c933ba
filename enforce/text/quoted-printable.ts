// SPDX-License-Identifier: Apache-2.0
import type { Utf8 } from './bytes.js';
import { hexAt, openWriter, textOf, writeByte } from './writer.js';

const EQUALS = 0x3d;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
/** Escapes that make a text quoted-printable: one or two also stand in queries and code. */
const MIN_ESCAPES = 3;
/** A line broken in the middle of a word is about as long as lines may be. */
const MIN_LINE = 40;

/** With an equals sign behind them, these compare numbers in code. */
const COMPARES: ReadonlySet<number> = new Set(Array.from('<>!=', (letter) => letter.charCodeAt(0)));

/** Length of the line break at a place, with white space ahead of it, or 0. */
function softBreakAt(bytes: Uint8Array, at: number, length: number): number {
  let end = at;
  while (end < length && (bytes[end] === 0x20 || bytes[end] === 0x09)) end++;
  if (bytes[end] === RETURN) end++;
  return end < length && bytes[end] === LINE_FEED ? end + 1 - at : 0;
}

/** Undoes quoted-printable, soft line breaks included. Undefined when the text is not so encoded. */
export function undoQuotedPrintable({ bytes, length }: Utf8): string | undefined {
  if (bytes.subarray(0, length).indexOf(EQUALS) < 0) return undefined;
  const writer = openWriter(length);
  let escapes = 0;
  let breaks = 0;
  let line = 0;
  for (let at = 0; at < length;) {
    const byte = bytes[at] ?? 0;
    if (byte === LINE_FEED) line = at;
    if (byte === EQUALS) {
      const value = hexAt(bytes, at + 1, 2, length);
      if (value === 9 || value === 10 || value === 13 || value >= 0x20) {
        writeByte(writer, value);
        if (!COMPARES.has(bytes[at - 1] ?? 0)) escapes++;
        at += 3;
        continue;
      }
      const size = softBreakAt(bytes, at + 1, length);
      if (size > 0 && bytes[at - 1] !== EQUALS) {
        if (at - line >= MIN_LINE) breaks++;
        at += 1 + size;
        line = at;
        continue;
      }
    }
    writeByte(writer, byte);
    at++;
  }
  return escapes >= MIN_ESCAPES || breaks > 0 ? textOf(writer) : undefined;
}
