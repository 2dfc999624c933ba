// SPDX-License-Identifier: Apache-2.0
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { EvidenceTree, RefusedPath } from '../core/form.js';
import { LIMITS, SYMLINK } from '../core/input/source.js';
import { readLineBatches, readSmallBytes, readSmallFile } from './read.js';

/** Files and depth of a tree; more is refused, not skipped silently. */
const MAX_FILES = 65_536;
const MAX_DEPTH = 8;

interface Walk {
  readonly paths: Map<string, string>;
  readonly refused: RefusedPath[];
  readonly maxFiles: number;
}

function addFile(walk: Walk, path: string): void {
  // Another system reads both names as one file, so which of the two was judged would depend on the reader.
  const folded = path.normalize('NFC').toLowerCase();
  if (walk.paths.has(folded)) walk.refused.push({ path, reason: 'its name differs from another only in case or form' });
  else if (path.includes('\\')) walk.refused.push({ path, reason: 'a backslash in a name' });
  else if (walk.paths.size >= walk.maxFiles) walk.refused.push({ path, reason: `more than ${walk.maxFiles} files` });
  else walk.paths.set(folded, path);
}

function walkFolder(root: string, prefix: string, depth: number, walk: Walk): void {
  for (const entry of readdirSync(join(root, prefix), { withFileTypes: true })) {
    const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
    if (entry.isFile()) addFile(walk, path);
    else if (!entry.isDirectory()) {
      walk.refused.push({ path, reason: entry.isSymbolicLink() ? SYMLINK : 'not a regular file' });
    } else if (depth === MAX_DEPTH) walk.refused.push({ path, reason: `deeper than ${MAX_DEPTH} folders` });
    else walkFolder(root, path, depth + 1, walk);
  }
}

/** A folder on disk as a tree. Nothing in it is followed out of it; files are opened when they are asked for. */
export function openEvidenceTree(root: string, maxFiles = MAX_FILES): EvidenceTree {
  const walk: Walk = { paths: new Map(), refused: [], maxFiles };
  walkFolder(root, '', 0, walk);
  const known = new Set(walk.paths.values());
  const unknown = { code: 'unreadable', message: 'no such file' } as const;
  return {
    paths: [...known].sort(),
    refused: walk.refused,
    lines: async function* (path) {
      // The core awaits between batches, so that signature workers report back while the next lines are read.
      await Promise.resolve();
      yield* readLineBatches(join(root, path), { maxBytes: LIMITS.shardBytes });
    },
    text: (path, maxBytes) => Promise.resolve(known.has(path) ? readSmallFile(join(root, path), maxBytes) : unknown),
    bytes: (path, maxBytes) => Promise.resolve(known.has(path) ? readSmallBytes(join(root, path), maxBytes) : unknown),
  };
}
