// SPDX-License-Identifier: Apache-2.0
import { hsalsa, xsalsa20poly1305 } from '@noble/ciphers/salsa.js';
import { x25519 } from '@noble/curves/ed25519.js';
import { concatBytes } from '../canonical/framing.js';
import { FormatError } from '../canonical/errors.js';

const X25519_KEY_BYTES = 32;
export const BOX_NONCE_BYTES = 24;
const TAG_BYTES = 16;
const HEAD_BYTES = X25519_KEY_BYTES + BOX_NONCE_BYTES;
/** Bytes a locked box has more than what is in it. */
export const BOX_OVERHEAD_BYTES = HEAD_BYTES + TAG_BYTES;

/** One side of a key agreement: a key pair made for one file, and what it shares with the recipient. */
export interface EphemeralAgreement {
  readonly publicKey: Uint8Array;
  /** The X25519 shared secret, 32 bytes, as the curve gives it. */
  readonly shared: Uint8Array;
}

/** "expand 32-byte k", the constant of Salsa20. */
const SIGMA = Uint32Array.of(0x61707865, 0x3320646e, 0x79622d32, 0x6b206574);

function wordsOf(bytes: Uint8Array): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Uint32Array.from({ length: bytes.length / 4 }, (_, index) => view.getUint32(4 * index, true));
}

/** NaCl's `crypto_box_beforenm`: the curve's output is no key yet, HSalsa20 over a zero block makes it one. */
export function boxKey(shared: Uint8Array): Uint8Array {
  const words = new Uint32Array(8);
  hsalsa(SIGMA, wordsOf(shared), new Uint32Array(4), words);
  const key = new Uint8Array(X25519_KEY_BYTES);
  const view = new DataView(key.buffer);
  words.forEach((word, index) => view.setUint32(4 * index, word, true));
  return key;
}

/**
 * Locks bytes for the holder of one private key: ephemeral public key, nonce, then the NaCl box (XSalsa20-Poly1305).
 * `agreement` is made for this file alone and `nonce` is 24 random bytes. Nobody without the recipient's private key
 * can read it; anybody can make one, so it does not say who did.
 */
export function lockBox(plain: Uint8Array, agreement: EphemeralAgreement, nonce: Uint8Array): Uint8Array {
  const key = boxKey(agreement.shared);
  const box = xsalsa20poly1305(key, nonce).encrypt(plain);
  key.fill(0);
  return concatBytes([agreement.publicKey, nonce, box]);
}

/**
 * Opens what `lockBox` made. The bytes are untrusted. Throws FormatError `size` when they are too short to be a locked
 * file, `field_value` when the key is another or a bit was changed: the two cannot be told apart.
 */
export function openBox(locked: Uint8Array, privateKey: Uint8Array): Uint8Array {
  if (locked.length < BOX_OVERHEAD_BYTES) {
    throw new FormatError('size', `a sealed file has at least ${BOX_OVERHEAD_BYTES} bytes`);
  }
  try {
    const shared = x25519.getSharedSecret(privateKey, locked.subarray(0, X25519_KEY_BYTES));
    const cipher = xsalsa20poly1305(boxKey(shared), locked.subarray(X25519_KEY_BYTES, HEAD_BYTES));
    return cipher.decrypt(locked.subarray(HEAD_BYTES));
  } catch (cause) {
    throw new FormatError('field_value', 'not sealed for this key, or changed since', { cause });
  }
}

/** The X25519 public key of a private one. Both are 32 bytes. */
export function escrowPublicKey(privateKey: Uint8Array): Uint8Array {
  return x25519.getPublicKey(privateKey);
}
