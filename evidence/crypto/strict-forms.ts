// SPDX-License-Identifier: Apache-2.0
import { toHex } from '../canonical/text.js';
import type { EcdsaCheck, RsaCheck, SignatureCheck } from './suite.js';

// Libraries differ on loose spellings of keys and signatures. What both suites accept is settled here, before either looks.

const KEY_LENGTH = 32;
const SIGNATURE_LENGTH = 64;

/** y coordinates of the eight points of small order, little endian, without the sign bit (RFC 7748 curve constants). */
const SMALL_ORDER: readonly string[] = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
];

/**
 * Whether a public key and a signature have the form that both suites accept: right lengths, a key whose y is reduced
 * (below 2^255-19) and whose order is not small. Libraries differ on exactly these keys, so they are settled here: a key
 * of small order verifies almost anything, and a second spelling of a key would be a second identity.
 */
export function hasStrictForm({ publicKey, signature }: SignatureCheck): boolean {
  if (publicKey.length !== KEY_LENGTH || signature.length !== SIGNATURE_LENGTH) return false;
  const y = new Uint8Array(publicKey);
  const [first = 0, last = 0] = [y[0], y[31]];
  y[31] = last & 0x7f;
  // 2^255-19 is 0x7f, thirty times 0xff, and 0xed.
  const isReduced = first < 0xed || y[31] !== 0x7f || y.subarray(1, 31).some((byte) => byte !== 0xff);
  return isReduced && !SMALL_ORDER.includes(toHex(y));
}

/** Bytes of a coordinate, and the DER of a SubjectPublicKeyInfo up to the point (RFC 5480 section 2). */
export const CURVES = {
  'P-256': { size: 32, spkiHead: '3059301306072a8648ce3d020106082a8648ce3d030107034200' },
  'P-384': { size: 48, spkiHead: '3076301006072a8648ce3d020106052b81040022036200' },
} as const;

const UNCOMPRESSED = 0x04;

/**
 * Whether key and signature have the form that both suites accept: an uncompressed point of the right length, and a
 * signature that is two minimal, positive DER integers and nothing else. Libraries differ on looser spellings.
 */
export function hasStrictEcdsaForm({ curve, publicKey, signature }: EcdsaCheck): boolean {
  const { size } = CURVES[curve];
  if (publicKey.length !== 1 + 2 * size || publicKey[0] !== UNCOMPRESSED) return false;
  // The longest signature of both curves is shorter than 128 bytes: every length is one byte.
  if (signature[0] !== 0x30 || signature[1] !== signature.length - 2 || signature.length > 127) return false;
  const middle = integerEnd(signature, 2);
  return middle !== undefined && integerEnd(signature, middle) === signature.length;
}

function integerEnd(der: Uint8Array, start: number): number | undefined {
  const [tag, length = 0, first = 0, second = 0] = der.subarray(start);
  if (tag !== 0x02 || length === 0 || first >= 0x80) return undefined;
  return length > 1 && first === 0 && second < 0x80 ? undefined : start + 2 + length;
}

/**
 * Whether key and signature have the form that both suites accept. The bounds keep a key out of a token from asking for
 * hours of work; small and even exponents are no keys that anybody should rely on.
 */
export function hasStrictRsaForm({ modulus, exponent, signature }: RsaCheck): boolean {
  const bits = modulus.length * 8;
  const odd = ((modulus.at(-1) ?? 0) & (exponent.at(-1) ?? 0) & 1) === 1;
  return (
    bits >= 2048 &&
    bits <= 8192 &&
    (modulus[0] as number) >= 0x80 &&
    odd &&
    (exponent.length === 3 || exponent.length === 4) &&
    exponent[0] !== 0 &&
    signature.length === modulus.length
  );
}
