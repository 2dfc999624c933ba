// SPDX-License-Identifier: Apache-2.0
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readSmallBytes } from '../../verify/node/read.js';
import type { Exclusion } from '../integrity/exclude.js';
import { SKIPPED_FOLDERS } from './project.table.js';

export interface ProjectFile {
  /** Below the project, with `/`. */
  readonly path: string;
  readonly name: string;
}

export interface ProjectTree {
  readonly files: readonly ProjectFile[];
  /** What could not be looked at, and why. */
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
}

const MAX_FILES = 100_000;
const MAX_DEPTH = 40;
export const MAX_FILE_BYTES = 4 << 20;

/** Every regular file of a project by name, sorted. Links are not followed; folders of others are left out. */
export function walkProject(root: string, isExcluded: Exclusion): ProjectTree {
  const files: ProjectFile[] = [];
  const skipped: { path: string; reason: string }[] = [];
  const visit = (folder: string, depth: number): void => {
    for (const name of readdirSync(join(root, folder)).sort()) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (isExcluded(path)) continue;
      const stat = lstatSync(join(root, path), { throwIfNoEntry: false });
      if (stat?.isDirectory() === true) {
        if (SKIPPED_FOLDERS.has(name)) continue;
        if (depth >= MAX_DEPTH) skipped.push({ path, reason: 'too deep' });
        else visitSafely(path, depth + 1);
      } else if (stat?.isFile() === true) {
        if (files.length >= MAX_FILES) throw new RangeError(`more than ${MAX_FILES} files`);
        files.push({ path, name });
      } else skipped.push({ path, reason: 'neither a file nor a folder' });
    }
  };
  const visitSafely = (folder: string, depth: number): void => {
    try {
      visit(folder, depth);
    } catch (error) {
      if (error instanceof RangeError) throw error;
      skipped.push({ path: folder, reason: `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'EIO'})` });
    }
  };
  visit('', 0);
  return { files, skipped };
}

/** The text of a file; `undefined` for one that is not text; the reason for one that cannot be read. */
export function readProjectText(root: string, path: string): string | undefined | { readonly reason: string } {
  const bytes = readSmallBytes(join(root, path), MAX_FILE_BYTES);
  if ('code' in bytes) return { reason: bytes.message };
  if (bytes.subarray(0, 8_000).includes(0)) return undefined;
  return Buffer.from(bytes).toString('utf8');
}
