// SPDX-License-Identifier: Apache-2.0
import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { EvidenceDirectory, EvidenceName, LineBatch, ReadFault } from '../core/source.js';
import { LIMITS } from '../core/source.js';

const CHUNK_BYTES = 64 << 10;
const LF = 0x0a;
// Windows has neither: undefined adds no bit to the flags.
const { O_NOFOLLOW: NO_FOLLOW, O_NONBLOCK: NON_BLOCK } = constants;

/** A read handle on a regular file. `size` is as found on opening. */
interface OpenFile {
  readonly fd: number;
  readonly size: number;
}

export interface ReadOptions {
  /** Refuse a file with more bytes than this. No limit when absent: the file is streamed. */
  readonly maxBytes?: number;
  /** Follow a symbolic link. Only for a path that the user typed; never for a name found in a folder. */
  readonly followLinks?: boolean;
  /** Deliver a last line without LF instead of reporting it as torn. Off for recorder files. */
  readonly allowUnterminated?: boolean;
}

function isFault(value: OpenFile | ReadFault): value is ReadFault {
  return 'code' in value;
}

function faultOf(error: unknown): ReadFault {
  const code = String((error as { readonly code?: unknown }).code);
  // O_NOFOLLOW reports a symbolic link as ELOOP (Linux, macOS) or EMLINK (BSD).
  if (code === 'ELOOP' || code === 'EMLINK') {
    return { code: 'symlink_refused', message: 'a symbolic link is not followed' };
  }
  return { code: 'unreadable', message: `cannot be read (${code})` };
}

function openRegular(path: string, options: ReadOptions): OpenFile | ReadFault {
  let fd: number;
  try {
    // lstat first where O_NOFOLLOW does not exist (Windows). O_NONBLOCK: opening a FIFO must not wait for a writer.
    if (options.followLinks !== true && lstatSync(path).isSymbolicLink()) {
      return { code: 'symlink_refused', message: 'a symbolic link is not followed' };
    }
    const noFollow = options.followLinks === true ? 0 : NO_FOLLOW;
    fd = openSync(path, constants.O_RDONLY | noFollow | NON_BLOCK);
  } catch (error) {
    return faultOf(error);
  }
  // Judged on the descriptor, not on the name, so a swap between the two cannot change the answer.
  const stat = fstatSync(fd);
  if (!stat.isFile()) {
    closeSync(fd);
    return { code: 'not_regular_file', message: 'not a regular file' };
  }
  if (options.maxBytes !== undefined && stat.size > options.maxBytes) {
    closeSync(fd);
    return { code: 'size_limit', message: `${stat.size} bytes; at most ${options.maxBytes} are read` };
  }
  return { fd, size: stat.size };
}

function decodeLines(bytes: Buffer): readonly string[] | ReadFault {
  if (!isUtf8(bytes)) return { code: 'malformed_json', message: 'not valid UTF-8' };
  // Split on LF only: U+0085, U+2028 and CR are ordinary characters of a line.
  return bytes.toString('utf8').split('\n');
}

/** What a finished read ends with: the bytes after the last LF. */
function lastLine(tail: Buffer, options: ReadOptions): LineBatch | undefined {
  if (tail.length === 0) return undefined;
  if (options.allowUnterminated !== true) {
    return { lines: [], fault: { code: 'torn_tail', message: `${tail.length} bytes after the last complete line` } };
  }
  const lines = decodeLines(tail);
  return 'code' in lines ? { lines: [], fault: lines } : { lines };
}

const LINE_FAULT: LineBatch = {
  lines: [],
  fault: { code: 'size_limit', message: `a line is longer than ${LIMITS.lineBytes} bytes` },
};

function longestLineExceeds(lines: readonly string[]): boolean {
  // A UTF-16 unit is at most 3 bytes, so only lines near the limit need their bytes counted.
  return lines.some((line) => line.length > LIMITS.lineBytes / 3 && Buffer.byteLength(line, 'utf8') > LIMITS.lineBytes);
}

/** Reads complete lines batch by batch. Memory stays at one chunk plus one line, whatever the size of the file. */
export function* readLineBatches(path: string, options: ReadOptions = {}): Generator<LineBatch, void, undefined> {
  const file = openRegular(path, options);
  if (isFault(file)) {
    yield { lines: [], fault: file };
    return;
  }
  try {
    yield* readOpenFile(file.fd, options);
  } catch (error) {
    yield { lines: [], fault: faultOf(error) };
  } finally {
    closeSync(file.fd);
  }
}

