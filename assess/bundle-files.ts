// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, lstatSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { messageOf } from '../evidence/model/errors.js';
import { replaceFile } from '../evidence/store/atomic-file.js';
import { nodeIo } from '../evidence/store/io.js';
import { AssessError } from './errors.js';

/** A recorder shard is the largest file of a bundle. */
export const MAX_FILE_BYTES = 8 << 20;

/** A file that is missing or that must not be read, in words. */
export interface FileFault {
  readonly fault: string;
}

function isPlain(path: string): boolean {
  return (
    path !== '' && path.split('/').every((part) => part !== '' && part !== '.' && part !== '..') && !path.includes('\\')
  );
}

/** A folder on the way could be a link out of the bundle, so each part is looked at. */
function linkOnTheWay(dir: string, path: string): string | undefined {
  let at = dir;
  for (const part of path.split('/')) {
    at = join(at, part);
    if (lstatSync(at).isSymbolicLink()) return part;
  }
  return undefined;
}

/** Reads a file of a bundle (untrusted): regular, within the bundle, of bounded size, the same file from start to end. */
export function readBundleFile(dir: string, path: string): Buffer | FileFault {
  if (!isPlain(path)) return { fault: 'not a path inside the bundle' };
  try {
    const link = linkOnTheWay(dir, path);
    if (link !== undefined) return { fault: `${link} is a symbolic link` };
    const fd = openSync(join(dir, path), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const stat = fstatSync(fd);
      if (!stat.isFile()) return { fault: 'not a regular file' };
      if (stat.size > MAX_FILE_BYTES) return { fault: `${stat.size} bytes; at most ${MAX_FILE_BYTES} are read` };
      const bytes = readFileSync(fd);
      return bytes.length === stat.size ? bytes : { fault: 'changed while it was read' };
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return { fault: missing ? 'missing' : `cannot be read (${messageOf(error)})` };
  }
}

export function isFileFault(value: Buffer | FileFault): value is FileFault {
  return !Buffer.isBuffer(value);
}

export function sha256Hex(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Writes a file of a bundle, whole or not at all, for its owner only unless told otherwise. */
export function writeBundleFile(dir: string, path: string, content: string | Uint8Array, mode = 0o600): string {
  const folder = dirname(join(dir, path));
  mkdirSync(folder, { recursive: true, mode: 0o750 });
  const link = path.includes('/') ? linkOnTheWay(dir, path.slice(0, path.lastIndexOf('/'))) : undefined;
  if (link !== undefined) throw new AssessError(2, `${path}: ${link} is a symbolic link out of the assessment`);
  replaceFile(nodeIo, join(dir, path), content, mode);
  return sha256Hex(typeof content === 'string' ? content : Buffer.from(content));
}
