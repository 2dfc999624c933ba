// SPDX-License-Identifier: Apache-2.0
import * as fs from 'node:fs';
import { EvidenceUnavailableError } from '../model/errors.js';

export interface FileFacts {
  readonly size: number;
  readonly modifiedMs: number;
}

/**
 * Every file-system step the recorder takes, one call each, synchronous, so that a test can fail, shorten or kill the
 * process at any of them. Calls throw the platform's error; `asUnavailable` gives it a code.
 */
export interface StoreIo {
  /** Creates a file that must not exist yet, never through a symbolic link, with exactly this mode. */
  createFile(path: string, mode: number): number;
  /** May write fewer bytes than asked; answers how many. */
  write(fd: number, bytes: Uint8Array, position: number): number;
  dataSync(fd: number): void;
  /** As `dataSync`, without holding up the thread. `done` is called once, never before this returns. */
  dataSyncLater(fd: number, done: (error: Error | null) => void): void;
  /** Bytes of an open file; undefined when it no longer stands at a path, and what is written to it is found by nobody. */
  sizeAt(fd: number, path: string): number | undefined;
  /** Cuts a file to a size; a shorter one stays as it is, or what is missing would turn into zeros. */
  truncate(fd: number, size: number): void;
  close(fd: number): void;
  rename(from: string, to: string): void;
  /** Gives a file a second name; fails with EEXIST when that name is taken. */
  link(from: string, to: string): void;
  /** A file that is not there counts as removed. */
  remove(path: string): void;
  /** Removes an empty folder. */
  removeDir(path: string): void;
  syncDir(path: string): void;
  /** Creates the folder and its parents; an existing folder is left as it is. */
  makeDir(path: string, mode: number): void;
  list(path: string): readonly string[];
  read(path: string): Uint8Array;
  facts(path: string): FileFacts | undefined;
}

function codeOf(error: unknown): string {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return code ?? '';
}

export function isMissing(error: unknown): boolean {
  return codeOf(error) === 'ENOENT';
}

export function isTaken(error: unknown): boolean {
  return codeOf(error) === 'EEXIST';
}

function createFile(path: string, mode: number): number {
  const { O_CREAT, O_EXCL, O_NOFOLLOW, O_RDWR } = fs.constants;
  const fd = fs.openSync(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, mode);
  // The umask may have taken bits away (0660 for a reading group).
  fs.fchmodSync(fd, mode);
  return fd;
}

function syncDir(path: string): void {
  const fd = fs.openSync(path, fs.constants.O_RDONLY | fs.constants.O_DIRECTORY);
  try {
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
}

function sizeAt(fd: number, path: string): number | undefined {
  const open = fs.fstatSync(fd);
  const named = fs.statSync(path, { throwIfNoEntry: false });
  return named?.ino === open.ino && named.dev === open.dev ? open.size : undefined;
}

function facts(path: string): FileFacts | undefined {
  const stat = fs.lstatSync(path, { throwIfNoEntry: false });
  return stat?.isFile() === true ? { size: stat.size, modifiedMs: stat.mtimeMs } : undefined;
}

/** The real file system. */
export const nodeIo: StoreIo = {
  createFile,
  write: (fd, bytes, position) => fs.writeSync(fd, bytes, 0, bytes.length, position),
  dataSync: (fd) => fs.fdatasyncSync(fd),
  dataSyncLater: (fd, done) => fs.fdatasync(fd, done),
  sizeAt,
  truncate: (fd, size) => {
    if (fs.fstatSync(fd).size > size) fs.ftruncateSync(fd, size);
  },
  close: (fd) => fs.closeSync(fd),
  rename: (from, to) => fs.renameSync(from, to),
  link: (from, to) => fs.linkSync(from, to),
  remove: (path) => fs.rmSync(path, { force: true }),
  removeDir: (path) => fs.rmdirSync(path),
  syncDir,
  makeDir: (path, mode) => void fs.mkdirSync(path, { recursive: true, mode }),
  list: (path) => fs.readdirSync(path),
  read: (path) => fs.readFileSync(path),
  facts,
};

const NO_SPACE = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const PERMISSION = new Set(['EACCES', 'EPERM', 'EROFS']);

/** Gives a platform error the code callers switch on. An EvidenceUnavailableError passes unchanged. */
export function asUnavailable(error: unknown, doing: string): EvidenceUnavailableError {
  if (error instanceof EvidenceUnavailableError) return error;
  const code = codeOf(error);
  const detail = error instanceof Error ? error.message : String(error);
  if (NO_SPACE.has(code)) {
    return new EvidenceUnavailableError(
      'no_space',
      `no room while ${doing} (${detail}); free space on the evidence disk`,
      {
        cause: error,
      },
    );
  }
  if (PERMISSION.has(code)) {
    return new EvidenceUnavailableError(
      'permission',
      `not permitted while ${doing} (${detail}); let this user write there, or name another place`,
      { cause: error },
    );
  }
  return new EvidenceUnavailableError('io', `failed while ${doing} (${detail})`, { cause: error });
}

/** Writes all bytes at a position. A disk that takes nothing and reports nothing is an error, not an endless loop. */
export function writeAll(io: StoreIo, fd: number, bytes: Uint8Array, position: number): void {
  let done = 0;
  while (done < bytes.length) {
    const written = io.write(fd, done === 0 ? bytes : bytes.subarray(done), position + done);
    if (written <= 0) throw new EvidenceUnavailableError('no_space', 'the disk accepted no more bytes');
    done += written;
  }
}

/** The same port, telling about every failed wait for the disk. */
export function watchSyncs(io: StoreIo, onFailure: () => void): StoreIo {
  const watched = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      onFailure();
      throw error;
    }
  };
  return {
    ...io,
    dataSync: (fd) => watched(() => io.dataSync(fd)),
    syncDir: (path) => watched(() => io.syncDir(path)),
    dataSyncLater: (fd, done) =>
      io.dataSyncLater(fd, (error) => {
        if (error !== null) onFailure();
        done(error);
      }),
  };
}
