// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../canonical/errors.js';
import { integerOf } from '../canonical/go-json-decode.js';
import { INT64_MAX } from '../canonical/go-json.js';
import { toCanonicalTime } from '../canonical/go-text.js';
import type { JsonNode, JsonObject } from '../canonical/json-reader.js';
import { member } from '../canonical/json-reader.js';

/**
 * What a JSON value has to look like. Throws FormatError with the member's path: `json_type`, `json_number`,
 * `field_value`, `missing_field`, `unknown_field`.
 */
export type Shape = (node: JsonNode, path: string) => void;

/** A string that `holds` accepts; `expectation` says which ones these are. */
export function textWhere(expectation: string, holds: (text: string) => boolean): Shape {
  return (node, path) => {
    if (node.kind !== 'string') throw new FormatError('json_type', 'a string is expected', { path });
    if (!holds(node.value)) throw new FormatError('field_value', `${expectation} is expected`, { path });
  };
}

export function oneOf(...values: readonly string[]): Shape {
  return textWhere(values.join(' or '), (text) => values.includes(text));
}

export function whole(min: bigint, max: bigint): Shape {
  return (node, path) => void integerOf(node, min, max, path);
}

export function list(item: Shape, least = 0): Shape {
  return (node, path) => {
    if (node.kind !== 'array') throw new FormatError('json_type', 'a list is expected', { path });
    if (node.items.length < least) throw new FormatError('field_value', 'the list is empty', { path });
    node.items.forEach((one, index) => item(one, `${path}/${index}`));
  };
}

function membersOf(node: JsonNode, path: string): JsonObject['members'] {
  if (node.kind !== 'object') throw new FormatError('json_type', 'an object is expected', { path });
  return node.members;
}

/** An object with free member names. */
export function dictionary(item: Shape, least = 0): Shape {
  return (node, path) => {
    const members = membersOf(node, path);
    if (members.length < least) throw new FormatError('field_value', 'the object is empty', { path });
    for (const { key, value } of members) item(value, `${path}/${key}`);
  };
}

export const filled = textWhere('a text that is not empty', (text) => text !== '');
const anyText = textWhere('a text', () => true);

/** A counter that is exact as a JavaScript number. */
export const count = whole(0n, BigInt(Number.MAX_SAFE_INTEGER));

const NAMED: Readonly<Record<string, Shape>> = {
  text: filled,
  texts: list(filled),
  time: textWhere('an RFC 3339 time', (text) => toCanonicalTime(text) !== undefined),
  /** 64 digits, bare or behind `sha256:`. */
  hex: textWhere('a hash of 64 lower-case hex digits', (text) => /^[0-9a-f]{64}$/.test(text)),
  sha256: textWhere('sha256: and 64 lower-case hex digits', (text) => /^sha256:[0-9a-f]{64}$/.test(text)),
  /** As far as the canonical form can spell an unsigned 64-bit integer. */
  whole: whole(0n, INT64_MAX),
  count,
};

/**
 * A closed object, its members as words: `name` is a text that is not empty, `name?` any text or absent, and a shape may
 * follow: `name:time`, `name?:whole`. Names of shapes are those above and those in `own`.
 */
export function object(words: string, own: Readonly<Record<string, Shape>> = {}): Shape {
  const fields = words.split(/\s+/).map((word) => {
    const [name = '', shape] = word.split(':');
    const optional = name.endsWith('?');
    const named = { ...NAMED, ...own }[shape ?? 'text'];
    if (named === undefined) throw new TypeError(`no shape is called ${word}`);
    return { name: name.replace('?', ''), optional, shape: optional && shape === undefined ? anyText : named };
  });
  const shapes = new Map(fields.map(({ name, shape }) => [name, shape]));
  return (node, path) => {
    const found = new Set<string>();
    for (const { key, value } of membersOf(node, path)) {
      const shape = shapes.get(key);
      if (shape === undefined) throw new FormatError('unknown_field', 'unknown member', { path: `${path}/${key}` });
      shape(value, `${path}/${key}`);
      found.add(key);
    }
    const missing = fields.find(({ name, optional }) => !optional && !found.has(name))?.name;
    if (missing === undefined) return;
    throw new FormatError('missing_field', `member ${missing} is missing`, { path: `${path}/${missing}` });
  };
}

/** A member of an object, or undefined. */
export function memberOf(node: JsonNode, name: string): JsonNode | undefined {
  return node.kind === 'object' ? member(node, name) : undefined;
}

/** The text of a member; empty when it is absent or no string. */
export function textMember(node: JsonNode, name: string): string {
  const value = memberOf(node, name);
  return value?.kind === 'string' ? value.value : '';
}
