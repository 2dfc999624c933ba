// SPDX-License-Identifier: Apache-2.0
import type { Utf8 } from '../bytes/utf8.js';
import { writeSpan } from '../bytes/writer.js';
import { noteChange, openRewriter, type Rewriter } from './rewriting.js';

const QUOTE = 1;
const SPACE = 2;
/** Puts strings together in some language: `+ . & || << <> ^ ~ *`. */
const OPERATOR = 4;
const WORD = 8;
const COMMA = 16;
const LINE = 32;
const KIND = new Uint8Array(256).fill(WORD, 0x80);
for (const mark of '"\'`') KIND[mark.charCodeAt(0)] = QUOTE;
for (const mark of ' \t') KIND[mark.charCodeAt(0)] = SPACE;
for (const mark of '\n\r') KIND[mark.charCodeAt(0)] = SPACE | LINE;
for (const mark of '+.&|<>^~*') KIND[mark.charCodeAt(0)] = OPERATOR;
KIND.fill(WORD, 0x30, 0x3a);
KIND.fill(WORD, 0x41, 0x5b);
KIND.fill(WORD, 0x61, 0x7b);
KIND[0x2c] = COMMA;

const MAX_OPERATOR = 2;
/** White space between two strings: a line break with an indent. */
const MAX_SPACE = 64;

/** Whether a string may go on in another: what stands behind a quotation mark decides in most cases. */
export function hasJoinedLiterals(text: string): boolean {
  for (const mark of ['"', "'", '`']) {
    for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
      const kind = KIND[text.charCodeAt(at + 1) & 0xff] ?? 0;
      if ((kind & (SPACE | OPERATOR)) !== 0) {
        if (BEHIND.test(text.slice(at + 1, at + MAX_SPACE))) return true;
      } else if (kind === COMMA) {
        const last = KIND[text.charCodeAt(at - 1) & 0xff] ?? 0;
        if ((last & SPACE) !== 0 || text.charCodeAt(at - 2) === mark.charCodeAt(0)) return true;
      }
    }
  }
  return false;
}

/** An operator or a line break, and the next string. */
const BEHIND = /^(?:\s*[+.&|<>^~*]{1,2}\s*|[ \t]*[\r\n]\s*)[A-Za-z]?["'`]/;

function isWord(byte: number | undefined): boolean {
  return ((KIND[byte ?? 0] ?? 0) & WORD) !== 0;
}

function isSpace(byte: number | undefined): boolean {
  return ((KIND[byte ?? 0] ?? 0) & SPACE) !== 0;
}

/** Whether what stands ahead of a quotation mark is the end of a text: a word, with a mark or a space at most behind it. */
function endsText(bytes: Uint8Array, quote: number): boolean {
  return isWord(bytes[quote - 1]) || (KIND[bytes[quote - 1] ?? 0] !== QUOTE && isWord(bytes[quote - 2]));
}

/** Whether a string of one character ends at a quotation mark. */
function endsLetter(bytes: Uint8Array, quote: number): boolean {
  return quote >= 2 && bytes[quote - 2] === bytes[quote];
}

/**
 * The place behind the quotation mark with which the string goes on that one at `quote` ends; 0 when it does not. A
 * comma puts only single characters together, and what ends in a space or a line break: other lists are lists.
 */
function goesOnAt(bytes: Uint8Array, quote: number, length: number): number {
  let at = quote + 1;
  let seen = 0;
  let operators = 0;
  for (; at < length && at - quote < MAX_SPACE; at++) {
    const kind = KIND[bytes[at] ?? 0] ?? 0;
    if ((kind & (SPACE | OPERATOR | COMMA)) === 0) break;
    seen |= kind;
    if ((kind & (OPERATOR | COMMA)) !== 0 && ++operators > MAX_OPERATOR) return 0;
  }
  // Side by side on one line they are two, as `split(" ")` seems to have them.
  if ((seen & (OPERATOR | COMMA | LINE)) === 0) return 0;
  // `r"..."`, `f'...'`.
  if (isWord(bytes[at])) at++;
  if (at >= length || KIND[bytes[at] ?? 0] !== QUOTE || KIND[bytes[at + 1] ?? 0] === QUOTE) return 0;
  if ((seen & COMMA) !== 0) {
    const letters = endsLetter(bytes, quote) && bytes[at + 2] === bytes[at];
    return operators === 1 && (letters || isSpace(bytes[quote - 1])) ? at + 1 : 0;
  }
  return endsText(bytes, quote) || ((seen & OPERATOR) !== 0 && endsLetter(bytes, quote)) ? at + 1 : 0;
}

/** Puts strings together that program text puts together: `"ab" + "cd"`, one below the other, lists of characters. */
export function undoLiterals({ bytes, length }: Utf8): Rewriter {
  const writer = openRewriter(length);
  let copied = 0;
  for (let at = 0; at < length; at++) {
    if (KIND[bytes[at] ?? 0] !== QUOTE) continue;
    const end = goesOnAt(bytes, at, length);
    if (end === 0) continue;
    writeSpan(writer, bytes, copied, at);
    noteChange(writer, end);
    copied = end;
    at = end - 1;
  }
  writeSpan(writer, bytes, copied, length);
  return writer;
}
