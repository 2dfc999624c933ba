// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { canonicalizeJcsValue } from '../../../../../evidence/canonical/jcs.js';
import type { JsonValue } from '../../../../../evidence/canonical/json-reader.js';
import { toBase64, utf8Encode } from '../../../../../evidence/canonical/text.js';
import { createNodeSigner, generateKeyPair } from '../../../../../evidence/crypto/node/signer.js';
import { nodeSuite } from '../../../../../evidence/crypto/node/suite.js';
import { dsseMessage } from '../../../../../evidence/model/dsse.js';
import { FLEET_PREDICATE } from '../../../../../evidence/model/fleet-receipt.js';
import { IN_TOTO_PAYLOAD_TYPE, IN_TOTO_STATEMENT_TYPE } from '../../../../../evidence/model/statement.js';
import { fleetReceiptForm } from '../../../../../verify/core/documents/fleet-receipt.js';
import type { DocumentResult } from '../../../../../verify/core/form.js';
import { STATEMENT_FORM } from '../../../../../verify/core/documents/statement.js';
import { createTrustRoot } from '../../../../../verify/core/trust/trust.js';
import { without } from '../../../../support/evidence-receipts.js';

const signer = createNodeSigner(generateKeyPair().privateKey, 'same_uid');
const stranger = createNodeSigner(generateKeyPair().privateKey, 'same_uid');
const trust = createTrustRoot({ named: [{ id: 'fleet', key: signer.publicKeyHex }] });

type Members = Readonly<Record<string, JsonValue>>;

function batch(instance: string, number: number, more: Members = {}): Members {
  const hash = nodeSuite.sha256Hex(`${instance}/${number}`);
  return {
    orgId: 'org',
    fleetId: 'fleet',
    instanceId: instance,
    batchId: `batch-${number}`,
    seqStart: number * 10,
    seqEnd: number * 10 + 9,
    eventCount: 10,
    payloadSha256: hash,
    payloadBytes: 100,
    envelopeHash: hash,
    segmentTailHash: hash,
    droppedCount: 1,
    emittedAt: '2026-05-15T12:00:00Z',
    receivedAt: '2026-05-15T12:01:00Z',
    signatureKeyIds: ['audit-1'],
    ...more,
  };
}

function predicate(batches: readonly Members[], more: Members = {}): Members {
  const total = batches.length * 10;
  return {
    schemaVersion: 1,
    reportId: 'report-1',
    generatedAt: '2026-06-01T00:00:00Z',
    orgId: 'org',
    fleetId: 'fleet',
    reportWindow: { start: '2026-05-01T00:00:00Z', end: '2026-06-01T00:00:00Z' },
    verificationLevel: 'L1',
    conductor: { id: 'c', version: 'v1' },
    sourceBatches: batches,
    summary: {
      totalActions: total,
      byFollower: { a: total },
      byTransport: { forward: total },
      byActionType: { read: total - 1, write: 1 },
      byVerdict: { allowed: total },
      byLayer: { dlp: total },
      bySeverity: { info: total },
    },
    completeness: {
      observedActions: total,
      droppedObservedActions: batches.length,
      mediatedActions: total,
      mediatedFraction: '1',
      basis: 'included_signed_audit_batches',
      claim: 'a claim',
      nonClaim: 'a limit of it',
    },
    limits: ['a limit'],
    ...more,
  };
}

interface Forgery {
  readonly keyid?: string;
  readonly signature?: Members;
  readonly signatures?: number;
  readonly by?: typeof signer;
  readonly subject?: readonly JsonValue[];
  readonly predicateType?: string;
}

function report(content: Members, forgery: Forgery = {}): string {
  const batches = content['sourceBatches'] as readonly Members[];
  const subject = batches.map((one) => ({
    name: `conductor-audit-batch:${['orgId', 'fleetId', 'instanceId', 'batchId'].map((name) => one[name] as string).join('/')}`,
    digest: { sha256: one['envelopeHash'] ?? '' },
  }));
  const statement = {
    _type: IN_TOTO_STATEMENT_TYPE,
    subject: forgery.subject ?? subject,
    predicateType: forgery.predicateType ?? FLEET_PREDICATE,
    predicate: content,
  };
  const payload = utf8Encode(canonicalizeJcsValue(statement, 'rfc8785'));
  const sig = `ed25519:${toBase64((forgery.by ?? signer).sign(dsseMessage({ payloadType: IN_TOTO_PAYLOAD_TYPE, payload })))}`;
  const signature = {
    keyid: forgery.keyid ?? 'fleet',
    key_purpose: 'fleet-report-signing',
    algorithm: 'ed25519',
    sig,
    ...forgery.signature,
  };
  const signatures = Array.from({ length: forgery.signatures ?? 1 }, () => signature);
  return JSON.stringify({ payloadType: IN_TOTO_PAYLOAD_TYPE, payload: toBase64(payload), signatures });
}

