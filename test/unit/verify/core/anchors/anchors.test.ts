// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import {
  buildAnchorBundle,
  isAnchored,
  LOCAL_LIMITS,
  localProof,
  nextLogEntry,
  type BuiltBundle,
} from '../../../../../evidence/attest/anchor.js';
import { concatBytes } from '../../../../../evidence/canonical/framing.js';
import { fromHex, toBase64, toHex, utf8Encode } from '../../../../../evidence/canonical/text.js';
import { nodeSuite } from '../../../../../evidence/crypto/node/suite.js';
import {
  parseAnchorBundle,
  canonicalizeAnchorCheckpoint,
  type AnchorCheckpoint,
} from '../../../../../evidence/model/anchor-bundle.js';
import { canonicalizeLogEntry, LOCAL_LOG_ID, writeLogEntry } from '../../../../../evidence/model/anchor-log.js';
import { ANCHOR_STATE_SCHEMA, parseAnchorState, writeAnchorState } from '../../../../../evidence/model/anchor-state.js';
import { createTreeHasher } from '../../../../../evidence/log/hash.js';
import { checkInclusion } from '../../../../../evidence/log/proof-check.js';
import { ANCHOR_BUNDLE_FORM } from '../../../../../verify/core/anchors/bundle.js';
import { anchorEntryCheck, anchorReceiptChecks, readAnchorLog } from '../../../../../verify/core/anchors/local-log.js';
import type { DocumentResult, Check } from '../../../../../verify/core/form.js';
import { NO_LOG_TRUST } from '../../../../../verify/core/log/log-trust.js';
import { createTrustRoot } from '../../../../../verify/core/trust/trust.js';
import { CONFORMANCE_KEY } from '../../../../support/evidence-files.js';

const CHECKPOINT: AnchorCheckpoint = {
  session_id: 'proxy',
  final_seq: 2n,
  root_hash: '87f9b4749815cb38c00e1ab1fb9a448e82c3b9ae16e50db764671fe0c404721d',
  receipt_count: 3n,
  start_time: '2026-11-22T20:00:00Z',
  end_time: '2026-11-22T20:00:02Z',
  signer_keys: [CONFORMANCE_KEY],
};
const AT = '2026-11-22T20:00:05Z';
const FIRST = nextLogEntry(undefined, CHECKPOINT, AT, nodeSuite);
const options = { trust: createTrustRoot({ keys: [CONFORMANCE_KEY] }), suite: nodeSuite };

function buildLocalBundle(entry: typeof FIRST, createdAt: string): BuiltBundle {
  return buildAnchorBundle(entry.checkpoint, localProof(entry), LOCAL_LIMITS, createdAt);
}

function failed({ checks }: { readonly checks: readonly Check[] }): readonly string[] {
  return checks.filter(({ status }) => status === 'fail').map(({ code }) => code);
}

function verify(text: string, trust = options.trust): Promise<DocumentResult> {
  return ANCHOR_BUNDLE_FORM.verify(text, { ...options, trust });
}

test('the log entry of the format has its hash', (t) => {
  t.is(FIRST.hash, '4def55e198e833a75b78013e5e74abeab62e687f2ba49a49b8d0aba7218fa1cf');
  t.true(canonicalizeLogEntry(FIRST).startsWith('{"version":1,"log_id":"local-fake-log","index":0,'));
  t.is(FIRST.log_id, LOCAL_LOG_ID);
});

test('a local bundle agrees with itself and is never more than unpinned alone', async (t) => {
  const { text } = buildLocalBundle(FIRST, AT);
  const result = await verify(text);
  t.deepEqual(failed(result), []);
  t.is(result.verdict, 'unpinned');
  const skipped = result.checks.filter(({ status }) => status === 'not_checked').map(({ code }) => code);
  t.deepEqual(skipped, ['log_entry', 'unprotected', 'checkpoint']);
  t.deepEqual(failed(await verify(text, createTrustRoot({ keys: ['1'.repeat(64)] }))), ['signer_key_untrusted']);
  t.deepEqual(failed(await verify(text, createTrustRoot({}))), []);
  t.deepEqual(
    failed(await verify(text.replace(`"entry_hash": "${FIRST.hash}"`, `"entry_hash": "${'0'.repeat(64)}"`))),
    ['log_root'],
  );
  t.deepEqual(failed(await verify(text.replaceAll(FIRST.hash, 'word'))), ['log_root']);
  t.deepEqual(failed(await verify(text.replaceAll('"local"', '"paper"'))), ['backend']);
});

