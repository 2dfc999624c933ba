// SPDX-License-Identifier: Apache-2.0
import type { TreeHasher } from './hash.js';

/** Told about every complete subtree as it comes to be: 2^height leaves, the index-th of its height. */
export type OnNode = (height: number, index: number, hash: Uint8Array) => void;

/**
 * The right edge of a tree: all that an append and a root need. About two hashes per leaf, and log2(size) kept. It goes on
 * from `size` leaves; `nodes` are its complete subtrees, largest first (one per set bit of size).
 */
export function createCompactRange(
  hasher: TreeHasher,
  onNode?: OnNode,
  start: { readonly size: number; readonly nodes: readonly Uint8Array[] } = { size: 0, nodes: [] },
) {
  const stack = [...start.nodes];
  let size = start.size;
  return {
    get size() {
      return size;
    },
    append: (leafHash: Uint8Array): void => {
      let hash = leafHash;
      let index = size;
      onNode?.(0, index, hash);
      // No bit operations: they stop at 32 bits, sizes do not.
      for (let height = 1; index % 2 === 1; height += 1) {
        hash = hasher.node(stack.pop() as Uint8Array, hash);
        index = (index - 1) / 2;
        onNode?.(height, index, hash);
      }
      stack.push(hash);
      size += 1;
    },
    root: (): Uint8Array => {
      return stack.length === 0 ? hasher.empty() : stack.reduceRight((right, left) => hasher.node(left, right));
    },
  };
}
