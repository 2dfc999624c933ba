// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { fromHex, toHex, utf8Encode } from '../../../../evidence/canonical/text.js';
import { createNodeSigner, generateKeyPair } from '../../../../evidence/crypto/node/signer.js';
import { nodeSuite } from '../../../../evidence/crypto/node/suite.js';
import { portableSuite } from '../../../../evidence/crypto/portable.js';
import type { SignatureCheck } from '../../../../evidence/crypto/suite.js';

const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
const littleEndian = (value: bigint): Uint8Array => fromHex(value.toString(16).padStart(64, '0')).toReversed();

const pair = generateKeyPair();
const signer = createNodeSigner(pair.privateKey, 'same_uid');
const message = utf8Encode('message');
const good: SignatureCheck = { publicKey: fromHex(pair.publicKeyHex), message, signature: signer.sign(message) };

/** The eight points of small order: the identity, the point of order two, and both signs of the others. */
const smallOrder = [
  '0100000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000080',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0000000000000000000000000000000000000000000000000000000000000080',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
];

const hostile: readonly (readonly [string, SignatureCheck])[] = [
  ['short key', { ...good, publicKey: good.publicKey.subarray(1) }],
  ['short signature', { ...good, signature: good.signature.subarray(1) }],
  ['other message', { ...good, message: utf8Encode('massage') }],
  ['flipped R', { ...good, signature: good.signature.with(0, (good.signature[0] ?? 0) ^ 1) }],
  ['flipped S', { ...good, signature: good.signature.with(33, (good.signature[33] ?? 0) ^ 1) }],
  ['key off the curve', { ...good, publicKey: fromHex(`02${'00'.repeat(31)}`) }],
  ['key not reduced', { ...good, publicKey: fromHex(`ee${'ff'.repeat(30)}7f`) }],
  ['key not reduced, signed', { ...good, publicKey: fromHex(`ed${'ff'.repeat(31)}`) }],
  ...smallOrder.map((hex): [string, SignatureCheck] => [
    `key of small order ${hex}`,
    // R = identity, S = 0: such a key would accept this for any message whose hash falls right.
    { publicKey: fromHex(hex), message, signature: fromHex(`01${'00'.repeat(63)}`) },
  ]),
  [
    'S plus the order',
    {
      ...good,
      signature: new Uint8Array([...good.signature.subarray(0, 32), ...littleEndian(scalarOf(good) + ORDER)]),
    },
  ],
];

function scalarOf(check: SignatureCheck): bigint {
  return BigInt(`0x${toHex(check.signature.slice(32).reverse())}`);
}

for (const suite of [nodeSuite, portableSuite]) {
  test(`the ${suite.name} suite accepts a good signature`, async (t) => {
    t.deepEqual(await suite.verifyBatch([good, good]), [true, true]);
  });

  for (const [name, check] of hostile) {
    test(`the ${suite.name} suite refuses: ${name}`, async (t) => {
      t.deepEqual(await suite.verifyBatch([check, good]), [false, true]);
    });
  }

  test(`the ${suite.name} suite hashes text as UTF-8`, (t) => {
    t.is(suite.sha256Hex('é'), suite.sha256Hex(utf8Encode('é')));
    t.is(suite.sha256Hex('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    t.is(toHex(suite.sha256('abc')), suite.sha256Hex('abc'));
  });
}

test('a key whose y lies just below the prime is looked at, not refused by its bytes', async (t) => {
  const check = { ...good, publicKey: fromHex(`eb${'ff'.repeat(30)}7f`) };
  t.deepEqual(await nodeSuite.verifyBatch([check]), await portableSuite.verifyBatch([check]));
});

test('the key cache of the Node suite is bounded and stays right', async (t) => {
  const checks = Array.from({ length: 70 }, (): SignatureCheck => {
    const other = generateKeyPair();
    const otherSigner = createNodeSigner(other.privateKey, 'same_uid');
    return { publicKey: fromHex(other.publicKeyHex), message, signature: otherSigner.sign(message) };
  });
  t.true((await nodeSuite.verifyBatch([...checks, ...checks])).every(Boolean));
});
