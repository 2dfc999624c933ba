// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

function findRoot(start: string): string {
  let folder = start;
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) return start;
    folder = parent;
  }
  return folder;
}

const projectRoot = findRoot(dirname(fileURLToPath(import.meta.url)));

/** Our own labelled sets. */
export const fixturesFolder = join(projectRoot, 'fixtures', 'detection');

/** Third-party sets, in the folder the tests use too; absent on most machines. */
export const devSetsFolder = join(
  resolve(projectRoot, process.env['PIPELOCK_TEST_DATA'] ?? join('..', 'shared')),
  'dev-sets',
);
