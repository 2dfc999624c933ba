// SPDX-License-Identifier: Apache-2.0
import type { TreeHasher } from './hash.js';

/** Gives the hash of a complete subtree: leaves `index * 2^height` up to the next multiple. */
export type NodeReader = (height: number, index: number) => Uint8Array;

function split(size: number): number {
  let half = 1;
  while (half * 2 < size) half *= 2;
  return half;
}

/** The root of the leaves from `low` up to, not including, `high`. A range of a tree, as RFC 6962 splits it. */
export function rangeRoot(read: NodeReader, low: number, high: number, hasher: TreeHasher): Uint8Array {
  const size = high - low;
  if (size === 0) return hasher.empty();
  const half = split(size);
  if (size === 1 || half * 2 === size) return read(Math.log2(size), low / size);
  return hasher.node(rangeRoot(read, low, low + half, hasher), rangeRoot(read, low + half, high, hasher));
}

/** The inclusion proof of the leaf at `index` in the tree of `size` leaves (RFC 6962 section 2.1.1), leaf to root. */
export function inclusionProof(read: NodeReader, index: number, size: number, hasher: TreeHasher): Uint8Array[] {
  const proof: Uint8Array[] = [];
  let low = 0;
  let high = size;
  while (high - low > 1) {
    const middle = low + split(high - low);
    const left = index < middle;
    proof.push(left ? rangeRoot(read, middle, high, hasher) : rangeRoot(read, low, middle, hasher));
    if (left) high = middle;
    else low = middle;
  }
  return proof.reverse();
}

/** The consistency proof between the trees of `from` and `to` leaves (RFC 6962 section 2.1.2). */
export function consistencyProof(read: NodeReader, from: number, to: number, hasher: TreeHasher): Uint8Array[] {
  if (from === 0 || from === to) return [];
  const proof: Uint8Array[] = [];
  let low = 0;
  let high = to;
  // The tree of `from` leaves ends inside low..high until a subtree ends exactly with it.
  while (from < high) {
    const middle = low + split(high - low);
    const left = from <= middle;
    proof.push(left ? rangeRoot(read, middle, high, hasher) : rangeRoot(read, low, middle, hasher));
    if (left) high = middle;
    else low = middle;
  }
  // Whoever checks knows the old root itself; it stands in the proof only as a part of a larger tree.
  if (low > 0) proof.push(rangeRoot(read, low, high, hasher));
  return proof.reverse();
}
