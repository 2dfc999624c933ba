// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { nodeSuite } from '../../../../../evidence/crypto/node/suite.js';
import type { ChainForm, ChainOptions } from '../../../../../verify/core/chains/chain.js';
import { createChainVerifier } from '../../../../../verify/core/chains/chain.js';
import type { ChainResult } from '../../../../../verify/core/chains/chain-summary.js';
import type { CheckStatus } from '../../../../../verify/core/results/result.js';
import { createTrustRoot } from '../../../../../verify/core/trust/trust.js';
import { evidenceChain } from '../../../../support/evidence-receipts.js';
import type { Run, RunShape } from '../../evidence-runs.js';
import { buildRun, newSigner, rehash } from '../../evidence-runs.js';

const signer = newSigner();
const trust = createTrustRoot({ keys: [signer.publicKeyHex] });

async function verify(
  form: ChainForm,
  lines: readonly string[],
  options: Partial<ChainOptions> = {},
): Promise<ChainResult> {
  const verifier = createChainVerifier(form, { trust, suite: nodeSuite, ...options });
  await verifier.feed([{ lines }]);
  return (await verifier.finish()).result;
}

function codes(result: ChainResult, status: CheckStatus = 'fail'): string[] {
  return result.checks.filter((check) => check.status === status).map((check) => check.code);
}

function run(shape: RunShape = {}): Run {
  return buildRun({ signer, ...shape });
}

function decision(verdict: string): (id: string) => string {
  return (id) => JSON.stringify({ action_id: id, facts: {}, layer: 'none', verdict });
}

const evidence = evidenceChain(['proxy_decision', 'proxy_decision', 'contract_expired'], signer).map(
  (text) => ['evidence_receipt', text] as const,
);

test('evidence receipts (v2) beside the receipts are checked as a chain of their own', async (t) => {
  const { lines } = run({ extra: evidence });
  const result = await verify('recorder', lines, { wholeRecorder: true });
  t.is(result.verdict, 'valid');
  t.is(result.facts.evidenceReceipts, 3);
  t.true(codes(result, 'pass').includes('evidence_receipt_chain'));
  t.deepEqual(codes(await verify('recorder', run({ extra: evidence.slice(1) }).lines)), ['evidence_receipt_chain']);
  t.deepEqual(codes(await verify('recorder', run({ extra: [['evidence_receipt', '{}']] }).lines)), [
    'evidence_receipt_chain',
  ]);
});

test('an evidence receipt that was edited is a fault even when every entry was hashed again', async (t) => {
  const { lines } = run({ extra: evidence });
  const edit = (from: string, to: string): readonly string[] =>
    rehash(lines, (entry) =>
      entry.type === 'evidence_receipt' ? { ...entry, detail: entry.detail.replace(from, to) } : entry,
    );
  t.deepEqual(codes(await verify('recorder', edit('"nothing"', '"something"'))), []);
  const edited = await verify('recorder', edit('"verdict":"block"', '"verdict":"allow"'));
  t.true(edited.checks.some(({ message }) => message.endsWith('(signature_invalid)')));
});

test('a key of evidence receipts is pinned or authorised for the run', async (t) => {
  const stranger = newSigner();
  const extra = evidenceChain(['proxy_decision'], stranger).map((text) => ['evidence_receipt', text] as const);
  const { lines } = run({ extra });
  t.deepEqual(codes(await verify('recorder', lines)), ['evidence_receipt_chain']);
  const both = createTrustRoot({ keys: [signer.publicKeyHex, stranger.publicKeyHex] });
  t.is((await verify('recorder', lines, { trust: both, wholeRecorder: true })).verdict, 'valid');
  const context = { authorisedKeys: [stranger.publicKeyHex], watch: new Set<bigint>(), endorsements: [] };
  const verifier = createChainVerifier('recorder', { trust, suite: nodeSuite }, context);
  await verifier.feed([{ lines }]);
  t.is((await verifier.finish()).result.verdict, 'valid');
});

test('a session of nothing but evidence receipts stands by itself', async (t) => {
  const { lines } = run({ extra: evidence, decision: decision('allow') });
  const only = lines.filter((line) => line.includes('"type":"evidence_receipt"'));
  const alone = rehash(only, (entry) => ({ ...entry, seq: BigInt(only.indexOf(lineOf(only, entry.detail))) }));
  const result = await verify('recorder', alone);
  t.deepEqual(codes(result), []);
  t.is(result.verdict, 'valid');
  t.is(result.facts.evidenceReceipts, 3);
});

function lineOf(lines: readonly string[], detail: string): string {
  return lines.find((line) => line.includes(detail)) ?? '';
}

test('expected evidence receipts have to be there, and be what was expected', async (t) => {
  const { lines, receipts } = run({ extra: evidence.slice(0, 2) });
  const expect = { payloadKind: 'proxy_decision' };
  t.is((await verify('recorder', lines, { expect })).verdict, 'valid');
  t.deepEqual(codes(await verify('recorder', run({ extra: evidence }).lines, { expect })), ['evidence_receipt_chain']);
  t.deepEqual(codes(await verify('recorder', run().lines, { expect })), ['evidence_receipt_chain']);
  t.deepEqual(codes(await verify('receipts', receipts, { expect })), ['evidence_receipt_chain']);
});