test('a malformed bundle is refused', async (t) => {
  const { text } = buildLocalBundle(FIRST, AT);
  const forms = [
    text.replace('"version": 1', '"version": 2'),
    text.replace('"backend": "local"', '"backend": "rekor"'),
    text.replaceAll('"local"', '"rekor"'),
    text.replaceAll('"local"', '""'),
    text.replace('"receipt_count": 3', '"receipt_count": 0'),
    text.replace('"final_seq": 2', '"final_seq": 18446744073709551616'),
    text.replace('"final_seq": 2', '"final_seq": -1'),
    text.replace(`"${CONFORMANCE_KEY}"`, `"${CONFORMANCE_KEY}", "${CONFORMANCE_KEY}"`),
    text.replace(`"${CONFORMANCE_KEY}"`, ''),
    text.replace(`[\n      "${CONFORMANCE_KEY}"\n    ]`, 'null'),
    text.replace(CONFORMANCE_KEY, CONFORMANCE_KEY.toUpperCase()),
    text.replace('"session_id": "proxy"', '"session_id": "../proxy"'),
    text.replace(/"limits": \[[^\]]*\]/, '"limits": []'),
    text.replace(/"limits": \[[^\]]*\]/, '"limits": null'),
    text.replace('"log_id": "local-fake-log"', '"log_id": ""'),
    text.replace('"proof": {', '"extra": 1, "proof": {'),
    text.replace('20:00:05Z', '25:00:05Z'),
  ];
  for (const form of forms) t.deepEqual(failed(await verify(form)), ['format'], form);
  const far = text.replace('"final_seq": 2', '"final_seq": 18446744073709551615');
  t.is(parseAnchorBundle(far).checkpoint.final_seq, 2n ** 64n - 1n, 'the largest number is a number');
});

/** Hashes of an RFC 6962 tree, for the test to compare with. */
function treeRoot(leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves;
  if (leaves.length === 1 && only !== undefined) return nodeSuite.sha256(concatBytes([new Uint8Array([0]), only]));
  const split = 2 ** Math.floor(Math.log2(leaves.length - 1));
  const sides = [treeRoot(leaves.slice(0, split)), treeRoot(leaves.slice(split))];
  return nodeSuite.sha256(concatBytes([new Uint8Array([1]), ...sides]));
}

function auditPath(index: number, leaves: readonly Uint8Array[]): readonly Uint8Array[] {
  if (leaves.length <= 1) return [];
  const split = 2 ** Math.floor(Math.log2(leaves.length - 1));
  return index < split
    ? [...auditPath(index, leaves.slice(0, split)), treeRoot(leaves.slice(split))]
    : [...auditPath(index - split, leaves.slice(split)), treeRoot(leaves.slice(0, split))];
}

test('every place of every small tree leads to its root, and no other place does', (t) => {
  for (let size = 1; size <= 17; size += 1) {
    const leaves = Array.from({ length: size }, (_, i) => utf8Encode(`leaf ${i}`));
    const root = treeRoot(leaves);
    const hasher = createTreeHasher(nodeSuite);
    const leads = (leaf: Uint8Array, index: number, hashes: readonly Uint8Array[]): boolean =>
      checkInclusion({ index, size }, hasher.leaf(leaf), hashes, root, hasher);
    for (const [index, leaf] of leaves.entries()) {
      const path = auditPath(index, leaves);
      t.true(leads(leaf, index, path));
      t.false(leads(utf8Encode('another'), index, path));
      t.false(leads(leaf, size, path));
      t.false(leads(leaf, index, [...path, leaf]));
      if (path.length > 0) t.false(leads(leaf, index, path.slice(1)));
    }
  }
});

