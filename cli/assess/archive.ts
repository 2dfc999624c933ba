// SPDX-License-Identifier: Apache-2.0
import { createWriteStream, openSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { packBundle } from '../../assess/archive.js';

/** Packs a finalized assessment beside its folder. Answers the archive's path; it must not exist yet. */
export async function archiveBundle(dir: string): Promise<string> {
  const root = resolve(dir);
  const path = join(dirname(root), `${basename(root)}.tar.gz`);
  const fd = openSync(path, 'wx', 0o600);
  try {
    await pipeline(packBundle(root), createWriteStream(path, { fd }));
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
  return path;
}
