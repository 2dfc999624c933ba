// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { fromHex } from '../../../../../evidence/canonical/text.js';
import { fingerprint } from '../../../../../evidence/crypto/key-text.js';
import { nodeSuite } from '../../../../../evidence/crypto/node/suite.js';
import { portableSuite } from '../../../../../evidence/crypto/portable.js';
import { parseRecoveryAuthorization, type RecoveryBody } from '../../../../../evidence/model/recovery-authorization.js';
import { parseRootTransition, type RootTransitionBody } from '../../../../../evidence/model/root-transition.js';
import { parseRoster, type RosterBody, type RosterKey } from '../../../../../evidence/model/roster.js';
import { canonicalizeBody, writeSignedBody } from '../../../../../evidence/model/signed-body.js';
import { signRecoveryAuthorization, signRootTransition, signRoster } from '../../../../../evidence/sign/signed-body.js';
import type { Signer } from '../../../../../evidence/sign/signer.js';
import type { DocumentResult } from '../../../../../verify/core/form.js';
import {
  resolveRosterKey,
  rosterHash,
  verifyRecoveryAuthorization,
  verifyRoster,
  verifyRootTransition,
} from '../../../../../verify/core/trust/key-authority.js';
import { newSigner } from '../../evidence-runs.js';

const FROM = '2026-01-01T00:00:00Z';
const AT = '2026-06-01T00:00:00Z';
const root = newSigner();
const other = newSigner();

function fingerprintOf({ publicKeyHex }: Signer): string {
  return fingerprint(fromHex(publicKeyHex), nodeSuite);
}

function key(id: string, more: Partial<RosterKey> = {}): RosterKey {
  const base = { key_id: id, key_purpose: 'receipt-signing', public_key_hex: newSigner().publicKeyHex } as const;
  return { ...base, valid_from: FROM, valid_until: null, status: 'active', ...more };
}

const ROOT = key('root', { key_purpose: 'roster-root', public_key_hex: root.publicKeyHex, status: 'root' });

function rosterBody(keys: readonly RosterKey[], more: Partial<RosterBody> = {}): RosterBody {
  return { schema_version: 1, roster_signed_by: 'root', keys, data_class_root: 'internal', ...more };
}

function failed({ checks }: DocumentResult): readonly string[] {
  return checks.filter(({ status }) => status === 'fail').map(({ code }) => code);
}

test('a roster verifies under the pinned root in both suites, and has one canonical form', async (t) => {
  const body = rosterBody([ROOT, key('r1', { principal: 'proxy', valid_until: '2026-07-01T00:00:00Z' })]);
  const roster = await signRoster(body, root);
  const parsed = parseRoster(writeSignedBody(roster));
  t.deepEqual(parsed, roster);
  t.true(
    new TextDecoder()
      .decode(canonicalizeBody(body))
      .startsWith('{"data_class_root":"internal","keys":[{"key_id":"root"'),
  );
  for (const suite of [nodeSuite, portableSuite]) {
    const result = await verifyRoster(parsed, fingerprintOf(root), { suite, at: AT });
    t.deepEqual(failed(result), []);
    t.true(result.accepted);
    t.like(result.outcome, { roster_hash: rosterHash(body, suite), keys: 2 });
  }
  const timeless = await verifyRoster(parsed, fingerprintOf(root), { suite: nodeSuite });
  t.is(timeless.checks.find(({ code }) => code === 'root_window')?.status, 'not_checked');
});

test('a roster under a wrong, demoted, missing or outdated root is refused', async (t) => {
  const options = { suite: nodeSuite, at: AT };
  const signed = await signRoster(rosterBody([ROOT, key('r1')]), root);
  t.deepEqual(failed(await verifyRoster(signed, fingerprintOf(other), options)), ['root_pinned']);
  t.deepEqual(
    failed(await verifyRoster({ ...signed, body: rosterBody([ROOT, key('r2')]) }, fingerprintOf(root), options)),
    ['signature'],
  );
  const early = await verifyRoster(signed, fingerprintOf(root), { suite: nodeSuite, at: '2025-12-31T23:59:59Z' });
  t.deepEqual(failed(early), ['root_window']);
  const forms: [Partial<RosterKey>, string][] = [
    [{ status: 'active' }, 'root_status'],
    [{ status: 'revoked' }, 'root_status'],
    [{ key_purpose: 'recovery-root' }, 'root_status'],
    [{ valid_until: AT }, 'root_window'],
  ];
  for (const [change, code] of forms) {
    const roster = await signRoster(rosterBody([{ ...ROOT, ...change }]), root);
    t.deepEqual(failed(await verifyRoster(roster, fingerprintOf(root), options)), [code]);
  }
  const nobody = await signRoster(rosterBody([ROOT], { roster_signed_by: 'nobody' }), root);
  t.deepEqual(failed(await verifyRoster(nobody, fingerprintOf(root), options)), ['root_missing']);
});

