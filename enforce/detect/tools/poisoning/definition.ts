// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../../../../evidence/canonical/errors.js';
import { canonicalizeJcsValue } from '../../../../evidence/canonical/jcs.js';
import type { JsonValue } from '../../../../evidence/canonical/json-reader.js';
import type { CryptoSuite } from '../../../../evidence/crypto/suite.js';

/** Where our own provenance stands in a tool's metadata. It signs the definition, so it is no part of it. */
const PROVENANCE_KEY = 'com.pipelock/provenance';

type JsonMembers = Readonly<Record<string, JsonValue>>;

export function isMembers(value: JsonValue | undefined): value is JsonMembers {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function withoutProvenance(tool: JsonValue): JsonValue {
  if (!isMembers(tool)) return tool;
  const meta = tool['_meta'];
  if (!isMembers(meta) || !(PROVENANCE_KEY in meta)) return tool;
  const rest = Object.entries(meta).filter(([key]) => key !== PROVENANCE_KEY);
  return { ...tool, _meta: Object.fromEntries(rest) };
}

function isWellFormedValue(value: JsonValue): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  if (!isMembers(value)) return value.every(isWellFormedValue);
  return Object.entries(value).every(([key, item]) => key.isWellFormed() && isWellFormedValue(item));
}

/**
 * SHA-256, in hex, of the whole definition of a tool in canonical form (RFC 8785) without our own provenance. Undefined
 * when the definition has no canonical form, such as one with a lone surrogate; such a tool has no identity to pin.
 */
export function definitionHash(tool: JsonValue, suite: CryptoSuite): string | undefined {
  try {
    // The writer makes one character of all lone surrogates, so that two definitions would share a hash.
    if (!isWellFormedValue(tool)) return undefined;
    return suite.sha256Hex(canonicalizeJcsValue(withoutProvenance(tool), 'rfc8785'));
  } catch (error) {
    if (error instanceof FormatError || error instanceof RangeError) return undefined;
    throw error;
  }
}
