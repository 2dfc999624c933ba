// SPDX-License-Identifier: Apache-2.0
import { basename, dirname, join } from 'node:path';
import { decodeUtf8Strict, utf8Encode } from '../canonical/text.js';
import { nodeSuite } from '../crypto/node/suite.js';
import { EvidenceUnavailableError } from '../model/errors.js';
import { TEMPORARY_PREFIX } from './atomic-file.js';
import { asUnavailable, nodeIo, writeAll, type StoreIo } from './io.js';
import { isProvedDead, releaseLock, systemProcesses, takeLock, type ProcessTable } from './lock.js';

/** First line of the file. Every line after it is `<unix seconds> <64 hex digits>`, the first number of 12 digits. */
const HEADER = 'pipelock.envelope-replay.v1\n';
const LINE = /^([0-9]{12}) ([0-9a-f]{64})$/;
const LINE_BYTES = 78;
const MAX_SECONDS = 999_999_999_999;
const MAX_FILE_BYTES = 256 << 20;
const LOCK = 'envelope-replay';

export interface ReplayFileOptions {
  readonly path: string;
  /** Signatures remembered at once. */
  readonly maxEntries: number;
  /** Unix seconds. */
  readonly now: number;
  readonly io?: StoreIo;
  readonly processes?: ProcessTable;
}

/** Signatures seen and not yet expired, on disk. */
export interface ReplayFile {
  /** Answers `stored` when the key is safely on disk. Rejects with EvidenceUnavailableError when it cannot be. */
  checkAndStore(key: string, keepUntil: number, now: number): Promise<'stored' | 'replay' | 'full'>;
  readonly size: number;
  close(): void;
}

interface Waiting {
  readonly line: string;
  readonly done: (error?: EvidenceUnavailableError) => void;
}

/** An open file. `lines` counts those written, live or not. */
interface State {
  readonly options: ReplayFileOptions;
  readonly io: StoreIo;
  readonly entries: Map<string, number>;
  fd: number;
  position: number;
  lines: number;
  waiting: Waiting[];
  busy: boolean;
  broken: EvidenceUnavailableError | undefined;
}

/**
 * Opens the memory of signatures seen, or begins one; one process at a time. What cannot be read is refused and not
 * begun afresh: an empty memory would accept every replay. Throws EvidenceUnavailableError with what to do.
 */
export function openReplayFile(options: ReplayFileOptions): ReplayFile {
  const io = options.io ?? nodeIo;
  const dir = dirname(options.path);
  const processes = options.processes ?? systemProcesses();
  try {
    io.makeDir(dir, 0o700);
    if (isProvedDead(io, dir, LOCK, processes)) releaseLock(io, dir, LOCK);
    takeLock(io, dir, LOCK, processes);
  } catch (error) {
    throw asUnavailable(error, `locking the replay cache in ${dir}; another proxy with this home may be running`);
  }
  try {
    const entries = readEntries(io, options);
    const state: State = {
      options,
      io,
      entries,
      fd: -1,
      position: 0,
      lines: 0,
      waiting: [],
      busy: false,
      broken: undefined,
    };
    rewrite(state);
    return {
      checkAndStore: (key, keepUntil, now) => checkAndStore(state, key, keepUntil, now),
      get size() {
        return state.entries.size;
      },
      close: () => {
        state.broken ??= new EvidenceUnavailableError('closed', 'the replay cache is closed');
        io.close(state.fd);
        releaseLock(io, dir, LOCK);
      },
    };
  } catch (error) {
    releaseLock(io, dir, LOCK);
    throw asUnavailable(error, `opening the replay cache ${options.path}`);
  }
}

function corrupt(path: string, what: string): EvidenceUnavailableError {
  return new EvidenceUnavailableError(
    'io',
    `the replay cache ${path} ${what}; stop the proxy for as long as replay_cache.window, then remove the file`,
  );
}

