// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { fromHex } from '../../../../../evidence/canonical/text.js';
import { fingerprint } from '../../../../../evidence/crypto/key-text.js';
import { nodeSuite } from '../../../../../evidence/crypto/node/suite.js';
import { parseRecoveryAuthorization } from '../../../../../evidence/model/recovery-authorization.js';
import type { RosterBody } from '../../../../../evidence/model/roster.js';
import { writeSignedBody } from '../../../../../evidence/model/signed-body.js';
import { signRecoveryAuthorization, signRootTransition } from '../../../../../evidence/sign/signed-body.js';
import type { DocumentResult } from '../../../../../verify/core/form.js';
import {
  resolveRosterKey,
  verifyRecoveryAuthorization,
  verifyRootTransition,
} from '../../../../../verify/core/trust/key-authority.js';
import { newSigner } from '../../evidence-runs.js';

// Times of these formats have up to nine digits of fraction. Judged by a clock of milliseconds, an end would come late.

const root = newSigner();
const next = newSigner();
const [rootPrint, nextPrint] = [root, next].map(({ publicKeyHex }) => fingerprint(fromHex(publicKeyHex), nodeSuite));
const RECOVERY = {
  schema_version: 1,
  reason: 'lost',
  target_roster_hash: `sha256:${'ab'.repeat(32)}`,
  operator_identity: 'op',
  issued_at: '2026-06-01T00:00:00Z',
} as const;

function failed({ checks }: DocumentResult): readonly string[] {
  return checks.filter(({ status }) => status === 'fail').map(({ code }) => code);
}

test('an authorization lives one hour and not a nanosecond longer', (t) => {
  const file = (end: string) =>
    writeSignedBody({ body: { ...RECOVERY, expires_at: end }, signature: `ed25519:${'0'.repeat(128)}` });
  t.notThrows(() => parseRecoveryAuthorization(file('2026-06-01T01:00:00Z')));
  t.throws(() => parseRecoveryAuthorization(file('2026-06-01T01:00:00.000000001Z')), { message: /one hour/ });
});

test('an authorization ends at its nanosecond', async (t) => {
  const body = { ...RECOVERY, expires_at: '2026-06-01T00:30:00.0000005Z' };
  const signed = await signRecoveryAuthorization(body, root);
  const expected = { recoveryKey: root.publicKeyHex, pinned: rootPrint ?? '' };
  const faults = async (at: string) =>
    failed(await verifyRecoveryAuthorization(signed, expected, { suite: nodeSuite, at }));
  t.deepEqual(await faults('2026-06-01T00:30:00.000000499Z'), []);
  t.deepEqual(await faults('2026-06-01T00:30:00.0000005Z'), ['alive']);
});

test('a key of a roster resolves within its window to the nanosecond', (t) => {
  const times = { valid_from: '2026-06-01T00:00:00.0000005Z', valid_until: '2026-06-01T00:00:00.0000007Z' };
  const purpose = 'receipt-signing';
  const key = { key_id: 'k', key_purpose: purpose, public_key_hex: root.publicKeyHex, status: 'active' } as const;
  const body: RosterBody = {
    schema_version: 1,
    roster_signed_by: 'root',
    keys: [{ ...key, ...times }],
    data_class_root: 'internal',
  };
  const resolves = (at: string): boolean => 'key' in resolveRosterKey(body, 'k', purpose, at);
  t.false(resolves('2026-06-01T00:00:00.000000499Z'));
  t.true(resolves('2026-06-01T00:00:00.0000005Z'));
  t.true(resolves('2026-06-01T00:00:00.000000699Z'));
  t.false(resolves('2026-06-01T00:00:00.0000007Z'));
});

test('a change of root is in force from its nanosecond', async (t) => {
  const body = {
    schema_version: 1,
    root_kind: 'roster-root',
    old_fingerprint: rootPrint ?? '',
    new_fingerprint: nextPrint ?? '',
    effective_at: '2026-06-01T00:00:00.0000005Z',
    reason: 'yearly',
  } as const;
  const signed = await signRootTransition(body, root, next);
  const expected = { oldKey: root.publicKeyHex, newKey: next.publicKeyHex, pinned: rootPrint ?? '' };
  const faults = async (at: string) => failed(await verifyRootTransition(signed, expected, { suite: nodeSuite, at }));
  t.deepEqual(await faults('2026-06-01T00:00:00.000000499Z'), ['effective']);
  t.deepEqual(await faults('2026-06-01T00:00:00.0000005Z'), []);
});
