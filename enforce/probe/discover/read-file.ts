// SPDX-License-Identifier: Apache-2.0
import { isUtf8 } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

// Windows has no such flag: undefined adds no bit.
const { O_NONBLOCK: NON_BLOCK } = constants;

/** Largest file read; a client's file also holds its history. */
export const MAX_CLIENT_FILE = 32 << 20;

export type ReadText = { readonly text: string } | { readonly fault: string };

/**
 * Reads a regular file of text, or says why not; undefined when there is none. Links are followed: people keep their
 * settings in a repository of their own. A pipe is never waited for, and what grows while it is read is refused.
 */
export function readTextFile(path: string, maxBytes = MAX_CLIENT_FILE): ReadText | undefined {
  let fd: number;
  try {
    fd = openSync(path, constants.O_RDONLY | NON_BLOCK);
  } catch (error) {
    const { code = 'EIO' } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? undefined : { fault: `cannot be read (${code})` };
  }
  try {
    return readOpen(fd, maxBytes);
  } catch (error) {
    return { fault: `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'EIO'})` };
  } finally {
    closeSync(fd);
  }
}

function readOpen(fd: number, maxBytes: number): ReadText {
  const stat = fstatSync(fd);
  if (!stat.isFile()) return { fault: 'not a regular file' };
  if (stat.size > maxBytes) return { fault: `larger than ${maxBytes} bytes` };
  const bytes = Buffer.allocUnsafe(stat.size + 1);
  let length = 0;
  for (;;) {
    const count = readSync(fd, bytes, length, bytes.length - length, null);
    length += count;
    if (count === 0) break;
    if (length === bytes.length) return { fault: 'grew while it was read' };
  }
  const read = bytes.subarray(0, length);
  return isUtf8(read) ? { text: read.toString('utf8') } : { fault: 'not UTF-8' };
}