function readEntries(io: StoreIo, { path, now }: ReplayFileOptions): Map<string, number> {
  const facts = io.facts(path);
  if (facts === undefined) {
    if (io.list(dirname(path)).includes(basename(path))) throw corrupt(path, 'is not a regular file');
    return new Map();
  }
  if (facts.size > MAX_FILE_BYTES) throw corrupt(path, 'is too large');
  const text = decodeText(io.read(path), path);
  if (!text.startsWith(HEADER)) throw corrupt(path, 'does not begin as one');
  const entries = new Map<string, number>();
  const lines = text.slice(HEADER.length).split('\n');
  // What stands after the last line feed was being written in a crash: nothing was let through on it.
  for (const line of lines.slice(0, -1)) {
    const [, until, digest] = LINE.exec(line) ?? [];
    if (until === undefined || digest === undefined) throw corrupt(path, 'holds a malformed line');
    if (Number(until) >= now) entries.set(digest, Number(until));
  }
  return entries;
}

function decodeText(bytes: Uint8Array, path: string): string {
  try {
    return decodeUtf8Strict(bytes);
  } catch {
    throw corrupt(path, 'is not text');
  }
}

function lineOf(digest: string, keepUntil: number): string {
  return `${String(Math.min(keepUntil, MAX_SECONDS)).padStart(12, '0')} ${digest}\n`;
}

/** Writes what is live to a new file that takes the place of the old: after a crash one of them is there, whole. */
function rewrite(state: State): void {
  const { io, entries, options } = state;
  const content = utf8Encode(HEADER + [...entries].map(([digest, until]) => lineOf(digest, until)).join(''));
  const temporary = join(dirname(options.path), `${TEMPORARY_PREFIX}${basename(options.path)}`);
  io.remove(temporary);
  const fd = io.createFile(temporary, 0o600);
  writeAll(io, fd, content, 0);
  io.dataSync(fd);
  io.rename(temporary, options.path);
  io.syncDir(dirname(options.path));
  if (state.fd >= 0) io.close(state.fd);
  state.fd = fd;
  state.position = content.length;
  state.lines = entries.size;
}

function checkAndStore(
  state: State,
  key: string,
  keepUntil: number,
  now: number,
): Promise<'stored' | 'replay' | 'full'> {
  const { entries, options } = state;
  if (state.broken !== undefined) return Promise.reject(state.broken);
  const digest = nodeSuite.sha256Hex(key);
  if (entries.has(digest)) return Promise.resolve('replay');
  if (entries.size >= options.maxEntries) forget(entries, now);
  if (entries.size >= options.maxEntries) return Promise.resolve('full');
  // Before the wait for the disk: a copy that arrives meanwhile must not pass.
  entries.set(digest, keepUntil);
  return new Promise((resolve, reject) => {
    const done: Waiting['done'] = (error) => {
      if (error === undefined) resolve('stored');
      else reject(error);
    };
    state.waiting.push({ line: lineOf(digest, keepUntil), done });
    flush(state, now);
  });
}

function forget(entries: Map<string, number>, now: number): void {
  for (const [digest, until] of entries) if (until < now) entries.delete(digest);
}

/** Writes all that wait with one wait for the disk. A disk that failed once is not asked again: it may have forgotten. */
function flush(state: State, now: number): void {
  const { io, waiting, options } = state;
  if (state.busy || waiting.length === 0) return;
  state.busy = true;
  state.waiting = [];
  const settle = (error?: unknown): void => {
    state.busy = false;
    if (error !== undefined) state.broken ??= asUnavailable(error, `writing the replay cache ${options.path}`);
    for (const { done } of waiting) done(state.broken);
    if (state.broken === undefined) flush(state, now);
    else for (const { done } of state.waiting.splice(0)) done(state.broken);
  };
  try {
    const size = io.sizeAt(state.fd, options.path);
    if (size === undefined || size < state.position)
      throw corrupt(options.path, 'was removed, moved or cut while in use');
    if (state.lines >= 2 * options.maxEntries) {
      forget(state.entries, now);
      rewrite(state);
      settle();
      return;
    }
    const bytes = utf8Encode(waiting.map(({ line }) => line).join(''));
    writeAll(io, state.fd, bytes, state.position);
    state.position += bytes.length;
    state.lines += bytes.length / LINE_BYTES;
    io.dataSyncLater(state.fd, (error) => settle(error ?? undefined));
  } catch (error) {
    settle(error);
  }
}
