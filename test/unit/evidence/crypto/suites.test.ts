// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { constants, createHash, privateEncrypt, sign } from 'node:crypto';
import { fromHex, toHex, utf8Encode } from '../../../../evidence/canonical/text.js';
import { createNodeSigner, generateKeyPair } from '../../../../evidence/crypto/node/signer.js';
import { nodeSuite } from '../../../../evidence/crypto/node/suite.js';
import { portableSuite } from '../../../../evidence/crypto/portable.js';
import type { EcdsaCheck, RsaCheck, SignatureCheck } from '../../../../evidence/crypto/suite.js';
import { ecKeys, rsaKeys, tlv } from '../../../support/certificates.js';
import type { KeyPair } from '../../../support/certificates.js';

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

function pointOf({ publicKey }: KeyPair, size: number): Uint8Array {
  return new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }).subarray(-(1 + 2 * size)));
}

const p256 = ecKeys('P-256');
const p384 = ecKeys('P-384');

function ecdsa(curve: EcdsaCheck['curve'], hash: EcdsaCheck['hash']): EcdsaCheck {
  const keys = curve === 'P-256' ? p256 : p384;
  const signature = new Uint8Array(sign(hash, message, keys.privateKey));
  return { curve, hash, publicKey: pointOf(keys, curve === 'P-256' ? 32 : 48), message, signature };
}

const goodEcdsa = ecdsa('P-256', 'sha256');
const [r, s] = integersOf(goodEcdsa.signature);
const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** The two integers of a DER signature. */
function integersOf(der: Uint8Array): [bigint, bigint] {
  const first = der[3] ?? 0;
  const read = (at: number, length: number): bigint => BigInt(`0x${toHex(der.subarray(at, at + length))}`);
  return [read(4, first), read(6 + first, der[5 + first] ?? 0)];
}

