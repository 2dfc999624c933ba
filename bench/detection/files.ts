// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, type Dirent } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { LabelledSet, Row } from './row.js';

type FileKind = 'docs' | 'code' | 'json' | 'lock' | 'config';

const MAX_BYTES = 200 * 1024;
const MIN_BYTES = 40;

/** How many files of each kind are taken: 5,000 where a machine has that many. */
const QUOTA: Readonly<Record<FileKind, number>> = { docs: 1500, code: 2000, json: 900, lock: 300, config: 300 };

/** Real files that most development machines have. Those that are absent are passed over. */
export const USUAL_FOLDERS: readonly string[] = [
  '/usr/share/doc',
  '/usr/share/common-licenses',
  '/usr/share/perl',
  '/usr/lib/python3',
  '/usr/local/go',
  '/usr/local/lib/node_modules',
  '/usr/lib/go',
  'node_modules',
];

/** Folders below the home folder. */
export const USUAL_HOME_FOLDERS: readonly string[] = [
  '.cargo/registry',
  '.rustup/toolchains',
  '.pyenv/versions',
  'go/pkg/mod',
];

const LOCK_NAMES = new Set([
  'package-lock.json',
  'npm-shrinkwrap.json',
  '.package-lock.json',
  'yarn.lock',
  'pnpm-lock.yaml',
  'Cargo.lock',
  'go.sum',
  'poetry.lock',
  'uv.lock',
  'Gemfile.lock',
  'composer.lock',
]);

const KIND_BY_EXTENSION: Readonly<Record<string, FileKind>> = {
  '.md': 'docs',
  '.rst': 'docs',
  '.txt': 'docs',
  '.adoc': 'docs',
  '.html': 'docs',
  '.pod': 'docs',
  '.js': 'code',
  '.mjs': 'code',
  '.cjs': 'code',
  '.ts': 'code',
  '.go': 'code',
  '.py': 'code',
  '.rs': 'code',
  '.pl': 'code',
  '.pm': 'code',
  '.c': 'code',
  '.h': 'code',
  '.sh': 'code',
  '.java': 'code',
  '.rb': 'code',
  '.css': 'code',
  '.json': 'json',
  '.yaml': 'config',
  '.yml': 'config',
  '.toml': 'config',
  '.cfg': 'config',
  '.ini': 'config',
};

const PLAIN_DOCS = /^(?:README|LICENSE|LICENCE|COPYING|CHANGELOG|changelog|NEWS|AUTHORS|CONTRIBUTING|copyright)[^.]*$/;

function kindOf(path: string): FileKind | undefined {
  const name = basename(path);
  if (LOCK_NAMES.has(name)) return 'lock';
  if (PLAIN_DOCS.test(name)) return 'docs';
  return KIND_BY_EXTENSION[extname(name)];
}

function walk(folder: string, visit: (path: string) => void): void {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return;
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    // Links are not followed: the same file would count twice.
    if (entry.isDirectory()) walk(path, visit);
    else if (entry.isFile()) visit(path);
  }
}

function rank(path: string): string {
  return createHash('sha256').update(path).digest('hex');
}

function readRow(path: string, kind: FileKind): Row | undefined {
  try {
    const { size } = statSync(path);
    if (size < MIN_BYTES || size > MAX_BYTES) return undefined;
    const bytes = readFileSync(path);
    if (bytes.includes(0)) return undefined;
    return { id: path, text: bytes.toString('utf8'), kind, expects: 'nothing' };
  } catch {
    return undefined;
  }
}

/**
 * Real files of developers, none of which should raise an alarm: a sample that is the same on every run over the same
 * files, in shares by kind. Duplicate contents count once.
 */
export function sampleFiles(folders: readonly string[], share = 1): LabelledSet {
  const paths = new Map<FileKind, string[]>();
  for (const folder of folders.filter((name) => existsSync(name))) {
    walk(folder, (path) => {
      const kind = kindOf(path);
      if (kind === undefined) return;
      const list = paths.get(kind);
      if (list === undefined) paths.set(kind, [path]);
      else list.push(path);
    });
  }
  const rows: Row[] = [];
  const seen = new Set<string>();
  for (const [kind, found] of paths) {
    const wanted = Math.ceil(QUOTA[kind] * share);
    let taken = 0;
    for (const { path } of found.map((path) => ({ path, key: rank(path) })).sort((a, b) => (a.key < b.key ? -1 : 1))) {
      if (taken >= wanted) break;
      const row = readRow(path, kind);
      if (row === undefined || seen.has(row.text)) continue;
      seen.add(row.text);
      rows.push(row);
      taken += 1;
    }
  }
  return { name: 'files', rows };
}
