// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readlinkSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { compareCodePoints } from '../../evidence/canonical/text.js';
import { messageOf } from '../../evidence/model/errors.js';
import type { IntegrityFile } from '../../evidence/model/integrity-manifest.js';
import type { Exclusion } from './exclude.js';

/** Something in the workspace that cannot be summed up. It is named, never skipped silently. */
export interface Unreadable {
  readonly path: string;
  readonly reason: string;
}

export interface Workspace {
  /** Sorted by path. */
  readonly files: readonly IntegrityFile[];
  readonly unreadable: readonly Unreadable[];
}

const MAX_FILES = 200_000;
const MAX_DEPTH = 64;
const CHUNK = 256 << 10;

function digest(path: string, name: string): IntegrityFile {
  const { O_NOFOLLOW, O_NONBLOCK, O_RDONLY } = constants;
  const fd = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    const stat = fstatSync(fd);
    // Judged on the open file: between listing and opening it may have become something else.
    if (!stat.isFile()) throw new Error('not a regular file');
    const hash = createHash('sha256');
    const buffer = Buffer.allocUnsafe(CHUNK);
    let size = 0;
    for (let count = readSync(fd, buffer); count > 0; count = readSync(fd, buffer)) {
      hash.update(buffer.subarray(0, count));
      size += count;
    }
    const executable = (stat.mode & 0o111) === 0 ? {} : { executable: true };
    return { path: name, type: 'file', size, sha256: hash.digest('hex'), ...executable };
  } finally {
    closeSync(fd);
  }
}

/** Sums up a folder. Symbolic links are recorded, not followed; pipes, sockets and devices are never opened. */
export function readWorkspace(root: string, isExcluded: Exclusion): Workspace {
  const files: IntegrityFile[] = [];
  const unreadable: Unreadable[] = [];
  const visit = (name: string): void => {
    const path = join(root, name);
    const stat = lstatSync(path);
    if (files.length >= MAX_FILES) throw new Error(`more than ${MAX_FILES} files`);
    if (stat.isDirectory()) walk(name);
    else if (stat.isSymbolicLink()) files.push({ path: name, type: 'symlink', target: readlinkSync(path) });
    else if (stat.isFile()) files.push(digest(path, name));
    else throw new Error('neither a file nor a folder');
  };
  const walk = (folder: string): void => {
    if (folder.split('/').length > MAX_DEPTH) throw new Error(`deeper than ${MAX_DEPTH} folders`);
    for (const entry of readdirSync(join(root, folder))) {
      const name = folder === '' ? entry : `${folder}/${entry}`;
      if (isExcluded(name)) continue;
      try {
        visit(name);
      } catch (error) {
        unreadable.push({ path: name, reason: messageOf(error) });
      }
    }
  };
  walk('');
  return { files: files.sort((a, b) => compareCodePoints(a.path, b.path)), unreadable };
}
