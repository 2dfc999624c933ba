// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { openRun } from '../chain/emit.js';
import { nodeSuite } from '../crypto/node/suite.js';
import type { Signer } from '../sign/signer.js';
import { newActionId, newNonce } from './action-id.js';
import { createWholeFile } from './atomic-file.js';
import { batchBytes, createBatch, firstHead, pushReceipt, type Batch, type RunHead, type RunSetting } from './batch.js';
import type { RecordClock } from './clock.js';
import { isTaken, writeAll, type StoreIo } from './io.js';
import { releaseLock, takeLock, type ProcessTable } from './lock.js';
import type { LogFeed } from './log/feed.js';
import { newSession, pendingSlot, reserveName, successorSlot } from './names.js';
import type { FullOptions } from './options.js';
import { acceptWritten, cutBack, finishShard, startShard, writeToShard, type Shard } from './shard.js';
import { writeSuccession, type Predecessor } from './succession.js';

/** Everything a recorder keeps from run to run. */
export interface StorePlace {
  readonly io: StoreIo;
  readonly dir: string;
  readonly options: FullOptions;
  readonly signer: Signer;
  readonly clock: RecordClock;
  readonly processes: ProcessTable;
  /** Told about every receipt that is durable, in the order of its run. */
  readonly log: LogFeed | undefined;
}

/** The run being written. */
export interface ActiveRun {
  readonly setting: RunSetting;
  head: RunHead;
  shard: Shard;
  shards: number;
}

const RESERVE = new Uint8Array(64 * 1024);

/** Keeps room for a run's last records. Written, not only sized: a sparse file holds no blocks. */
function keepReserve(place: StorePlace, session: string): void {
  const { io } = place;
  const fd = io.createFile(join(place.dir, reserveName(session)), 0o600);
  try {
    writeAll(io, fd, RESERVE, 0);
    io.dataSync(fd);
  } finally {
    io.close(fd);
  }
}

export function releaseReserve(place: StorePlace, session: string): void {
  place.io.remove(join(place.dir, reserveName(session)));
}

function openingBatch(place: StorePlace, session: string): Batch {
  const { options, signer, clock } = place;
  const { checkpointInterval, signCheckpoints } = options;
  const setting: RunSetting = { session, signer, clock, checkpointInterval, signCheckpoints };
  const opened = openRun(
    {
      actionId: newActionId(),
      at: clock(),
      runNonce: newNonce(),
      openNonce: newNonce(),
      recorderSession: session,
      policyHash: options.policyHash,
      signerKey: signer.publicKeyHex,
      heartbeatSeconds: options.heartbeatSeconds,
    },
    nodeSuite,
  );
  const batch = createBatch(setting, firstHead(opened.state));
  pushReceipt(batch, opened.record, options.ext);
  return batch;
}

/** Gives the signed link or recovery seal its public name, unless another successor was first. */
export function publishSlot(io: StoreIo, dir: string, pending: string, slot: string): void {
  try {
    io.link(join(dir, pending), join(dir, slot));
  } catch (error) {
    if (!isTaken(error)) throw error;
  }
  io.remove(join(dir, pending));
  io.syncDir(dir);
}

/**
 * Opens a run. Each step is durable before the next, and says what a crash after it leaves behind.
 *  1. lock                                   a lock whose owner is gone
 *  2. reserve                                the same, and room that the next start frees
 *  3. link or recovery seal, signed, pending name     the same; it names a run that never was, so the next start drops it
 *  4. first shard with session_open in it    a run, with its link pending: the next start publishes it
 *  5. link or recovery seal under its public name     a run that is linked
 * The shard comes whole or not at all, so there is never a run without its session_open.
 */
