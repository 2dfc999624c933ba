// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fromHex } from '../canonical/text.js';
import { agreeWith } from '../crypto/node/agreement.js';
import { nodeSuite } from '../crypto/node/suite.js';
import { BOX_NONCE_BYTES, lockBox } from '../crypto/escrow-box.js';
import { EvidenceUnavailableError, messageOf } from '../model/errors.js';
import { writeRawAction } from '../model/raw-action.codec.js';
import type { RawAction } from '../model/raw-action.js';
import type { Sidecar } from './batch.js';
import { writeAll, type StoreIo } from './io.js';
import { parseShardName, parseSidecarName, type ShardName, type SidecarName } from './names.js';

/** Makes of an action what may lie on a disk. */
export type Lock = (raw: RawAction) => Uint8Array;

/** Nobody but the recorder's user, whatever mode evidence has: readers of evidence are not readers of traffic. */
const SIDECAR_MODE = 0o600;

/**
 * The lock for a public key given as 64 hex digits, or undefined without one. Every file gets a key pair of its own, so
 * that memory read later opens none of those before. Throws EvidenceUnavailableError `key`.
 */
export function escrowLock(publicKeyHex: string | undefined): Lock | undefined {
  if (publicKeyHex === undefined) return undefined;
  try {
    const agree = agreeWith(fromHex(publicKeyHex));
    return (raw) => {
      const plain = writeRawAction(raw, (bytes) => nodeSuite.sha256Hex(bytes));
      const locked = lockBox(plain, agree(), randomBytes(BOX_NONCE_BYTES));
      plain.fill(0);
      return locked;
    };
  } catch (cause) {
    throw new EvidenceUnavailableError('key', `the escrow key cannot be used: ${messageOf(cause)}`, { cause });
  }
}

interface SidecarPlace {
  readonly io: StoreIo;
  readonly dir: string;
}

/**
 * Makes escrow files durable, each whole under its name.
 *  1. create, write, fdatasync each   crash: files that no entry names; the next start removes them
 *  2. fsync the folder                crash: the same
 * Only then may an entry that names one be written. Throws what the disk said.
 */
export function writeSidecars({ io, dir }: SidecarPlace, sidecars: readonly Sidecar[]): void {
  if (sidecars.length === 0) return;
  for (const { name, bytes } of sidecars) {
    const fd = io.createFile(join(dir, name), SIDECAR_MODE);
    try {
      writeAll(io, fd, bytes, 0);
      io.dataSync(fd);
    } finally {
      io.close(fd);
    }
  }
  io.syncDir(dir);
}

/** Takes back escrow files whose entries did not come to be. Never throws: what stays is found at the next start. */
export function removeSidecars({ io, dir }: SidecarPlace, sidecars: readonly Sidecar[]): void {
  for (const { name } of sidecars) {
    try {
      io.remove(join(dir, name));
    } catch {
      // The disk is failing already, which is being reported.
    }
  }
}

const NAMED = /evidence-[^"\\/]+\.raw\.enc/g;

/** The newest file of a run, where an entry would stand that was being written when the writer died. */
function newestShard(names: Iterable<string>, session: string): ShardName | undefined {
  let newest: ShardName | undefined;
  for (const name of names) {
    const shard = parseShardName(name);
    if (shard?.session === session && (newest === undefined || shard.seqStart > newest.seqStart)) newest = shard;
  }
  return newest;
}

/**
 * Removes escrow files that no line of their run names: their writer died before it could write the entry. A name in a
 * damaged line counts too, so damage to a shard never costs a file. Only runs whose writer is gone are looked at, and
 * of these the newest shard: before it every entry was durable.
 */
export function removeUnnamedSidecars(
  { io, dir }: SidecarPlace,
  names: ReadonlySet<string>,
  isOver: (session: string) => boolean,
): void {
  const bySession = new Map<string, SidecarName[]>();
  for (const name of names) {
    const sidecar = parseSidecarName(name);
    if (sidecar === undefined) continue;
    const known = bySession.get(sidecar.session);
    if (known === undefined) bySession.set(sidecar.session, [sidecar]);
    else known.push(sidecar);
  }
  for (const [session, sidecars] of bySession) {
    if (!isOver(session)) continue;
    const shard = newestShard(names, session);
    const text = shard === undefined ? '' : Buffer.from(io.read(join(dir, shard.name))).toString('latin1');
    const named = new Set(text.match(NAMED));
    for (const { name, seq } of sidecars) {
      if (seq >= (shard?.seqStart ?? 0n) && !named.has(name)) io.remove(join(dir, name));
    }
  }
}
