// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { signStatement } from '../../../../../evidence/attest/statement.js';
import { fromHex, utf8Encode } from '../../../../../evidence/canonical/text.js';
import { formatDetachedSignature } from '../../../../../evidence/crypto/key-text.js';
import { createNodeSigner, generateKeyPair } from '../../../../../evidence/crypto/node/signer.js';
import { nodeSuite } from '../../../../../evidence/crypto/node/suite.js';
import { writeDsse, type DsseEnvelope } from '../../../../../evidence/model/dsse.js';
import { PREDICATES, type StatementSubject } from '../../../../../evidence/model/statement.js';
import type { Signer } from '../../../../../evidence/sign/signer.js';
import { ASSESSMENT_FORM } from '../../../../../verify/core/bundles/assessment.js';
import type { DocumentResult, EvidenceTree } from '../../../../../verify/core/form.js';
import { NO_LOG_TRUST } from '../../../../../verify/core/log/log-trust.js';
import { memoryFolder } from '../../../../../verify/core/input/memory.js';
import { LIMITS } from '../../../../../verify/core/input/source.js';
import { createTrustRoot } from '../../../../../verify/core/trust/trust.js';

const signer = createNodeSigner(generateKeyPair().privateKey, 'same_uid');
const stranger = createNodeSigner(generateKeyPair().privateKey, 'same_uid');
const trust = createTrustRoot({ keys: [signer.publicKeyHex] });
const HASH = 'ab'.repeat(32);
const TOO_LARGE = new Uint8Array(LIMITS.documentBytes + 1);

type Content = Uint8Array | undefined;
type Files = Readonly<Record<string, Content>>;

const REPORT = utf8Encode('{"grade":"A"}');
const ATTESTATION = utf8Encode('{"tool":"pipelock assess"}');
const ARTIFACTS = {
  'assessment.json': nodeSuite.sha256Hex(REPORT),
  'attestation.json': nodeSuite.sha256Hex(ATTESTATION),
};

function manifestOf(more: Readonly<Record<string, unknown>> = {}): Uint8Array {
  const manifest = {
    schema_version: '2',
    version: '0.1.0',
    build_sha: 'abc',
    run_id: '00000000-0000-4000-8000-000000000000',
    config_file: 'defaults',
    config_hash: HASH,
    license_tier: 'none',
    started_at: '2026-11-26T00:00:00Z',
    finalized_at: '2026-11-26T00:01:00Z',
    platform: 'linux',
    status: 'finalized',
    renderer_version: '1',
    scoring_version: '1',
    artifacts: ARTIFACTS,
    evidence_hashes: {},
    ...more,
  };
  return utf8Encode(JSON.stringify(manifest));
}

async function signatureOf(message: Uint8Array, by: Signer = signer): Promise<Uint8Array> {
  return utf8Encode(formatDetachedSignature(await by.sign(message)));
}

function subjectsOf(manifest: Uint8Array): readonly StatementSubject[] {
  const files = { 'manifest.json': nodeSuite.sha256Hex(manifest), ...ARTIFACTS };
  return Object.entries(files).map(([name, sha256]) => ({ name, digest: { sha256 } }));
}

function statementAbout(subject: readonly StatementSubject[], by = signer): Promise<DsseEnvelope> {
  return signStatement({ subject, predicateType: PREDICATES.assessment, predicate: {} }, by, nodeSuite);
}

const MANIFEST = manifestOf();
const ENVELOPE = await statementAbout(subjectsOf(MANIFEST));

function written(envelope: DsseEnvelope): Uint8Array {
  return utf8Encode(`${writeDsse(envelope)}\n`);
}

/** A finalized assessment as `assess finalize` leaves it, in memory. */
const WHOLE: Files = {
  'manifest.json': MANIFEST,
  'manifest.json.sig': await signatureOf(MANIFEST),
  'assessment.json': REPORT,
  'attestation.json': ATTESTATION,
  'attestation.json.sig': await signatureOf(ATTESTATION),
  'attestation.intoto.json': written(ENVELOPE),
};

/** The whole assessment with some files exchanged, or left out where they are undefined. */
function treeWith(changed: Files = {}): EvidenceTree {
  const files = Object.entries({ ...WHOLE, ...changed });
  const there = files.flatMap(([path, bytes]) => (bytes === undefined ? [] : [{ path, bytes }]));
  return memoryFolder(there);
}

function verify(changed: Files = {}, root = trust): Promise<DocumentResult> {
  return ASSESSMENT_FORM.verify(treeWith(changed), { trust: root, suite: nodeSuite });
}

function told({ checks }: DocumentResult): string[] {
  return checks.map(({ code, status, subject }) => `${code} ${status} ${subject}`);
}