export function startRun(place: StorePlace, predecessor: Predecessor | undefined): ActiveRun {
  const { io, dir, options } = place;
  const session = newSession(options.base);
  takeLock(io, dir, session, place.processes);
  const pending = predecessor === undefined ? undefined : pendingSlot(session, predecessor.session);
  try {
    keepReserve(place, session);
    const batch = openingBatch(place, session);
    if (predecessor !== undefined && pending !== undefined) {
      createWholeFile(io, join(dir, pending), slotText(place, predecessor, batch), 0o600);
    }
    const shard = startShard({ io, dir, fileMode: options.fileMode }, session, 0n, batchBytes(batch), batch.entries);
    if (predecessor !== undefined && pending !== undefined) publishPatiently(place, pending, predecessor.session);
    place.log?.committed(session, batch.receipts);
    return { setting: batch.setting, head: batch.head, shard, shards: 1 };
  } catch (error) {
    abandonStart(place, session, pending);
    throw error;
  }
}

function slotText(place: StorePlace, predecessor: Predecessor, opening: Batch): string {
  const { session, signer } = opening.setting;
  return writeSuccession(predecessor, { session, openHash: opening.head.receiptHead, signer, at: place.clock() });
}

/** The run exists by now; a slot that cannot be published yet stays pending and the next start does it. */
function publishPatiently(place: StorePlace, pending: string, predecessor: string): void {
  try {
    publishSlot(place.io, place.dir, pending, successorSlot(predecessor));
  } catch {
    // Pending on disk, signed and complete: nothing is lost by going on.
  }
}

function abandonStart(place: StorePlace, session: string, pending: string | undefined): void {
  try {
    releaseReserve(place, session);
    if (pending !== undefined) place.io.remove(join(place.dir, pending));
    releaseLock(place.io, place.dir, session);
  } catch {
    // The folder refuses even removals; the lock's owner will be gone at the next start, which cleans up.
  }
}

/** Entries and bytes that a shard holds, or will once what is under way is written. */
export interface Fill {
  readonly entries: number;
  readonly bytes: number;
}

export function fitsShard(fill: Fill, more: Fill, options: FullOptions): boolean {
  return fill.entries + more.entries <= options.maxEntriesPerFile && fill.bytes + more.bytes <= options.maxFileBytes;
}

/** Makes a batch durable as the first of a fresh shard. On failure the run stands as before. */
export function commitFresh(place: StorePlace, run: ActiveRun, batch: Batch): void {
  const { io, dir, options } = place;
  run.shard = finishShard(io, run.shard);
  const shardPlace = { io, dir, fileMode: options.fileMode };
  const shard = startShard(shardPlace, run.setting.session, run.head.seq, batchBytes(batch), batch.entries);
  io.close(run.shard.fd);
  run.shard = shard;
  run.shards += 1;
  run.head = batch.head;
  place.log?.committed(run.setting.session, batch.receipts);
}

/** Writes a batch to the current shard. On failure the run stands as before. */
export function writeBatch(place: StorePlace, run: ActiveRun, batch: Batch): void {
  try {
    writeToShard(place, run.shard, batchBytes(batch));
  } catch (error) {
    discardWritten(place, run);
    throw error;
  }
}

/** The written batch is on disk: the run goes on from its head. */
export function acceptBatch(place: StorePlace, run: ActiveRun, batch: Batch): void {
  run.shard = acceptWritten(run.shard, batch.bytes, batch.entries);
  run.head = batch.head;
  place.log?.committed(run.setting.session, batch.receipts);
}

/** The written batch did not reach the disk. */
export function discardWritten(place: StorePlace, run: ActiveRun): void {
  run.shard = cutBack(place.io, run.shard);
}

/** Writes a batch and waits, in the current shard or, where it is full, in a fresh one. */
export function commitNow(place: StorePlace, run: ActiveRun, batch: Batch): void {
  const fill = { entries: run.shard.entries, bytes: run.shard.durable };
  if (!fitsShard(fill, batch, place.options)) {
    commitFresh(place, run, batch);
    return;
  }
  writeBatch(place, run, batch);
  try {
    place.io.dataSync(run.shard.fd);
  } catch (error) {
    discardWritten(place, run);
    throw error;
  }
  acceptBatch(place, run, batch);
}

/** Lets go of a run, whether or not its last records could be written. */
export function releaseRun(place: StorePlace, run: ActiveRun): void {
  const { session } = run.setting;
  place.io.close(run.shard.fd);
  releaseReserve(place, session);
  releaseLock(place.io, place.dir, session);
}