function verify(text: string, root = trust): Promise<DocumentResult> {
  return fleetReceiptForm.verify(text, { trust: root, suite: nodeSuite });
}

async function faults(text: string, root = trust): Promise<readonly string[]> {
  const { checks } = await verify(text, root);
  return checks.filter(({ status }) => status === 'fail').map(({ code }) => code);
}

const BATCHES = [batch('a', 0), batch('a', 1), batch('b', 0)];

test('a report of several instances is valid and says what it claims', async (t) => {
  const result = await verify(report(predicate(BATCHES)));
  t.is(result.verdict, 'valid');
  t.deepEqual(
    result.checks.map(({ code }) => code),
    ['fleet_report', 'signature', 'signer_key_untrusted'],
  );
  t.deepEqual(result.claimed.find(({ name }) => name === 'total actions')?.value, '30');
});

test('a key nobody pinned leaves it unpinned; a strange key, another id or none is refused', async (t) => {
  const own = report(predicate(BATCHES), { keyid: signer.publicKeyHex });
  t.is((await verify(own, createTrustRoot({}))).verdict, 'unpinned');
  t.is((await verify(own, createTrustRoot({ keys: [signer.publicKeyHex] }))).verdict, 'valid');
  t.deepEqual(await faults(own), ['signer_key_untrusted']);
  t.deepEqual(await faults(report(predicate(BATCHES)), createTrustRoot({})), ['signature_invalid']);
  t.deepEqual(await faults(report(predicate(BATCHES), { by: stranger })), ['signature_invalid']);
});

test('the key is for fleet reports, of one algorithm, and signs alone', async (t) => {
  const signed = (signature: Members): Promise<readonly string[]> => faults(report(predicate(BATCHES), { signature }));
  t.deepEqual(await signed({}), []);
  t.deepEqual(await signed({ key_purpose: 'receipt-signing' }), ['key_purpose']);
  t.deepEqual(await signed({ key_purpose: '' }), ['key_purpose']);
  t.deepEqual(await signed({ algorithm: 'rsa' }), ['signature_invalid']);
  t.deepEqual(await signed({ sig: toBase64(new Uint8Array(64)) }), ['signature_invalid']);
  t.deepEqual(await signed({ sig: 'ed25519:??' }), ['signature_invalid']);
  t.deepEqual(await faults(report(predicate(BATCHES), { signatures: 2 })), ['invalid_field']);
});

test('an envelope without the members that say what its key is for is refused', async (t) => {
  const { signatures, ...rest } = JSON.parse(report(predicate(BATCHES))) as { signatures: Members[] };
  const bare = without(signatures[0] ?? {}, 'key_purpose');
  t.deepEqual(await faults(JSON.stringify({ ...rest, signatures: [bare] })), ['key_purpose']);
});

test('a signature that names no key stands under the only key pinned without an id, and under none that has one', async (t) => {
  const { signatures, ...rest } = JSON.parse(report(predicate(BATCHES))) as { signatures: Members[] };
  const text = JSON.stringify({ ...rest, signatures: [without(signatures[0] ?? {}, 'keyid')] });
  const result = await verify(text, createTrustRoot({ keys: [signer.publicKeyHex] }));
  t.is(result.verdict, 'valid');
  t.is(result.claimed.find(({ name }) => name === 'signer')?.value, '');
  t.deepEqual(await faults(text), ['signer_key_untrusted']);
  t.deepEqual(await faults(text, createTrustRoot({ keys: [stranger.publicKeyHex] })), ['signature_invalid']);
});