/** What fails, as `<file> | <reason>`. */
async function faults(changed: Files, root = trust): Promise<string[]> {
  const { checks, accepted, verdict } = await verify(changed, root);
  const failed = checks.filter(({ status }) => status === 'fail');
  if (failed.length > 0 && (accepted || verdict !== 'invalid')) throw new Error('accepted in spite of a failed check');
  return failed.map(({ subject, message }) => `${subject} | ${message}`);
}

/** The faults of an assessment whose other manifest is signed as it should be; what is not under test is left out. */
async function faultsOfManifest(manifest: Uint8Array): Promise<string[]> {
  return faults({
    'manifest.json': manifest,
    'manifest.json.sig': await signatureOf(manifest),
    'attestation.intoto.json': undefined,
  });
}

test('a whole assessment is valid, and tells what it only claims', async (t) => {
  const result = await verify();
  t.like(result, { verdict: 'valid', accepted: true });
  t.deepEqual(told(result), [
    'files pass manifest.json',
    'signature pass manifest.json.sig',
    'log_inclusion not_checked log-proof.json',
  ]);
  t.deepEqual(result.claimed.slice(0, 2), [
    { name: 'assessed with', value: `pipelock 0.1.0, configuration ${HASH}` },
    { name: 'time', value: '2026-11-26T00:00:00Z to 2026-11-26T00:01:00Z' },
  ]);
  t.true(await ASSESSMENT_FORM.matches(treeWith()));
});

test('a folder without a readable manifest is no assessment, and fails where it is taken for one', async (t) => {
  for (const [manifest, fault] of [
    [undefined, 'manifest.json | manifest.json: no such file'],
    [utf8Encode('{}'), 'manifest | manifest: member schema_version is missing (/schema_version)'],
    [Uint8Array.of(0xff), 'manifest | manifest: malformed UTF-8'],
    [TOO_LARGE, `manifest.json | manifest.json: ${TOO_LARGE.length} bytes; at most ${LIMITS.documentBytes} are read`],
  ] as const) {
    t.false(await ASSESSMENT_FORM.matches(treeWith({ 'manifest.json': manifest })));
    t.deepEqual(await faults({ 'manifest.json': manifest }), [fault]);
  }
  const { claimed } = await verify({ 'manifest.json': undefined });
  t.deepEqual(
    claimed.slice(0, 2).map(({ value }) => value),
    ['pipelock , configuration built in', ' to '],
  );
});

test('only a finalized manifest of a known version counts, whoever signed it', async (t) => {
  t.deepEqual(await faultsOfManifest(manifestOf({ schema_version: '1' })), []);
  t.deepEqual(await faultsOfManifest(manifestOf({ schema_version: '3' })), [
    'manifest version 3 is unknown | manifest version 3 is unknown',
  ]);
  t.deepEqual(await faultsOfManifest(manifestOf({ status: 'running' })), [
    'the assessment is running | the assessment is running',
  ]);
});

test('every file is named once and is as the manifest says; each other one is a fault of its own', async (t) => {
  const large = `${TOO_LARGE.length} bytes; at most ${LIMITS.documentBytes} are read`;
  t.deepEqual(await faults({ 'assessment.json': undefined }), ['assessment.json | assessment.json: missing']);
  t.deepEqual(await faults({ 'assessment.json': utf8Encode('{"grade":"F"}') }), [
    'assessment.json | assessment.json: its SHA-256 is not the one in the manifest',
  ]);
  t.deepEqual(await faults({ 'assessment.json': TOO_LARGE }), [`assessment.json | assessment.json: ${large}`]);
  t.deepEqual(await faults({ 'a: b: c': REPORT }), ['a | a: b: c: not named in the manifest']);
  t.deepEqual(await faults({ '../up': REPORT }), ['../up | ../up: not a plain relative path']);
});

test('a manifest that names no file proves nothing about any', async (t) => {
  for (const artifacts of [undefined, {}]) {
    const manifest = manifestOf({ artifacts });
    const changed = {
      'manifest.json': manifest,
      'manifest.json.sig': await signatureOf(manifest),
      'attestation.intoto.json': undefined,
      'attestation.json': undefined,
      'attestation.json.sig': undefined,
      'assessment.json': undefined,
    };
    t.deepEqual(await faults(changed), ['the manifest names no file | the manifest names no file']);
  }
});

