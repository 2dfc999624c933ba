// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * One file with all that a compiled program imports, in a folder of its own that goes with this process. A program that
 * is started a hundred times spends more time on finding its modules than on its work.
 */
export async function bundleProgram(entry: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'pipelock-bundle-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const outfile = join(folder, 'program.mjs');
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' });
  return outfile;
}
