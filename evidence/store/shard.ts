// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { EvidenceUnavailableError } from '../model/errors.js';
import { TEMPORARY_PREFIX } from './atomic-file.js';
import { writeAll, type StoreIo } from './io.js';
import { shardName } from './names.js';

/** An open file of a run. Bytes before `durable` are on disk and acknowledged; nothing after it counts. */
export interface Shard {
  readonly name: string;
  readonly fd: number;
  readonly durable: number;
  readonly entries: number;
  /** An attempt failed: cut back to `durable` before anything else is written. */
  readonly dirty: boolean;
}

/** Where shards are made, and with which mode. */
export interface ShardPlace {
  readonly io: StoreIo;
  readonly dir: string;
  readonly fileMode: number;
}

/**
 * Makes a shard that holds its first entries from the moment it has its name.
 *  1. create and write a temporary file      crash: a leftover that no reader looks at
 *  2. fdatasync                              crash: the same
 *  3. link to the final name                 crash: the shard is whole, under its name or not at all
 *  4. remove the temporary name, fsync dir   crash: the shard is whole
 * Only then is any of it acknowledged.
 */
export function startShard(
  place: ShardPlace,
  session: string,
  seqStart: bigint,
  bytes: Uint8Array,
  entries: number,
): Shard {
  const { io, dir } = place;
  const name = shardName(session, seqStart);
  const temporary = join(dir, `${TEMPORARY_PREFIX}${name}`);
  io.remove(temporary);
  const fd = io.createFile(temporary, place.fileMode);
  let named = false;
  try {
    writeAll(io, fd, bytes, 0);
    io.dataSync(fd);
    // link refuses a taken name: two files with one start would be two histories.
    io.link(temporary, join(dir, name));
    named = true;
    io.remove(temporary);
    io.syncDir(dir);
  } catch (error) {
    io.close(fd);
    io.remove(temporary);
    if (named) io.remove(join(dir, name));
    throw error;
  }
  return { name, fd, durable: bytes.length, entries, dirty: false };
}

/**
 * Appends whole lines. They count when the disk has been waited for and `acceptWritten` says so.
 *  0. a shard that somebody removed, moved or cut is refused: writing to it would succeed and keep nothing
 *  1. cut off what a failed attempt left, or somebody else wrote   crash: as before
 *  2. write                                crash: a torn tail or unacknowledged whole lines; recovery seals or keeps them
 *  3. fdatasync, by the caller             crash: whole lines that nobody was told about
 * When a step fails the file is cut back to the durable length, so the failed lines cannot surface later. The bytes
 * are written again at the next attempt: after a failed fdatasync the kernel may have dropped them without telling.
 */
export function writeToShard({ io, dir }: Pick<ShardPlace, 'io' | 'dir'>, shard: Shard, bytes: Uint8Array): void {
  const size = io.sizeAt(shard.fd, join(dir, shard.name));
  if (size === undefined || size < shard.durable) {
    throw new EvidenceUnavailableError('io', `${shard.name} was removed, moved or cut; restart to go on`);
  }
  if (shard.dirty || size > shard.durable) io.truncate(shard.fd, shard.durable);
  writeAll(io, shard.fd, bytes, shard.durable);
}

/** The shard after its written bytes became durable. */
export function acceptWritten(shard: Shard, bytes: number, entries: number): Shard {
  return { ...shard, durable: shard.durable + bytes, entries: shard.entries + entries, dirty: false };
}

/**
 * Forgets a failed attempt at once where the disk lets it. The shard stays marked, because the cut itself is durable
 * only with the next fdatasync. Never throws.
 */
export function cutBack(io: StoreIo, shard: Shard): Shard {
  try {
    io.truncate(shard.fd, shard.durable);
  } catch {
    // The mark makes the next write cut first.
  }
  return { ...shard, dirty: true };
}

/** Makes sure nothing after the durable length can surface. Before a next shard begins, or its entries stand twice. */
export function finishShard(io: StoreIo, shard: Shard): Shard {
  if (!shard.dirty) return shard;
  io.truncate(shard.fd, shard.durable);
  io.dataSync(shard.fd);
  return { ...shard, dirty: false };
}
