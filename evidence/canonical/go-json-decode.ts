// SPDX-License-Identifier: Apache-2.0
import type { GoStruct } from './go-json.js';
import { fault, membersOf } from './go-kinds.js';
import type { JsonNode } from './json-reader.js';

/**
 * Untrusted JSON to the value a struct describes. `text` is the source of `node`; it is needed for raw members. Members
 * may stand in any order. Throws FormatError with the member's path: `unknown_field`, `missing_field`, `json_type`,
 * `json_number` (not an integer, or out of range), `time`. Times come back in canonical form.
 */
export function decodeGoJson<T>(struct: GoStruct<T>, node: JsonNode, text: string): T {
  return readStruct(struct, node, '', text);
}

/** As `decodeGoJson`, for an object at a path of a larger one. */
export function readStruct<T>(struct: GoStruct<T>, node: JsonNode, path: string, text: string): T {
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
