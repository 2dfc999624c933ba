// SPDX-License-Identifier: Apache-2.0
import { structKind } from '../../../evidence/canonical/go-json.js';
import { mapOf, textWhere } from '../../../evidence/canonical/go-kinds.js';
import { goWords, parseGoJson, type GoValue } from '../../../evidence/canonical/go-words.js';
import { fromHex } from '../../../evidence/canonical/text.js';

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

const FILE = goWords('trusted_keys?:keys trust_entries?:entries', {
  keys: mapOf(textWhere('a key of 64 hex digits', /^[0-9a-fA-F]{64}$/)),
  entries: mapOf(structKind(ENTRY)),
});

/**
 * Reads a trust file (the relying party's own, but checked). Throws FormatError, also for an unknown member: a
 * restriction that is misspelled must not be ignored.
 */
export function parseAarpTrust(text: string): AarpTrust {
  const { trusted_keys = {}, trust_entries = {} } = parseGoJson(FILE, text);
  return {
    keys: new Map(Object.entries(trusted_keys).map(([id, key]) => [id, fromHex(key)])),
    entries: new Map(Object.entries(trust_entries)),
  };
}
