// SPDX-License-Identifier: Apache-2.0
import type { GoStruct } from '../canonical/go-json.js';
import { goWords } from '../canonical/go-words.js';
import { instantOf } from '../canonical/instant.js';
import { assertMember } from './record-rules.js';
import { assertFilled, assertFingerprint, parseSignedBody } from './signed-body.js';

/** Longest life of an authorization, in nanoseconds. */
export const MAX_RECOVERY_LIFE = 3_600_000_000_000n;

export interface RecoveryBody {
  readonly schema_version: 1;
  readonly reason: string;
  readonly expires_at: string;
  /** `sha256:` and 64 hex digits: the roster that may be put in place. */
  readonly target_roster_hash: string;
  readonly operator_identity: string;
  readonly issued_at: string;
}

/** A short-lived word of the recovery root: one exact roster may replace the present one. */
export interface RecoveryAuthorization {
  readonly body: RecoveryBody;
  readonly signature: string;
}

const BODY = goWords('schema_version:int reason expires_at:time target_roster_hash operator_identity issued_at:time');
const WIRE: GoStruct<RecoveryAuthorization> = goWords('body:{} signature:signature', { body: BODY });

/** Rules that need no clock: members, and a life of more than nothing and at most one hour. Throws FormatError. */
export function assertRecoveryBody(body: RecoveryBody): void {
  assertMember((body.schema_version as number) === 1, 'schema_version', 'schema version 1 is expected');
  assertFilled(body.reason, 'reason');
  assertFilled(body.operator_identity, 'operator_identity');
  assertFingerprint(body.target_roster_hash, 'target_roster_hash');
  const life = instantOf(body.expires_at) - instantOf(body.issued_at);
  assertMember(life > 0n, 'expires_at', 'it expires before it is issued');
  assertMember(life <= MAX_RECOVERY_LIFE, 'expires_at', 'it lives longer than one hour');
}

/** Reads an untrusted authorization, at most 64 KiB. The signature is not checked. Throws FormatError. */
export function parseRecoveryAuthorization(text: string): RecoveryAuthorization {
  const authorization = parseSignedBody(text, WIRE);
  assertRecoveryBody(authorization.body);
  return authorization;
}
