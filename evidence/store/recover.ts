// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import type { StoreIo } from './io.js';
import { TEMPORARY_PREFIX } from './atomic-file.js';
import { removeUnnamedSidecars } from './escrow.js';
import { isProvedDead, type ProcessTable } from './lock.js';
import { parsePendingSlot, parseShardName, sessionBase, shardName, successorSlot, type ShardName } from './names.js';
import { publishSlot } from './run.js';
import type { Predecessor } from './succession.js';
import { readTail } from './tail.js';

/** What recovery needs: the folder, and how to tell the living from the dead. */
export interface RecoveryPlace {
  readonly io: StoreIo;
  readonly dir: string;
  readonly base: string;
  readonly processes: ProcessTable;
}

const STALE_TEMPORARY_MS = 3_600_000;
const LOCK_OR_RESERVE = /^\.(?:lock|reserve)-(.+)$/;

/**
 * Settles what ended runs left behind and answers the run that a new one should follow, if any: the newest run of the
 * same base whose writer is proved dead and that nobody succeeded yet. Runs that may still be written are not touched,
 * and no shard is ever changed.
 */
export function recoverFolder(place: RecoveryPlace): Predecessor | undefined {
  const { io, dir, base, processes } = place;
  // Names first, proofs after: a shard seen here had its lock taken before, so a missing lock means a released one.
  const names = new Set(io.list(dir));
  const verdicts = new Map<string, boolean>();
  const isDead = (session: string): boolean => {
    const known = verdicts.get(session) ?? isProvedDead(io, dir, session, processes);
    verdicts.set(session, known);
    return known;
  };
  publishPending(place, names, isDead);
  removeLeftovers(place, names, isDead);
  // A run that has a successor was looked at when that one began.
  removeUnnamedSidecars(
    place,
    names,
    (session) => sessionBase(session) === base && !names.has(successorSlot(session)) && isDead(session),
  );
  const candidate = newestUnsucceeded(place, names, (session) => sessionBase(session) === base && isDead(session));
  return candidate === undefined ? undefined : readTail(io, dir, candidate);
}

/** A writer that died between its first shard and its link left the link signed and pending. */
function publishPending(place: RecoveryPlace, names: Set<string>, isDead: (session: string) => boolean): void {
  for (const name of names) {
    const pending = parsePendingSlot(name);
    if (pending === undefined || !isDead(pending.successor)) continue;
    if (names.has(shardName(pending.successor, 0n))) {
      publishSlot(place.io, place.dir, name, pending.slot);
      names.add(pending.slot);
    } else {
      // Its run never came to be: the link would name nothing.
      place.io.remove(join(place.dir, name));
    }
  }
}

function removeLeftovers(place: RecoveryPlace, names: Set<string>, isDead: (session: string) => boolean): void {
  const { io, dir } = place;
  for (const name of names) {
    const session = LOCK_OR_RESERVE.exec(name)?.[1];
    if (session !== undefined) {
      if (isDead(session)) io.remove(join(dir, name));
    } else if (name.startsWith(TEMPORARY_PREFIX)) {
      const age = Date.now() - (io.facts(join(dir, name))?.modifiedMs ?? Infinity);
      if (age > STALE_TEMPORARY_MS) io.remove(join(dir, name));
    }
  }
}

function newestUnsucceeded(
  place: RecoveryPlace,
  names: Set<string>,
  isCandidate: (session: string) => boolean,
): readonly ShardName[] | undefined {
  const runs = new Map<string, ShardName[]>();
  for (const name of names) {
    const shard = parseShardName(name);
    if (shard === undefined || names.has(successorSlot(shard.session))) continue;
    runs.set(shard.session, [...(runs.get(shard.session) ?? []), shard]);
  }
  let newest: { readonly shards: readonly ShardName[]; readonly modifiedMs: number } | undefined;
  for (const [session, shards] of runs) {
    if (!isCandidate(session)) continue;
    shards.sort((a, b) => (a.seqStart < b.seqStart ? -1 : 1));
    const modifiedMs = place.io.facts(join(place.dir, shards.at(-1)?.name ?? ''))?.modifiedMs ?? 0;
    if (newest === undefined || modifiedMs > newest.modifiedMs) newest = { shards, modifiedMs };
  }
  return newest?.shards;
}
