// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { fromHex, utf8Encode } from '../../../../evidence/canonical/text.js';
import { createNodeSigner } from '../../../../evidence/crypto/node/signer.js';
import { nodeSuite } from '../../../../evidence/crypto/node/suite.js';
import { canonicalizeChainLinkUnsigned } from '../../../../evidence/model/chain-link.js';
import { parseActionReceipt } from '../../../../evidence/model/receipt/action-receipt.codec.js';
import { canonicalizeRecoverySealUnsigned } from '../../../../evidence/model/recovery-seal.js';
import { canonicalizeRotationEndorsementUnsigned } from '../../../../evidence/model/rotation-endorsement.js';
import { signActionReceipt } from '../../../../evidence/sign/action-receipt.js';
import { signChainLink } from '../../../../evidence/sign/chain-link.js';
import { checkpointMessage, signCheckpoint } from '../../../../evidence/sign/checkpoint.js';
import { signRecoverySeal } from '../../../../evidence/sign/recovery-seal.js';
import { signRotationEndorsement } from '../../../../evidence/sign/rotation-endorsement.js';
import type { Signer } from '../../../../evidence/sign/signer.js';
import { CONFORMANCE_KEY, signatureCheck } from '../../../support/evidence-files.js';
import { CONFORMANCE_SEED, RECORD } from '../../../support/sample-records.js';

const signer = createNodeSigner(fromHex(CONFORMANCE_SEED + CONFORMANCE_KEY), 'same_uid');
const remote: Signer = { ...signer, sign: (message) => Promise.resolve(signer.sign(message)) };

const verify = async (message: Uint8Array, signatureHex: string): Promise<boolean> => {
  const check = { publicKey: fromHex(CONFORMANCE_KEY), message, signature: fromHex(signatureHex) };
  return (await nodeSuite.verifyBatch([check]))[0] === true;
};

test('a receipt is signed at once by a local signer, later by a remote one, with the same bytes', async (t) => {
  const signed = signActionReceipt(RECORD, signer, nodeSuite);
  t.false(signed instanceof Promise);
  t.deepEqual(await signActionReceipt(RECORD, remote, nodeSuite), await signed);
  const { receiptText, receiptHash, recordText } = await signed;
  const parsed = parseActionReceipt(receiptText);
  t.is(parsed.recordText, recordText);
  t.is(nodeSuite.sha256Hex(parsed.receiptText), receiptHash);
  t.deepEqual(await nodeSuite.verifyBatch([signatureCheck(parsed)]), [true]);
});

test('ext is hashed, compacted and not signed', async (t) => {
  const plain = await signActionReceipt(RECORD, signer, nodeSuite);
  const extended = await signActionReceipt(RECORD, signer, nodeSuite, '{ "k": "<" }');
  t.is(extended.receiptText, plain.receiptText.replace(/}$/, ',"ext":{"k":"\\u003c"}}'));
  t.not(extended.receiptHash, plain.receiptHash);
  t.throws(() => signActionReceipt(RECORD, signer, nodeSuite, '{"k":1,"k":2}'), { code: 'json_duplicate_key' });
});

test('a record that breaks the rules is not signed', (t) => {
  t.throws(() => signActionReceipt({ ...RECORD, target: '' }, signer, nodeSuite), { code: 'missing_field' });
});

test('checkpoints, links, seals and endorsements verify over their own bytes', async (t) => {
  const hash = 'b'.repeat(64);
  const at = '2026-10-01T13:30:49Z';
  for (const by of [signer, remote]) {
    const checkpoint = await signCheckpoint({ entry_count: 1, first_seq: 0n, last_seq: 0n }, hash, by);
    t.true(await verify(checkpointMessage(hash), checkpoint.signature));
    t.false(await verify(utf8Encode('b'.repeat(63)), checkpoint.signature));

    const sides = { predecessor_session: 'p', predecessor_tail_seq: 1n, predecessor_tail_hash: hash };
    const keys = { predecessor_signer_key: CONFORMANCE_KEY, successor_signer_key: CONFORMANCE_KEY };
    const link = await signChainLink({ version: 1, ...sides, ...keys, successor_session: 's', linked_at: at }, by);
    t.true(await verify(canonicalizeChainLinkUnsigned(link), link.signature.slice(8)));

    const seal = await signRecoverySeal(
      {
        kind: 'recovery_seal',
        version: 1,
        ...sides,
        ...keys,
        shard: 'evidence-p-0.jsonl',
        shard_size: 2n,
        shard_sha256: hash,
        damage_offset: 1n,
        last_good_seq: 0n,
        last_good_hash: hash,
        successor_session: 's',
        successor_open_hash: hash,
        observed_at: at,
      },
      by,
    );
    t.true(await verify(canonicalizeRecoverySealUnsigned(seal), seal.signature.slice(8)));

    const endorsement = await signRotationEndorsement(
      {
        version: 1,
        session_id: 's',
        prior_signer_key: CONFORMANCE_KEY,
        prior_final_seq: 1n,
        prior_tail_hash: hash,
        new_signer_key: 'd'.repeat(64),
        rotated_at: at,
      },
      by,
      nodeSuite,
    );
    const digest = nodeSuite.sha256(canonicalizeRotationEndorsementUnsigned(endorsement));
    t.true(await verify(digest, endorsement.endorsement.slice(8)));
  }
});
