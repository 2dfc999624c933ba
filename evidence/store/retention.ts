// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import type { StoreIo } from './io.js';

const DAY_MS = 86_400_000;
const ESCROW_SUFFIX = '.raw.enc';

/**
 * Removes escrow older than `days` and nothing else: shards, links and recovery seals are evidence and stay. 0 keeps
 * everything. Answers the names that were removed; a file that cannot be removed stays for the next time.
 */
export function removeExpiredEscrow(io: StoreIo, dir: string, days: number, nowMs: number): readonly string[] {
  if (days <= 0) return [];
  const removed: string[] = [];
  for (const name of io.list(dir)) {
    if (!name.endsWith(ESCROW_SUFFIX)) continue;
    const path = join(dir, name);
    const facts = io.facts(path);
    if (facts === undefined || nowMs - facts.modifiedMs <= days * DAY_MS) continue;
    try {
      io.remove(path);
      removed.push(name);
    } catch {
      // Expiry must never stop the recorder; the file is tried again at the next pass.
    }
  }
  return removed;
}