function derOf(...integers: readonly bigint[]): Uint8Array {
  const parts = integers.map((value) => {
    const hex = value.toString(16);
    const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
    return tlv(0x02, (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes);
  });
  return new Uint8Array(tlv(0x30, ...parts));
}

const padded = tlv(0x02, Buffer.from(`00${s.toString(16).padStart(64, '0')}`, 'hex'));

const hostileEcdsa: readonly (readonly [string, Partial<EcdsaCheck>])[] = [
  ['another message', { message: utf8Encode('massage') }],
  ['another hash', { hash: 'sha384' }],
  ['another curve', { curve: 'P-384' }],
  ['a compressed key', { publicKey: goodEcdsa.publicKey.subarray(0, 33) }],
  ['a key that is not marked uncompressed', { publicKey: goodEcdsa.publicKey.with(0, 6) }],
  ['a key off the curve', { publicKey: goodEcdsa.publicKey.with(64, (goodEcdsa.publicKey[64] ?? 0) ^ 1) }],
  ['a key of zeros', { publicKey: new Uint8Array(65).with(0, 4) }],
  ['another key', { publicKey: pointOf(ecKeys('P-256'), 32) }],
  ['r and s exchanged', { signature: derOf(s, r) }],
  ['r of zero', { signature: derOf(0n, s) }],
  ['s of zero', { signature: derOf(r, 0n) }],
  ['r of the order', { signature: derOf(P256_ORDER, s) }],
  ['s of the order', { signature: derOf(r, P256_ORDER) }],
  ['s plus the order', { signature: derOf(r, s + P256_ORDER) }],
  ['integers longer than the order', { signature: derOf(r + (1n << 400n), s + (1n << 400n)) }],
  ['one integer', { signature: derOf(r) }],
  ['three integers', { signature: derOf(r, s, 1n) }],
  ['an empty integer', { signature: new Uint8Array(tlv(0x30, tlv(0x02), tlv(0x02))) }],
  ['a negative integer', { signature: new Uint8Array(tlv(0x30, tlv(0x02, Buffer.of(0x80)), tlv(0x02, Buffer.of(1)))) }],
  ['a padded integer', { signature: new Uint8Array(tlv(0x30, tlv(0x02, Buffer.of(0, 1)), tlv(0x02, Buffer.of(1)))) }],
  [
    'a twice padded s',
    { signature: new Uint8Array(tlv(0x30, tlv(0x02, Buffer.of(1)), tlv(0x02, Buffer.of(0), padded))) },
  ],
  ['an integer that runs over the end', { signature: Uint8Array.of(0x30, 4, 2, 9, 1, 1) }],
  ['another tag', { signature: goodEcdsa.signature.with(2, 3) }],
  ['no sequence', { signature: goodEcdsa.signature.with(0, 0x31) }],
  ['bytes after the signature', { signature: new Uint8Array([...goodEcdsa.signature, 0]) }],
  ['a long length', { signature: new Uint8Array([0x30, 0x81, ...goodEcdsa.signature.subarray(1)]) }],
  ['a signature longer than any', { signature: new Uint8Array([0x30, 0x80, ...new Uint8Array(128)]) }],
  ['nothing', { signature: new Uint8Array() }],
];

for (const suite of [nodeSuite, portableSuite]) {
  test(`the ${suite.name} suite accepts ECDSA on both curves with every hash`, async (t) => {
    for (const curve of ['P-256', 'P-384'] as const) {
      for (const hash of ['sha256', 'sha384', 'sha512'] as const) {
        t.true(await suite.verifyEcdsa(ecdsa(curve, hash)), `${curve} ${hash}`);
      }
    }
  });

  test(`the ${suite.name} suite accepts both halves of the range of s, as X.509 does`, async (t) => {
    t.true(await suite.verifyEcdsa({ ...goodEcdsa, signature: derOf(r, s) }));
    t.true(await suite.verifyEcdsa({ ...goodEcdsa, signature: derOf(r, P256_ORDER - s) }));
  });

  for (const [name, change] of hostileEcdsa) {
    test(`the ${suite.name} suite refuses ECDSA with ${name}`, async (t) => {
      t.false(await suite.verifyEcdsa({ ...goodEcdsa, ...change }));
    });
  }
}

const rsa = rsaKeys();
const jwk = rsa.publicKey.export({ format: 'jwk' });
const goodRsa: RsaCheck = {
  hash: 'sha256',
  modulus: new Uint8Array(Buffer.from(jwk.n ?? '', 'base64url')),
  exponent: new Uint8Array(Buffer.from(jwk.e ?? '', 'base64url')),
  message: utf8Encode('message'),
  signature: new Uint8Array(sign('sha256', utf8Encode('message'), rsa.privateKey)),
};

/** What the key makes of a whole padded block, however wrong. */
function rawRsa(block: Buffer): Uint8Array {
  return new Uint8Array(privateEncrypt({ key: rsa.privateKey, padding: constants.RSA_NO_PADDING }, block));
}

const info = Buffer.from('3031300d060960864801650304020105000420', 'hex');
const hashed = createHash('sha256').update('message').digest();
const block = (fill: number, ...tail: readonly Buffer[]): Buffer => {
  const end = Buffer.concat([Buffer.from([0]), ...tail]);
  return Buffer.concat([Buffer.from([0, 1]), Buffer.alloc(254 - end.length, fill), end]);
};

const hostileRsa: readonly (readonly [string, Partial<RsaCheck>])[] = [
  ['another message', { message: utf8Encode('massage') }],
  ['another hash', { hash: 'sha512' }],
  ['another key', { modulus: goodRsa.modulus.with(5, (goodRsa.modulus[5] ?? 0) ^ 1) }],
  ['a short key', { modulus: goodRsa.modulus.subarray(1), signature: goodRsa.signature.subarray(1) }],
  [
    'a leading zero',
    { modulus: new Uint8Array([0, ...goodRsa.modulus]), signature: new Uint8Array([0, ...goodRsa.signature]) },
  ],
  ['a key of 8200 bits', { modulus: new Uint8Array(1025).fill(255), signature: new Uint8Array(1025) }],
  ['an even modulus', { modulus: goodRsa.modulus.with(255, 2) }],
  ['an even exponent', { exponent: Uint8Array.of(1, 0, 2) }],
  ['the exponent 3', { exponent: Uint8Array.of(3) }],
  ['an exponent of 40 bits', { exponent: Uint8Array.of(1, 0, 0, 0, 1) }],
  ['an exponent with a leading zero', { exponent: Uint8Array.of(0, 1, 1) }],
  ['nothing', { modulus: new Uint8Array(), exponent: new Uint8Array(), signature: new Uint8Array() }],
  ['a short signature', { signature: goodRsa.signature.subarray(1) }],
  ['a signature above the modulus', { signature: new Uint8Array(256).fill(255) }],
  ['a signature of zero', { signature: new Uint8Array(256) }],
  ['padding of zeros', { signature: rawRsa(block(0, info, hashed)) }],
  ['bytes behind the digest', { signature: rawRsa(block(255, info, hashed, Buffer.alloc(64))) }],
  ['a digest without its name', { signature: rawRsa(block(255, hashed)) }],
];

for (const suite of [nodeSuite, portableSuite]) {
  test(`the ${suite.name} suite accepts RSA with the three digests`, async (t) => {
    for (const hash of ['sha256', 'sha384', 'sha512'] as const) {
      const signature = new Uint8Array(sign(hash, goodRsa.message, rsa.privateKey));
      t.true(await suite.verifyRsa({ ...goodRsa, hash, signature }), hash);
    }
    t.true(await suite.verifyRsa({ ...goodRsa, signature: rawRsa(block(255, info, hashed)) }));
  });

  for (const [name, change] of hostileRsa) {
    test(`the ${suite.name} suite refuses RSA with ${name}`, async (t) => {
      t.false(await suite.verifyRsa({ ...goodRsa, ...change }));
    });
  }

  test(`the ${suite.name} suite knows the digests of time stamps`, (t) => {
    for (const hash of ['sha1', 'sha256', 'sha384', 'sha512'] as const) {
      t.is(toHex(suite.digest(hash, utf8Encode('abc'))), createHash(hash).update('abc').digest('hex'));
    }
  });
}
