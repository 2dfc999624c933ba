// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../../../evidence/canonical/errors.js';
import { decodeGoJson } from '../../../evidence/canonical/go-json-decode.js';
import { goStruct } from '../../../evidence/canonical/go-json.js';
import { parseStrictJson } from '../../../evidence/canonical/json-reader.js';
import type { JsonMember } from '../../../evidence/canonical/json-reader.js';
import { fromHex } from '../../../evidence/canonical/text.js';

/** Which mediator a key speaks for. An empty role or trust domain does not restrict. */
export interface AarpTrustEntry {
  readonly mediator_id: string;
  readonly role?: string;
  readonly trust_domain?: string;
}

/** The keys a relying party trusts, by key id, and whom it knows them to belong to. */
export interface AarpTrust {
  /** Ed25519 public keys, 32 bytes each. */
  readonly keys: ReadonlyMap<string, Uint8Array>;
  readonly entries: ReadonlyMap<string, AarpTrustEntry>;
}

/** Nobody is trusted: every signature is by an unknown key. */
export const NO_AARP_TRUST: AarpTrust = { keys: new Map(), entries: new Map() };

const FILE = goStruct<{ readonly trusted_keys: string; readonly trust_entries: string }>({
  trusted_keys: 'raw?',
  trust_entries: 'raw?',
});
const ENTRY = goStruct<AarpTrustEntry>({ mediator_id: 'string', role: 'string?', trust_domain: 'string?' });

/** Members of an object that is used as a map. */
function membersOf(text: string | undefined, name: string): readonly JsonMember[] {
  const node = parseStrictJson(text ?? '{}');
  if (node.kind !== 'object') throw new FormatError('json_type', 'an object is expected', { path: `/${name}` });
  return node.members;
}

function keyOf({ key, value }: JsonMember): [string, Uint8Array] {
  const path = `/trusted_keys/${key}`;
  if (value.kind !== 'string') throw new FormatError('json_type', 'a string is expected', { path });
  if (!/^[0-9a-fA-F]{64}$/.test(value.value))
    throw new FormatError('field_value', '64 hex digits are expected', { path });
  return [key, fromHex(value.value)];
}

/**
 * Reads a trust file (the relying party's own, but checked). Throws FormatError, also for an unknown member: a
 * restriction that is misspelled must not be ignored.
 */
export function parseAarpTrust(text: string): AarpTrust {
  const file = decodeGoJson(FILE, parseStrictJson(text), text);
  const { trusted_keys: keys, trust_entries: entries = '{}' } = file as Partial<typeof file>;
  return {
    keys: new Map(membersOf(keys, 'trusted_keys').map(keyOf)),
    entries: new Map(
      membersOf(entries, 'trust_entries').map(({ key, value }) => [key, decodeGoJson(ENTRY, value, entries)]),
    ),
  };
}
