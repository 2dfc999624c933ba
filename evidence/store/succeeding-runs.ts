// SPDX-License-Identifier: Apache-2.0
import type { EvidenceUnavailableError } from '../model/errors.js';
import { createBatch, pushClose, type RunHead } from './batch.js';
import { asUnavailable } from './io.js';
import type { RecorderStatus } from './options.js';
import { commitNow, releaseReserve, releaseRun, startRun, type ActiveRun, type StorePlace } from './run.js';
import type { Predecessor } from './succession.js';

/** What a recorder remembers beside the run it is writing. */
export interface EngineState {
  readonly place: StorePlace;
  run: ActiveRun | undefined;
  /** How the run that was written last ended. */
  lastHead: RunHead | undefined;
  /** The run that was closed for its size and has no successor yet. */
  predecessor: Predecessor | undefined;
  session: string;
  failure: EvidenceUnavailableError | undefined;
  lastError: string | undefined;
  receipts: number;
  fsyncErrors: number;
  durabilityBlocks: number;
  closed: boolean;
}

const ROLLOVER_REASON = 'shard_limit';

export function statusOf(state: EngineState): RecorderStatus {
  const { failure, lastError, receipts, fsyncErrors, durabilityBlocks } = state;
  const log = state.place.log?.status();
  const head = state.run?.head ?? state.lastHead;
  return {
    state: state.closed ? 'closed' : failure === undefined ? 'ok' : 'unavailable',
    ...(failure === undefined ? {} : { code: failure.code, message: failure.message }),
    receipts,
    ...(lastError === undefined ? {} : { lastError }),
    fsyncErrors,
    durabilityBlocks,
    ...(head === undefined ? {} : { chain: chainOf(head) }),
    ...(log === undefined ? {} : { log }),
  };
}

function chainOf({ receiptSeq, receiptHead }: RunHead): NonNullable<RecorderStatus['chain']> {
  return { finalSeq: (receiptSeq - 1n).toString(), head: receiptHead };
}

/** Notes a failure of the disk: appends are refused with it until one succeeds. */
export function noteFailure(state: EngineState, error: unknown, doing: string): EvidenceUnavailableError {
  const failure = asUnavailable(error, doing);
  state.failure = failure;
  state.lastError = failure.message;
  return failure;
}

/** The run to write to. Opens the successor of one that was closed for its size. Throws what `startRun` throws. */
export function currentRun(state: EngineState): ActiveRun {
  if (state.run !== undefined) return state.run;
  const run = startRun(state.place, state.predecessor);
  state.run = run;
  state.predecessor = undefined;
  state.session = run.setting.session;
  state.receipts += 1;
  return run;
}

/** Writes a run's last records and waits for them. */
function writeClose(state: EngineState, run: ActiveRun, reason: string): void {
  const batch = createBatch(run.setting, run.head);
  pushClose(batch, reason, state);
  commitNow(state.place, run, batch);
  state.place.log?.ended(run.setting.session);
  state.receipts += 1;
}

/** The shard limit is near: end this run in order and go on in a linked one, without refusing anything. */
export function rollOver(state: EngineState, run: ActiveRun): ActiveRun {
  writeClose(state, run, ROLLOVER_REASON);
  const { receiptSeq, receiptHead } = run.head;
  state.predecessor = {
    session: run.setting.session,
    tailSeq: receiptSeq - 1n,
    tailHash: receiptHead,
    signerKey: run.setting.signer.publicKeyHex,
  };
  state.run = undefined;
  release(state, run);
  return currentRun(state);
}

/**
 * Ends the current run in order. A full disk must not prevent it: the reserve is for this. Throws what the disk said
 * when even that was not enough; the run is let go all the same, and the next start links to it.
 */
export function endRun(state: EngineState, reason: string): void {
  const { run } = state;
  if (run === undefined) return;
  try {
    try {
      writeClose(state, run, reason);
    } catch (error) {
      if (asUnavailable(error, 'closing').code !== 'no_space') throw error;
      releaseReserve(state.place, run.setting.session);
      writeClose(state, run, reason);
    }
  } finally {
    state.run = undefined;
    release(state, run);
  }
}

function release(state: EngineState, run: ActiveRun): void {
  state.lastHead = run.head;
  try {
    releaseRun(state.place, run);
  } catch (error) {
    // This process forgets the run; the next start proves it dead and clears what is left.
    state.lastError = asUnavailable(error, 'releasing a run').message;
  }
}