function* readOpenFile(fd: number, options: ReadOptions): Generator<LineBatch, void, undefined> {
  // One buffer for the whole file: the unfinished line moves to the front, the next chunk is read behind it.
  let buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  let held = 0;
  let total = 0;
  for (;;) {
    if (held === buffer.length) {
      if (held > LIMITS.lineBytes) return yield LINE_FAULT;
      const larger = Buffer.allocUnsafe(buffer.length * 2);
      buffer.copy(larger, 0, 0, held);
      buffer = larger;
    }
    const count = readSync(fd, buffer, held, buffer.length - held, null);
    if (count === 0) break;
    total += count;
    // A file may grow while it is read; the limit holds for what was read, not for what stat said.
    if (options.maxBytes !== undefined && total > options.maxBytes) {
      return yield { lines: [], fault: { code: 'size_limit', message: `more than ${options.maxBytes} bytes` } };
    }
    const end = held + count;
    const lf = buffer.subarray(0, end).lastIndexOf(LF);
    held = end;
    if (lf < 0) continue;
    const lines = decodeLines(buffer.subarray(0, lf));
    if ('code' in lines) return yield { lines: [], fault: lines };
    if (longestLineExceeds(lines)) return yield LINE_FAULT;
    yield { lines };
    buffer.copy(buffer, 0, lf + 1, end);
    held = end - lf - 1;
  }
  if (held > LIMITS.lineBytes) return yield LINE_FAULT;
  const rest = lastLine(buffer.subarray(0, held), options);
  if (rest !== undefined) yield rest;
}

/** Opens, reads and closes. What the reading throws is a fault of the file. */
function withFile<T>(path: string, options: ReadOptions, read: (fd: number) => T | ReadFault): T | ReadFault {
  const file = openRegular(path, options);
  if (isFault(file)) return file;
  let result: T | ReadFault;
  try {
    result = read(file.fd);
  } catch (error) {
    result = faultOf(error);
  }
  closeSync(file.fd);
  return result;
}

/** A whole small file. */
export function readSmallBytes(path: string, maxBytes: number, followLinks = false): Uint8Array | ReadFault {
  return withFile<Uint8Array>(path, { maxBytes, followLinks }, (fd) => {
    const buffer = Buffer.allocUnsafe(Math.min(fstatSync(fd).size, maxBytes) + 1);
    let length = 0;
    for (;;) {
      const count = readSync(fd, buffer, length, buffer.length - length, null);
      length += count;
      if (count === 0 || length === buffer.length) break;
    }
    if (length === buffer.length) return { code: 'size_limit', message: 'grew while it was read' };
    return buffer.subarray(0, length);
  });
}

/** A whole small file as strict UTF-8 text. */
export function readSmallFile(path: string, maxBytes: number, followLinks = false): string | ReadFault {
  const bytes = readSmallBytes(path, maxBytes, followLinks);
  if ('code' in bytes) return bytes;
  return isUtf8(bytes) ? Buffer.from(bytes).toString('utf8') : { code: 'malformed_json', message: 'not valid UTF-8' };
}

function digestFile(path: string, maxBytes: number): { size: number; sha256: string } | ReadFault {
  return withFile(path, { maxBytes }, (fd) => {
    const hash = createHash('sha256');
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    let size = 0;
    for (;;) {
      const count = readSync(fd, buffer, 0, buffer.length, null);
      if (count === 0) return { size, sha256: hash.digest('hex') };
      size += count;
      hash.update(buffer.subarray(0, count));
    }
  });
}

/** An evidence folder on disk. Names inside it are never followed out of it. */
export function openEvidenceDirectory(path: string): EvidenceDirectory {
  return {
    list: () => {
      const names = readdirSync(path, { withFileTypes: true }).map((entry): EvidenceName => {
        if (entry.isSymbolicLink()) return { name: entry.name, kind: 'symlink' };
        if (entry.isDirectory()) return { name: entry.name, kind: 'directory' };
        return { name: entry.name, kind: entry.isFile() ? 'file' : 'other' };
      });
      return Promise.resolve(names);
    },
    lines: async function* (name) {
      // The core awaits between batches, so that signature workers report back while the next lines are read.
      await Promise.resolve();
      yield* readLineBatches(join(path, name), { maxBytes: LIMITS.shardBytes });
    },
    text: (name, maxBytes) => Promise.resolve(readSmallFile(join(path, name), maxBytes)),
    digest: (name) => Promise.resolve(digestFile(join(path, name), LIMITS.shardBytes)),
  };
}
