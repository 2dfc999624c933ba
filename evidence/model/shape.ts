// SPDX-License-Identifier: Apache-2.0
import type { JsonNode } from '../canonical/json-reader.js';
import { member } from '../canonical/json-reader.js';

/** A member of an object, or undefined. */
export function memberOf(node: JsonNode, name: string): JsonNode | undefined {
  return node.kind === 'object' ? member(node, name) : undefined;
}

/** The text of a member; empty when it is absent or no string. */
export function textMember(node: JsonNode, name: string): string {
  const value = memberOf(node, name);
  return value?.kind === 'string' ? value.value : '';
}
