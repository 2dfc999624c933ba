// SPDX-License-Identifier: Apache-2.0
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { percentile } from './measure.js';

/** Gives `work` a temporary folder (under TMPDIR) and removes it afterwards, whatever happened. */
export async function withWorkspace<T>(work: (dir: string) => Promise<T>): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), 'pipelock-bench-'));
  try {
    return await work(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const BLOCK = Buffer.alloc(4096, 0x20);

/** Microseconds that appending and syncing 4 KiB takes in this folder, middle of `times`. Durable figures hang on it. */
export function syncCost(dir: string, times: number): number {
  const fd = openSync(join(dir, 'sync-cost'), 'w', 0o600);
  try {
    const micros: number[] = [];
    for (let i = 0; i < times; i++) {
      const startedAt = performance.now();
      writeSync(fd, BLOCK);
      fdatasyncSync(fd);
      micros.push((performance.now() - startedAt) * 1000);
    }
    return percentile(micros, 0.5);
  } finally {
    closeSync(fd);
  }
}
