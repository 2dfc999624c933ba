// SPDX-License-Identifier: Apache-2.0
import { instantOf } from '../../../evidence/canonical/instant.js';
import { fromHex } from '../../../evidence/canonical/text.js';
import { fingerprint } from '../../../evidence/crypto/key-text.js';
import type { CryptoSuite } from '../../../evidence/crypto/suite.js';
import type { KeyPurpose } from '../../../evidence/model/key-purpose.js';
import { MAX_RECOVERY_LIFE, type RecoveryAuthorization } from '../../../evidence/model/recovery-authorization.js';
import type { RootTransition } from '../../../evidence/model/root-transition.js';
import type { Roster, RosterBody, RosterKey } from '../../../evidence/model/roster.js';
import { canonicalizeBody } from '../../../evidence/model/signed-body.js';
import { concludeDocument, type DocumentResult, type Check } from '../form.js';
import { signatureCheck } from '../receipts/signed-receipt.js';
import { createTrustRoot } from './trust.js';

/** What every verification here needs: the suite, and the relying party's time (RFC 3339) where age matters. */
export interface AuthorityOptions {
  readonly suite: CryptoSuite;
  readonly at?: string;
}

type Judge = (code: string, holds: boolean, pass: string, fail: string) => void;

/** Clock difference tolerated between the issuing host and the relying party. */
const SKEW = 5n * 60_000_000_000n;

function judging(subject: string): { readonly checks: Check[]; readonly judge: Judge } {
  const checks: Check[] = [];
  const judge: Judge = (code, holds, pass, fail) => {
    checks.push({ code, status: holds ? 'pass' : 'fail', subject, message: holds ? pass : fail });
  };
  return { checks, judge };
}

function skip(checks: Check[], code: string, subject: string): void {
  checks.push({ code, status: 'not_checked', subject, message: 'no time was given to judge it by' });
}

function conclude(checks: readonly Check[], outcome?: unknown): DocumentResult {
  const notAsserted = ['wall_clock', 'host_integrity'] as const;
  return concludeDocument({ checks, notAsserted, outcome, pinned: true }, createTrustRoot({}));
}

async function signedBy(body: object, signature: string, keyHex: string, suite: CryptoSuite): Promise<boolean> {
  const check = signatureCheck(signature, keyHex, canonicalizeBody(body));
  return (await suite.verifyBatch([check]))[0] === true;
}

function fingerprintOf(keyHex: string, suite: CryptoSuite): string {
  return fingerprint(fromHex(keyHex), suite);
}

/** `sha256:` and the digest of the signed bytes: the name under which a recovery authorization means a roster. */
export function rosterHash(body: RosterBody, suite: CryptoSuite): string {
  return `sha256:${suite.sha256Hex(canonicalizeBody(body))}`;
}

/** The window of a key: `valid_from` is inside, `valid_until` is not. */
function isInWindow({ valid_from: from, valid_until: until }: RosterKey, at: string): boolean {
  const now = instantOf(at);
  return now >= instantOf(from) && (until === null || now < instantOf(until));
}

/**
 * Verifies a roster (parsed, otherwise untrusted): the key it names as its root stands in it as a root, is the pinned
 * one, was in its window at `at`, and signed the body. `pinned` is a `sha256:` fingerprint.
 */
export async function verifyRoster(
  { body, signature }: Roster,
  pinned: string,
  { suite, at }: AuthorityOptions,
): Promise<DocumentResult> {
  const { checks, judge } = judging('roster');
  const root = body.keys.find(({ key_id: id }) => id === body.roster_signed_by);
  if (root === undefined) {
    judge('root_missing', false, '', `no key has the id ${body.roster_signed_by}`);
    return conclude(checks);
  }
  const isRoot = root.status === 'root' && root.key_purpose === 'roster-root';
  judge(
    'root_status',
    isRoot,
    'the signer is a roster root',
    `${root.key_id} is ${root.status} for ${root.key_purpose}`,
  );
  const found = fingerprintOf(root.public_key_hex, suite);
  judge('root_pinned', found === pinned, 'the root is the pinned key', `the root is ${found}, pinned is ${pinned}`);
  const holds = await signedBy(body, signature, root.public_key_hex, suite);
  judge('signature', holds, 'Ed25519 over the body holds', 'the root did not sign this body');
  if (at === undefined) skip(checks, 'root_window', 'roster');
  else judge('root_window', isInWindow(root, at), `the root is valid at ${at}`, `the root is not valid at ${at}`);
  return conclude(checks, { roster_hash: rosterHash(body, suite), keys: body.keys.length });
}

