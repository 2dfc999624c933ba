// SPDX-License-Identifier: Apache-2.0
import { toHex } from '../canonical/text.js';

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
export function hasStrictForm(publicKey: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== KEY_LENGTH || signature.length !== SIGNATURE_LENGTH) return false;
  const y = new Uint8Array(publicKey);
  const [first = 0, last = 0] = [y[0], y[31]];
  y[31] = last & 0x7f;
  // 2^255-19 is 0x7f, thirty times 0xff, and 0xed.
  const isReduced = first < 0xed || y[31] !== 0x7f || y.subarray(1, 31).some((byte) => byte !== 0xff);
  return isReduced && !SMALL_ORDER.includes(toHex(y));
}
