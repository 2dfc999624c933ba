// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { fromHex, toHex, utf8Encode } from '../../../../evidence/canonical/text.js';
import { agreeWith, generateEscrowPair } from '../../../../evidence/crypto/node/agreement.js';
import {
  boxKey,
  escrowPublicKey,
  openBox,
  BOX_OVERHEAD_BYTES,
  lockBox,
} from '../../../../evidence/crypto/escrow-box.js';
import { FormatError } from '../../../../evidence/model/errors.js';

/** The numbers of NaCl's own documentation ("Cryptography in NaCl", sections 2 to 10). */
const NACL = {
  aliceSecret: '77076d0a7318a57d3c16c17251b26645df4c2f92ebc0992ac177fba51db92c2a',
  alicePublic: '8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a',
  bobSecret: '5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb',
  bobPublic: 'de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f',
  shared: '4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742',
  firstKey: '1b27556473e985d462cd51197a9a46c76009549eac6474f206c4ee0844f68389',
  nonce: '69696ee955b62b73cd62bda875fc73d68219e0036b7a0b37',
  message:
    'be075fc53c81f2d5cf141316ebeb0c7b5228c52a4c62cbd44b66849b64244ffce5ecbaaf33bd751a1ac728d45e6c61296cdc3c01233561f4' +
    '1db66cce314adb310e3be8250c46f06dceea3a7fa1348057e2f6556ad6b1318a024a838f21af1fde048977eb48f59ffd4924ca1c60902e52' +
    'f0a089bc76897040e082f937763848645e0705',
  box:
    'f3ffc7703f9400e52a7dfb4b3d3305d98e993b9f48681273c29650ba32fc76ce48332ea7164d96a4476fb8c531a1186ac0dfc17c98dce87b' +
    '4da7f011ec48c97271d2c20f9b928fe2270d6fb863d51738b48eeee314a7cc8ab932164548e526ae90224368517acfeabd6bb3732bc0e9da' +
    '99832b61ca01b6de56244a9e88d5f9b37973f622a43d14a6599b1f654cb45a74e355a5',
};

test('the box is the one of the NaCl documentation', (t) => {
  const shared = fromHex(NACL.shared);
  t.is(toHex(boxKey(shared)), NACL.firstKey);
  t.is(toHex(escrowPublicKey(fromHex(NACL.bobSecret))), NACL.bobPublic);
  const agreement = { publicKey: fromHex(NACL.alicePublic), shared };
  const sealed = lockBox(fromHex(NACL.message), agreement, fromHex(NACL.nonce));
  t.is(toHex(sealed), NACL.alicePublic + NACL.nonce + NACL.box);
  t.is(toHex(openBox(sealed, fromHex(NACL.bobSecret))), NACL.message);
  t.is(sealed.length, fromHex(NACL.message).length + BOX_OVERHEAD_BYTES);
});

function sealedFor(publicKey: Uint8Array, plain = 'some words'): Uint8Array {
  return lockBox(utf8Encode(plain), agreeWith(publicKey)(), new Uint8Array(24).fill(7));
}

test('both agreements give one secret; every file has a key of its own', (t) => {
  const pair = generateEscrowPair();
  t.deepEqual(escrowPublicKey(pair.privateKey), pair.publicKey);
  const [one, two] = [sealedFor(pair.publicKey), sealedFor(pair.publicKey)];
  t.notDeepEqual(one.subarray(0, 32), two.subarray(0, 32));
  for (const sealed of [one, two]) t.is(new TextDecoder().decode(openBox(sealed, pair.privateKey)), 'some words');
  t.is(openBox(sealedFor(pair.publicKey, ''), pair.privateKey).length, 0);
});

test('a changed bit anywhere, another key, a cut file: nothing opens', (t) => {
  const pair = generateEscrowPair();
  const sealed = sealedFor(pair.publicKey);
  // The last byte of the public key holds a bit that X25519 ignores, so each byte's lowest bit is the one to change.
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Uint8Array.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    t.throws(() => openBox(changed, pair.privateKey), { instanceOf: FormatError, code: 'field_value' }, `byte ${at}`);
  }
  for (let length = 0; length < sealed.length; length += 1) {
    const code = length < BOX_OVERHEAD_BYTES ? 'size' : 'field_value';
    t.throws(() => openBox(sealed.subarray(0, length), pair.privateKey), { instanceOf: FormatError, code });
  }
  t.throws(() => openBox(sealed, generateEscrowPair().privateKey), { instanceOf: FormatError, code: 'field_value' });
  // A key with which everybody agrees on the same secret.
  const zero = sealed.slice();
  zero.fill(0, 0, 32);
  t.throws(() => openBox(zero, pair.privateKey), { instanceOf: FormatError, code: 'field_value' });
});

test('a public key that gives a known secret, or of another length, is refused before anything is sealed', (t) => {
  for (const bad of [new Uint8Array(32), Uint8Array.of(1, ...new Uint8Array(31)), new Uint8Array(31)]) {
    t.throws(() => agreeWith(bad), { instanceOf: FormatError, code: 'field_value' });
  }
});