test('only an active key resolves, for its purpose, inside its window', (t) => {
  const old = key('old', { status: 'revoked' });
  const body = rosterBody([
    ROOT,
    key('now', { valid_until: '2026-07-01T00:00:00Z' }),
    old,
    key('again', { public_key_hex: old.public_key_hex }),
  ]);
  const reason = (id: string, at = AT, purpose: RosterKey['key_purpose'] = 'receipt-signing'): string => {
    const found = resolveRosterKey(body, id, purpose, at);
    return 'key' in found ? 'ok' : found.refused;
  };
  t.is(reason('now'), 'ok');
  t.is(reason('now', FROM), 'ok', 'the start is inside');
  t.regex(reason('now', '2026-07-01T00:00:00Z'), /not valid at/, 'the end is outside');
  t.regex(reason('now', '2025-12-31T23:59:59Z'), /not valid at/);
  t.regex(reason('now', AT, 'audit-batch-signing'), /is for receipt-signing/);
  t.regex(reason('old'), /is revoked/);
  t.regex(reason('again'), /revoked under another id/);
  t.regex(reason('root', AT, 'roster-root'), /is root/);
  t.regex(reason('none'), /no key/);
});

test('a roster that breaks the rules is neither signed nor read', async (t) => {
  const bad: RosterBody[] = [
    rosterBody([]),
    rosterBody([ROOT, key('a'), key('a')]),
    rosterBody([ROOT, key('\u00e9'), key('e\u0301')]),
    rosterBody([ROOT, key('a', { valid_until: FROM })]),
    rosterBody([ROOT, key('a', { public_key_hex: 'AB'.repeat(32) })]),
    rosterBody([ROOT, key('a', { key_purpose: 'anything' as 'roster-root' })]),
    rosterBody([ROOT, key('a', { status: 'maybe' as 'root' })]),
    rosterBody([ROOT, key('')]),
    rosterBody([ROOT], { data_class_root: '' }),
    rosterBody([ROOT], { schema_version: 2 as 1 }),
  ];
  for (const body of bad) {
    await t.throwsAsync(signRoster(body, root), { name: 'FormatError' });
    const text = writeSignedBody({ body, signature: `ed25519:${'0'.repeat(128)}` });
    t.throws(() => parseRoster(text), { name: 'FormatError' }, text);
  }
});

test('a body with two spellings, a doubled or unknown member, or too many bytes is refused', async (t) => {
  const text = writeSignedBody(await signRoster(rosterBody([ROOT, key('r1')]), root));
  t.notThrows(() => parseRoster(text));
  const forms: [string, string][] = [
    [text.replace(`"${FROM}"`, '"2026-01-01T00:00:00.000Z"'), 'field_value'],
    [text.replace('"status": "root"', '"status": "root", "principal": ""'), 'field_value'],
    [text.replace('"valid_until": null', '"valid_until": 7'), 'json_type'],
    [text.replace('"valid_until": null', '"valid_until": "soon"'), 'time'],
    [text.replace('"status": "root"', '"status": "root", "status": "root"'), 'json_duplicate_key'],
    [text.replace('"status": "root"', '"status": "root", "Status": "root"'), 'unknown_field'],
    [text.replace('"schema_version": 1', '"schema_version": 1.0'), 'json_number'],
    [text.replace('"keys":', '"kays":'), 'unknown_field'],
    ['{"body":{"schema_version":1,"roster_signed_by":"r","data_class_root":"d"},"signature":"x"}', 'missing_field'],
    [text.replace('ed25519:', 'ED25519:'), 'field_value'],
    [`${text}{}`, 'json_trailing_data'],
    [text.padEnd(70_000), 'size'],
    ['{"signature":"x"}', 'missing_field'],
    ['[]', 'json_type'],
  ];
  for (const [form, code] of forms) t.throws(() => parseRoster(form), { code }, form.slice(0, 80));
});

const AUTHORIZATION: RecoveryBody = {
  schema_version: 1,
  reason: 'root key lost',
  issued_at: AT,
  expires_at: '2026-06-01T01:00:00Z',
  target_roster_hash: `sha256:${'a'.repeat(64)}`,
  operator_identity: 'on-call',
};

