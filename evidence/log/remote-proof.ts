// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../canonical/errors.js';
import { HASH_BYTES, type TreeHasher } from './hash.js';
import type { NodeReader } from './proof.js';
import { createNodeReader } from './tile-reader.js';
import { tilePath, type TileCoordinate } from './tiles.js';

/**
 * Builds something out of the tiles of a tree of `size` leaves that have to be fetched first. `fetch` gives untrusted
 * bytes; what is built proves itself or does not. Rejects with what `fetch` says, or FormatError `size`.
 */
export async function buildFromTiles<T>(
  size: number,
  fetch: (tile: TileCoordinate) => Promise<Uint8Array>,
  hasher: TreeHasher,
  build: (read: NodeReader) => T,
): Promise<T> {
  const tiles = new Map<string, Uint8Array>();
  for (;;) {
    const wanted: TileCoordinate[] = [];
    const read = createNodeReader(
      size,
      (tile) => {
        const known = tiles.get(tilePath(tile));
        if (known !== undefined) return known;
        wanted.push(tile);
        throw new FormatError('size', `${tilePath(tile)} is not here yet`);
      },
      hasher,
    );
    try {
      return build(read);
    } catch (error) {
      const [tile] = wanted;
      if (tile === undefined) throw error;
      const bytes = await fetch(tile);
      if (bytes.length !== tile.width * HASH_BYTES) {
        throw new FormatError('size', `${tilePath(tile)}: ${tile.width} hashes are expected`, { cause: error });
      }
      tiles.set(tilePath(tile), bytes);
    }
  }
}
