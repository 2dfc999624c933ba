// SPDX-License-Identifier: Apache-2.0
import { closeSync, constants, fdatasyncSync, fstatSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EvidenceUnavailableError } from '../model/errors.js';
import { writeLogEntry, type AnchorLogEntry } from '../model/anchor-log.js';
import { writeAnchorState, type AnchorState } from '../model/anchor-state.js';
import { createWholeFile, replaceFile } from './atomic-file.js';
import { asUnavailable, nodeIo } from './io.js';

/** Larger logs are closed by their owner and begun anew. */
const MAX_LOG_BYTES = 64 << 20;

/**
 * Appends one entry to a local log, durable when it returns. `next` sees the whole text so far and makes the entry; what
 * it throws leaves the log as it was, and undefined means that nothing has to be added. One writer at a time: a lock file
 * stands beside the log meanwhile. Throws EvidenceUnavailableError.
 */
export function appendAnchor(path: string, next: (text: string) => AnchorLogEntry | undefined): void {
  const lock = `${path}.lock`;
  const io = nodeIo;
  const doing = `appending to the log ${path}`;
  try {
    io.makeDir(dirname(path), 0o700);
    if (!createWholeFile(io, lock, `${process.pid}\n`, 0o600)) {
      throw new EvidenceUnavailableError('lock', `${path} is being written; if nobody does, remove ${lock}`);
    }
  } catch (error) {
    throw asUnavailable(error, doing);
  }
  try {
    appendLocked(path, next, doing);
  } finally {
    io.remove(lock);
  }
}

function appendLocked(path: string, next: (text: string) => AnchorLogEntry | undefined, doing: string): void {
  const { O_APPEND, O_CREAT, O_NOFOLLOW, O_NONBLOCK, O_RDWR } = constants;
  let fd: number;
  try {
    fd = openSync(path, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o600);
  } catch (error) {
    throw asUnavailable(error, doing);
  }
  try {
    const stat = fstatSync(fd);
    if (!stat.isFile() || stat.size > MAX_LOG_BYTES) {
      throw new EvidenceUnavailableError('io', `${path} is not a file of at most 64 MiB`);
    }
    const entry = next(readFileSync(fd, 'utf8'));
    if (entry === undefined) return;
    const line = Buffer.from(`${writeLogEntry(entry)}\n`);
    let written = 0;
    while (written < line.length) written += writeSync(fd, line, written);
    fdatasyncSync(fd);
    nodeIo.syncDir(dirname(path));
  } finally {
    closeSync(fd);
  }
}

/** Leaves a note beside the evidence how far a session is anchored: `anchor-state.d/<session>.json`, mode 0600. */
export function keepAnchorState(evidenceDir: string, state: AnchorState): string {
  const folder = join(evidenceDir, 'anchor-state.d');
  const path = join(folder, `${state.session_id}.json`);
  try {
    nodeIo.makeDir(folder, 0o700);
    replaceFile(nodeIo, path, `${writeAnchorState(state)}\n`, 0o600);
  } catch (error) {
    throw asUnavailable(error, `writing ${path}`);
  }
  return path;
}
