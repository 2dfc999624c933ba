// SPDX-License-Identifier: Apache-2.0
import { HASH_BYTES, type TreeHasher } from './hash.js';
import { rangeRoot, type NodeReader } from './proof.js';
import { TILE_HEIGHT, TILE_WIDTH, tileWidth, type TileCoordinate } from './tiles.js';

/** Gives the hashes of a tile, `width * 32` bytes. Throws when it has none. */
export type TileSource = (tile: TileCoordinate) => Uint8Array;

/** Reads complete subtrees of the tree of `size` leaves out of its tiles. A tile is asked for as wide as that tree has it. */
export function createNodeReader(size: number, source: TileSource, hasher: TreeHasher): NodeReader {
  return (height, index) => {
    const level = Math.floor(height / TILE_HEIGHT);
    const span = 2 ** (height % TILE_HEIGHT);
    const tile = Math.floor((index * span) / TILE_WIDTH);
    const hashes = source({ level, index: tile, width: tileWidth(level, tile, size) });
    const first = (index * span) % TILE_WIDTH;
    const inTile: NodeReader = (up, at) => {
      if (up > 0) return hasher.node(inTile(up - 1, 2 * at), inTile(up - 1, 2 * at + 1));
      return hashes.slice(at * HASH_BYTES, (at + 1) * HASH_BYTES);
    };
    return rangeRoot(inTile, first, first + span, hasher);
  };
}

/** The complete subtrees at the right edge of the tree of `size` leaves, largest first: what an append goes on from. */
export function edgeNodes(size: number, read: NodeReader): Uint8Array[] {
  const nodes: Uint8Array[] = [];
  for (let height = 0, rest = size; rest > 0; height += 1, rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) nodes.unshift(read(height, rest - 1));
  }
  return nodes;
}
