// SPDX-License-Identifier: Apache-2.0
import { createPublicKey, diffieHellman, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { FormatError } from '../../canonical/errors.js';
import type { EphemeralAgreement } from '../escrow-box.js';

/** DER of a SubjectPublicKeyInfo for X25519 up to the 32 key bytes (RFC 8410 section 4). */
const SPKI_HEAD = Buffer.from('302a300506032b656e032100', 'hex');
const KEY_BYTES = 32;

/** Agrees on a fresh secret with one recipient, as often as asked. */
export type Agree = () => EphemeralAgreement;

/**
 * Key agreement with the holder of `publicKey` on node:crypto, which takes a twentieth of the portable code's time.
 * Throws FormatError `field_value` for a key with which every secret would be the same known one (RFC 7748 section 6.1).
 */
export function agreeWith(publicKey: Uint8Array): Agree {
  if (publicKey.length !== KEY_BYTES) throw new FormatError('field_value', 'an X25519 public key is 32 bytes');
  const key = createPublicKey({ key: Buffer.concat([SPKI_HEAD, publicKey]), format: 'der', type: 'spki' });
  const agree = (): EphemeralAgreement => agreeOnce(key);
  try {
    agree();
  } catch (cause) {
    throw new FormatError('field_value', 'not a public key that a secret can be agreed with', { cause });
  }
  return agree;
}

function agreeOnce(recipient: KeyObject): EphemeralAgreement {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  const shared = new Uint8Array(diffieHellman({ privateKey, publicKey: recipient }));
  return { publicKey: rawKey(publicKey.export({ format: 'der', type: 'spki' })), shared };
}

function rawKey(der: Buffer): Uint8Array {
  return new Uint8Array(der.subarray(-KEY_BYTES));
}

/** A fresh X25519 pair from the platform's random source, 32 bytes each. */
export function generateEscrowPair(): { readonly privateKey: Uint8Array; readonly publicKey: Uint8Array } {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  return {
    privateKey: rawKey(privateKey.export({ format: 'der', type: 'pkcs8' })),
    publicKey: rawKey(publicKey.export({ format: 'der', type: 'spki' })),
  };
}
