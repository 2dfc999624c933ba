// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, createPublicKey, randomBytes, sign, type KeyObject } from 'node:crypto';
import { FormatError } from '../../canonical/errors.js';
import { toHex } from '../../canonical/text.js';

/** DER of a PKCS #8 private key for Ed25519 up to the 32 seed bytes (RFC 8410 section 7). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');
const SEED_LENGTH = 32;
const PRIVATE_LENGTH = 64;

/** A signer that answers at once: the shape of the signing port, with a key held by this process. */
export interface NodeSigner {
  /** 64 lower-case hex digits. */
  readonly publicKeyHex: string;
  readonly custody: 'separate_uid' | 'same_uid';
  /** Ed25519 over the bytes as given, 64 bytes. */
  sign(message: Uint8Array): Uint8Array;
}

/**
 * A signer whose key is held by this process; `sign` answers at once. `privateKey` is 64 bytes, seed then public key;
 * the caller may wipe them afterwards. Throws FormatError `key_file` when the halves do not belong together: a wrong
 * public half would produce evidence that nobody can verify.
 */
export function createNodeSigner(privateKey: Uint8Array, custody: NodeSigner['custody']): NodeSigner {
  const publicKey = publicKeyFromPrivate(privateKey);
  if (toHex(publicKey) !== toHex(privateKey.subarray(SEED_LENGTH))) {
    throw new FormatError('key_file', 'the public half does not belong to the seed');
  }
  const key = privateKeyObject(privateKey);
  return { publicKeyHex: toHex(publicKey), custody, sign: (message) => new Uint8Array(sign(null, message, key)) };
}

/** The 32-byte public key of a private key given as 64 bytes, or as the 32-byte seed alone. Throws FormatError. */
export function publicKeyFromPrivate(privateKey: Uint8Array): Uint8Array {
  const spki = createPublicKey(privateKeyObject(privateKey)).export({ format: 'der', type: 'spki' });
  return new Uint8Array(spki.subarray(-SEED_LENGTH));
}

/** A fresh key pair from the platform's random source. */
export function generateKeyPair(): { readonly privateKey: Uint8Array; readonly publicKeyHex: string } {
  const seed = randomBytes(SEED_LENGTH);
  const publicKey = publicKeyFromPrivate(seed);
  return { privateKey: new Uint8Array([...seed, ...publicKey]), publicKeyHex: toHex(publicKey) };
}

function privateKeyObject(privateKey: Uint8Array): KeyObject {
  if (privateKey.length !== PRIVATE_LENGTH && privateKey.length !== SEED_LENGTH) {
    throw new FormatError('key_file', 'a private key is 64 bytes: seed, then public key');
  }
  const key = Buffer.concat([PKCS8_HEAD, privateKey.subarray(0, SEED_LENGTH)]);
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' });
}
