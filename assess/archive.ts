// SPDX-License-Identifier: Apache-2.0
import { basename, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { pack, type Pack } from 'tar-stream';
import { openEvidenceTree } from '../verify/node/tree.js';
import { isFileFault, readBundleFile } from './bundle-files.js';
import { AssessError } from './errors.js';

function addFile(archive: Pack, name: string, bytes: Buffer): Promise<void> {
  return new Promise((done, failed) => {
    const header = { name, mode: 0o600, mtime: new Date(0), size: bytes.length };
    const entry = archive.entry(header, (error) => {
      if (error === null || error === undefined) done();
      else failed(error);
    });
    entry.end(bytes);
  });
}

/**
 * An assessment's folder as a gzipped tar, file by file: the same folder gives the same bytes. A file that is strange or
 * changes while it is read ends the stream with an AssessError, so that no half archive looks like a whole one.
 */
export function packBundle(dir: string): Readable {
  const root = resolve(dir);
  const archive = pack();
  const packed = createGzip({ level: 9 });
  const work = async (): Promise<void> => {
    for (const file of openEvidenceTree(root).paths) {
      const bytes = readBundleFile(root, file);
      if (isFileFault(bytes)) throw new AssessError(2, `${file}: ${bytes.fault}`);
      await addFile(archive, `${basename(root)}/${file}`, bytes);
    }
    archive.finalize();
  };
  // Who stops reading ends the packing as well.
  packed.once('close', () => archive.destroy());
  archive.pipe(packed);
  work().catch((error: unknown) => packed.destroy(error as Error));
  return packed;
}