test('who signed: a trusted key, nobody, nobody known, somebody else, or no signature at all', async (t) => {
  const unpinned = createTrustRoot({ allowUnpinned: true });
  const unsigned = { 'manifest.json.sig': undefined };
  t.like(await verify(unsigned), { verdict: 'unpinned', accepted: false });
  t.true(told(await verify(unsigned)).includes('signature not_checked manifest.json.sig'));
  t.like(await verify({}, unpinned), { verdict: 'unpinned', accepted: true });
  t.true(told(await verify({}, unpinned)).includes('signature not_checked manifest.json.sig'));
  const two = createTrustRoot({ keys: [stranger.publicKeyHex, signer.publicKeyHex] });
  t.like(await verify({}, two), { verdict: 'valid' });

  const spelling = 'not a base64 signature of 64 bytes and a line feed';
  const good = new TextDecoder().decode(WHOLE['manifest.json.sig']);
  for (const [signature, reason] of [
    [await signatureOf(MANIFEST, stranger), 'no trusted key made it'],
    [await signatureOf(REPORT), 'no trusted key made it'],
    [Uint8Array.of(0xff), spelling],
    [utf8Encode(good.trim()), spelling],
    [utf8Encode('QUJD\n'), spelling],
    [new Uint8Array(0), spelling],
    [TOO_LARGE, `${TOO_LARGE.length} bytes; at most ${LIMITS.documentBytes} are read`],
  ] as const) {
    t.deepEqual(await faults({ 'manifest.json.sig': signature }), [`manifest.json.sig | ${reason}`]);
  }
});

test('what is signed beside the manifest is signed by the same key', async (t) => {
  t.deepEqual(await faults({ 'attestation.json.sig': undefined }), [
    'attestation.json.sig | attestation.json.sig: missing',
  ]);
  const two = createTrustRoot({ keys: [signer.publicKeyHex, stranger.publicKeyHex] });
  t.deepEqual(await faults({ 'attestation.json.sig': await signatureOf(ATTESTATION, stranger) }, two), [
    'attestation.json.sig | attestation.json.sig: no trusted key made it',
  ]);
  t.deepEqual(await faults({ 'log-proof.json.sig': await signatureOf(REPORT) }), [
    'log-proof.json.sig | log-proof.json.sig: what it signs is missing',
  ]);
});

test('who names a log gets a failure where nothing proves that the assessment is in it', async (t) => {
  const log = { ...NO_LOG_TRUST, keys: [{ name: undefined, publicKey: fromHex(stranger.publicKeyHex) }] };
  const asked = createTrustRoot({ keys: [signer.publicKeyHex], log });
  t.deepEqual(await faults({}, asked), ['log-proof.json | missing: nothing proves that this assessment is in the log']);
  t.deepEqual(await faults({ 'log-proof.json': new Uint8Array(0), 'log-proof.json.sig': await signatureOf(REPORT) }), [
    'log-proof.json.sig | log-proof.json.sig: no trusted key made it',
    'log-proof.json | a value is expected at offset 0',
  ]);
  t.deepEqual(await faults({}), []);
});

test('a statement is about these very files, in one spelling, under the key of the manifest', async (t) => {
  const path = 'attestation.intoto.json';
  const reasonsOf = async (content: Uint8Array): Promise<string> => (await faults({ [path]: content })).join();
  const fault = (reason: string): string => `${path} | ${path}: ${reason}`;
  t.deepEqual(await faults({ [path]: undefined }), []);
  t.is(await reasonsOf(written(ENVELOPE)), '');

  const [signature = { sig: '' }] = ENVELOPE.signatures;
  const resigned = (...signatures: DsseEnvelope['signatures']): Uint8Array => written({ ...ENVELOPE, signatures });
  const foreign = 'not as this product writes it';
  for (const [content, reason] of [
    [TOO_LARGE, `${TOO_LARGE.length} bytes; at most ${LIMITS.documentBytes} are read`],
    [Uint8Array.of(0xff), 'malformed UTF-8'],
    [resigned(), 'signatures: a list of 1 to 64 is expected'],
    [utf8Encode(writeDsse(ENVELOPE)), foreign],
    [resigned(signature, signature), foreign],
    [resigned({ ...signature, sig: '??' }), 'not padded base64 text'],
    [resigned({ ...signature, keyid: `sha256:${HASH}` }), 'it names another key'],
    [resigned({ sig: signature.sig }), 'it names another key'],
    [written(await statementAbout(subjectsOf(MANIFEST), stranger)), 'it names another key'],
    [
      written({ ...ENVELOPE, payload: (await statementAbout(subjectsOf(REPORT))).payload }),
      'its signature does not hold',
    ],
    [written(await statementAbout(subjectsOf(REPORT))), 'it is about other files'],
    [written(await statementAbout(subjectsOf(MANIFEST).slice(1))), 'it is about other files'],
  ] as const) {
    t.is(await reasonsOf(content), fault(reason));
  }
});
