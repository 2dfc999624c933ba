// SPDX-License-Identifier: Apache-2.0
import { createPublicKey, hash, verify as verifySignature, type KeyObject } from 'node:crypto';
import { CURVES, hasStrictEcdsaForm, hasStrictForm, hasStrictRsaForm } from '../strict-forms.js';
import type { CryptoSuite, EcdsaCheck, RsaCheck, SignatureCheck } from '../suite.js';

/** DER of a SubjectPublicKeyInfo for Ed25519 up to the 32 key bytes (RFC 8410 section 4). */
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

/** Evidence names few keys. The bound keeps hostile input with a key per receipt from filling the memory. */
const MAX_CACHED_KEYS = 64;

/** The suite on node:crypto. */
export const nodeSuite: CryptoSuite = {
  name: 'node',
  sha256: (data) => digestBytes(hash('sha256', bytesOf(data), 'binary')),
  sha256Hex: (data) => hash('sha256', bytesOf(data), 'hex'),
  digest: (name, data) => new Uint8Array(hash(name, data, 'buffer')),
  verifyBatch: (checks) => Promise.resolve(checks.map(verify)),
  verifyEcdsa: (check) => Promise.resolve(verifyEcdsa(check)),
  verifyRsa: (check) => Promise.resolve(verifyRsa(check)),
};

/** A digest handed over as text and taken apart costs a third of one handed over as a Buffer. */
function digestBytes(text: string): Uint8Array {
  const digest = new Uint8Array(32);
  for (let index = 0; index < 32; index += 1) digest[index] = text.charCodeAt(index);
  return digest;
}

const SCRATCH = new Uint8Array(64 << 10);
const encoder = new TextEncoder();

/** Short strings are encoded into one buffer that is kept: handed over as strings they would cost twice the hashing. */
function bytesOf(data: Uint8Array | string): Uint8Array | string {
  // A UTF-16 unit takes at most three bytes.
  if (typeof data !== 'string' || data.length * 3 > SCRATCH.length) return data;
  return SCRATCH.subarray(0, encoder.encodeInto(data, SCRATCH).written);
}

const keys = new Map<string, KeyObject>();

function verify(check: SignatureCheck): boolean {
  return hasStrictForm(check) && verifySignature(null, check.message, keyObject(check.publicKey), check.signature);
}

function keyObject(publicKey: Uint8Array): KeyObject {
  const name = Buffer.from(publicKey.buffer, publicKey.byteOffset, publicKey.length).toString('latin1');
  const cached = keys.get(name);
  if (cached !== undefined) return cached;
  const key = createPublicKey({ key: Buffer.concat([SPKI_HEAD, publicKey]), format: 'der', type: 'spki' });
  const oldest = keys.size >= MAX_CACHED_KEYS ? keys.keys().next().value : undefined;
  if (oldest !== undefined) keys.delete(oldest);
  keys.set(name, key);
  return key;
}

function verifyEcdsa(check: EcdsaCheck): boolean {
  if (!hasStrictEcdsaForm(check)) return false;
  const der = Buffer.concat([Buffer.from(CURVES[check.curve].spkiHead, 'hex'), check.publicKey]);
  let key: KeyObject;
  try {
    key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  } catch {
    // Not a point of the curve.
    return false;
  }
  return verifySignature(check.hash, check.message, { key, dsaEncoding: 'der' }, check.signature);
}

function verifyRsa(check: RsaCheck): boolean {
  if (!hasStrictRsaForm(check)) return false;
  const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
  const jwk = { kty: 'RSA', n: text(check.modulus), e: text(check.exponent) };
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  return verifySignature(check.hash, check.message, key, check.signature);
}
