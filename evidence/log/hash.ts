// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '../crypto/suite.js';

export const HASH_BYTES = 32;
/** Leaves up to this size are put together in one place that is kept. */
const SMALL = 512;

/** The hashes of a Merkle tree (RFC 6962 section 2.1). A leaf and a node can never share a preimage. */
export function createTreeHasher(suite: CryptoSuite) {
  // Two hashes per leaf of a log: no memory is asked for to make them.
  const pair = new Uint8Array(1 + 2 * HASH_BYTES);
  pair[0] = 1;
  const small = new Uint8Array(SMALL);
  return {
    /** SHA-256(0x00 || data). */
    leaf: (data: Uint8Array): Uint8Array => {
      const length = 1 + data.length;
      const input = length <= SMALL ? small.subarray(0, length) : new Uint8Array(length);
      input.set(data, 1);
      return suite.sha256(input);
    },
    /** SHA-256(0x01 || left || right). Both are 32 bytes. */
    node: (left: Uint8Array, right: Uint8Array): Uint8Array => {
      pair.set(left, 1);
      pair.set(right, 1 + HASH_BYTES);
      return suite.sha256(pair);
    },
    /** The root of the tree without leaves: SHA-256 of nothing. */
    empty: (): Uint8Array => suite.sha256(new Uint8Array(0)),
  };
}

export type TreeHasher = Readonly<ReturnType<typeof createTreeHasher>>;

export function sameHash(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
