// SPDX-License-Identifier: Apache-2.0
import { isUtf8 } from 'node:buffer';
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, type Stats } from 'node:fs';
import { VerificationError } from '../../evidence/model/errors.js';
import type { StoreIo } from '../../evidence/store/io.js';
import { LIMITS } from '../../verify/core/input/source.js';
import { readSmallBytes } from '../../verify/node/read.js';

const LF = 0x0a;

/** Size, time and identity of a regular file; undefined for anything else. */
export function fileFacts(path: string): Stats | undefined {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  return stat?.isFile() === true ? stat : undefined;
}

/**
 * One line of a file (untrusted), by where it was found earlier. The line has to be there still, between two line feeds.
 * @throws VerificationError `changed` or `unreadable`
 */
export function readLineAt(path: string, offset: number, length: number): string {
  const { O_NOFOLLOW, O_NONBLOCK, O_RDONLY } = constants;
  if (length > LIMITS.lineBytes) throw new VerificationError('size_limit', 'the line is longer than 1 MiB');
  const before = offset === 0 ? 0 : 1;
  const buffer = Buffer.alloc(before + length + 1);
  let count: number;
  try {
    const fd = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    try {
      if (!fstatSync(fd).isFile()) throw new VerificationError('not_regular_file', 'not a regular file');
      count = readSync(fd, buffer, 0, buffer.length, offset - before);
    } finally {
      closeSync(fd);
    }
  } catch (cause) {
    if (cause instanceof VerificationError) throw cause;
    throw new VerificationError('unreadable', 'the file is gone or cannot be read', { cause });
  }
  const line = buffer.subarray(before, before + length);
  const stands = count === buffer.length && buffer.at(-1) === LF && (before === 0 || buffer[0] === LF);
  if (!stands || line.includes(LF) || !isUtf8(line)) {
    throw new VerificationError('changed', 'the file changed since it was looked through');
  }
  return line.toString('utf8');
}

/** Reading for the log's prover: regular files of bounded size, links not followed, a pipe never waited for. */
export const boundedIo: Pick<StoreIo, 'read' | 'facts'> = {
  read: (path) => {
    const bytes = readSmallBytes(path, LIMITS.documentBytes);
    if ('code' in bytes) throw new VerificationError(bytes.code, `the log cannot be read: ${bytes.message}`);
    return bytes;
  },
  facts: (path) => {
    const stat = fileFacts(path);
    return stat === undefined ? undefined : { size: stat.size, modifiedMs: stat.mtimeMs };
  },
};
