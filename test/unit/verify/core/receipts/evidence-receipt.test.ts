// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { createNodeSigner, generateKeyPair } from '../../../../../evidence/crypto/node/signer.js';
import { nodeSuite } from '../../../../../evidence/crypto/node/suite.js';
import type { Expectation } from '../../../../../verify/core/form.js';
import { EVIDENCE_RECEIPT_FORM } from '../../../../../verify/core/receipts/evidence-receipt.js';
import type { DocumentResult } from '../../../../../verify/core/form.js';
import type { CheckStatus } from '../../../../../verify/core/results/result.js';
import type { TrustRoot } from '../../../../../verify/core/trust/trust.js';
import { createTrustRoot } from '../../../../../verify/core/trust/trust.js';
import { SAMPLES, evidenceChain, evidenceDraft, signNow } from '../../../../support/evidence-receipts.js';

const signer = createNodeSigner(generateKeyPair().privateKey, 'same_uid');
const stranger = createNodeSigner(generateKeyPair().privateKey, 'same_uid');
const trust = createTrustRoot({ keys: [signer.publicKeyHex] });

function verify(text: string, root: TrustRoot = trust, expect?: Expectation): Promise<DocumentResult> {
  const expectation = expect === undefined ? {} : { expect };
  return EVIDENCE_RECEIPT_FORM.verify(text, { trust: root, suite: nodeSuite, ...expectation });
}

function codes(result: DocumentResult, status: CheckStatus = 'fail'): string[] {
  return result.checks.filter((check) => check.status === status).map(({ code }) => code);
}

const one = signNow(evidenceDraft('proxy_decision'), signer).receiptText;

test('a receipt is valid under a pinned key and says what it claims', async (t) => {
  const result = await verify(JSON.stringify(JSON.parse(one), null, 2));
  t.is(result.verdict, 'valid');
  t.deepEqual(codes(result, 'pass'), ['receipt_format', 'signature', 'signer_key_untrusted']);
  t.deepEqual(codes(result, 'not_checked'), ['evidence_receipt_chain', 'freshness']);
  const claims = new Map(result.claimed.map(({ name, value }) => [name, value]));
  t.is(claims.get('verdict'), 'block');
  t.is(claims.get('receipt hash'), signNow(evidenceDraft('proxy_decision'), signer).receiptHash);
  t.false(claims.has('contract'));
});

test('without a pinned key it is unpinned, under another key it is refused', async (t) => {
  const unpinned = await verify(one, createTrustRoot({}));
  t.is(unpinned.verdict, 'unpinned');
  t.false(unpinned.accepted);
  t.true(codes(unpinned, 'not_checked').includes('signer_key_untrusted'));
  t.true((await verify(one, createTrustRoot({ allowUnpinned: true }))).accepted);
  t.deepEqual(codes(await verify(one, createTrustRoot({ keys: [stranger.publicKeyHex] }))), ['signer_key_untrusted']);
});

test('an edit breaks the signature; an unpinned forgery breaks it too', async (t) => {
  const edited = one.replace('"verdict":"block"', '"verdict":"allow"');
  t.deepEqual(codes(await verify(edited)), ['signature_invalid']);
  t.deepEqual(codes(await verify(edited, createTrustRoot({ allowUnpinned: true }))), ['signature_invalid']);
  const claimed = one.replaceAll(signer.publicKeyHex, stranger.publicKeyHex);
  t.deepEqual(codes(await verify(claimed, createTrustRoot({}))), ['signature_invalid']);
});

