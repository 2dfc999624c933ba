// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '../crypto/suite.js';
import type { ActionReceipt, ActionRecord } from '../model/receipt/action-receipt.js';
import { GENESIS } from '../model/recorder-entry.js';
import type { RotationEndorsement } from '../model/rotation-endorsement.js';
import type { ChainFault, ChainFaultCode } from './chain-fault.js';
import { G1_PREFIX } from './genesis.js';
import { checkControl } from './session-rules.js';
import type { RunPosition } from './session-rules.js';

export type { ChainFault } from './chain-fault.js';

export interface ReceiptChainOptions {
  readonly suite: CryptoSuite;
  /** Public keys (64 hex digits) that may sign. Absent: any first signer is taken, and the result says `unpinned`. */
  readonly trustedKeys?: ReadonlySet<string>;
  /** Endorsements whose signatures were checked by the caller. */
  readonly endorsements?: readonly RotationEndorsement[];
  /** Recorder session the receipts were read from; compared with what session_open and endorsements name. */
  readonly session?: string;
}

/** Receipts in a row under one key. */
export interface ChainSegment {
  readonly signerKey: string;
  readonly basis: 'pinned' | 'unpinned' | 'trusted_key' | 'endorsed';
  readonly count: bigint;
  readonly finalSeq: bigint;
  readonly tailHash: string;
}

export interface ReceiptChainResult {
  readonly fault: ChainFault | undefined;
  /** Receipts that hold, over all segments. */
  readonly count: bigint;
  /** Receipt hash of the last one; empty for an empty chain. */
  readonly rootHash: string;
  readonly finalSeq: bigint;
  /** Whether the last run ended with its session_close. False also for a chain without runs. */
  readonly closed: boolean;
  readonly segments: readonly ChainSegment[];
  /** Nonces of the runs, in order. */
  readonly runNonces: readonly string[];
  readonly unusedEndorsements: readonly RotationEndorsement[];
}

/** Checks the receipts of one recorder session, fed in entry order. Signatures are checked elsewhere. */
export interface ReceiptChain {
  /** The first fault, now and on every later call; undefined while the chain holds. */
  step(receipt: ActionReceipt, receiptHash: string): ChainFault | undefined;
  finish(): ReceiptChainResult;
}

interface OpenSegment extends ChainSegment {
  count: bigint;
  finalSeq: bigint;
  tailHash: string;
}

interface State {
  count: bigint;
  head: string;
  /** The last of `segments`. Replaced by a new key, counted up in place. */
  segment: OpenSegment | undefined;
  readonly segments: OpenSegment[];
  /** Nonce to whether the run was closed. */
  readonly runs: Map<string, 'open' | 'closed'>;
  active: RunPosition | undefined;
  /** Recorder session that the first session_open names: endorsements are for one session, and only this name is signed. */
  session: string | undefined;
  fault: ChainFault | undefined;
  readonly unused: Set<RotationEndorsement>;
}

/** A fresh verifier. Memory does not grow with receipts, only with runs and segments. */
export function createReceiptChain(options: ReceiptChainOptions): ReceiptChain {
  const state: State = {
    count: 0n,
    head: '',
    segment: undefined,
    segments: [],
    runs: new Map(),
    active: undefined,
    session: undefined,
    fault: undefined,
    unused: new Set(options.endorsements),
  };
  return {
    step: (receipt, receiptHash) => (state.fault ??= takeReceipt(state, options, receipt, receiptHash)),
    finish: () => ({
      fault: state.fault,
      count: state.count,
      rootHash: state.head,
      finalSeq: state.segment?.finalSeq ?? 0n,
      closed: state.active === undefined && state.runs.size > 0,
      segments: state.segments.map((segment) => ({ ...segment })),
      runNonces: [...state.runs.keys()],
      unusedEndorsements: [...state.unused],
    }),
  };
}

function takeReceipt(
  state: State,
  options: ReceiptChainOptions,
  receipt: ActionReceipt,
  receiptHash: string,
): ChainFault | undefined {
  const record = receipt.action_record;
  const place = placeInChain(state, options, receipt);
  if ('code' in place) return place;
  const { segment, previous } = place;
  const fresh = segment !== state.segment;
  const first = state.segment === undefined;
  const fault = checkRun(state, record, { segment, first, previous }, options);
  if (fault !== undefined) return fault;
  if (fresh) state.segments.push(segment);
  state.segment = segment;
  segment.count += 1n;
  segment.finalSeq = record.chain_seq;
  segment.tailHash = receiptHash;
  state.count += 1n;
  state.head = receiptHash;
  return undefined;
}

/** The segment the receipt belongs to, before it is counted, and the segment it has to link to. */
type Place = { readonly segment: OpenSegment; readonly previous: ChainSegment | undefined };

function placeInChain(state: State, options: ReceiptChainOptions, receipt: ActionReceipt): Place | ChainFault {
  const { segment } = state;
  if (segment === undefined) return placeFirst(options, receipt);
  if (receipt.signer_key !== segment.signerKey) return placeRotated(state, options, segment, receipt);
  const record = receipt.action_record;
  if (record.key_transition !== undefined) return fault(record, 'key_transition', 'key transition to the same key');
  if (record.chain_seq !== segment.finalSeq + 1n) {
    return fault(record, 'chain_seq', `chain_seq is not ${String(segment.finalSeq + 1n)}`);
  }
  if (record.chain_prev_hash !== segment.tailHash) {
    return fault(record, 'chain_prev_hash', 'chain_prev_hash is not the hash of the receipt before');
  }
  return { segment, previous: segment };
}