/**
 * The key a roster lets act for a purpose at a time, or why none does. Only for a roster that verified. A public key that
 * stands anywhere in the roster as revoked is dead under every id.
 */
export function resolveRosterKey(
  body: RosterBody,
  keyId: string,
  purpose: KeyPurpose,
  at: string,
): { readonly key: RosterKey } | { readonly refused: string } {
  const key = body.keys.find(({ key_id: id }) => id === keyId);
  if (key === undefined) return { refused: `no key has the id ${keyId}` };
  if (key.status !== 'active') return { refused: `${keyId} is ${key.status}` };
  if (key.key_purpose !== purpose) return { refused: `${keyId} is for ${key.key_purpose}, not ${purpose}` };
  const revoked = body.keys.some((one) => one.status === 'revoked' && one.public_key_hex === key.public_key_hex);
  if (revoked) return { refused: `the key of ${keyId} is revoked under another id` };
  return isInWindow(key, at) ? { key } : { refused: `${keyId} is not valid at ${at}` };
}

export interface RecoveryExpectation {
  /** The recovery root's public key, 64 hex digits, and the fingerprint the relying party pinned for it. */
  readonly recoveryKey: string;
  readonly pinned: string;
  /** The roster that is about to be put in place, when it is known. */
  readonly targetRosterHash?: string;
}

/** Verifies an authorization (parsed): the pinned key signed it, it is alive at `at`, and it means this roster. */
export async function verifyRecoveryAuthorization(
  { body, signature }: RecoveryAuthorization,
  { recoveryKey, pinned, targetRosterHash: target }: RecoveryExpectation,
  { suite, at }: AuthorityOptions,
): Promise<DocumentResult> {
  const subject = 'recovery_authorization';
  const { checks, judge } = judging(subject);
  const found = fingerprintOf(recoveryKey, suite);
  judge(
    'root_pinned',
    found === pinned,
    'the recovery key is the pinned key',
    `the key is ${found}, pinned is ${pinned}`,
  );
  const holds = await signedBy(body, signature, recoveryKey, suite);
  judge('signature', holds, 'Ed25519 over the body holds', 'the recovery key did not sign this body');
  if (at === undefined) skip(checks, 'alive', subject);
  else {
    const now = instantOf(at);
    const remaining = instantOf(body.expires_at) - now;
    judge('alive', remaining > 0n, `it lives until ${body.expires_at}`, `it expired at ${body.expires_at}`);
    // A life of one hour that begins tomorrow would be an authorization kept in a drawer.
    const early = remaining > MAX_RECOVERY_LIFE || instantOf(body.issued_at) > now + SKEW;
    judge('not_early', !early, 'it is in force', `it is issued for ${body.issued_at}, after ${at}`);
  }
  if (target === undefined) {
    checks.push({
      code: 'target',
      status: 'not_checked',
      subject,
      message: 'no roster hash was given to compare with',
    });
  } else {
    const same = body.target_roster_hash === target;
    judge('target', same, 'it means the expected roster', `it means ${body.target_roster_hash}, expected is ${target}`);
  }
  return conclude(checks);
}

export interface TransitionExpectation {
  readonly oldKey: string;
  readonly newKey: string;
  /** Fingerprint of the root that the relying party trusts until now. */
  readonly pinned: string;
}

/** Verifies a change of root key (parsed): it leads from the pinned root to the new key, and both signed it. */
export async function verifyRootTransition(
  { body, old_signature: oldSignature, new_signature: newSignature }: RootTransition,
  { oldKey, newKey, pinned }: TransitionExpectation,
  { suite, at }: AuthorityOptions,
): Promise<DocumentResult> {
  const { checks, judge } = judging('root_transition');
  const from = body.old_fingerprint;
  judge('root_pinned', from === pinned, 'it starts at the pinned root', `it starts at ${from}, pinned is ${pinned}`);
  judge('old_key', fingerprintOf(oldKey, suite) === from, 'the old key is the one named', 'the old key is another one');
  const to = body.new_fingerprint;
  judge('new_key', fingerprintOf(newKey, suite) === to, 'the new key is the one named', 'the new key is another one');
  const oldHolds = await signedBy(body, oldSignature, oldKey, suite);
  judge('old_signature', oldHolds, 'the old root let go', 'the old root did not sign this body');
  const newHolds = await signedBy(body, newSignature, newKey, suite);
  judge('new_signature', newHolds, 'the new root is held', 'the new root did not sign this body');
  if (at === undefined) skip(checks, 'effective', 'root_transition');
  else {
    const due = instantOf(body.effective_at) <= instantOf(at);
    judge('effective', due, `in force since ${body.effective_at}`, `in force only from ${body.effective_at}`);
  }
  return conclude(checks);
}
