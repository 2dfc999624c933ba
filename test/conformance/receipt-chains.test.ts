// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { parseActionReceipt } from '../../evidence/model/receipt/action-receipt.codec.js';
import { parseEntryLine } from '../../evidence/model/entry-line.js';
import {
  canonicalizeRotationEndorsementUnsigned,
  parseRotationEndorsement,
} from '../../evidence/model/rotation-endorsement.js';
import type { RotationEndorsement } from '../../evidence/model/rotation-endorsement.js';
import { fromHex } from '../../evidence/canonical/text.js';
import { CONFORMANCE_KEY, ROTATED_KEY, linesOf, readChains, signatureCheck } from '../support/evidence-files.js';
import { testDataText } from '../support/test-data.js';

const folder = 'corpora/receipts';
const first = new Set([CONFORMANCE_KEY]);

/** File, what is expected of its receipt chain, and the keys it is checked with. */
const cases: readonly (readonly [string, { readonly code?: string; readonly seq?: bigint; readonly root?: string }])[] =
  [
    ['g1-valid-chain', {}],
    ['g1-restart-chain', {}],
    ['g1-empty-run-nonce-after-close', {}],
    ['g1-new-session-after-close', {}],
    ['g1-ext-chain', { root: '19805bc704923ef6a602abdfa3dc4982134997a69e3fff7a627b3f1805511d1b' }],
    ['g1-rotated-close-count-invalid', { code: 'session_close' }],
    ['g1-rotated-same-key-invalid', { code: 'key_transition' }],
    ['g1-broken-genesis', { code: 'genesis', seq: 0n }],
    ['g1-legacy-open-genesis', { code: 'genesis', seq: 0n }],
    ['g1-inconsistent-heartbeat', { code: 'heartbeat', seq: 3n }],
    ['g1-inconsistent-close', { code: 'session_close', seq: 4n }],
    ['g1-ambiguous-session-control', { code: 'session_control' }],
    ['g1-ambiguous-open-close', { code: 'session_control' }],
    ['g1-ambiguous-heartbeat-close', { code: 'session_control' }],
    ['g1-plain-after-close', { code: 'run_closed' }],
    ['g1-heartbeat-after-close', { code: 'run_closed' }],
    ['g1-close-without-open', { code: 'session_open', seq: 0n }],
    ['g1-reopen-closed-run', { code: 'session_open' }],
    ['g1-ext-tampered-invalid', { code: 'chain_prev_hash', seq: 1n }],
    ['broken-chain', { code: 'chain_prev_hash', seq: 3n }],
    ['valid-chain', { root: 'be904bd5ca82adc26c2969872c23925f22ff24e33faf44a1185b9ffc0e2c2b5a' }],
    ['frozen/v1/action-receipt-v1-chain', {}],
  ];

for (const [name, expected] of cases) {
  const text = testDataText(`${folder}/${name}.jsonl`);
  const declare = text === undefined ? test.skip : test;
  declare(`receipt chain ${name}`, (t) => {
    const keys = name.includes('rotated') ? new Set([CONFORMANCE_KEY, ROTATED_KEY]) : first;
    const { receipts } = readChains(text ?? '', { trustedKeys: keys });
    t.is<string | undefined, string | undefined>(receipts.fault?.code, expected.code);
    if (expected.seq !== undefined) t.is(receipts.fault?.seq, expected.seq);
    if (expected.root !== undefined) t.is(receipts.rootHash, expected.root);
  });
}

const endorsementTexts = ['g1-rotation-endorsement', 'g1-rotation-endorsement-2'].map((name) =>
  testDataText(`${folder}/${name}.json`),
);
const endorsements = endorsementTexts.flatMap((text): RotationEndorsement[] =>
  text === undefined ? [] : [parseRotationEndorsement(text)],
);
const withEndorsements = endorsements.length === 2 ? test : test.skip;

withEndorsements('the golden endorsements verify over their published digests', async (t) => {
  const digests = endorsements.map((one) => nodeSuite.sha256(canonicalizeRotationEndorsementUnsigned(one)));
  t.is(
    Buffer.from(digests[0] ?? []).toString('hex'),
    '9abe6f39e626fa97255efb538d693069d7ee19f2a71410f0e59a2db59cd7106c',
  );
  const checks = endorsements.map((one, i) => ({
    publicKey: fromHex(one.prior_signer_key),
    message: digests[i] ?? new Uint8Array(),
    signature: fromHex(one.endorsement.slice(8)),
  }));
  t.deepEqual(await nodeSuite.verifyBatch(checks), [true, true]);
});

withEndorsements('a rotated chain needs both keys or the first key and the endorsement', (t) => {
  const text = testDataText(`${folder}/g1-rotated-close-count-valid.jsonl`) ?? '';
  const endorsed = readChains(text, { trustedKeys: first, endorsements: endorsements.slice(0, 1) }).receipts;
  t.is(endorsed.fault, undefined);
  t.is(endorsed.rootHash, 'f41965657ef61c3f7fb79cd850fd8d80b4ab3d6752ccaf26675ab1c05a6ac066');
  t.deepEqual([...endorsed.used], endorsements.slice(0, 1));
  const trusted = readChains(text, { trustedKeys: new Set([CONFORMANCE_KEY, ROTATED_KEY]) }).receipts;
  t.is(trusted.fault, undefined);
  t.is(readChains(text, { trustedKeys: first }).receipts.fault?.code, 'key_transition');
  const unused = readChains(text, { trustedKeys: first, endorsements }).receipts;
  t.is(unused.used.size, 1);
});

withEndorsements('a chain rotated twice is valid with the first key and both endorsements', (t) => {
  const text = testDataText(`${folder}/g1-rotated-twice-valid.jsonl`) ?? '';
  const { receipts, entryFault } = readChains(text, { trustedKeys: first, endorsements });
  t.is(receipts.fault, undefined);
  t.is(entryFault, undefined);
  t.deepEqual([...receipts.used], endorsements);
  t.true(receipts.rootHash.startsWith('eac0a75a') && receipts.rootHash.endsWith('d8b6'));
});

const chainFiles = cases.map(([name]) => name).filter((name) => testDataText(`${folder}/${name}.jsonl`) !== undefined);
const withFiles = chainFiles.length > 0 ? test : test.skip;

withFiles('every entry hash and receipt signature of the chain files holds', async (t) => {
  for (const name of chainFiles) {
    const text = testDataText(`${folder}/${name}.jsonl`) ?? '';
    t.is(readChains(text, { trustedKeys: first }).entryFault, undefined, name);
    const checks = linesOf(text)
      .map(parseEntryLine)
      .filter((entry) => entry.type === 'action_receipt')
      .map((entry) => signatureCheck(parseActionReceipt(entry.detail)));
    t.true((await nodeSuite.verifyBatch(checks)).every(Boolean), name);
  }
});
