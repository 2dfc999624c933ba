// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project root, found from the compiled file so that the tests may be started from any folder. */
const projectRoot = findRoot(dirname(fileURLToPath(import.meta.url)));

/** Folder that holds corpora and vectors; PIPELOCK_TEST_DATA overrides the place beside the project. */
const testDataRoot = resolve(projectRoot, process.env['PIPELOCK_TEST_DATA'] ?? join('..', 'shared'));

/** Absolute path of a corpus file or folder, or undefined when it is absent and the test has to say that it skips. */
export function testData(relativePath: string): string | undefined {
  const path = join(testDataRoot, relativePath);
  return existsSync(path) ? path : undefined;
}

/** Text of a corpus file, or undefined when absent. */
export function testDataText(relativePath: string): string | undefined {
  const path = testData(relativePath);
  return path === undefined ? undefined : readFileSync(path, 'utf8');
}

/** Absolute paths of the files below a corpus folder, sorted; empty when absent. */
export function testDataFiles(relativePath: string, extension = ''): readonly string[] {
  const path = testData(relativePath);
  if (path === undefined) return [];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((name) => join(path, name))
    .filter((name) => name.endsWith(extension) && statSync(name).isFile())
    .sort();
}

function findRoot(start: string): string {
  let folder = start;
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) return start;
    folder = parent;
  }
  return folder;
}
