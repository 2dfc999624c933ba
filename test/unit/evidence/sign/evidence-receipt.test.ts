// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { FormatError } from '../../../../evidence/canonical/errors.js';
import { EVIDENCE_GENESIS } from '../../../../evidence/chain/evidence-chain.js';
import { createNodeSigner, generateKeyPair } from '../../../../evidence/crypto/node/signer.js';
import { nodeSuite } from '../../../../evidence/crypto/node/suite.js';
import { fromHex, utf8Encode } from '../../../../evidence/canonical/text.js';
import { parseEvidenceReceipt } from '../../../../evidence/model/evidence-receipt/evidence-receipt.js';
import { signEvidenceReceipt } from '../../../../evidence/sign/evidence-receipt.js';
import { SAMPLES, evidenceDraft, signNow, without } from '../../../support/evidence-receipts.js';

const signer = createNodeSigner(generateKeyPair().privateKey, 'same_uid');

test('the signature covers the canonical receipt with emptied signature members, without a pre-hash', async (t) => {
  const { receiptText, receiptHash } = signNow(evidenceDraft('proxy_decision'), signer);
  const { receipt, signedText, receiptText: canonical } = parseEvidenceReceipt(receiptText);
  t.is(canonical, receiptText);
  t.is(receiptHash, nodeSuite.sha256Hex(receiptText));
  const publicKey = fromHex(signer.publicKeyHex);
  const signature = fromHex(receipt.signature.slice('ed25519:'.length));
  t.deepEqual(await nodeSuite.verifyBatch([{ publicKey, message: utf8Encode(signedText), signature }]), [true]);
  t.is(receipt.chainSeq, 0n);
  t.is(receipt.chainPrevHash, 'genesis');
  t.is(receipt.signerKeyId, signer.publicKeyHex);
});

test('a signer that answers later gives the same receipt', async (t) => {
  const later = { ...signer, sign: (message: Uint8Array) => Promise.resolve(signer.sign(message)) };
  const draft = evidenceDraft('key_rotation');
  const signed = await signEvidenceReceipt(draft, EVIDENCE_GENESIS, later, nodeSuite);
  t.deepEqual(signed, signNow(draft, signer));
});

test('the old shape leaves out the canonical form, crit and the policy', (t) => {
  const { receiptText } = signNow(evidenceDraft('proxy_decision'), signer, undefined, 'legacy');
  for (const name of ['canonicalization', 'crit', 'policy_hash']) t.false(receiptText.includes(`"${name}":`));
  t.true(signNow(evidenceDraft('proxy_decision'), signer).receiptText.includes('"crit":["canonicalization"]'));
});

test('characters that verifiers spell differently are refused anywhere, their encoded form is taken', (t) => {
  for (const text of ['<', '>', '&', '\u2028', '\u2029']) {
    const payload = { ...SAMPLES.proxy_decision, target: `https://a.example/${text}` };
    t.throws(() => signNow(evidenceDraft('proxy_decision', { payload }), signer), { instanceOf: FormatError });
    const list = { ...SAMPLES.proxy_decision, policy_sources: [text] };
    t.throws(() => signNow(evidenceDraft('proxy_decision', { payload: list }), signer), { instanceOf: FormatError });
    const encoded = { ...payload, target: `https://a.example/${encodeURIComponent(text)}` };
    t.notThrows(() => signNow(evidenceDraft('proxy_decision', { payload: encoded }), signer));
  }
});

test('a draft that breaks a rule is not signed into a receipt', (t) => {
  const payload = without(SAMPLES.proxy_decision, 'verdict');
  t.throws(() => signNow(evidenceDraft('proxy_decision', { payload }), signer), { code: 'missing_field' });
  const unbound = without(evidenceDraft('proxy_decision'), 'policy_hash');
  t.throws(() => signNow(unbound, signer), { code: 'missing_field' });
  const free = without(evidenceDraft('contract_expired'), 'policy_hash');
  t.notThrows(() => signNow({ ...free, contract_generation: 2n ** 62n }, signer));
});
