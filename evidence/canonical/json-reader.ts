// SPDX-License-Identifier: Apache-2.0
import { FormatError, type FormatErrorCode } from './errors.js';

export interface JsonMember {
  readonly key: string;
  readonly value: JsonNode;
}

/** A value as it stands in the source text: from the first UTF-16 unit of it to behind the last. */
export type JsonNode = { readonly start: number; readonly end: number } & (
  | {
      readonly kind: 'object';
      /** In source order; keys are unique. */
      readonly members: readonly JsonMember[];
    }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'string'; readonly value: string }
  /** The number as spelled; no precision is lost. */
  | { readonly kind: 'number'; readonly literal: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
);
export type JsonObject = Extract<JsonNode, { readonly kind: 'object' }>;

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

const MAX_DEPTH = 128;

/**
 * What becomes of a surrogate without its partner. `replace` reads U+FFFD in its place, as Go does, before names are
 * compared; only for a format that says so, because two inputs then share one value.
 */
export type LoneSurrogates = 'refuse' | 'replace';

function readerOf(text: string, loneSurrogates: LoneSurrogates) {
  return {
    text,
    loneSurrogates,
    pos: 0,
    depth: 0,
    /** Names and indices down to the value being read. */
    path: [] as (string | number)[],
  };
}
type Reader = ReturnType<typeof readerOf>;

/**
 * Reads one JSON text (RFC 8259), strictly: one value, no duplicate keys at any depth, no trailing data, no byte order
 * mark, no lone surrogate whether raw or escaped, at most 128 nested containers. The text is untrusted. Throws
 * FormatError with a `json_*` code and the path of the value.
 */
export function parseStrictJson(text: string, loneSurrogates: LoneSurrogates = 'refuse'): JsonNode {
  const reader = readerOf(text, loneSurrogates);
  skipSpace(reader);
  const node = readValue(reader);
  skipSpace(reader);
  if (reader.pos < text.length) throw fault(reader, 'json_trailing_data', 'data after the JSON value');
  return node;
}

/** The source text of a node of that text, byte for byte. */
export function rawSlice(text: string, node: { readonly start: number; readonly end: number }): string {
  return text.slice(node.start, node.end);
}

/** The value of an object's member; undefined when it is absent, or the node no object. */
export function member(node: JsonNode, key: string): JsonNode | undefined {
  return node.kind === 'object' ? node.members.find((candidate) => candidate.key === key)?.value : undefined;
}

/** The text of a member; empty when it is absent or no string. */
export function textMember(node: JsonNode, key: string): string {
  const value = member(node, key);
  return value?.kind === 'string' ? value.value : '';
}

/**
 * Plain JavaScript values of a node. Throws FormatError `json_number` where a number has no exact double: an integer
 * beyond 2^53-1 or an overflow.
 */
export function toPlain(node: JsonNode): JsonValue {
  // Unlike an assignment, this makes a member even of `__proto__`.
  if (node.kind === 'object') return Object.fromEntries(node.members.map(({ key, value }) => [key, toPlain(value)]));
  if (node.kind === 'array') return node.items.map(toPlain);
  if (node.kind === 'number') return plainNumber(node.literal);
  return node.kind === 'null' ? null : node.value;
}

function plainNumber(literal: string): number {
  const value = Number(literal);
  const isExact = INTEGER.test(literal) ? Number.isSafeInteger(value) : Number.isFinite(value);
  if (!isExact) throw new FormatError('json_number', `number ${literal} has no exact double`);
  return value;
}

const INTEGER = /^-?\d+$/;

const WORD = /true|false|null/y;

function readValue(reader: Reader): JsonNode {
  const { text, pos: start } = reader;
  const first = text.charAt(start);
  if (first === '{') return readObject(reader, start);
  if (first === '[') return readArray(reader, start);
  if (first === '"') return { kind: 'string', value: readString(reader), start, end: reader.pos };
  const end = endOf(WORD, text, start);
  if (end === 0) return readNumber(reader, start);
  reader.pos = end;
  return first === 'n' ? { kind: 'null', start, end } : { kind: 'boolean', value: first === 't', start, end };
}

