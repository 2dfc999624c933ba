// SPDX-License-Identifier: Apache-2.0
import type { Checkpoint } from './checkpoint.js';
import { sameHash, type TreeHasher } from './hash.js';

/** Longest proof there can be: one hash per level of the largest tree. */
export const MAX_PROOF_HASHES = 63;

/** A place in a tree, halved level by level. Plain arithmetic: bit operations stop at 32 bits. */
interface Place {
  fn: number;
  sn: number;
}

function rise(place: Place): void {
  place.fn = Math.floor(place.fn / 2);
  place.sn = Math.floor(place.sn / 2);
}

/** Whether the next proof hash stands to the left, and the climb past levels that have no sibling. */
function standsLeft(place: Place): boolean {
  if (place.fn % 2 === 0 && place.fn !== place.sn) return false;
  while (place.fn % 2 === 0 && place.fn !== 0) rise(place);
  return true;
}

function isSize(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

/**
 * Whether `leafHash` is the leaf at `index` of the tree with `size` leaves and this root (RFC 9162 section 2.1.3.2).
 * Everything is untrusted; hashes are 32 bytes.
 */
export function checkInclusion(
  place: { readonly index: number; readonly size: number },
  leafHash: Uint8Array,
  proof: readonly Uint8Array[],
  root: Uint8Array,
  hasher: TreeHasher,
): boolean {
  if (!isSize(place.index) || !isSize(place.size) || place.index >= place.size) return false;
  const at: Place = { fn: place.index, sn: place.size - 1 };
  let hash = leafHash;
  for (const sibling of proof) {
    if (at.sn === 0) return false;
    hash = standsLeft(at) ? hasher.node(sibling, hash) : hasher.node(hash, sibling);
    rise(at);
  }
  return at.sn === 0 && sameHash(hash, root);
}

/** A tree head as proofs know it. */
export type TreeHead = Pick<Checkpoint, 'size' | 'root'>;

function isPowerOfTwo(value: number): boolean {
  return Number.isInteger(Math.log2(value)) && 2 ** Math.log2(value) === value;
}

/**
 * Whether the tree `to` begins with all leaves of the tree `from` (RFC 9162 section 2.1.4.2). A proof from the empty
 * tree, or between equal sizes, is empty. Everything is untrusted; hashes are 32 bytes.
 */
export function checkConsistency(
  from: TreeHead,
  to: TreeHead,
  proof: readonly Uint8Array[],
  hasher: TreeHasher,
): boolean {
  if (!isSize(from.size) || !isSize(to.size) || from.size > to.size) return false;
  if (from.size === to.size) return proof.length === 0 && sameHash(from.root, to.root);
  if (from.size === 0) return proof.length === 0 && sameHash(from.root, hasher.empty());
  const [first, ...rest] = isPowerOfTwo(from.size) ? [from.root, ...proof] : proof;
  if (first === undefined) return false;
  const at: Place = { fn: from.size - 1, sn: to.size - 1 };
  while (at.fn % 2 === 1) rise(at);
  let old = first;
  let now = first;
  for (const sibling of rest) {
    if (at.sn === 0) return false;
    if (standsLeft(at)) {
      old = hasher.node(sibling, old);
      now = hasher.node(sibling, now);
    } else {
      now = hasher.node(now, sibling);
    }
    rise(at);
  }
  return at.sn === 0 && sameHash(old, from.root) && sameHash(now, to.root);
}
