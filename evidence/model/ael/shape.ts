// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../../canonical/errors.js';
import { canonicalizeJcs } from '../../canonical/jcs.js';
import { parseStrictJson, toPlain, type JsonValue } from '../../canonical/json-reader.js';
import { decodeUtf8Strict, isHex } from '../../canonical/text.js';

/** Whether a member's value is what the format wants. `T` is the type that it then has. */
export interface Rule<T = unknown> {
  (value: JsonValue): boolean;
  readonly phantom?: T;
}
export type Rules = Readonly<Record<string, Rule>>;
export type PlainObject = Readonly<Record<string, JsonValue>>;
export type Of<R> = R extends Rule<infer T> ? T : never;
/** The value that rules for required and optional members describe. */
export type Shaped<R, O = unknown> = { readonly [K in keyof R]: Of<R[K]> } & { readonly [K in keyof O]?: Of<O[K]> };

export const isText: Rule<string> = (value) => typeof value === 'string';
export const isName: Rule<string> = (value) => typeof value === 'string' && value !== '';
export const isDigest: Rule<string> = (value) => typeof value === 'string' && isHex(value, 64);
export const isInteger: Rule<number> = (value) => Number.isSafeInteger(value);
export const isCount: Rule<number> = (value) => isInteger(value) && (value as number) >= 0;
export const isScalar: Rule<string | number | boolean> = (value) =>
  typeof value === 'string' || typeof value === 'boolean' || isInteger(value);
export const isAny: Rule<JsonValue> = () => true;
export const isMap: Rule<PlainObject> = (value) => isObject(value);
/** Members for what the format does not know yet. */
export const EXT = { ext: isMap };

export function isObject(value: JsonValue): value is PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isOneOf<const W extends JsonValue>(...words: readonly W[]): Rule<W> {
  return (value) => (words as readonly JsonValue[]).includes(value);
}

export function isListOf<T>(rule: Rule<T>, least = 0): Rule<readonly T[]> {
  return (value) => Array.isArray(value) && value.length >= least && value.every(rule);
}

/** An object whose members keep the rules; with `closed` it has no others. */
export function isShaped<R extends Rules, O extends Rules>(
  required: R,
  optional?: O,
  closed = true,
): Rule<Shaped<R, O>> {
  return (value) => (closed ? closedFault : shapeFault)(value, required, optional) === undefined;
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

/** As `shapeFault`; a member that no rule names is a fault too. */
export function closedFault(value: JsonValue, required: Rules, optional: Rules = {}): string | undefined {
  return shapeFault(value, required, optional) ?? unknownMember(value as PlainObject, { ...required, ...optional });
}

/** The first member that no rule names, in words. */
export function unknownMember(value: PlainObject, known: Rules): string | undefined {
  const name = Object.keys(value).find((key) => !Object.hasOwn(known, key));
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
export function parseShaped<R extends Rules, O extends Rules>(
  bytes: Uint8Array,
  required: R,
  optional?: O,
): Shaped<R, O> {
  const value = parseCanonical(bytes);
  const fault = shapeFault(value, required, optional);
  if (fault !== undefined) throw new FormatError('field_value', fault);
  return value as Shaped<R, O>;
}
