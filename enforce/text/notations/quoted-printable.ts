// SPDX-License-Identifier: Apache-2.0
import type { Utf8 } from '../bytes/utf8.js';
import { copyUpTo, hexAt, writeByte } from '../bytes/writer.js';
import { noteChange, openRewriter, type Rewriter } from './rewriting.js';

const EQUALS = 0x3d;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
/** Escapes that make a text quoted-printable: one or two also stand in queries and code. */
const MIN_ESCAPES = 3;
/** A line broken in the middle of a word is about as long as lines may be. */
const MIN_LINE = 40;
const FULL_LINE = 71;
const MAX_LINE = 77;
const BASE64_END = /[A-Za-z0-9+/]{24}$/;

/** White space that is looked at behind an equals sign. */
const MAX_BLANKS = 3;

function isUpperHex(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x46);
}

/** With an equals sign behind them, these compare numbers in code. */
const COMPARES: ReadonlySet<number> = new Set(Array.from('<>!=', (letter) => letter.charCodeAt(0)));

/** Length of the line break at a place, with white space ahead of it, or 0. */
function softBreakAt(bytes: Uint8Array, at: number, length: number): number {
  let end = at;
  while (end < length && (bytes[end] === 0x20 || bytes[end] === 0x09)) end++;
  if (bytes[end] === RETURN) end++;
  return end < length && bytes[end] === LINE_FEED ? end + 1 - at : 0;
}

/** Whether an equals sign at a place ends a long line, as one that is broken in the middle of a word. */
function breaksLine(text: string, at: number): boolean {
  let next = at + 1;
  while (next - at <= MAX_BLANKS && (text.charCodeAt(next) === 0x20 || text.charCodeAt(next) === 0x09)) next++;
  if (text.charCodeAt(next) === RETURN) next++;
  if (text.charCodeAt(next) !== LINE_FEED) return false;
  const behind = text.charCodeAt(next + 1);
  if (Number.isNaN(behind) || behind === RETURN || behind === LINE_FEED) return false;
  const ahead = text.slice(Math.max(0, at - MAX_LINE - 1), at);
  const length = ahead.length - ahead.lastIndexOf('\n') - 1;
  if (length < MIN_LINE || length > MAX_LINE || ahead.endsWith('=')) return false;
  // Base64 ends in an equals sign too; of its lines only those as long as they may be are broken.
  return length >= FULL_LINE || !BASE64_END.test(ahead);
}

function isDecimal(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** What ends the value of a parameter or an attribute. */
const ENDS_VALUE: ReadonlySet<number> = new Set(Array.from('&"\';,)]}<>#|', (letter) => letter.charCodeAt(0)));

/** Whether the two digits behind an equals sign look like an escape rather than a value, as in `page=20&` or `year=2024`. */
function isEscape(text: string, at: number): boolean {
  const first = text.charCodeAt(at + 1);
  const second = text.charCodeAt(at + 2);
  if (!isUpperHex(first) || !isUpperHex(second) || COMPARES.has(text.charCodeAt(at - 1))) return false;
  const behind = text.charCodeAt(at + 3);
  return !ENDS_VALUE.has(behind) && !(isDecimal(first) && isDecimal(second) && isDecimal(behind));
}

/** Whether a text is quoted-printable rather than a text with equals signs in it. */
export function isQuotedPrintable(text: string): boolean {
  let escapes = 0;
  for (let at = text.indexOf('='); at >= 0; at = text.indexOf('=', at + 1)) {
    const next = text.charCodeAt(at + 1);
    if (next === LINE_FEED || next === RETURN || next === 0x20) {
      if (breaksLine(text, at)) return true;
    } else if (isEscape(text, at) && ++escapes === MIN_ESCAPES) return true;
  }
  return false;
}

/** Undoes quoted-printable, soft line breaks included. */
export function undoQuotedPrintable({ bytes, length }: Utf8): Rewriter {
  const writer = openRewriter(length);
  for (let at = 0; at < length;) {
    at = copyUpTo(writer, bytes, at, length, EQUALS);
    if (at === length) break;
    const value = hexAt(bytes, at + 1, 2, length);
    if (value === 9 || value === 10 || value === 13 || value >= 0x20) {
      writeByte(writer, value);
      at += 3;
      noteChange(writer, at);
      continue;
    }
    const size = softBreakAt(bytes, at + 1, length);
    if (size > 0 && bytes[at - 1] !== EQUALS) {
      at += 1 + size;
      noteChange(writer, at);
      continue;
    }
    writeByte(writer, EQUALS);
    at++;
  }
  return writer;
}
