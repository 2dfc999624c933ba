// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../../canonical/errors.js';
import { canonicalizeJcs } from '../../canonical/jcs.js';
import { parseStrictJson, toPlain, type JsonValue } from '../../canonical/json-reader.js';
import { decodeUtf8Strict, isHex } from '../../canonical/text.js';

/** Whether a member's value is what the format wants. */
export type Rule = (value: JsonValue) => boolean;
export type Rules = Readonly<Record<string, Rule>>;
export type PlainObject = Readonly<Record<string, JsonValue>>;

export const isText: Rule = (value) => typeof value === 'string';
export const isName: Rule = (value) => typeof value === 'string' && value !== '';
export const isDigest: Rule = (value) => typeof value === 'string' && isHex(value, 64);
export const isInteger: Rule = (value) => Number.isSafeInteger(value);
export const isCount: Rule = (value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
export const isScalar: Rule = (value) => typeof value === 'string' || typeof value === 'boolean' || isInteger(value);
export const isAny: Rule = () => true;

export function isObject(value: JsonValue): value is PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isOneOf(...words: readonly string[]): Rule {
  return (value) => typeof value === 'string' && words.includes(value);
}

export function isListOf(rule: Rule): Rule {
  return (value) => Array.isArray(value) && value.every(rule);
}

/** An object whose members keep the rules; with `closed` it has no others. */
export function isShaped(required: Rules, optional: Rules = {}, closed = true): Rule {
  return (value) =>
    shapeFault(value, required, optional) === undefined &&
    (!closed || unknownMember(value as PlainObject, required, optional) === undefined);
}

/** The first member that is missing or has a wrong value, in words; undefined when all is well. */
export function shapeFault(value: JsonValue, required: Rules, optional: Rules = {}): string | undefined {
  if (!isObject(value)) return 'an object is expected';
  for (const [name, rule] of Object.entries({ ...optional, ...required })) {
    const found = Object.hasOwn(value, name) ? value[name] : undefined;
    if (found === undefined && name in required) return `member ${name} is missing`;
    if (found !== undefined && !rule(found)) return `member ${name} has a value that the format does not allow`;
  }
  return undefined;
}

/** The first member that no rule names, in words. */
export function unknownMember(value: PlainObject, ...known: readonly Rules[]): string | undefined {
  const name = Object.keys(value).find((key) => !known.some((rules) => Object.hasOwn(rules, key)));
  return name === undefined ? undefined : `unknown member ${JSON.stringify(name)}`;
}

/** Untrusted bytes that must be the canonical spelling of their value. Throws FormatError. */
export function parseCanonical(bytes: Uint8Array): JsonValue {
  const text = decodeUtf8Strict(bytes);
  const node = parseStrictJson(text);
  if (canonicalizeJcs(node, 'ael') !== text) throw new FormatError('field_value', 'not in canonical form');
  return toPlain(node);
}

/** As `parseCanonical`, for an object with these members; others are let be. Throws FormatError. */
export function parseShaped(bytes: Uint8Array, required: Rules, optional: Rules = {}): PlainObject {
  const value = parseCanonical(bytes);
  const fault = shapeFault(value, required, optional);
  if (fault !== undefined) throw new FormatError('field_value', fault);
  return value as PlainObject;
}
