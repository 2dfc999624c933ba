// SPDX-License-Identifier: Apache-2.0
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { messageOf } from '../model/errors.js';
import { isMissing } from './io.js';

/** What a file of the operator's must be before its bytes are believed. */
export interface FileRules {
  readonly maxBytes: number;
  /** Permission bits that none of the others may have; 0 where anybody may read and write. */
  readonly forbiddenBits: number;
}

/** Nobody but the owner may write; nobody outside the group may do anything. */
export const KEY_FILE_BITS = 0o037;
/** Nobody but the owner may do anything. */
export const PRIVATE_FILE_BITS = 0o077;

export type FileFault = 'missing' | 'link' | 'denied' | 'not_regular' | 'too_large' | 'open_to_others' | 'unreadable';

/** The bytes of a file, or what is wrong with it. `mode` holds its permission bits. */
export type CheckedFile =
  | { readonly ok: true; readonly bytes: Buffer; readonly mode: number }
  | { readonly ok: false; readonly fault: FileFault; readonly mode?: number; readonly cause?: unknown };

/**
 * Reads a file that must be regular, no symbolic link, and closed to others. The checks are made on the open file, so that
 * it cannot be exchanged between check and read, and a FIFO is not waited for.
 */
export function readCheckedFile(path: string, rules: FileRules): CheckedFile {
  let fd: number;
  try {
    fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (cause) {
    return { ok: false, fault: openFault(cause), cause };
  }
  try {
    return readOpen(fd, rules);
  } catch (cause) {
    return { ok: false, fault: 'unreadable', cause };
  } finally {
    closeSync(fd);
  }
}

function readOpen(fd: number, { maxBytes, forbiddenBits }: FileRules): CheckedFile {
  const stat = fstatSync(fd);
  const mode = stat.mode & 0o777;
  if (!stat.isFile()) return { ok: false, fault: 'not_regular', mode };
  if (stat.size > maxBytes) return { ok: false, fault: 'too_large', mode };
  if ((mode & forbiddenBits) !== 0) return { ok: false, fault: 'open_to_others', mode };
  return { ok: true, bytes: readFileSync(fd), mode };
}

function openFault(error: unknown): FileFault {
  if (isMissing(error)) return 'missing';
  const { code } = error as NodeJS.ErrnoException;
  // Linux and macOS say ELOOP, BSD EMLINK.
  if (code === 'ELOOP' || code === 'EMLINK') return 'link';
  return code === 'EACCES' || code === 'EPERM' ? 'denied' : 'unreadable';
}

/** What is wrong with a file (`the signing key /home/...`), and what to do about it. Holds nothing of its content. */
export function explainFault(file: string, { fault, mode = 0, cause }: Extract<CheckedFile, { ok: false }>): string {
  switch (fault) {
    case 'missing':
      return `${file} does not exist`;
    case 'link':
      return `${file} is a symbolic link, not a file itself`;
    case 'denied':
      return `${file} cannot be read; let its user own it with mode 0600`;
    case 'not_regular':
      return `${file} is not a regular file`;
    case 'too_large':
      return `${file} is too large to be one`;
    case 'open_to_others': {
      const octal = mode.toString(8).padStart(4, '0');
      return `${file} has mode ${octal}, which opens it to others; run chmod 0600 on it`;
    }
    case 'unreadable':
      return `${file} cannot be read: ${messageOf(cause)}`;
  }
}
