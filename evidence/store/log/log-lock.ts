// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { utf8Encode } from '../../canonical/text.js';
import { EvidenceUnavailableError } from '../../model/errors.js';
import { TEMPORARY_PREFIX } from '../atomic-file.js';
import { writeAll, type StoreIo } from '../io.js';
import { isProvedDead, lockPath, ownerText, releaseLock, type ProcessTable } from '../lock.js';

const LOCK = /^\.lock-([0-9a-f]{16})$/;
/** A sign without text is what a power cut left of one. A living writer's has its text from the first moment. */
const EMPTY_IS_DEAD_MS = 60_000;

/** Puts up a sign with its text in it. Not waited for: it need not outlast the machine, and a cut of power frees it. */
function putUp(io: StoreIo, dir: string, own: string, processes: ProcessTable): void {
  const temporary = join(dir, `${TEMPORARY_PREFIX}.lock-${own}`);
  const fd = io.createFile(temporary, 0o600);
  try {
    writeAll(io, fd, utf8Encode(ownerText(processes)), 0);
  } finally {
    io.close(fd);
  }
  io.rename(temporary, lockPath(dir, own));
}

function isDead(io: StoreIo, dir: string, other: string, processes: ProcessTable): boolean {
  if (isProvedDead(io, dir, other, processes)) return true;
  const facts = io.facts(lockPath(dir, other));
  return facts?.size === 0 && Date.now() - facts.modifiedMs > EMPTY_IS_DEAD_MS;
}

/**
 * Takes the right to write to a log for a short while and answers how to give it back. Each taker puts up a sign under
 * a name of its own and then looks for others: two may both step back, never both go on, and the sign of a dead process
 * can be taken down without hitting a living one's. Throws `lock` when another process is at work.
 */
export function takeLogLock(
  io: StoreIo,
  dir: string,
  processes: ProcessTable,
  what = 'the transparency log',
): () => void {
  const own = randomBytes(8).toString('hex');
  const release = (): void => releaseLock(io, dir, own);
  try {
    putUp(io, dir, own, processes);
    for (const name of io.list(dir)) {
      const other = LOCK.exec(name)?.[1];
      if (other === undefined || other === own) continue;
      if (!isDead(io, dir, other, processes)) {
        throw new EvidenceUnavailableError('lock', `another process is writing to ${what}`);
      }
      releaseLock(io, dir, other);
    }
  } catch (error) {
    release();
    throw error;
  }
  return release;
}

const TRIES = 200;
const WAIT_MS = 25;

/** Does work that takes a lock, again for some seconds while another process has it. Rejects with `lock` after that. */
export async function whenFree<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      const busy = error instanceof EvidenceUnavailableError && error.code === 'lock';
      if (!busy || tries === TRIES) throw error;
      // Two that step back from each other must not come back at the same moment.
      await new Promise((resolve) => setTimeout(resolve, WAIT_MS * (0.5 + Math.random())));
    }
  }
}