function placeFirst(options: ReceiptChainOptions, receipt: ActionReceipt): Place | ChainFault {
  const record = receipt.action_record;
  const { trustedKeys } = options;
  if (trustedKeys !== undefined && !trustedKeys.has(receipt.signer_key)) {
    return fault(record, 'signer_key', 'the first signer is not a trusted key');
  }
  if (record.chain_seq !== 0n) return fault(record, 'chain_seq', 'the chain does not start at 0');
  if (record.key_transition !== undefined) return fault(record, 'key_transition', 'key transition with nothing before');
  const legacy = record.chain_prev_hash === GENESIS;
  if (!legacy && !record.chain_prev_hash.startsWith(G1_PREFIX)) {
    return fault(record, 'genesis', 'the chain starts with no genesis value');
  }
  const basis = trustedKeys === undefined ? 'unpinned' : 'pinned';
  return { segment: freshSegment(receipt.signer_key, basis), previous: undefined };
}

function freshSegment(signerKey: string, basis: ChainSegment['basis']): OpenSegment {
  return { signerKey, basis, count: 0n, finalSeq: 0n, tailHash: '' };
}

/** A new key starts again at 0, names exactly where the old one stopped, and needs someone's word that it may. */
function placeRotated(
  state: State,
  options: ReceiptChainOptions,
  before: ChainSegment,
  receipt: ActionReceipt,
): Place | ChainFault {
  const record = receipt.action_record;
  const { key_transition: transition } = record;
  if (transition === undefined) return fault(record, 'signer_key', 'the signer changed without a key transition');
  if (record.chain_seq !== 0n) return fault(record, 'chain_seq', 'a new key does not start at 0');
  if (record.chain_prev_hash !== before.tailHash) {
    return fault(record, 'chain_prev_hash', 'chain_prev_hash is not the hash of the receipt before');
  }
  if (
    transition.prior_signer_key !== before.signerKey ||
    transition.prior_chain_seq !== before.finalSeq ||
    transition.prior_chain_hash !== before.tailHash
  ) {
    return fault(record, 'key_transition', 'the key transition does not name the end of the segment before');
  }
  const basis = authorise(state, options, before, receipt.signer_key);
  if (basis === undefined) return fault(record, 'key_transition', 'nobody authorised the new key');
  return { segment: freshSegment(receipt.signer_key, basis), previous: before };
}

function authorise(
  state: State,
  options: ReceiptChainOptions,
  before: ChainSegment,
  newKey: string,
): 'trusted_key' | 'endorsed' | undefined {
  for (const endorsement of state.unused) {
    if (endorses(endorsement, before, newKey, state.session)) {
      state.unused.delete(endorsement);
      return 'endorsed';
    }
  }
  return options.trustedKeys?.has(newKey) === true ? 'trusted_key' : undefined;
}

function endorses(
  endorsement: RotationEndorsement,
  before: ChainSegment,
  newKey: string,
  session: string | undefined,
): boolean {
  return (
    endorsement.session_id === session &&
    endorsement.prior_signer_key === before.signerKey &&
    endorsement.prior_final_seq === before.finalSeq &&
    endorsement.prior_tail_hash === before.tailHash &&
    endorsement.new_signer_key === newKey
  );
}

interface Position {
  readonly segment: ChainSegment;
  readonly first: boolean;
  readonly previous: ChainSegment | undefined;
}

/** The rules of runs: opened before used, nothing after a close, and what the record says of itself is so. */
function checkRun(
  state: State,
  record: ActionRecord,
  position: Position,
  options: ReceiptChainOptions,
): ChainFault | undefined {
  const { session_control: control, run_nonce: nonce = '' } = record;
  const legacy = record.chain_prev_hash === GENESIS && nonce === '';
  if (position.first && !legacy && control?.open === undefined) {
    return fault(record, 'session_open', 'the first receipt is not the matching session_open');
  }
  if (control?.open === undefined || control.kind !== 'session_open') {
    const known = nonce === '' ? undefined : state.runs.get(nonce);
    if (known === 'closed') return fault(record, 'run_closed', 'a record after session_close of its run');
    if (nonce !== '' && known === undefined) return fault(record, 'run_nonce', 'the run was never opened');
  }
  if (control === undefined) return undefined;
  const outcome = checkControl(record, control, {
    count: position.segment.count,
    first: position.first,
    previous: position.previous,
    active: state.active,
    suite: options.suite,
    session: options.session,
    opened: (candidate) => state.runs.has(candidate),
  });
  if ('code' in outcome) return outcome;
  state.active = outcome.active;
  state.session ??= control.open?.recorder_session;
  state.runs.set(nonce, outcome.active === undefined ? 'closed' : 'open');
  return undefined;
}

function fault(record: ActionRecord, code: ChainFaultCode, message: string): ChainFault {
  return { code, seq: record.chain_seq, message };
}
