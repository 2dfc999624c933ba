// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../../../evidence/canonical/errors.js';
import { decodeGoJson } from '../../../evidence/canonical/go-json-decode.js';
import { goWords, type GoValue } from '../../../evidence/canonical/go-words.js';
import { parseStrictJson } from '../../../evidence/canonical/json-reader.js';
import type { JsonMember } from '../../../evidence/canonical/json-reader.js';
import { fromHex } from '../../../evidence/canonical/text.js';

const FILE = goWords('trusted_keys?:raw trust_entries?:raw');
const ENTRY = goWords('mediator_id role? trust_domain?');
/** Which mediator a key speaks for. An empty role or trust domain does not restrict. */
export type AarpTrustEntry = GoValue<typeof ENTRY>;

/** The keys a relying party trusts, by key id, and whom it knows them to belong to. */
export interface AarpTrust {
  /** Ed25519 public keys, 32 bytes each. */
  readonly keys: ReadonlyMap<string, Uint8Array>;
  readonly entries: ReadonlyMap<string, AarpTrustEntry>;
}

/** Nobody is trusted: every signature is by an unknown key. */
export const NO_AARP_TRUST: AarpTrust = { keys: new Map(), entries: new Map() };

/** Members of an object that is used as a map. */
function membersOf(text: string, name: string): readonly JsonMember[] {
  const node = parseStrictJson(text);
  if (node.kind !== 'object') throw new FormatError('json_type', 'an object is expected', { path: `/${name}` });
  return node.members;
}

function keyOf({ key, value }: JsonMember): [string, Uint8Array] {
  const isKey = value.kind === 'string' && /^[0-9a-fA-F]{64}$/.test(value.value);
  if (!isKey) throw new FormatError('field_value', '64 hex digits are expected', { path: `/trusted_keys/${key}` });
  return [key, fromHex(value.value)];
}

/**
 * Reads a trust file (the relying party's own, but checked). Throws FormatError, also for an unknown member: a
 * restriction that is misspelled must not be ignored.
 */
export function parseAarpTrust(text: string): AarpTrust {
  const { trusted_keys = '{}', trust_entries = '{}' } = decodeGoJson(FILE, parseStrictJson(text), text);
  return {
    keys: new Map(membersOf(trusted_keys, 'trusted_keys').map(keyOf)),
    entries: new Map(
      membersOf(trust_entries, 'trust_entries').map(({ key, value }) => [
        key,
        decodeGoJson(ENTRY, value, trust_entries),
      ]),
    ),
  };
}
