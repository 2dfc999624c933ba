// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';

const RUN_SESSION = /^([A-Za-z0-9_-][A-Za-z0-9._-]{0,63})\.run\.([0-9a-f]{32})$/;
const SHARD = /^evidence-(.+)-(0|[1-9][0-9]{0,18})\.jsonl$/;

/** One file of a run. `seqStart` is the sequence number of its first entry. */
export interface ShardName {
  readonly name: string;
  readonly session: string;
  readonly seqStart: bigint;
}

/** A fresh session id, `<base>.run.<32 hex digits>`. */
export function newSession(base: string): string {
  return `${base}.run.${randomBytes(16).toString('hex')}`;
}

/** True for a base that makes session ids and file names which cannot leave the folder or be read two ways. */
export function isSessionBase(base: string): boolean {
  return RUN_SESSION.test(`${base}.run.${'0'.repeat(32)}`);
}

/** The base of a run's session id, undefined for a name of another shape. */
export function sessionBase(session: string): string | undefined {
  return RUN_SESSION.exec(session)?.[1];
}

export function shardName(session: string, seqStart: bigint): string {
  return `evidence-${session}-${seqStart.toString()}.jsonl`;
}

/** The last dash separates the sequence number; the session id may hold dashes itself. */
export function parseShardName(name: string): ShardName | undefined {
  const match = SHARD.exec(name);
  if (match?.[1] === undefined || match[2] === undefined) return undefined;
  return { name, session: match[1], seqStart: BigInt(match[2]) };
}

const SIDECAR = /^evidence-(.+)-(0|[1-9][0-9]{0,18})-raw-[0-9a-f]{32}\.raw\.enc$/;

/** The escrow file of one entry. `digest` is of its bytes, so that the entry, which names it, binds what is in it. */
export function sidecarName(session: string, seq: bigint, digest: string): string {
  return `evidence-${session}-${seq.toString()}-raw-${digest.slice(0, 32)}.raw.enc`;
}

/** An escrow file. `seq` is the sequence number of its entry. */
export interface SidecarName {
  readonly name: string;
  readonly session: string;
  readonly seq: bigint;
}

export function parseSidecarName(name: string): SidecarName | undefined {
  const match = SIDECAR.exec(name);
  if (match?.[1] === undefined || match[2] === undefined) return undefined;
  return { name, session: match[1], seq: BigInt(match[2]) };
}

/** The one slot that names a run's successor: it holds a chain link or a recovery seal. */
export function successorSlot(predecessor: string): string {
  return `chain-link-${predecessor}.json`;
}

/** A slot's content, signed by its successor and waiting until the successor's first shard is in place. */
export function pendingSlot(successor: string, predecessor: string): string {
  return `.pending-${successor}-${successorSlot(predecessor)}`;
}

const PENDING = /^\.pending-(.+\.run\.[0-9a-f]{32})-(chain-link-.+\.run\.[0-9a-f]{32}\.json)$/;

export function parsePendingSlot(name: string): { readonly successor: string; readonly slot: string } | undefined {
  const match = PENDING.exec(name);
  return match?.[1] === undefined || match[2] === undefined ? undefined : { successor: match[1], slot: match[2] };
}

/** Room kept so that a full disk can still take a run's last records. */
export function reserveName(session: string): string {
  return `.reserve-${session}`;
}