function rekorBundle(
  change: (proof: Record<string, unknown>, inclusion: Record<string, unknown>) => void = () => undefined,
): string {
  const digest = nodeSuite.digest('sha512', utf8Encode(canonicalizeAnchorCheckpoint(CHECKPOINT)));
  const own = {
    apiVersion: '0.0.1',
    kind: 'hashedrekord',
    spec: {
      data: { hash: { algorithm: 'sha512', value: toHex(digest) } },
      signature: { content: 'sig', publicKey: { content: toBase64(utf8Encode('pem\n')) } },
    },
  };
  const leaves = Array.from({ length: 5 }, (_, i) => utf8Encode(i === 3 ? JSON.stringify(own) : `{"n":${i}}`));
  const root = treeRoot(leaves);
  const inclusion = {
    root_hash: toHex(root).toUpperCase(),
    log_index: 3,
    tree_size: 5,
    hashes: auditPath(3, leaves).map(toHex),
    checkpoint: `log.example - 1\n5\n${toBase64(root)}\n\nsignature\n`,
  };
  const rekor: Record<string, unknown> = {
    url: 'https://log.example',
    uuid: 'u',
    body: toBase64(leaves[3] as Uint8Array),
    public_key: 'pem',
    signature: 'sig',
    integrated_time: 1_784_824_200,
    signed_entry_timestamp: 'set',
    inclusion_proof: inclusion,
  };
  change(rekor, inclusion);
  const bundle = JSON.parse(buildLocalBundle(FIRST, AT).text) as Record<string, unknown>;
  const proof = { backend: 'rekor', log_id: 'l', log_index: 1003, entry_hash: 'e', log_root_hash: toHex(root), rekor };
  return JSON.stringify({ ...bundle, backend: 'rekor', proof });
}

test('a rekor bundle: proof and entry are verified, signatures need the key of the log', async (t) => {
  const result = await verify(rekorBundle(), createTrustRoot({ keys: [CONFORMANCE_KEY], log: NO_LOG_TRUST }));
  t.deepEqual(failed(result), []);
  t.is(result.verdict, 'unpinned');
  const skipped = result.checks.filter(({ status }) => status === 'not_checked').map(({ code }) => code);
  t.deepEqual(skipped, ['log_signature', 'unprotected', 'checkpoint']);
  const twins: [Parameters<typeof rekorBundle>[0], string][] = [
    [(proof) => (proof['body'] = toBase64(utf8Encode('another'))), 'inclusion,log_entry'],
    [(proof) => (proof['signature'] = 'another'), 'log_entry'],
    [(proof) => (proof['public_key'] = 'another'), 'log_entry'],
    [(proof) => (proof['body'] = 'not base64'), 'inclusion,log_entry'],
    [(_, inclusion) => (inclusion['log_index'] = 2), 'inclusion'],
    [(_, inclusion) => (inclusion['hashes'] = []), 'inclusion'],
    [(_, inclusion) => (inclusion['checkpoint'] = 'log\n6\nAAAA\n'), 'log_note'],
    [(_, inclusion) => (inclusion['checkpoint'] = 'log'), 'log_note'],
  ];
  for (const [change, code] of twins) t.is(failed(await verify(rekorBundle(change))).join(), code);
  const moved = await verify(rekorBundle((_, inclusion) => (inclusion['root_hash'] = '0'.repeat(64))));
  t.deepEqual(failed(moved), ['log_root', 'inclusion', 'log_note']);
});

test('a malformed rekor proof is refused', async (t) => {
  const changes: Parameters<typeof rekorBundle>[0][] = [
    (proof) => (proof['url'] = 'no url'),
    (proof) => (proof['uuid'] = ''),
    (proof) => (proof['integrated_time'] = 0),
    (_, inclusion) => (inclusion['tree_size'] = 0),
    (_, inclusion) => (inclusion['checkpoint'] = ''),
    (_, inclusion) => (inclusion['hashes'] = ['zz']),
    (_, inclusion) => (inclusion['hashes'] = null),
    (_, inclusion) => (inclusion['root_hash'] = 'zz'),
    (proof) => (proof['more'] = 1),
  ];
  for (const change of changes) t.deepEqual(failed(await verify(rekorBundle(change))), ['format']);
});

