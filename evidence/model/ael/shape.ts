// SPDX-License-Identifier: Apache-2.0
import { demand, type FormatError } from '../../canonical/errors.js';
import { structKind, type GoStruct } from '../../canonical/go-json.js';
import { isMembers } from '../../canonical/go-kinds.js';
import { canonicalizeJcs, fromPlain } from '../../canonical/jcs.js';
import { parseStrictJson, toPlain, type JsonValue } from '../../canonical/json-reader.js';
import { decodeUtf8Strict } from '../../canonical/text.js';

export type PlainObject = Readonly<Record<string, JsonValue>>;

export function isObject(value: JsonValue): value is PlainObject {
  return isMembers(value);
}

/** The first thing that keeps a value from being what a table describes, in words; undefined when all is well. */
export function shapeFault(value: JsonValue, struct: GoStruct<never>): string | undefined {
  try {
    structKind(struct).read(fromPlain(value), '', '');
    return undefined;
  } catch (error) {
    const { path, message } = error as FormatError;
    return `${path}: ${message}`;
  }
}

/** Untrusted bytes that must be the canonical spelling of their value. Throws FormatError. */
export function parseCanonical(bytes: Uint8Array): JsonValue {
  const text = decodeUtf8Strict(bytes);
  const node = parseStrictJson(text);
  demand(canonicalizeJcs(node, 'ael') === text, 'not in canonical form');
  return toPlain(node);
}

/** As `parseCanonical`, for what a table describes. Members that it lets be stay in the value. Throws FormatError. */
export function parseShaped<T>(bytes: Uint8Array, struct: GoStruct<T>): T {
  const value = parseCanonical(bytes);
  structKind(struct).read(fromPlain(value), '', '');
  return value as T;
}