test('an authorization holds for its hour, its key and its roster, and for nothing else', async (t) => {
  const signed = parseRecoveryAuthorization(writeSignedBody(await signRecoveryAuthorization(AUTHORIZATION, root)));
  const expected = {
    recoveryKey: root.publicKeyHex,
    pinned: fingerprintOf(root),
    targetRosterHash: AUTHORIZATION.target_roster_hash,
  };
  const judge = async (change: object, at?: string): Promise<readonly string[]> => {
    const options = at === undefined ? { suite: nodeSuite } : { suite: nodeSuite, at };
    return failed(await verifyRecoveryAuthorization(signed, { ...expected, ...change }, options));
  };
  t.deepEqual(await judge({}, AT), []);
  t.deepEqual(await judge({}), []);
  t.deepEqual(await judge({}, '2026-06-01T00:59:59Z'), []);
  t.deepEqual(await judge({}, '2026-06-01T01:00:00Z'), ['alive']);
  t.deepEqual(await judge({}, '2026-05-31T23:59:59Z'), ['not_early'], 'more than an hour would remain');
  t.deepEqual(await judge({ targetRosterHash: `sha256:${'b'.repeat(64)}` }, AT), ['target']);
  t.deepEqual(await judge({ pinned: fingerprintOf(other) }, AT), ['root_pinned']);
  t.deepEqual(await judge({ recoveryKey: other.publicKeyHex }, AT), ['root_pinned', 'signature']);
  const open = await verifyRecoveryAuthorization(
    signed,
    { recoveryKey: expected.recoveryKey, pinned: expected.pinned },
    { suite: nodeSuite },
  );
  t.deepEqual(
    open.checks.filter(({ status }) => status === 'not_checked').map(({ code }) => code),
    ['alive', 'target'],
  );
  const short = await signRecoveryAuthorization({ ...AUTHORIZATION, expires_at: '2026-06-01T00:10:00Z' }, root);
  const early = await verifyRecoveryAuthorization(short, expected, { suite: nodeSuite, at: '2026-05-31T23:50:00Z' });
  t.deepEqual(failed(early), ['not_early'], 'issued in the future beyond clock drift');
});

test('an authorization of more than an hour, or of no life, is neither signed nor read', async (t) => {
  for (const change of [
    { expires_at: '2026-06-01T01:00:01Z' },
    { expires_at: AT },
    { target_roster_hash: 'a'.repeat(64) },
    { reason: '' },
    { operator_identity: '' },
    { schema_version: 2 as 1 },
  ]) {
    const body = { ...AUTHORIZATION, ...change };
    await t.throwsAsync(signRecoveryAuthorization(body, root), { code: 'field_value' });
    const text = writeSignedBody({ body, signature: `ed25519:${'0'.repeat(128)}` });
    t.throws(() => parseRecoveryAuthorization(text), { code: 'field_value' });
  }
});

const TRANSITION: RootTransitionBody = {
  schema_version: 1,
  root_kind: 'roster-root',
  old_fingerprint: fingerprintOf(root),
  new_fingerprint: fingerprintOf(other),
  effective_at: AT,
  reason: 'yearly',
};

test('a transition leads from the pinned root to a key that is held, from its day on', async (t) => {
  const signed = parseRootTransition(writeSignedBody(await signRootTransition(TRANSITION, root, other)));
  const expected = { oldKey: root.publicKeyHex, newKey: other.publicKeyHex, pinned: fingerprintOf(root) };
  const judge = async (change: object, at?: string, made = signed): Promise<readonly string[]> => {
    const options = at === undefined ? { suite: nodeSuite } : { suite: nodeSuite, at };
    return failed(await verifyRootTransition(made, { ...expected, ...change }, options));
  };
  t.deepEqual(await judge({}, AT), []);
  t.deepEqual(await judge({}), []);
  t.deepEqual(await judge({}, '2026-05-31T23:59:59Z'), ['effective']);
  t.deepEqual(await judge({ pinned: fingerprintOf(other) }, AT), ['root_pinned']);
  t.deepEqual(await judge({ oldKey: other.publicKeyHex }, AT), ['old_key', 'old_signature']);
  t.deepEqual(await judge({ newKey: root.publicKeyHex }, AT), ['new_key', 'new_signature']);
  const alone = await signRootTransition(TRANSITION, root, root);
  t.deepEqual(await judge({}, AT, alone), ['new_signature'], 'the old key cannot speak for the new one');
});

test('a transition to the same key, or with a member that does not fit, is neither signed nor read', async (t) => {
  for (const change of [
    { new_fingerprint: TRANSITION.old_fingerprint },
    { old_fingerprint: 'sha256:' },
    { root_kind: '' },
    { reason: 'a\0b' },
    { schema_version: 0 as 1 },
  ]) {
    const body = { ...TRANSITION, ...change };
    await t.throwsAsync(signRootTransition(body, root, other), { code: 'field_value' });
    const signature = `ed25519:${'0'.repeat(128)}`;
    const text = writeSignedBody({ body, old_signature: signature, new_signature: signature });
    t.throws(() => parseRootTransition(text), { code: 'field_value' });
  }
});
