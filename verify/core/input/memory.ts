// SPDX-License-Identifier: Apache-2.0
import type { EvidenceTree, RefusedPath } from '../form.js';
import { splitLines, textOf } from './lines.js';
import { LIMITS, type LineBatch, type ReadFault } from './source.js';
import type { EvidenceFile } from '../subject.js';

/** A file that is in memory already: from a browser's file picker or an unpacked archive. Nothing in it is trusted. */
export interface MemoryFile {
  /** With `/` between folders. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

const CHUNK_BYTES = 64 << 10;
const ABSENT: ReadFault = { code: 'unreadable', message: 'no such file' };

function* piecesOf(bytes: Uint8Array): Generator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) yield bytes.subarray(at, at + CHUNK_BYTES);
}

function linesOf(bytes: Uint8Array, allowUnterminated: boolean): Iterable<LineBatch> {
  return splitLines(piecesOf(bytes), allowUnterminated);
}

function sized(bytes: Uint8Array | undefined, maxBytes: number): Uint8Array | ReadFault {
  if (bytes === undefined) return ABSENT;
  if (bytes.length <= maxBytes) return bytes;
  return { code: 'size_limit', message: `${bytes.length} bytes; at most ${maxBytes} are read` };
}

function sizedText(bytes: Uint8Array | undefined, maxBytes: number): string | ReadFault {
  const found = sized(bytes, maxBytes);
  return 'code' in found ? found : textOf(found);
}

export function memoryFile({ path, bytes }: MemoryFile): EvidenceFile {
  return {
    name: path.slice(path.lastIndexOf('/') + 1),
    lines: (allowUnterminated) => linesOf(bytes, allowUnterminated),
    text: (maxBytes) => Promise.resolve(sizedText(bytes, maxBytes)),
  };
}

function isPlainPath(path: string): boolean {
  return !path.includes('\\') && path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

/** Files by path. A path that could leave the folder, or that equals another but for case, is refused and named. */
function sortPaths(files: readonly MemoryFile[]): {
  readonly known: ReadonlyMap<string, Uint8Array>;
  readonly refused: readonly RefusedPath[];
} {
  const known = new Map<string, Uint8Array>();
  const folded = new Set<string>();
  const refused: RefusedPath[] = [];
  for (const { path, bytes } of files) {
    const fold = path.normalize('NFC').toLowerCase();
    if (!isPlainPath(path)) refused.push({ path, reason: 'not a plain relative path' });
    else if (folded.has(fold)) refused.push({ path, reason: 'its name differs from another only in case or form' });
    else {
      folded.add(fold);
      known.set(path, bytes);
    }
  }
  return { known, refused };
}

/** Files in memory as one folder. */
export function memoryFolder(files: readonly MemoryFile[]): EvidenceTree {
  const { known, refused } = sortPaths(files);
  return {
    paths: [...known.keys()].sort(),
    refused,
    lines: async function* (path) {
      // A browser draws between batches only when it gets a turn.
      await Promise.resolve();
      const bytes = sized(known.get(path), LIMITS.shardBytes);
      if ('code' in bytes) yield { lines: [], fault: bytes };
      else yield* linesOf(bytes, false);
    },
    text: (path, maxBytes) => Promise.resolve(sizedText(known.get(path), maxBytes)),
    bytes: (path, maxBytes) => Promise.resolve(sized(known.get(path), maxBytes)),
  };
}
