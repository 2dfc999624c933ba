// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { EvidenceUnavailableError } from '../../model/errors.js';
import type { StoreIo } from '../io.js';
import { isProvedDead, releaseLock, takeLock, type ProcessTable } from '../lock.js';

const LOCK = /^\.lock-([0-9a-f]{16})$/;

function othersIn(io: StoreIo, dir: string, own: string): readonly string[] {
  return io.list(dir).flatMap((name) => {
    const id = LOCK.exec(name)?.[1];
    return id === undefined || id === own ? [] : [id];
  });
}

/**
 * Takes the right to write to a log for a short while and answers how to give it back. Each taker puts up a sign under
 * a name of its own and then looks for others: two may both step back, never both go on, and the sign of a dead process
 * can be taken down without hitting a living one's. Throws `lock` when another process is at work.
 */
export function takeLogLock(io: StoreIo, dir: string, processes: ProcessTable): () => void {
  const own = randomBytes(8).toString('hex');
  takeLock(io, dir, own, processes);
  try {
    for (const other of othersIn(io, dir, own)) {
      if (!isProvedDead(io, dir, other, processes)) {
        throw new EvidenceUnavailableError('lock', 'another process is writing to the transparency log');
      }
      releaseLock(io, dir, other);
    }
  } catch (error) {
    releaseLock(io, dir, own);
    throw error;
  }
  return () => releaseLock(io, dir, own);
}
