// SPDX-License-Identifier: Apache-2.0
import type { Utf8 } from '../bytes/utf8.js';
import { copyUpTo, hexValue, writeByte, writeCode } from '../bytes/writer.js';
import { ENTITIES, LETTER_ENDINGS, UNTERMINATED } from './entities.table.js';
import { finderOf } from './finder.js';
import { noteChange, openRewriter, type Rewriter } from './rewriting.js';

const AMPERSAND = 0x26;
const SEMICOLON = 0x3b;
const HASH = 0x23;
const MAX_NAME = 24;
/** More zeros than that ahead of a code are skipped all the same; more digits behind them are no code. */
const MAX_DIGITS = 7;

const BEGINS_UNTERMINATED: ReadonlySet<number> = new Set(Array.from(UNTERMINATED, (name) => name.charCodeAt(0)));

/** A reference that was read: the code it stands for and where it ends. */
const read = { code: 0, end: 0 };

function isDecimal(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function isNameByte(byte: number): boolean {
  return isDecimal(byte) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a);
}

function take(code: number, end: number, bytes: Uint8Array): boolean {
  read.code = code;
  read.end = bytes[end] === SEMICOLON ? end + 1 : end;
  return true;
}

/** Reads the number behind `&#`. The semicolon may be missing. */
function readNumber(bytes: Uint8Array, from: number, length: number): boolean {
  const hex = ((bytes[from] ?? 0) | 0x20) === 0x78;
  let at = hex ? from + 1 : from;
  const start = at;
  while (at < length && bytes[at] === 0x30) at++;
  const first = at;
  let code = 0;
  for (; at < length && at - first <= MAX_DIGITS; at++) {
    const digit = hexValue(bytes[at]);
    if (digit < 0 || (!hex && digit > 9)) break;
    code = code * (hex ? 16 : 10) + digit;
  }
  if (at === start || at - first > MAX_DIGITS || code > 0x10ffff) return false;
  return take(code, at, bytes);
}

function nameIn(bytes: Uint8Array, from: number, end: number): string {
  // Names are short: putting them together letter by letter beats asking for it.
  let name = '';
  for (let at = from; at < end; at++) name += String.fromCharCode(bytes[at] ?? 0);
  return name;
}

/** A letter with a mark or in a mathematical style stands for the letter. */
function letterOf(name: string): number | undefined {
  return LETTER_ENDINGS.has(name.slice(1)) ? name.charCodeAt(0) : undefined;
}

/** `amp`, the one name that is encoded again and again. */
function isAmp(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x61 && bytes[at + 1] === 0x6d && bytes[at + 2] === 0x70;
}

function readName(bytes: Uint8Array, from: number, length: number): boolean {
  if (from + 3 <= length && isAmp(bytes, from)) return take(AMPERSAND, from + 3, bytes);
  let end = from;
  while (end < length && end - from < MAX_NAME && isNameByte(bytes[end] ?? 0)) end++;
  if (bytes[end] === SEMICOLON && end < length) {
    const name = nameIn(bytes, from, end);
    const code = ENTITIES.get(name) ?? letterOf(name);
    if (code !== undefined) return take(code, end, bytes);
  }
  if (!BEGINS_UNTERMINATED.has(bytes[from] ?? 0)) return false;
  for (let until = Math.min(end, from + 6); until >= from + 2; until--) {
    const name = nameIn(bytes, from, until);
    if (UNTERMINATED.has(name)) return take(ENTITIES.get(name) ?? 0, until, bytes);
  }
  return false;
}

/** Reads the reference at an ampersand; one that was encoded again and again is read at once. */
function readReference(bytes: Uint8Array, at: number, length: number): boolean {
  let from = at + 1;
  let found = false;
  for (;;) {
    const known = bytes[from] === HASH ? readNumber(bytes, from + 1, length) : readName(bytes, from, length);
    if (!known) return found;
    found = true;
    if (read.code !== AMPERSAND) return true;
    from = read.end;
  }
}

/** Whether a text may hold character references. */
export const hasEntities = finderOf(
  '&',
  /&(?:#[xX]?[0-9a-fA-F]|[A-Za-z][A-Za-z0-9]{1,23};|amp|AMP|[lg]t|[LG]T|quot|QUOT|nbsp|shy|copy|reg|[lr]aquo|middot)/,
);

/** Undoes HTML character references, decimal, hex (with or without semicolon, zeros in front) and named. */
export function undoEntities({ bytes, length }: Utf8): Rewriter {
  const writer = openRewriter(length);
  for (let at = 0; at < length;) {
    at = copyUpTo(writer, bytes, at, length, AMPERSAND);
    if (at === length) break;
    if (!readReference(bytes, at, length)) {
      writeByte(writer, AMPERSAND);
      at++;
      continue;
    }
    writeCode(writer, read.code);
    noteChange(writer, read.end);
    at = read.end;
  }
  return writer;
}
