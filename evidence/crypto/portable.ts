// SPDX-License-Identifier: Apache-2.0
import { p256, p384 } from '@noble/curves/nist.js';
import { Point } from '@noble/ed25519';
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { concatBytes } from '../canonical/framing.js';
import { toHex, utf8Encode } from '../canonical/text.js';
import { hasStrictEcdsaForm, hasStrictForm, hasStrictRsaForm } from './strict-forms.js';
import type { CryptoSuite, EcdsaCheck, RsaCheck, SignatureCheck } from './suite.js';

/** The suite that runs anywhere, browsers included: no platform API. */
export const portableSuite: CryptoSuite = {
  name: 'portable',
  sha256: digest,
  sha256Hex: (data) => toHex(digest(data)),
  digest: (hash, data) => HASHES[hash](data),
  verifyBatch: (checks) => Promise.resolve(checks.map(verify)),
  verifyEcdsa: (check) => Promise.resolve(verifyEcdsa(check)),
  verifyRsa: (check) => Promise.resolve(verifyRsa(check)),
};

function digest(data: Uint8Array | string): Uint8Array {
  return sha256(typeof data === 'string' ? utf8Encode(data) : data);
}

const ORDER = Point.CURVE().n;

/**
 * RFC 8032 section 5.1.7 without the cofactor: the R that S and the key imply, compared with the signature's R byte by
 * byte. That is what OpenSSL does, so both suites give one answer for every input.
 */
function verify(check: SignatureCheck): boolean {
  if (!hasStrictForm(check)) return false;
  const { publicKey, message, signature } = check;
  const encodedR = signature.subarray(0, 32);
  const s = littleEndian(signature.subarray(32));
  if (s >= ORDER) return false;
  let key: Point;
  try {
    key = Point.fromBytes(publicKey);
  } catch {
    return false;
  }
  const k = littleEndian(sha512(concatBytes([encodedR, publicKey, message]))) % ORDER;
  const implied = Point.BASE.multiply(s, false).add(key.negate().multiply(k, false)).toBytes();
  return implied.every((byte, i) => byte === encodedR[i]);
}

function littleEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${toHex(bytes.toReversed())}`);
}

const CURVES = { 'P-256': p256, 'P-384': p384 } as const;
const HASHES = { sha1, sha256, sha384, sha512 } as const;
/** The digest is computed here because a certificate chooses it; a high s is allowed as in X.509. */
const ECDSA = { format: 'der', prehash: false, lowS: false } as const;

function verifyEcdsa(check: EcdsaCheck): boolean {
  const { curve, hash, publicKey, message, signature } = check;
  // A key off the curve and integers out of range give false; what the library throws about is settled by the form.
  return hasStrictEcdsaForm(check) && CURVES[curve].verify(signature, HASHES[hash](message), publicKey, ECDSA);
}

/** DER of a DigestInfo up to the digest (RFC 8017 section 9.2, note 1). */
const DIGEST_HEADS = {
  sha256: '3031300d060960864801650304020105000420',
  sha384: '3041300d060960864801650304020205000430',
  sha512: '3051300d060960864801650304020305000440',
} as const;

function bigEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${toHex(bytes)}`);
}

/** Computes what has to come out and compares all of it: nothing of the padding is parsed. Every value here is public. */
function verifyRsa(check: RsaCheck): boolean {
  if (!hasStrictRsaForm(check)) return false;
  const { hash, message, modulus } = check;
  const n = bigEndian(modulus);
  const base = bigEndian(check.signature);
  if (base >= n) return false;
  let power = 1n;
  for (const bit of bigEndian(check.exponent).toString(2)) power = (power * power * (bit === '1' ? base : 1n)) % n;
  const digestInfo = DIGEST_HEADS[hash] + toHex(HASHES[hash](message));
  const padding = 'ff'.repeat(modulus.length - 3 - digestInfo.length / 2);
  return power === BigInt(`0x0001${padding}00${digestInfo}`);
}
