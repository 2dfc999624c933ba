// SPDX-License-Identifier: Apache-2.0
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from 'node:fs';
import { concatBytes } from '../../evidence/canonical/framing.js';
import { splitLines, textOf } from '../core/input/lines.js';
import type { LineBatch, ReadFault } from '../core/input/source.js';

const CHUNK_BYTES = 64 << 10;
// Windows has neither: undefined adds no bit to the flags.
const { O_NOFOLLOW: NO_FOLLOW, O_NONBLOCK: NON_BLOCK } = constants;

export interface ReadOptions {
  /** Refuse a file with more bytes than this. No limit when absent: the file is streamed. */
  readonly maxBytes?: number;
  /** Follow a symbolic link. Only for a path that the user typed; never for a name found in a folder. */
  readonly followLinks?: boolean;
  /** Deliver a last line without LF instead of reporting it as torn. Off for recorder files. */
  readonly allowUnterminated?: boolean;
}

const LINK: ReadFault = { code: 'symlink_refused', message: 'a symbolic link is not followed' };

function faultOf(error: unknown): ReadFault {
  const code = String((error as { readonly code?: unknown }).code);
  // O_NOFOLLOW reports a symbolic link as ELOOP (Linux, macOS) or EMLINK (BSD).
  const why = code === 'ENOENT' ? 'no such file' : code;
  return code === 'ELOOP' || code === 'EMLINK' ? LINK : { code: 'unreadable', message: `cannot be read (${why})` };
}

/** The content of a regular file piece by piece, each good until the next one; a fault ends it. */
function* piecesOf(path: string, options: ReadOptions): Generator<Uint8Array | ReadFault, void, undefined> {
  const { maxBytes = Infinity, followLinks = false } = options;
  let fd: number;
  try {
    // lstat first where O_NOFOLLOW does not exist (Windows). O_NONBLOCK: opening a FIFO must not wait for a writer.
    if (!followLinks && lstatSync(path).isSymbolicLink()) return yield LINK;
    fd = openSync(path, constants.O_RDONLY | (followLinks ? 0 : NO_FOLLOW) | NON_BLOCK);
  } catch (error) {
    return yield faultOf(error);
  }
  const buffer = new Uint8Array(CHUNK_BYTES);
  let total = 0;
  try {
    // Judged on the descriptor, not on the name, so a swap between the two cannot change the answer.
    const stat = fstatSync(fd);
    if (!stat.isFile()) return yield { code: 'not_regular_file', message: 'not a regular file' };
    if (stat.size > maxBytes) {
      return yield { code: 'size_limit', message: `${stat.size} bytes; at most ${maxBytes} are read` };
    }
    for (;;) {
      const count = readSync(fd, buffer, 0, CHUNK_BYTES, null);
      if (count === 0) break;
      total += count;
      // A file may grow while it is read; the limit holds for what was read, not for what stat said.
      if (total > maxBytes) return yield { code: 'size_limit', message: `more than ${maxBytes} bytes` };
      yield buffer.subarray(0, count);
    }
  } catch (error) {
    return yield faultOf(error);
  } finally {
    closeSync(fd);
  }
}

/** Reads complete lines batch by batch. Memory stays at one chunk plus one line, whatever the size of the file. */
export function readLineBatches(path: string, options: ReadOptions = {}): Generator<LineBatch, void, undefined> {
  return splitLines(piecesOf(path, options), options.allowUnterminated === true);
}

/** A whole small file. */
export function readSmallBytes(path: string, maxBytes: number, followLinks = false): Uint8Array | ReadFault {
  const pieces: Uint8Array[] = [];
  for (const piece of piecesOf(path, { maxBytes, followLinks })) {
    if ('code' in piece) return piece;
    pieces.push(piece.slice());
  }
  return concatBytes(pieces);
}

/** A whole small file as strict UTF-8 text. */
export function readSmallFile(path: string, maxBytes: number, followLinks = false): string | ReadFault {
  const bytes = readSmallBytes(path, maxBytes, followLinks);
  return 'code' in bytes ? bytes : textOf(bytes);
}
