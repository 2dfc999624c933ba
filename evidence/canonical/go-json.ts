// SPDX-License-Identifier: Apache-2.0
import { fault, isMembers, membersOf, type Kind } from './go-kinds.js';
import { parseStrictJson, type JsonNode } from './json-reader.js';

export { canonicalTime, compactRawJson, goString } from './go-text.js';

export interface GoField {
  readonly name: string;
  /** `"name":`. */
  readonly key: string;
  readonly optional: boolean;
  readonly kind: Kind;
}

/** The members of an object in the order in which they are written. Made by `goWords`. */
export interface GoStruct<T> {
  readonly fields: readonly GoField[];
  readonly byName: ReadonlyMap<string, GoField>;
  /** Members without a name here are let be. */
  readonly loose?: true;
  /** Never present; ties the descriptor to the type it writes. */
  readonly phantom?: (value: T) => void;
}

/** An object as the value of a member. */
export function structKind<T>(struct: GoStruct<T>): Kind<T> {
  return {
    read: (node, path, text) => decodeGoJson(struct, node, text, path),
    write: (data, path) => (isMembers(data) ? writeStruct(struct, data, path) : undefined),
    empty: [],
    ...(struct.fields.some(({ kind }) => kind.widen) ? { widen: (data) => widen(struct, data) } : {}),
  };
}

/**
 * Untrusted JSON text to the value a struct describes. Members may stand in any order. Throws what `parseStrictJson` does,
 * and FormatError with the member's path: `unknown_field`, `missing_field`, `json_type`, `json_number` (not an integer, or
 * out of range), `time`. Times come back in canonical form.
 */
export function parseGoJson<T>(struct: GoStruct<T>, text: string): T {
  return decodeGoJson(struct, parseStrictJson(text), text);
}

/** As `parseGoJson`, of a node that was read, at a path. `text` is the source of the node: raw members are cut out of it. */
export function decodeGoJson<T>(struct: GoStruct<T>, node: JsonNode, text: string, path = ''): T {
  const found = new Map<string, JsonNode>();
  for (const { key, value } of membersOf(node, path)) {
    if (struct.loose !== true && !struct.byName.has(key))
      throw fault('unknown_field', 'unknown member', `${path}/${key}`);
    found.set(key, value);
  }
  const out: Record<string, unknown> = {};
  for (const { name, optional, kind } of struct.fields) {
    const value = found.get(name);
    if (value !== undefined) out[name] = kind.read(value, `${path}/${name}`, text);
    else if (!optional) throw fault('missing_field', `member ${name} is missing`, `${path}/${name}`);
  }
  return out as T;
}

/**
 * Writes a value as Go-JSON: compact, members in declared order, empty optional members left out. Members the struct does
 * not describe are not written. Throws FormatError when a required member is absent or a value does not fit its type.
 */
export function writeGoJson<T>(struct: GoStruct<T>, value: T): string {
  return writeStruct(struct, value as Readonly<Record<string, unknown>>, '');
}

function writeStruct<T>(struct: GoStruct<T>, value: Readonly<Record<string, unknown>>, path: string): string {
  let out = '{';
  for (const { name, key, optional, kind } of struct.fields) {
    const data = value[name];
    if (data === undefined) {
      if (optional) continue;
      throw fault('missing_field', `member ${name} is missing`, `${path}/${name}`);
    }
    const text = kind.write(data, `${path}/${name}`);
    if (text === undefined) throw fault('field_value', `member ${name} does not fit its type`, `${path}/${name}`);
    if (!optional || !kind.empty.includes(text)) out += (out === '{' ? '' : ',') + key + text;
  }
  return `${out}}`;
}

/**
 * The text of a value that the platform's own reader made of untrusted JSON; undefined where the value does not fit. When
 * it is the text that was read, that one was canonical: no member was doubled, unknown, out of order or spelled in
 * another way, and no number lost a digit. Evidence is read by the million and nearly all is canonical.
 */
export function rewriteGoJson<T>(struct: GoStruct<T>, value: unknown): string | undefined {
  try {
    return isMembers(value) ? writeStruct(struct, value, '') : undefined;
  } catch {
    return undefined;
  }
}

/** The value of which `rewriteGoJson` gave the text that was read, with bigint where the struct says so. */
export function widen<T>(struct: GoStruct<T>, value: unknown): T {
  const members = value as Record<string, unknown>;
  for (const { name, kind } of struct.fields) {
    const held = members[name];
    if (kind.widen !== undefined && held !== undefined) members[name] = kind.widen(held);
  }
  return value as T;
}

/** The members of untrusted text as the platform reads it: nothing in them is sure. None where it is no object. */
export function platformMembers(text: string): Readonly<Record<string, unknown>> {
  const value = platformJson(text);
  return isMembers(value) ? value : {};
}

/** Untrusted text as the platform reads it. Undefined for text that is no JSON. */
export function platformJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
