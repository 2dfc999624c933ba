// SPDX-License-Identifier: Apache-2.0
import { dirname, join } from 'node:path';
import { tilePath, TILE_WIDTH, type TileCoordinate } from '../../log/tiles.js';
import { isMissing, isTaken, writeAll, type StoreIo } from '../io.js';
import type { TileFile } from './edge.js';

/** A tile of a log folder; where the partial tile was removed, the beginning of the full one. Throws what reading says. */
export function readTile(io: Pick<StoreIo, 'read'>, dir: string, tile: TileCoordinate, hashBytes: number): Uint8Array {
  try {
    return io.read(join(dir, tilePath(tile)));
  } catch (error) {
    // Entries are of no fixed length; whoever reads them looks for the full bundle itself.
    if (!isMissing(error) || tile.width === TILE_WIDTH || tile.level === 'entries') throw error;
    return io.read(join(dir, tilePath({ ...tile, width: TILE_WIDTH }))).subarray(0, tile.width * hashBytes);
  }
}

/** Waits for the disk without holding up the thread. */
function synced(io: StoreIo, fd: number): Promise<void> {
  return new Promise((resolve, reject) => {
    io.dataSyncLater(fd, (error) => (error === null ? resolve() : reject(error)));
  });
}

/** Creates a tile's file. One of that name is what a crash left: no signed tree has it. */
function createTile(io: StoreIo, path: string, mode: number): number {
  try {
    return io.createFile(path, mode);
  } catch (error) {
    if (!isTaken(error)) throw error;
    io.remove(path);
    return io.createFile(path, mode);
  }
}

/**
 * Writes tiles so that all of them are durable when this resolves. They stand under their own names at once: nobody
 * reads a tile that no checkpoint needs, and what a crash leaves half written is written anew before one does.
 *  1. the files, written
 *  2. fdatasync of each, all at a time
 *  3. fsync of their folders
 * `known` holds folders whose own names are durable already, and is added to.
 */
export async function writeTiles(
  io: StoreIo,
  dir: string,
  files: readonly TileFile[],
  mode: number,
  known: Set<string>,
): Promise<void> {
  const open: number[] = [];
  const folders = new Set<string>();
  try {
    for (const { tile, bytes } of files) {
      const path = join(dir, tilePath(tile));
      if (!folders.has(dirname(path))) makeFolders(io, dir, dirname(path), folders, known);
      const fd = createTile(io, path, mode);
      open.push(fd);
      writeAll(io, fd, bytes, 0);
    }
    const waits = await Promise.allSettled(open.map((fd) => synced(io, fd)));
    const failed = waits.find((wait) => wait.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  } finally {
    for (const fd of open) io.close(fd);
  }
  for (const folder of folders) io.syncDir(folder);
  for (const folder of folders) if (!folder.endsWith('.p')) known.add(folder);
}

/** Makes a tile's folder and notes it, with those above it down to one that is known: names of folders must last, too. */
function makeFolders(io: StoreIo, dir: string, folder: string, folders: Set<string>, known: Set<string>): void {
  folders.add(folder);
  if (known.has(folder)) return;
  io.makeDir(folder, 0o750);
  for (let at = dirname(folder); at.length >= dir.length; at = dirname(at)) {
    folders.add(at);
    if (known.has(at)) return;
  }
}

/** Removes what a full tile has replaced. Only room is lost when it cannot. */
export function removePartials(io: StoreIo, dir: string, files: readonly TileFile[]): void {
  for (const { tile } of files) {
    if (tile.width < TILE_WIDTH) continue;
    const folder = join(dir, `${tilePath(tile)}.p`);
    try {
      for (const name of io.list(folder)) io.remove(join(folder, name));
      io.removeDir(folder);
    } catch {
      // No partial tiles were published, or they stay: readers take the full one.
    }
  }
}
