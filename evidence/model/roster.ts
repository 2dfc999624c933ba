// SPDX-License-Identifier: Apache-2.0
import type { GoStruct } from '../canonical/go-json.js';
import { KINDS, orNull } from '../canonical/go-kinds.js';
import { goWords } from '../canonical/go-words.js';
import { instantOf } from '../canonical/instant.js';
import { KEY_PURPOSES, type KeyPurpose } from './key-purpose.js';
import { assertMember } from './record-rules.js';
import { assertFilled, assertPublicKey, parseSignedBody } from './signed-body.js';

const ROSTER_KEY_STATES = ['active', 'revoked', 'root'] as const;
export type RosterKeyState = (typeof ROSTER_KEY_STATES)[number];

/** One key of a roster: what it is for and when. Times are RFC 3339 UTC. */
export interface RosterKey {
  readonly key_id: string;
  readonly key_purpose: KeyPurpose;
  /** 64 lower-case hex digits. */
  readonly public_key_hex: string;
  readonly valid_from: string;
  /** null: no end is set. */
  readonly valid_until: string | null;
  readonly status: RosterKeyState;
  readonly principal?: string;
}

export interface RosterBody {
  readonly schema_version: 1;
  /** `key_id` of the root key that signed. */
  readonly roster_signed_by: string;
  readonly keys: readonly RosterKey[];
  readonly data_class_root: string;
}

/** A list of keys under the signature of a root key that the relying party pinned by its fingerprint. */
export interface Roster {
  readonly body: RosterBody;
  /** `ed25519:` and 128 hex digits over the canonical body. */
  readonly signature: string;
}

const MAX_KEYS = 256;

const KEY = goWords('key_id key_purpose public_key_hex valid_from:time valid_until:end status principal?', {
  end: orNull(KINDS.time),
});
const BODY = goWords('schema_version:int roster_signed_by keys:[] data_class_root', { keys: KEY });
const WIRE: GoStruct<Roster> = goWords('body:{} signature:signature', { body: BODY });

function assertKey(key: RosterKey): void {
  assertFilled(key.key_id, 'key_id');
  assertMember(KEY_PURPOSES.includes(key.key_purpose), 'key_purpose', 'unknown purpose');
  assertMember(ROSTER_KEY_STATES.includes(key.status), 'status', 'active, revoked or root is expected');
  assertPublicKey(key.public_key_hex, 'public_key_hex');
  const isOpen = key.valid_until === null || instantOf(key.valid_from) < instantOf(key.valid_until);
  assertMember(isOpen, 'valid_until', 'the window ends before it begins');
  if (key.principal !== undefined) assertFilled(key.principal, 'principal');
}

/**
 * The rules of a roster beside its signature. Throws FormatError `field_value`. Key ids are compared in NFC, the form in
 * which they are signed, so that two spellings of one id cannot be two keys.
 */
export function assertRosterBody(body: RosterBody): void {
  assertMember((body.schema_version as number) === 1, 'schema_version', 'schema version 1 is expected');
  assertFilled(body.roster_signed_by, 'roster_signed_by');
  assertFilled(body.data_class_root, 'data_class_root');
  assertMember(body.keys.length > 0 && body.keys.length <= MAX_KEYS, 'keys', `1 to ${MAX_KEYS} keys are expected`);
  body.keys.forEach(assertKey);
  const ids = new Set(body.keys.map(({ key_id: id }) => id.normalize('NFC')));
  assertMember(ids.size === body.keys.length, 'key_id', 'two keys share an id');
}

/** Reads an untrusted roster, at most 64 KiB of JSON. The signature is not checked. Throws FormatError. */
export function parseRoster(text: string): Roster {
  const roster = parseSignedBody(text, WIRE);
  assertRosterBody(roster.body);
  return roster;
}
