// SPDX-License-Identifier: Apache-2.0
import { basename, dirname, join, resolve } from 'node:path';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';
import { isFileFault, readBundleFile } from '../../assess/bundle-files.js';
import { AssessError } from '../../assess/errors.js';
import { openEvidenceTree } from '../../verify/node/tree.js';

/** Packs a finalized assessment beside its folder; the same folder gives the same bytes. Answers the archive's path. */
export async function archiveBundle(dir: string): Promise<string> {
  const root = resolve(dir);
  const name = basename(root);
  const path = join(dirname(root), `${name}.tar.gz`);
  const archive = pack();
  for (const file of openEvidenceTree(root).paths) {
    const bytes = readBundleFile(root, file);
    if (isFileFault(bytes)) throw new AssessError(2, `${file}: ${bytes.fault}`);
    archive.entry({ name: `${name}/${file}`, mode: 0o600, mtime: new Date(0) }, bytes);
  }
  archive.finalize();
  await pipeline(archive, createGzip({ level: 9 }), createWriteStream(path, { mode: 0o600, flags: 'wx' }));
  return path;
}
