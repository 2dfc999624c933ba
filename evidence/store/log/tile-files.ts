// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { tilePath, TILE_WIDTH, type TileCoordinate } from '../../log/tiles.js';
import { TEMPORARY_PREFIX } from '../atomic-file.js';
import { isMissing, writeAll, type StoreIo } from '../io.js';
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

interface Written {
  readonly fd: number;
  readonly temporary: string;
  readonly path: string;
}

function writeTemporary(io: StoreIo, dir: string, { tile, bytes }: TileFile, mode: number): Written {
  const temporary = join(dir, `${TEMPORARY_PREFIX}${randomBytes(8).toString('hex')}`);
  const fd = io.createFile(temporary, mode);
  const written = { fd, temporary, path: join(dir, tilePath(tile)) };
  try {
    writeAll(io, fd, bytes, 0);
  } catch (error) {
    io.close(fd);
    throw error;
  }
  return written;
}

/**
 * Writes tiles so that all of them are durable when this resolves. Each step, and what a crash after it leaves:
 *  1. temporary files, written               leftovers that the next writer removes
 *  2. fdatasync of each, all at a time       the same
 *  3. rename to the tiles' names             tiles that no signed tree has yet; they are replaced before one does
 *  4. fsync of their folders                 the same
 */
export async function writeTiles(io: StoreIo, dir: string, files: readonly TileFile[], mode: number): Promise<void> {
  const open: Written[] = [];
  try {
    for (const file of files) open.push(writeTemporary(io, dir, file, mode));
    const waits = await Promise.allSettled(open.map(({ fd }) => synced(io, fd)));
    const failed = waits.find((wait) => wait.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  } catch (error) {
    closeAll(io, open);
    for (const { temporary } of open) io.remove(temporary);
    throw error;
  }
  closeAll(io, open);
  const folders = new Set<string>();
  for (const { temporary, path } of open) {
    makeFolders(io, dir, dirname(path), folders);
    io.rename(temporary, path);
  }
  for (const folder of folders) io.syncDir(folder);
}

function closeAll(io: StoreIo, open: readonly Written[]): void {
  for (const { fd } of open) io.close(fd);
}

/** Makes a tile's folder, and notes it and those above it: a folder's own name must be durable as well. */
function makeFolders(io: StoreIo, dir: string, folder: string, folders: Set<string>): void {
  if (folders.has(folder)) return;
  io.makeDir(folder, 0o750);
  for (let at = folder; at.length >= dir.length; at = dirname(at)) folders.add(at);
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
