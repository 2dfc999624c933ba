// SPDX-License-Identifier: Apache-2.0
import { FormatError } from './errors.js';
import type { FormatErrorCode } from './errors.js';
import { INT64_MAX, INT64_MIN, UINT64_MAX } from './go-json.js';
import type { GoField, GoStruct } from './go-json.js';
import { canonicalTime } from './go-text.js';
import { rawSlice } from './json-reader.js';
import type { JsonNode } from './json-reader.js';

const INTEGER_LITERAL = /^(?:0|-?[1-9][0-9]*)$/;

/**
 * Untrusted JSON to the value a struct describes. `text` is the source of `node`; it is needed for raw members. Members
 * may stand in any order. Throws FormatError with the member's path: `unknown_field`, `missing_field`, `json_type`,
 * `json_number` (not an integer, or out of range), `time`. Times come back in canonical form.
 */
export function decodeGoJson<T>(struct: GoStruct<T>, node: JsonNode, text: string): T {
  return decodeStruct(struct, node, text, '') as T;
}

function decodeStruct(struct: GoStruct<never>, node: JsonNode, text: string, path: string): unknown {
  if (node.kind !== 'object') throw fault('json_type', 'an object is expected', path);
  const found = new Map<string, JsonNode>();
  for (const { key, value } of node.members) {
    if (!struct.byName.has(key)) throw fault('unknown_field', 'unknown member', `${path}/${key}`);
    found.set(key, value);
  }
  const out: Record<string, unknown> = {};
  for (const field of struct.fields) {
    const value = found.get(field.name);
    const at = `${path}/${field.name}`;
    if (value !== undefined) out[field.name] = decodeField(field, value, text, at);
    else if (!field.optional) throw fault('missing_field', `member ${field.name} is missing`, at);
  }
  return out;
}

function decodeField(field: GoField, node: JsonNode, text: string, path: string): unknown {
  switch (field.kind) {
    case 'string':
      return stringOf(node, path);
    case 'bool':
      if (node.kind !== 'boolean') throw fault('json_type', 'true or false is expected', path);
      return node.value;
    case 'int':
      return Number(integerOf(node, BigInt(Number.MIN_SAFE_INTEGER), BigInt(Number.MAX_SAFE_INTEGER), path));
    case 'uint8':
      return Number(integerOf(node, 0n, 255n, path));
    case 'int64':
      return integerOf(node, INT64_MIN, INT64_MAX, path);
    case 'uint64':
      return integerOf(node, 0n, UINT64_MAX, path);
    case 'time':
      return timeOf(node, path);
    case 'strings':
      return node.kind === 'null' ? null : textsOf(node, path);
    case 'texts':
      return textsOf(node, path);
    case 'counts':
      return countsOf(node, path);
    case 'raw':
      return rawSlice(text, node);
    case 'struct':
      return decodeStruct(structOf(field), node, text, path);
    case 'list':
      return itemsOf(node, path).map((item, i) => decodeStruct(structOf(field), item, text, `${path}/${i}`));
  }
}

function structOf(field: GoField): GoStruct<never> {
  return field.struct as GoStruct<never>;
}

function stringOf(node: JsonNode, path: string): string {
  if (node.kind !== 'string') throw fault('json_type', 'a string is expected', path);
  return node.value;
}

function itemsOf(node: JsonNode, path: string): readonly JsonNode[] {
  if (node.kind !== 'array') throw fault('json_type', 'a list is expected', path);
  return node.items;
}

function textsOf(node: JsonNode, path: string): readonly string[] {
  return itemsOf(node, path).map((item, i) => stringOf(item, `${path}/${i}`));
}

/** The value of an integer literal within bounds. Throws FormatError `json_type` or `json_number`. */
export function integerOf(node: JsonNode, min: bigint, max: bigint, path: string): bigint {
  if (node.kind !== 'number') throw fault('json_type', 'an integer is expected', path);
  // Twenty characters hold any 64-bit integer; a longer one is not worth converting.
  if (node.literal.length > 20 || !INTEGER_LITERAL.test(node.literal)) {
    throw fault('json_number', 'not a 64-bit integer', path);
  }
  const value = BigInt(node.literal);
  if (value < min || value > max) throw fault('json_number', 'integer out of range', path);
  return value;
}

function timeOf(node: JsonNode, path: string): string {
  const text = stringOf(node, path);
  try {
    return canonicalTime(text);
  } catch (cause) {
    throw new FormatError('time', 'not an RFC 3339 time', { cause, path });
  }
}

function countsOf(node: JsonNode, path: string): Record<string, number> {
  if (node.kind !== 'object') throw fault('json_type', 'an object is expected', path);
  const out: Record<string, number> = {};
  for (const { key, value } of node.members) {
    const at = `${path}/${key}`;
    const count = Number(integerOf(value, BigInt(Number.MIN_SAFE_INTEGER), BigInt(Number.MAX_SAFE_INTEGER), at));
    // defineProperty: an assignment to `__proto__` would be lost.
    Object.defineProperty(out, key, { value: count, enumerable: true, configurable: true, writable: true });
  }
  return out;
}

function fault(code: FormatErrorCode, message: string, path: string): FormatError {
  return new FormatError(code, message, { path });
}
