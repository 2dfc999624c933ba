// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../canonical/errors.js';
import type { GoStruct } from '../canonical/go-json.js';
import { goWords, parseGoJson, writeGoJson } from '../canonical/go-words.js';
import { indentJson } from '../canonical/indent-json.js';
import { compareCodePoints, isHex } from '../canonical/text.js';
import { assertMember } from './record-rules.js';

export const INTEGRITY_SCHEMA = 'pipelock.integrity_manifest.v1';
/** Longest manifest, in characters: some 200 000 files. */
export const MAX_MANIFEST_LENGTH = 64 << 20;

/** A file of a workspace: a regular file with its content, or a symbolic link with where it points. */
export interface IntegrityFile {
  /** Relative, with `/`. */
  readonly path: string;
  readonly type: 'file' | 'symlink';
  readonly size?: number;
  /** 64 lower-case hex digits; files only. */
  readonly sha256?: string;
  readonly executable?: boolean;
  /** Symbolic links only; never followed. */
  readonly target?: string;
}

export interface IntegrityManifest {
  readonly schema: typeof INTEGRITY_SCHEMA;
  readonly created_at: string;
  /** Patterns of what was left out. */
  readonly excludes: readonly string[];
  /** Sorted by path, each once. */
  readonly files: readonly IntegrityFile[];
}

const FILE = goWords('path type size?:int sha256? executable?:bool target?');
const MANIFEST: GoStruct<IntegrityManifest> = goWords('schema created_at:time excludes:strings files?:[]', {
  files: FILE,
});

/** The manifest's file text: these very bytes are what a detached signature covers. */
export function writeIntegrityManifest(manifest: IntegrityManifest): string {
  return indentJson(writeGoJson(MANIFEST, manifest));
}

function assertFile(file: IntegrityFile, before: IntegrityFile | undefined): void {
  const { path, type, sha256 = '', target } = file;
  const inside = path.split('/').every((part) => !['', '.', '..'].includes(part)) && !path.includes('\0');
  assertMember(inside, 'path', `${JSON.stringify(path)} does not lie in the workspace`);
  assertMember(before === undefined || compareCodePoints(before.path, path) < 0, 'path', 'the files are not in order');
  const whole = type === 'file' ? isHex(sha256, 64) && target === undefined : target !== undefined && sha256 === '';
  assertMember(['file', 'symlink'].includes(type) && whole, 'type', `${JSON.stringify(path)} is incomplete`);
}

/** Reads an untrusted manifest. Its signature is not checked. Throws FormatError. */
export function parseIntegrityManifest(text: string): IntegrityManifest {
  if (text.length > MAX_MANIFEST_LENGTH) throw new FormatError('size', 'the manifest is longer than 64 MiB');
  const manifest = parseGoJson(MANIFEST, text);
  assertMember((manifest.schema as string) === INTEGRITY_SCHEMA, 'schema', `${INTEGRITY_SCHEMA} is expected`);
  assertMember(Array.isArray(manifest.excludes), 'excludes', 'a list is expected');
  const files = (manifest.files as readonly IntegrityFile[] | undefined) ?? [];
  files.forEach((file, i) => {
    assertFile(file, files[i - 1]);
  });
  return { ...manifest, files };
}
