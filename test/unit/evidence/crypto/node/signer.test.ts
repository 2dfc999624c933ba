// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { fromHex, toHex, utf8Encode } from '../../../../../evidence/canonical/text.js';
import { createNodeSigner, generateKeyPair, publicKeyFromPrivate } from '../../../../../evidence/crypto/node/signer.js';
import { portableSuite } from '../../../../../evidence/crypto/portable.js';
import { CONFORMANCE_KEY } from '../../../../support/evidence-files.js';
import { CONFORMANCE_SEED } from '../../../../support/sample-records.js';

test('a seed gives its public key', (t) => {
  t.is(toHex(publicKeyFromPrivate(fromHex(CONFORMANCE_SEED))), CONFORMANCE_KEY);
});

test('a generated key signs what the portable suite verifies', async (t) => {
  const { privateKey, publicKeyHex } = generateKeyPair();
  t.is(privateKey.length, 64);
  const signer = createNodeSigner(privateKey, 'separate_uid');
  t.is(signer.publicKeyHex, publicKeyHex);
  t.is(signer.custody, 'separate_uid');
  const message = utf8Encode('m');
  const check = { publicKey: fromHex(publicKeyHex), message, signature: signer.sign(message) };
  t.deepEqual(await portableSuite.verifyBatch([check]), [true]);
});

test('halves that do not belong together and wrong lengths are refused', (t) => {
  const { privateKey } = generateKeyPair();
  t.notThrows(() => createNodeSigner(privateKey, 'same_uid'));
  t.throws(() => createNodeSigner(privateKey.with(63, (privateKey[63] ?? 0) ^ 1), 'same_uid'), { code: 'key_file' });
  t.throws(() => createNodeSigner(privateKey.subarray(0, 32), 'same_uid'), { code: 'key_file' });
  t.throws(() => createNodeSigner(privateKey.subarray(1), 'same_uid'), { code: 'key_file' });
});
