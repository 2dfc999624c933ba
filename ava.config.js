// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

const MEMORY = '/dev/shm';
const ROOM_BYTES = 2 ** 30;

/**
 * A folder for temporary files in memory: tests of the recorder sync some ten thousand times, which a disk makes slow and
 * proves nothing, since no test cuts the power. None where memory is short, where programs in it may not run, or where
 * the environment already says which folder to use.
 */
function memoryFolder() {
  if (process.env.TMPDIR !== undefined) return undefined;
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    if (bavail * bsize < ROOM_BYTES) return undefined;
    const folder = mkdtempSync(join(MEMORY, 'pipelock-tests-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    // Some tests run a program as nobody, who has to get to its own folder in here.
    chmodSync(folder, 0o711);
    const program = join(folder, 'program');
    writeFileSync(program, '#!/bin/sh\n', { mode: 0o755 });
    execFileSync(program);
    return folder;
  } catch {
    return undefined;
  }
}

const folder = memoryFolder();

export default {
  files: ['dist/test/**/*.test.js'],
  timeout: '10m',
  // More than there are processors: many tests wait for sockets, for programs that they started and for a disk.
  concurrency: 2 * availableParallelism(),
  workerThreads: false,
  environmentVariables: folder === undefined ? {} : { TMPDIR: folder },
};
