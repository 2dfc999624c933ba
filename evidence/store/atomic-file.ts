// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { isTaken, writeAll, type StoreIo } from './io.js';

const encoder = new TextEncoder();

/** Names that begin like this hold unfinished work; a crash may leave one, and it is never read as evidence. */
export const TEMPORARY_PREFIX = '.tmp-';

function writeTemporary(io: StoreIo, path: string, content: Uint8Array | string, mode: number): string {
  const temporary = join(dirname(path), `${TEMPORARY_PREFIX}${randomBytes(8).toString('hex')}-${basename(path)}`);
  const fd = io.createFile(temporary, mode);
  try {
    writeAll(io, fd, typeof content === 'string' ? encoder.encode(content) : content, 0);
    io.dataSync(fd);
  } catch (error) {
    io.close(fd);
    io.remove(temporary);
    throw error;
  }
  io.close(fd);
  return temporary;
}

/** Replaces a file: after a crash at any point the old content or the new is there, whole. */
export function replaceFile(io: StoreIo, path: string, content: Uint8Array | string, mode: number): void {
  const temporary = writeTemporary(io, path, content, mode);
  try {
    io.rename(temporary, path);
  } catch (error) {
    io.remove(temporary);
    throw error;
  }
  io.syncDir(dirname(path));
}

/** As `replaceFile`, without waiting for the disk: for what can be made again at any time. */
export function replaceDerivedFile(io: StoreIo, path: string, content: string, mode: number): void {
  const temporary = join(dirname(path), `${TEMPORARY_PREFIX}${randomBytes(8).toString('hex')}-${basename(path)}`);
  const fd = io.createFile(temporary, mode);
  try {
    writeAll(io, fd, encoder.encode(content), 0);
  } finally {
    io.close(fd);
  }
  io.rename(temporary, path);
}

/** Creates a file whole or not at all. Answers false, and changes nothing, when the name is taken. */
export function createWholeFile(io: StoreIo, path: string, content: Uint8Array | string, mode: number): boolean {
  const temporary = writeTemporary(io, path, content, mode);
  try {
    // link, unlike rename, refuses to replace: two writers cannot both succeed.
    io.link(temporary, path);
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  } finally {
    io.remove(temporary);
  }
  io.syncDir(dirname(path));
  return true;
}