function readObject(reader: Reader, start: number): JsonNode {
  const members: JsonMember[] = [];
  const seen = new Set<string>();
  readItems(reader, '}', () => {
    if (reader.text.charAt(reader.pos) !== '"') throw fault(reader, 'json_syntax', 'a member name is expected');
    const key = readString(reader);
    reader.path.push(key);
    if (seen.has(key)) throw fault(reader, 'json_duplicate_key', 'duplicate member name');
    seen.add(key);
    skipSpace(reader);
    if (!take(reader, ':')) throw fault(reader, 'json_syntax', 'a colon is expected');
    skipSpace(reader);
    members.push({ key, value: readValue(reader) });
    reader.path.pop();
  });
  return { kind: 'object', members, start, end: reader.pos };
}

function readArray(reader: Reader, start: number): JsonNode {
  const items: JsonNode[] = [];
  readItems(reader, ']', () => {
    reader.path.push(items.length);
    items.push(readValue(reader));
    reader.path.pop();
  });
  return { kind: 'array', items, start, end: reader.pos };
}

/** From the opening bracket to behind the closing one. */
function readItems(reader: Reader, close: string, readItem: () => void): void {
  if (++reader.depth > MAX_DEPTH) throw fault(reader, 'json_depth', `nested deeper than ${MAX_DEPTH}`);
  reader.pos++;
  skipSpace(reader);
  if (!take(reader, close)) {
    do {
      skipSpace(reader);
      readItem();
      skipSpace(reader);
    } while (take(reader, ','));
    if (!take(reader, close)) throw fault(reader, 'json_syntax', 'a comma or a closing bracket is expected');
  }
  reader.depth--;
}

/** Whether this character comes next; it is passed over. */
function take(reader: Reader, character: string): boolean {
  if (reader.text.charAt(reader.pos) !== character) return false;
  reader.pos++;
  return true;
}

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const NUMBER_TAIL = /[0-9.eE+-]/;

function readNumber(reader: Reader, start: number): JsonNode {
  const { text } = reader;
  if (!/[-0-9]/.test(text.charAt(start))) throw fault(reader, 'json_syntax', 'a value is expected');
  const end = endOf(NUMBER, text, start);
  // `01`, `1.`, `1e` stop the grammar early, in front of a character that can only belong to a number.
  if (end === 0 || NUMBER_TAIL.test(text.charAt(end))) throw fault(reader, 'json_number', 'malformed number');
  reader.pos = end;
  return { kind: 'number', literal: text.slice(start, end), start, end };
}

/** Up to what ends or interrupts a string. */
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

function readString(reader: Reader): string {
  const { text } = reader;
  const start = reader.pos;
  let pos = start + 1;
  for (;;) {
    pos = endOf(PLAIN, text, pos);
    if (text.charCodeAt(pos) === 0x22) break;
    const end = endOf(ESCAPE, text, pos);
    if (end === 0) {
      reader.pos = pos;
      throw fault(reader, 'json_syntax', brokenString(text.charAt(pos)));
    }
    pos = end;
  }
  reader.pos = pos + 1;
  // Where nothing is escaped the text is the string; otherwise the platform's reader knows what the escapes stand for.
  const raw = text.slice(start + 1, pos);
  return paired(reader, raw.includes('\\') ? (JSON.parse(`"${raw}"`) as string) : raw);
}

/** Where the match at a place ends; 0 when there is none. */
function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  pattern.test(text);
  return pattern.lastIndex;
}

function brokenString(found: string): string {
  if (found === '\\') return 'unknown escape';
  return found === '' ? 'the string does not end' : 'control character in a string';
}

/** A lone surrogate would be written back as U+FFFD, so that two different inputs would share one signature. */
function paired(reader: Reader, value: string): string {
  if (value.isWellFormed()) return value;
  if (reader.loneSurrogates === 'refuse') throw fault(reader, 'json_surrogate', 'lone surrogate in a string');
  return value.toWellFormed();
}

const SPACE = /[ \n\r\t]*/y;

function skipSpace(reader: Reader): void {
  reader.pos = endOf(SPACE, reader.text, reader.pos);
}

function fault(reader: Reader, code: FormatErrorCode, message: string): FormatError {
  // RFC 6901 section 3.
  const steps = reader.path.map((step) => String(step).replaceAll('~', '~0').replaceAll('/', '~1'));
  return new FormatError(code, `${message} at offset ${reader.pos}`, {
    path: steps.map((step) => `/${step}`).join(''),
  });
}
