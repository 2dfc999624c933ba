// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '../crypto/suite.js';
import type { ActionRecord, SessionControl, SessionOpen } from '../model/receipt/action-receipt.js';
import { GENESIS } from '../model/recorder-entry.js';
import { faultAt as fault, type ChainFault } from './chain-fault.js';
import { g1Genesis } from './genesis.js';

/** The two nonces of a run: which run it is, and which opening of it. */
export type RunNonces = Pick<SessionOpen, 'run_nonce' | 'open_nonce'>;
/** Where a segment of a chain ends. */
export interface SegmentEnd {
  readonly finalSeq: bigint;
  readonly tailHash: string;
}

/** Where a session-control record stands. */
export interface ControlContext {
  /** Receipts in the current signing segment before this one. */
  readonly count: bigint;
  /** End of what the record continues; undefined for the first receipt of the whole chain. */
  readonly previous: SegmentEnd | undefined;
  /** The run that is open now. */
  readonly active: RunNonces | undefined;
  readonly suite: CryptoSuite;
  /** By nonce. */
  readonly runs: ReadonlyMap<string, unknown>;
}

type Payload<K extends keyof SessionControl> = NonNullable<SessionControl[K]>;
type Outcome = { readonly active: RunNonces | undefined } | ChainFault;

/** Checks a record of the run about itself. Answers with the run that is open afterwards, or the fault. */
export function checkControl(record: ActionRecord, control: SessionControl, context: ControlContext): Outcome {
  const { kind, open, heartbeat, close } = control;
  const payloads = [open, heartbeat, close].filter((payload) => payload !== undefined);
  if (payloads.length !== 1) return fault(record, 'session_control', 'session_control must hold exactly one payload');
  if (kind === 'session_open' && open !== undefined) return checkOpen(record, open, context);
  if (kind === 'heartbeat' && heartbeat !== undefined) return checkHeartbeat(record, heartbeat, context);
  if (kind === 'session_close' && close !== undefined) return checkClose(record, close, context);
  return fault(record, 'session_control', 'the kind of session_control does not name its payload');
}

function checkOpen(record: ActionRecord, open: SessionOpen, context: ControlContext): Outcome {
  const wrong = (message: string): ChainFault => fault(record, 'session_open', message);
  if (open.run_nonce === '' || open.run_nonce !== record.run_nonce) return wrong('session_open names another run');
  if (open.open_nonce === '') return wrong('session_open has no open_nonce');
  if (context.runs.has(open.run_nonce)) return wrong('duplicate session_open for run_nonce');
  if (open.chain_open_seq !== record.chain_seq) return wrong('chain_open_seq is not its own place');
  const { previous, suite } = context;
  const misplaced =
    previous === undefined ? checkFreshOpen(record, open, suite) : checkContinuedOpen(record, open, previous);
  return misplaced ?? { active: open };
}

function checkFreshOpen(record: ActionRecord, open: SessionOpen, suite: CryptoSuite): ChainFault | undefined {
  if (record.chain_prev_hash === GENESIS) return fault(record, 'genesis', 'session_open on legacy genesis');
  // The format leaves empty members out.
  if ((open.prior_chain_seq ?? 0n) !== 0n || (open.prior_chain_head ?? '') !== '') {
    return fault(record, 'session_open', 'the first session_open names a prior chain');
  }
  const expected = g1Genesis(open, suite);
  if (open.genesis_hash !== expected || record.chain_prev_hash !== expected) {
    return fault(record, 'genesis', 'session_open genesis hash mismatch');
  }
  return undefined;
}

function checkContinuedOpen(record: ActionRecord, open: SessionOpen, previous: SegmentEnd): ChainFault | undefined {
  if ((open.genesis_hash ?? '') !== '') return fault(record, 'genesis', 'a later session_open has a genesis hash');
  if ((open.prior_chain_head ?? '') !== previous.tailHash || (open.prior_chain_seq ?? 0n) !== previous.finalSeq) {
    return fault(record, 'session_open', 'session_open does not name the end of the chain before');
  }
  return undefined;
}

function checkHeartbeat(record: ActionRecord, beat: Payload<'heartbeat'>, context: ControlContext): Outcome {
  const wrong = (message: string): ChainFault => fault(record, 'heartbeat', message);
  const { active } = context;
  if (!isActive(record, beat, active)) return wrong('heartbeat of a run that is not open');
  if (beat.chain_head !== record.chain_prev_hash) return wrong('heartbeat chain_head mismatch');
  if (beat.chain_seq_head !== record.chain_seq - 1n) return wrong('heartbeat chain_seq_head mismatch');
  return { active };
}

function checkClose(record: ActionRecord, close: Payload<'close'>, context: ControlContext): Outcome {
  const wrong = (message: string): ChainFault => fault(record, 'session_close', message);
  if (!isActive(record, close, context.active)) return wrong('session_close of a run that is not open');
  if (close.root_hash !== record.chain_prev_hash) return wrong('session_close root_hash mismatch');
  if (close.final_seq !== record.chain_seq) return wrong('session_close final_seq mismatch');
  if (close.receipt_count !== context.count + 1n) return wrong('session_close receipt_count mismatch');
  return { active: undefined };
}

function isActive(record: ActionRecord, payload: RunNonces, active: RunNonces | undefined): boolean {
  const isOpen = active !== undefined && record.run_nonce === active.run_nonce;
  return isOpen && payload.run_nonce === active.run_nonce && payload.open_nonce === active.open_nonce;
}
