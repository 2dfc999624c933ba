// SPDX-License-Identifier: Apache-2.0
import type { Pieces } from './pieces.js';

/** Fewest numbers that are taken for the codes of a text. */
const MIN_CODES = 8;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;

const MAX_DEPTH = 64;

const OPENS = 1;
const CLOSES = 2;
const QUOTES = 3;
const ESCAPES = 4;
/** What each character of a document does to its structure. */
const ROLE = new Uint8Array(128);
ROLE[0x7b] = ROLE[0x5b] = OPENS;
ROLE[0x7d] = ROLE[0x5d] = CLOSES;
ROLE[QUOTE] = QUOTES;
ROLE[BACKSLASH] = ESCAPES;

/** Whether a text has more opening brackets than levels are read: without them it cannot be too deep. */
function hasManyOpenings(json: string): boolean {
  let left = MAX_DEPTH;
  for (const bracket of ['{', '[']) {
    for (let at = json.indexOf(bracket); at >= 0; at = json.indexOf(bracket, at + 1)) if (left-- === 0) return true;
  }
  return false;
}

/** Whether well-formed JSON has more levels than are read. */
export function isTooDeep(json: string): boolean {
  if (!hasManyOpenings(json)) return false;
  let depth = 0;
  let inString = false;
  for (let i = 0; i < json.length; i++) {
    const role = ROLE[json.charCodeAt(i)];
    if (role === undefined || role === 0) continue;
    if (role === QUOTES) inString = !inString;
    else if (role === ESCAPES) i++;
    else if (inString) continue;
    else if (role === CLOSES) depth--;
    else if (++depth > MAX_DEPTH) return true;
  }
  return false;
}

/** Offset after the closing quote of the string literal that starts at `start`. */
function stringEnd(json: string, start: number): number {
  for (let i = start + 1; i < json.length; i++) {
    const code = json.charCodeAt(i);
    if (code === QUOTE) return i + 1;
    if (code === BACKSLASH) i++;
  }
  return json.length;
}

/** The same in a document without escapes, where the next quote ends the string. */
function plainEnd(json: string, start: number): number {
  const quote = json.indexOf('"', start + 1);
  return quote < 0 ? json.length : quote + 1;
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

function isNumeric(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || code === 0x2d;
}

/** Offset after the number that starts at `start`. */
function numberEnd(json: string, start: number): number {
  for (let at = start; at < json.length; at++) {
    const code = json.charCodeAt(at);
    const inNumber = isNumeric(code) || code === 0x2e || code === 0x2b || (code | 0x20) === 0x65;
    if (!inNumber) return at;
  }
  return json.length;
}

/** A character that a number stands for, if it does. */
function characterOf(value: number): string | undefined {
  const printable = (value >= 0x20 && value < 0x7f) || value === 0x0a || value === 0x0d || value === 0x09;
  return printable && Number.isInteger(value) ? String.fromCharCode(value) : undefined;
}

/** Collects numbers that follow each other, whatever stands between them, as long as each is a character's code. */
class CodeReader {
  #spelled = '';
  readonly texts: string[] = [];

  number(literal: string): void {
    const character = literal.length > 8 ? undefined : characterOf(Number(literal));
    if (character === undefined) this.end();
    else this.#spelled += character;
  }

  end(): void {
    if (this.#spelled.length >= MIN_CODES) this.texts.push(this.#spelled);
    this.#spelled = '';
  }
}

const CODE = /^\d{1,3}$/;
/** The longest string literal of a code, quotes included. */
const CODE_LITERAL = 5;

/** The strings of a document, and what its numbers spell. */
export interface JsonPieces extends Pieces {
  readonly spelled: readonly string[];
}

/** The text of a string literal, quotes included in the range. */
function stringValue(json: string, start: number, end: number): string {
  const inside = json.slice(start + 1, end - 1);
  if (!inside.includes('\\')) return inside;
  try {
    return String(JSON.parse(`"${inside}"`));
  } catch {
    return inside;
  }
}

/** Shortest text of a document with two strings in it. */
const MIN_DOCUMENT = 7;

/** The pieces of a string that is a document of its own; undefined when it is none. */
function innerPieces(text: string): JsonPieces | undefined {
  const first = text.charCodeAt(0);
  if (text.length < MIN_DOCUMENT || ROLE[first] !== OPENS || ROLE[text.charCodeAt(text.length - 1)] !== CLOSES) {
    return undefined;
  }
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  return jsonPieces(text);
}

/**
 * Strings of JSON in the order of the document, every occurrence of a key included, and texts that numbers spell one by
 * one, however these are written and nested. A string that is a document of its own counts as what that one consists of;
 * each level of that takes twice the escapes, so there are never many. Of what is nearly JSON the quoted strings.
 */
export function jsonPieces(json: string): JsonPieces {
  const keys: string[] = [];
  const names: string[] = [];
  const values: string[] = [];
  const spelled: string[] = [];
  const codes = new CodeReader();
  const plain = !json.includes('\\');
  let key = '';
  for (let at = 0; at < json.length;) {
    const code = json.charCodeAt(at);
    if (isNumeric(code)) {
      const end = numberEnd(json, at);
      codes.number(json.slice(at, end));
      at = end;
    } else if (code === QUOTE) {
      const end = plain ? plainEnd(json, at) : stringEnd(json, at);
      const text = stringValue(json, at, end);
      at = end;
      while (isSpace(json.charCodeAt(at))) at++;
      if (json.charCodeAt(at) === COLON) {
        key = text;
        names.push(text);
        continue;
      }
      const inner = innerPieces(text);
      if (inner !== undefined) {
        for (const name of inner.names) names.push(name);
        for (const name of inner.keys) keys.push(name);
        for (const value of inner.values) values.push(value);
        spelled.push(...inner.spelled);
        continue;
      }
      if (CODE.test(text)) codes.number(text);
      else codes.end();
      keys.push(key);
      values.push(text);
    } else at++;
  }
  codes.end();
  return { keys, names, values, spelled: [...codes.texts, ...spelled] };
}

/**
 * Whether numbers of a document without escapes may spell a text. No is sure where the document is well-formed: no row
 * of numbers, or of strings as short as a number, is long enough between two other strings.
 */
export function maySpell(json: string): boolean {
  let count = 0;
  for (let at = 0; ;) {
    const open = json.indexOf('"', at);
    const end = open < 0 ? json.length : open;
    for (; at < end; at++) if (isNumeric(json.charCodeAt(at)) && !isNumeric(json.charCodeAt(at - 1))) count++;
    if (count >= MIN_CODES) return true;
    if (open < 0) return false;
    at = plainEnd(json, open);
    let next = at;
    while (isSpace(json.charCodeAt(next))) next++;
    if (json.charCodeAt(next) !== COLON) count = at - open <= CODE_LITERAL ? count + 1 : 0;
  }
}
