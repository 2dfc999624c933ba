// SPDX-License-Identifier: Apache-2.0
import { HASH_BYTES, type TreeHasher } from './hash.js';
import type { NodeReader } from './proof.js';
import { TILE_WIDTH, tileWidth, type TileCoordinate } from './tiles.js';

/** Levels of the tree in a tile: 2^8 hashes are its width. */
export const TILE_HEIGHT = 8;

/** Gives the hashes of a tile, `width * 32` bytes. Throws when it has none. */
export type TileSource = (tile: TileCoordinate) => Uint8Array;

/** Tiles kept at a time: every upper tile of a log of millions, and the last few at the bottom. */
const MAX_TILES = 256;

/** Complete subtrees within one tile, each computed once. */
function openTile(hashes: Uint8Array, hasher: TreeHasher): NodeReader {
  const known = new Map<number, Uint8Array>();
  const read: NodeReader = (up, at) => {
    if (up === 0) return hashes.slice(at * HASH_BYTES, (at + 1) * HASH_BYTES);
    const place = up * TILE_WIDTH + at;
    const hash = known.get(place) ?? hasher.node(read(up - 1, 2 * at), read(up - 1, 2 * at + 1));
    known.set(place, hash);
    return hash;
  };
  return read;
}

/** Reads complete subtrees of the tree of `size` leaves out of its tiles. A tile is asked for as wide as that tree has it. */
export function createNodeReader(size: number, source: TileSource, hasher: TreeHasher): NodeReader {
  const tiles = new Map<string, NodeReader>();
  return (height, index) => {
    const level = Math.floor(height / TILE_HEIGHT);
    const up = height % TILE_HEIGHT;
    const across = TILE_WIDTH / 2 ** up;
    const tile = Math.floor(index / across);
    const name = `${level}/${tile}`;
    let read = tiles.get(name);
    if (read === undefined) {
      read = openTile(source({ level, index: tile, width: tileWidth(level, tile, size) }), hasher);
      const oldest = tiles.size >= MAX_TILES ? tiles.keys().next().value : undefined;
      if (oldest !== undefined) tiles.delete(oldest);
      tiles.set(name, read);
    }
    return read(up, index % across);
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
