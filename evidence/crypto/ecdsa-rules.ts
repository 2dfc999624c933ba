// SPDX-License-Identifier: Apache-2.0
import type { EcdsaCheck } from './suite.js';

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
