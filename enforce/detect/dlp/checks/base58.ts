// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '../../../../evidence/crypto/suite.js';
import { BASE58_DIGITS, valuesOf } from '../../../text/bytes/digits.js';

const RIPPLE = 'rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz';

const VALUES = { bitcoin: valuesOf(BASE58_DIGITS), ripple: valuesOf(RIPPLE) } as const;
export type Base58Alphabet = keyof typeof VALUES;

/** Bytes of a limb, and digits read at once: a limb times 58 to that power is still an exact number. */
const LIMB_BYTES = 3;
const LIMB = 1 << (8 * LIMB_BYTES);
const GROUP = 4;

/**
 * The bytes of a base58 text, or undefined when a character is not in the alphabet. Quadratic in the length, so the
 * caller bounds it.
 */
export function decodeBase58(text: string, alphabet: Base58Alphabet = 'bitcoin'): Uint8Array | undefined {
  const values = VALUES[alphabet];
  const limbs: number[] = [];
  for (let at = 0; at < text.length; at += GROUP) {
    const end = Math.min(text.length, at + GROUP);
    let carry = 0;
    let scale = 1;
    for (let i = at; i < end; i++) {
      const value = values[text.charCodeAt(i)] ?? -1;
      if (value < 0) return undefined;
      carry = carry * 58 + value;
      scale *= 58;
    }
    for (let i = 0; i < limbs.length; i++) {
      const product = (limbs[i] ?? 0) * scale + carry;
      carry = Math.floor(product / LIMB);
      limbs[i] = product - carry * LIMB;
    }
    for (; carry > 0; carry = Math.floor(carry / LIMB)) limbs.push(carry % LIMB);
  }
  return toBytes(limbs, countZeros(text, values));
}

/** A leading digit of value 0 stands for a whole zero byte. */
function countZeros(text: string, values: Int8Array): number {
  let zeros = 0;
  while (zeros < text.length && values[text.charCodeAt(zeros)] === 0) zeros++;
  return zeros;
}

function toBytes(limbs: readonly number[], zeros: number): Uint8Array {
  const bytes: number[] = [];
  for (const limb of limbs) for (let shift = 0; shift < 24; shift += 8) bytes.push((limb >> shift) & 0xff);
  while (bytes.length > 0 && bytes.at(-1) === 0) bytes.pop();
  for (let i = 0; i < zeros; i++) bytes.push(0);
  return Uint8Array.from(bytes.reverse());
}

const CHECKSUM = 4;

/** The bytes ahead of a right checksum (the first four of a double SHA-256), or undefined. */
export function decodeBase58Check(
  text: string,
  suite: CryptoSuite,
  alphabet: Base58Alphabet = 'bitcoin',
): Uint8Array | undefined {
  const bytes = decodeBase58(text, alphabet);
  if (bytes === undefined || bytes.length <= CHECKSUM) return undefined;
  const content = bytes.subarray(0, -CHECKSUM);
  const digest = suite.sha256(suite.sha256(content));
  return bytes.subarray(-CHECKSUM).every((byte, i) => byte === digest[i]) ? content : undefined;
}
