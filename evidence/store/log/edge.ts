// SPDX-License-Identifier: Apache-2.0
import { createCompactRange } from '../../log/compact-range.js';
import { HASH_BYTES, sameHash, type TreeHasher } from '../../log/hash.js';
import { createNodeReader, edgeNodes, type TileSource } from '../../log/tile-reader.js';
import { TILE_HEIGHT } from '../../log/tile-reader.js';
import { parseBundle, TILE_WIDTH, type TileCoordinate } from '../../log/tiles.js';

/** The partial tiles at the right edge of a tree of `size` leaves, lowest level first. */
export function edgeTiles(size: number): TileCoordinate[] {
  const tiles: TileCoordinate[] = [];
  for (let level = 0, hashes = size; hashes > 0; level += 1, hashes = Math.floor(hashes / TILE_WIDTH)) {
    const width = hashes % TILE_WIDTH;
    if (width > 0) tiles.push({ level, index: Math.floor(hashes / TILE_WIDTH), width });
  }
  return tiles;
}

/** A tile to write. */
export interface TileFile {
  readonly tile: TileCoordinate;
  readonly bytes: Uint8Array;
}

/** The right edge of a log in memory: the tiles that still grow, and the few hashes an append needs. */
export interface Edge {
  readonly size: number;
  root(): Uint8Array;
  append(entry: Uint8Array): void;
  /** The tiles that came to be or grew since the last call. */
  takeFiles(): readonly TileFile[];
}

/** A tile that still grows. */
interface Growing {
  readonly level: number | 'entries';
  index: number;
  width: number;
  bytes: number;
  buffer: Uint8Array;
  changed: boolean;
}

function growing(level: number | 'entries', index = 0, width = 0, bytes: Uint8Array = new Uint8Array(0)): Growing {
  const buffer = new Uint8Array(Math.max(TILE_WIDTH * HASH_BYTES, bytes.length));
  buffer.set(bytes);
  return { level, index, width, bytes: bytes.length, buffer, changed: false };
}

function fileOf({ level, index, width, buffer, bytes }: Growing): TileFile {
  return { tile: { level, index, width }, bytes: buffer.slice(0, bytes) };
}

/** Makes room for so many more bytes. */
function reserve(tile: Growing, more: number): void {
  const needed = tile.bytes + more;
  if (needed <= tile.buffer.length) return;
  const larger = new Uint8Array(Math.max(needed, 2 * tile.buffer.length));
  larger.set(tile.buffer);
  tile.buffer = larger;
}

function put(tile: Growing, bytes: Uint8Array): void {
  reserve(tile, bytes.length);
  tile.buffer.set(bytes, tile.bytes);
  tile.bytes += bytes.length;
}

/** One more hash or entry stands in the tile; one that is full goes to `done` and the next begins. */
function step(tile: Growing, done: TileFile[]): void {
  tile.width += 1;
  tile.changed = true;
  if (tile.width < TILE_WIDTH) return;
  done.push(fileOf(tile));
  Object.assign(tile, { index: tile.index + 1, width: 0, bytes: 0, changed: false });
}

/**
 * Takes a log up at `size` leaves, out of its partial tiles at the right edge: under 100 KiB of hashes and one bundle.
 * Answers undefined when the entries of that bundle are not those of its tile. Throws what `source` throws.
 */
export function loadEdge(size: number, source: TileSource, hasher: TreeHasher): Edge | undefined {
  const levels = new Map<number, Growing>();
  let entries = growing('entries', Math.floor(size / TILE_WIDTH));
  for (const tile of edgeTiles(size)) {
    const hashes = source(tile);
    levels.set(tile.level as number, growing(tile.level, tile.index, tile.width, hashes));
    if (tile.level !== 0) continue;
    const bundle = source({ ...tile, level: 'entries' });
    const leaves = parseBundle(bundle, tile.width)?.map((entry) => hasher.leaf(entry));
    const same = leaves?.every((leaf, at) => sameHash(leaf, hashes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES)));
    if (same !== true) return undefined;
    entries = growing('entries', tile.index, tile.width, bundle);
  }
  const nodes = edgeNodes(size, createNodeReader(size, source, hasher));
  return createEdge({ size, nodes }, levels, entries, hasher);
}

function createEdge(
  start: { readonly size: number; readonly nodes: readonly Uint8Array[] },
  levels: Map<number, Growing>,
  entries: Growing,
  hasher: TreeHasher,
): Edge {
  const done: TileFile[] = [];
  const keep = (height: number, index: number, hash: Uint8Array): void => {
    if (height % TILE_HEIGHT !== 0) return;
    const level = height / TILE_HEIGHT;
    const tile = levels.get(level) ?? growing(level, Math.floor(index / TILE_WIDTH));
    levels.set(level, tile);
    put(tile, hash);
    step(tile, done);
  };
  const range = createCompactRange(hasher, keep, start);
  return {
    get size() {
      return range.size;
    },
    root: () => range.root(),
    append: (entry) => {
      reserve(entries, 2);
      entries.buffer[entries.bytes] = entry.length >> 8;
      entries.buffer[entries.bytes + 1] = entry.length & 0xff;
      entries.bytes += 2;
      put(entries, entry);
      step(entries, done);
      range.append(hasher.leaf(entry));
    },
    takeFiles: () => {
      const files = done.splice(0);
      for (const tile of [...levels.values(), entries]) {
        if (!tile.changed) continue;
        files.push(fileOf(tile));
        tile.changed = false;
      }
      return files;
    },
  };
}
