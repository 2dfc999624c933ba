// SPDX-License-Identifier: Apache-2.0
import { EvidenceUnavailableError } from '../model/errors.js';
import type { Signer } from '../sign/signer.js';
import { createRecordClock } from './clock.js';
import { createGroupCommit } from './commit.js';
import { asUnavailable, watchSyncs, type StoreIo } from './io.js';
import { openLogFeed } from './log/open.js';
import { loadSigningKey } from './key-file.js';
import { systemProcesses } from './lock.js';
import { fullOptions, type RecorderOptions, type RecorderStatus } from './options.js';
import { recoverFolder } from './recover.js';
import type { PreparedDraft } from './redact.js';
import { removeExpiredEscrow } from './retention.js';
import { startRun, type StorePlace } from './run.js';
import { endRun, noteFailure, statusOf, type EngineState } from './succeeding-runs.js';
import type { Outcome } from './waiting.js';

const DAY_MS = 86_400_000;

/** The recorder on the thread that does its work: drafts in, outcomes out in the same order. */
export interface Engine {
  readonly publicKeyHex: string;
  readonly custody: Signer['custody'];
  session(): string;
  status(): RecorderStatus;
  push(drafts: readonly PreparedDraft[]): void;
  /** Writes what is queued, then the closing records. Rejects with EvidenceUnavailableError when these failed. */
  close(reason: string): Promise<void>;
}

/** Told what became of the drafts, in their order, each exactly once. */
export type Answer = (outcomes: readonly Outcome[]) => void;

/**
 * Opens the evidence folder: loads the key, settles what earlier runs left, opens a new run. Throws
 * EvidenceUnavailableError: `key`, `no_space`, `permission`, `lock`, `io`.
 */
export function openEngine(options: RecorderOptions, io: StoreIo, answer: Answer): Engine {
  const full = fullOptions(options);
  const signer = loadSigningKey(full.signingKeyPath, full.custody);
  let state: EngineState | undefined;
  const watched = watchSyncs(io, () => {
    if (state !== undefined) state.fsyncErrors += 1;
  });
  const processes = systemProcesses();
  try {
    watched.makeDir(full.dir, 0o750);
    const log = openLogFeed({ io: watched, options: full, signer, processes });
    const place = { io: watched, dir: full.dir, options: full, signer, clock: createRecordClock(), processes, log };
    state = openState(place);
  } catch (error) {
    throw asUnavailable(error, `opening the evidence folder ${full.dir}`);
  }
  return runEngine(state, answer);
}

function openState(place: StorePlace): EngineState {
  const { io, dir, options, processes } = place;
  const predecessor = recoverFolder({ io, dir, base: options.base, processes });
  const run = startRun(place, predecessor);
  removeExpiredEscrow(io, dir, options.retentionDays, Date.now());
  // What dead runs left behind becomes leaves now, beside this run's first record.
  place.log?.publish();
  return {
    place,
    run,
    lastHead: undefined,
    predecessor: undefined,
    session: run.setting.session,
    failure: undefined,
    lastError: undefined,
    receipts: 1,
    fsyncErrors: 0,
    durabilityBlocks: 0,
    closed: false,
  };
}

/** Calls back until stopped, without keeping the process alive. */
function every(ms: number, work: () => void): () => void {
  if (ms === 0) return () => undefined;
  const timer = setInterval(work, ms);
  timer.unref();
  return () => clearInterval(timer);
}

function runEngine(state: EngineState, answer: Answer): Engine {
  const { signer, options } = state.place;
  const commits = createGroupCommit(state, answer);
  const stopBeating = every(options.heartbeatSeconds * 1000, () => commits.push(['heartbeat']));
  const stopExpiring = every(options.retentionDays > 0 ? DAY_MS : 0, () => expire(state));
  return {
    publicKeyHex: signer.publicKeyHex,
    custody: signer.custody,
    session: () => state.session,
    status: () => statusOf(state),
    push: (drafts) => {
      if (!state.closed) commits.push(drafts);
      else answer(drafts.map(() => new EvidenceUnavailableError('closed', 'the recorder is closed')));
    },
    close: async (reason) => {
      stopBeating();
      stopExpiring();
      await commits.idle();
      if (state.closed) return;
      state.closed = true;
      try {
        closeState(state, reason);
      } finally {
        await state.place.log?.close();
      }
    },
  };
}

function closeState(state: EngineState, reason: string): void {
  try {
    endRun(state, reason);
  } catch (error) {
    throw noteFailure(state, error, 'writing the closing records');
  }
}

function expire(state: EngineState): void {
  const { io, dir, options } = state.place;
  try {
    removeExpiredEscrow(io, dir, options.retentionDays, Date.now());
  } catch (error) {
    state.lastError = asUnavailable(error, 'removing expired escrow').message;
  }
}