test('a log is followed from its first entry; every change of it is noticed', (t) => {
  const second = nextLogEntry(FIRST, { ...CHECKPOINT, final_seq: 5n, receipt_count: 6n }, AT, nodeSuite);
  const lines = [FIRST, second].map(writeLogEntry);
  const log = `${lines.join('\n')}\n`;
  t.deepEqual(readAnchorLog(log, nodeSuite), [FIRST, second]);
  t.deepEqual(readAnchorLog('', nodeSuite), []);
  const [one = '', two = ''] = lines;
  const broken = [
    one,
    `${two}\n`,
    `${two}\n${one}\n`,
    `${one}\n${one}\n`,
    `${one.replace('"receipt_count":3', '"receipt_count":4')}\n`,
    `${one}\n${two.replace(FIRST.hash, '0'.repeat(64))}\n`,
    `${one}\n${writeLogEntry(nextLogEntry({ ...FIRST, log_id: 'another' }, CHECKPOINT, AT, nodeSuite))}\n`,
    `${one}\nnot json\n`,
    `${one.replace('"version":1', '"version":2')}\n`,
    `${one.replace('"log_id":"local-fake-log"', '"log_id":""')}\n`,
    `${one.replace(/,"hash":"[0-9a-f]+"/, '')}\n`,
  ];
  for (const text of broken) t.throws(() => readAnchorLog(text, nodeSuite), { code: 'anchor_log' }, text);
});

test('a bundle is compared with its log and with the receipts', (t) => {
  const { bundle } = buildLocalBundle(FIRST, AT);
  t.is(anchorEntryCheck(bundle, [FIRST]).status, 'pass');
  t.is(anchorEntryCheck(bundle, []).status, 'fail');
  const moved = nextLogEntry(undefined, { ...CHECKPOINT, receipt_count: 4n }, AT, nodeSuite);
  t.is(anchorEntryCheck(bundle, [moved]).status, 'fail');
  t.is(anchorEntryCheck({ ...bundle, proof: { ...bundle.proof, log_id: 'x' } }, [FIRST]).status, 'fail');
  t.is(
    anchorEntryCheck(buildLocalBundle({ ...FIRST, checkpoint: moved.checkpoint }, AT).bundle, [FIRST]).status,
    'fail',
  );

  const found = { session: 'proxy', hashAtSeq: CHECKPOINT.root_hash, finalSeq: 2n, signerKeys: [CONFORMANCE_KEY] };
  const judge = (change: object): readonly string[] =>
    failed({ checks: anchorReceiptChecks(CHECKPOINT, { ...found, ...change }) });
  t.deepEqual(judge({}), []);
  t.deepEqual(judge({ session: 'x' }), ['session']);
  t.deepEqual(judge({ hashAtSeq: undefined }), ['checkpoint']);
  t.deepEqual(judge({ signerKeys: [] }), ['signers']);
  const later = anchorReceiptChecks(CHECKPOINT, { ...found, finalSeq: 9n });
  t.is(later.at(-1)?.message, '7 later receipts are not covered by this anchor');
  t.true(isAnchored(FIRST, CHECKPOINT));
  t.false(isAnchored(moved, CHECKPOINT));
  t.false(isAnchored(undefined, CHECKPOINT));
});

test('the marker of an anchored session is written and read, and nothing else is', (t) => {
  const state = {
    schema: ANCHOR_STATE_SCHEMA,
    session_id: 'proxy',
    final_seq: 2n,
    root_hash: CHECKPOINT.root_hash,
    backend: 'local',
    log_index: 0n,
    anchored_at: AT,
    bundle_sha256: toHex(fromHex(FIRST.hash)),
    bundle_path: 'b.json',
  };
  const text = writeAnchorState(state);
  t.deepEqual(parseAnchorState(text), state);
  t.throws(() => parseAnchorState(text.replace('.v1', '.v2')), { code: 'field_value' });
  t.throws(() => parseAnchorState(text.replace('"proxy"', '"a/b"')), { code: 'field_value' });
  t.throws(() => parseAnchorState(text.replace(FIRST.hash, 'x')), { code: 'field_value' });
});