test('a key id that is no key stands for the sole pinned key, or for the key that was pinned under it', async (t) => {
  const named = one.replace(signer.publicKeyHex, 'receipt-key-1');
  const key = signer.publicKeyHex;
  t.is((await verify(named)).verdict, 'valid');
  t.is((await verify(named, createTrustRoot({ named: [{ id: 'receipt-key-1', key }] }))).verdict, 'valid');
  const roots = [
    createTrustRoot({ keys: [key, stranger.publicKeyHex] }),
    createTrustRoot({ named: [{ id: 'another', key }] }),
    createTrustRoot({}),
  ];
  for (const root of roots) t.deepEqual(codes(await verify(named, root)), ['signer_key_untrusted']);
  const crossed = createTrustRoot({ named: [{ id: 'receipt-key-1', key: stranger.publicKeyHex }] });
  t.deepEqual(codes(await verify(named, crossed)), ['signature_invalid']);
  t.deepEqual(codes(await verify(one, createTrustRoot({ named: [{ id: 'another', key }] }))), ['signer_key_untrusted']);
  t.throws(() => createTrustRoot({ named: [{ id: stranger.publicKeyHex, key }] }), { code: 'field_value' });
  t.throws(() => createTrustRoot({ named: [{ id: '', key }] }), { code: 'field_value' });
});

test('lines form a chain: whole it is valid, cut, swapped or doubled it is not', async (t) => {
  const [a = '', b = '', c = ''] = evidenceChain(
    ['contract_ratified', 'contract_promote_intent', 'proxy_decision'],
    signer,
  );
  const whole = await verify(`${[a, b, c].join('\n')}\n`);
  t.is(whole.verdict, 'valid');
  t.true(codes(whole, 'pass').includes('evidence_receipt_chain'));
  for (const lines of [
    [b, c],
    [a, c, b],
    [a, a, b, c],
    [a, c],
  ]) {
    t.deepEqual([...new Set(codes(await verify(lines.join('\n'))))], ['chain_break'], String(lines.length));
  }
  const mixed = [a, signNow(evidenceDraft('proxy_decision'), stranger, { seq: 1n, head: 'x' }).receiptText];
  const both = createTrustRoot({ keys: [signer.publicKeyHex, stranger.publicKeyHex] });
  t.regex((await verify(mixed.join('\n'), both)).checks[0]?.message ?? '', /another key id/);
  t.deepEqual(codes(await verify(`${a}\n{}\n${c}`)), ['missing_required_field']);
});

test('a forged chain that is wrong on every line is reported in short', async (t) => {
  const lines = Array.from({ length: 80 }, () => one.replace('"verdict":"block"', '"verdict":"allow"'));
  const { checks } = await verify(lines.join('\n'));
  t.is(checks.length, 51);
  t.is(checks.at(-1)?.message, '31 more failures, not listed');
});

test('what is expected has to be there', async (t) => {
  const drift = signNow(evidenceDraft('contract_drift'), signer).receiptText;
  const contract = SAMPLES.contract_drift['contract_hash'] as string;
  t.is((await verify(drift, trust, { payloadKind: 'contract_drift', contract })).verdict, 'valid');
  t.deepEqual(codes(await verify(drift, trust, { payloadKind: 'proxy_decision' })), ['unexpected_receipt']);
  t.deepEqual(codes(await verify(drift, trust, { contract: 'sha256:00' })), ['unexpected_receipt']);
  t.deepEqual(codes(await verify(one, trust, { contract })), ['unexpected_receipt']);
  const enveloped = evidenceDraft('proxy_decision', { contract_hash: contract });
  t.is((await verify(signNow(enveloped, signer).receiptText, trust, { contract })).verdict, 'valid');
});

test('the old shape is accepted and named', async (t) => {
  const { receiptText } = signNow(evidenceDraft('proxy_decision'), signer, undefined, 'legacy');
  const result = await verify(receiptText);
  t.is(result.verdict, 'valid');
  t.regex(result.checks[0]?.message ?? '', /old shape/);
});

test('text that is not a receipt, and one with a NUL in it, are refused', async (t) => {
  t.deepEqual(codes(await verify('')), ['malformed_json']);
  t.deepEqual(codes(await verify('{"record_type":1,"payload_kind":2}')), ['invalid_field']);
  const payload = { ...SAMPLES.proxy_decision, target: 'https://a.example/\0/b' };
  const { receiptText } = signNow(evidenceDraft('proxy_decision', { payload }), signer);
  t.deepEqual(codes(await verify(receiptText)), ['header_injection']);
  const twin = { ...payload, target: 'https://a.example/\\u0000/b' };
  t.is(
    (await verify(signNow(evidenceDraft('proxy_decision', { payload: twin }), signer).receiptText)).verdict,
    'valid',
  );
});
