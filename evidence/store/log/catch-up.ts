// SPDX-License-Identifier: Apache-2.0
import type { StoreIo } from '../io.js';
import { isProvedDead, type ProcessTable } from '../lock.js';
import { parseShardName, type ShardName } from '../names.js';
import { readShardReceipts } from '../tail.js';
import type { LogBackend } from './backend.js';

export interface CatchUpPlace {
  readonly io: StoreIo;
  /** The evidence folder. */
  readonly dir: string;
  readonly processes: ProcessTable;
  readonly backend: LogBackend;
}

/** Runs of the folder by session, their shards in order. */
function runsIn({ io, dir }: CatchUpPlace): Map<string, ShardName[]> {
  const runs = new Map<string, ShardName[]>();
  for (const name of io.list(dir)) {
    const shard = parseShardName(name);
    if (shard !== undefined) runs.set(shard.session, [...(runs.get(shard.session) ?? []), shard]);
  }
  for (const shards of runs.values()) shards.sort((a, b) => (a.seqStart < b.seqStart ? -1 : 1));
  return runs;
}

interface Stretch {
  readonly from: number;
  readonly receipts: readonly string[];
}

/** A dead run's receipts from the `have`-th on. The newest shard is read first: mostly it is the only one needed. */
function missingStretches(place: CatchUpPlace, shards: readonly ShardName[], have: number): Stretch[] {
  const stretches: Stretch[] = [];
  for (const shard of shards.toReversed()) {
    const { from, receipts, damaged } = readShardReceipts(place.io, place.dir, shard);
    // What was written behind a damaged place is not part of the run any more.
    if (damaged) stretches.length = 0;
    if (receipts.length === 0) continue;
    stretches.unshift({ from, receipts });
    if (from <= have) break;
  }
  return stretches;
}

async function catchUpRun(place: CatchUpPlace, session: string, shards: readonly ShardName[]): Promise<void> {
  const have = place.backend.progress(session);
  if (have === undefined) return;
  const stretches = missingStretches(place, shards, have);
  for (const [index, { from, receipts }] of stretches.entries()) {
    await place.backend.append([{ session, from, receipts, complete: index === stretches.length - 1 }]);
  }
}

/**
 * Makes leaves of what dead runs recorded and could not hand in any more. Runs whose writer may still live are left to
 * it; `own` is being written by the caller. Rejects with what the log says.
 */
export async function catchUp(place: CatchUpPlace, own: ReadonlySet<string>): Promise<void> {
  for (const [session, shards] of runsIn(place)) {
    if (own.has(session) || place.backend.progress(session) === undefined) continue;
    if (isProvedDead(place.io, place.dir, session, place.processes)) await catchUpRun(place, session, shards);
  }
}