test('batches stand once, in order, whole, and belong to the fleet', async (t) => {
  const batches = (list: readonly Members[]): Promise<readonly string[]> => faults(report(predicate(list)));
  const [a0 = {}, a1 = {}, b0 = {}] = BATCHES;
  t.deepEqual(await batches([a0, a1, b0]), []);
  for (const list of [
    [a0, a0, b0],
    [a1, a0, b0],
    [b0, a0, a1],
    [a0, batch('a', 1, { seqStart: 9, seqEnd: 18 }), b0],
    [a0, batch('a', 1, { orgId: 'other' }), b0],
    [a0, batch('a', 1, { fleetId: 'other' }), b0],
    [a0, batch('a', 1, { seqEnd: 20 }), b0],
  ])
    t.deepEqual(await batches(list), ['source_batch']);
});

test('the subjects are the batches', async (t) => {
  const name = 'conductor-audit-batch:org/fleet/a/batch-0';
  const sha256 = nodeSuite.sha256Hex('a/0');
  const subject = [{ name, digest: { sha256 } }];
  t.deepEqual(await faults(report(predicate([batch('a', 0)]), { subject })), []);
  const others = [
    [...subject, ...subject],
    [{ name: `${name}1`, digest: { sha256 } }],
    [{ name, digest: { sha256: '0'.repeat(64) } }],
  ];
  for (const other of others)
    t.deepEqual(await faults(report(predicate([batch('a', 0)]), { subject: other })), ['subject']);
});

test('level, window, sums and completeness have to agree', async (t) => {
  const content = predicate(BATCHES);
  const edited = (member: string, more: Members): Promise<readonly string[]> =>
    faults(report({ ...content, [member]: { ...(content[member] as Members), ...more } }));
  t.deepEqual(await faults(report({ ...content, verificationLevel: 'L2' })), ['level']);
  t.deepEqual(await edited('reportWindow', { end: '2026-05-01T00:00:00Z' }), ['source_batch']);
  t.deepEqual(await edited('reportWindow', { end: '2026-05-01T01:00:00+02:00' }), ['source_batch']);
  t.deepEqual(await edited('reportWindow', { start: '2026-05-01T01:00:00+02:00', end: '2026-04-30T23:00:01Z' }), []);
  t.deepEqual(await edited('summary', { byVerdict: { allowed: 29 } }), ['summary_arithmetic']);
  t.true((await edited('summary', { totalActions: 31 })).includes('completeness_arithmetic'));
  t.deepEqual(await edited('completeness', { observedActions: 29 }), [
    'completeness_arithmetic',
    'completeness_arithmetic',
  ]);
  t.deepEqual(await edited('completeness', { droppedObservedActions: 0 }), ['completeness_arithmetic']);
});

const FRACTIONS: readonly (readonly [number, string, boolean])[] = [
  [30, '1', true],
  [30, '0.99', false],
  [31, '1', false],
  [20, '0.6667', true],
  [20, '0.6666', true],
  [20, '0.667', true],
  [20, '0.7', true],
  [20, '0.5', false],
  [20, '0.668', false],
  [15, '0.5', true],
  [15, '0.50', true],
  [15, '0', false],
  [0, '0', true],
  [0, '1', false],
  [20, '1', false],
];

for (const [mediatedActions, mediatedFraction, holds] of FRACTIONS) {
  test(`${mediatedActions} of 30 is ${holds ? '' : 'not '}${mediatedFraction}`, async (t) => {
    const content = predicate(BATCHES);
    const completeness = { ...(content['completeness'] as Members), mediatedActions, mediatedFraction };
    t.deepEqual(await faults(report({ ...content, completeness })), holds ? [] : ['completeness_arithmetic']);
  });
}

test('another statement, an unknown member and no envelope are refused', async (t) => {
  t.deepEqual(await faults(report(predicate(BATCHES), { predicateType: 'https://example.com/p' })), ['invalid_field']);
  t.deepEqual(await faults(report(predicate(BATCHES, { extra: 1 }))), ['unknown_field']);
  t.deepEqual(await faults('{"payloadType":"x","payload":"","signatures":[]}'), ['invalid_field']);
  t.true(fleetReceiptForm.matches(new Set(['payload', 'payloadType', 'signatures'])));
  t.false(fleetReceiptForm.matches(new Set(['payload', 'payloadType'])));
});

test('a statement is a fleet report by its predicate type, not by the members around it', (t) => {
  const content = predicate(BATCHES);
  t.is(STATEMENT_FORM.refine?.(report(content)), fleetReceiptForm);
  t.is(STATEMENT_FORM.refine?.(report(content, { predicateType: 'https://example.com/p' })), undefined);
  t.is(STATEMENT_FORM.refine?.('{"payloadType":"x"'), undefined);
});
