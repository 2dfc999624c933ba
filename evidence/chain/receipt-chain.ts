// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '../crypto/suite.js';
import type { ActionReceipt, ActionRecord } from '../model/receipt/action-receipt.js';
import { GENESIS } from '../model/recorder-entry.js';
import type { RotationEndorsement } from '../model/rotation-endorsement.js';
import { faultAt as fault, type ChainFault } from './chain-fault.js';
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

function openSegment(signerKey: string, basis: 'pinned' | 'unpinned' | 'trusted_key' | 'endorsed') {
  return { signerKey, basis, count: 0n, finalSeq: 0n, tailHash: '' };
}

type OpenSegment = ReturnType<typeof openSegment>;

/** Receipts in a row under one key. */
export type ChainSegment = Readonly<OpenSegment>;

interface State {
  /** Counted up in place; a new key opens another one. */
  readonly segments: OpenSegment[];
  /** Nonces of the runs, in order. */
  readonly runs: Map<string, 'open' | 'closed'>;
  readonly unused: Set<RotationEndorsement>;
  active: RunPosition | undefined;
  /** Recorder session that the first session_open names: endorsements are for one session, and only this name is signed. */
  session: string | undefined;
}

/**
 * Checks the receipts of one recorder session, fed in entry order. Signatures are checked elsewhere. Memory does not grow
 * with receipts, only with runs and segments.
 */
export function createReceiptChain(options: ReceiptChainOptions) {
  const unused = new Set(options.endorsements);
  const state: State = { segments: [], runs: new Map(), unused, active: undefined, session: undefined };
  let first: ChainFault | undefined;
  return {
    /** The first fault, now and on every later call; undefined while the chain holds. */
    step: (receipt: ActionReceipt, receiptHash: string): ChainFault | undefined =>
      (first ??= takeReceipt(state, options, receipt, receiptHash)),
    finish: () => {
      const { segments, runs, active } = state;
      const last = segments.at(-1);
      return {
        fault: first,
        /** Receipts that hold, over all segments. */
        count: segments.reduce((sum, { count }) => sum + count, 0n),
        /** Receipt hash of the last one; empty for an empty chain. */
        rootHash: last?.tailHash ?? '',
        finalSeq: last?.finalSeq ?? 0n,
        /** Whether the last run ended with its session_close. False also for a chain without runs. */
        closed: active === undefined && runs.size > 0,
        segments: segments.map((segment): ChainSegment => ({ ...segment })),
        runNonces: [...runs.keys()],
        unusedEndorsements: [...unused],
      };
    },
  };
}

export type ReceiptChain = ReturnType<typeof createReceiptChain>;
export type ReceiptChainResult = ReturnType<ReceiptChain['finish']>;

function takeReceipt(
  state: State,
  options: ReceiptChainOptions,
  receipt: ActionReceipt,
  receiptHash: string,
): ChainFault | undefined {
  const record = receipt.action_record;
  const previous = state.segments.at(-1);
  const segment = placeInChain(state, options, previous, receipt);
  if ('code' in segment) return segment;
  const wrong = checkRun(state, options, record, segment.count, previous);
  if (wrong !== undefined) return wrong;
  if (segment !== previous) state.segments.push(segment);
  segment.count += 1n;
  segment.finalSeq = record.chain_seq;
  segment.tailHash = receiptHash;
  return undefined;
}

/** The segment the receipt belongs to, before it is counted. */
function placeInChain(
  state: State,
  options: ReceiptChainOptions,
  previous: OpenSegment | undefined,
  receipt: ActionReceipt,
): OpenSegment | ChainFault {
  if (previous === undefined) return placeFirst(options, receipt);
  if (receipt.signer_key !== previous.signerKey) return placeRotated(state, options, previous, receipt);
  const record = receipt.action_record;
  if (record.key_transition !== undefined) return fault(record, 'key_transition', 'key transition to the same key');
  if (record.chain_seq !== previous.finalSeq + 1n) {
    return fault(record, 'chain_seq', `chain_seq is not ${String(previous.finalSeq + 1n)}`);
  }
  if (record.chain_prev_hash !== previous.tailHash) {
    return fault(record, 'chain_prev_hash', 'chain_prev_hash is not the hash of the receipt before');
  }
  return previous;
}

function placeFirst({ trustedKeys }: ReceiptChainOptions, receipt: ActionReceipt): OpenSegment | ChainFault {
  const record = receipt.action_record;
  if (trustedKeys !== undefined && !trustedKeys.has(receipt.signer_key)) {
    return fault(record, 'signer_key', 'the first signer is not a trusted key');
  }
  if (record.chain_seq !== 0n) return fault(record, 'chain_seq', 'the chain does not start at 0');
  if (record.key_transition !== undefined) return fault(record, 'key_transition', 'key transition with nothing before');
  const legacy = record.chain_prev_hash === GENESIS;
  if (!legacy && !record.chain_prev_hash.startsWith(G1_PREFIX)) {
    return fault(record, 'genesis', 'the chain starts with no genesis value');
  }
  return openSegment(receipt.signer_key, trustedKeys === undefined ? 'unpinned' : 'pinned');
}

/** A new key starts again at 0, names exactly where the old one stopped, and needs someone's word that it may. */
function placeRotated(
  state: State,
  options: ReceiptChainOptions,
  before: ChainSegment,
  receipt: ActionReceipt,
): OpenSegment | ChainFault {
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
  return openSegment(receipt.signer_key, basis);
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

/** The rules of runs: opened before used, nothing after a close, and what the record says of itself is so. */
function checkRun(
  state: State,
  { suite, session }: ReceiptChainOptions,
  record: ActionRecord,
  count: bigint,
  previous: ChainSegment | undefined,
): ChainFault | undefined {
  const { session_control: control, run_nonce: nonce = '' } = record;
  const legacy = record.chain_prev_hash === GENESIS && nonce === '';
  if (previous === undefined && !legacy && control?.open === undefined) {
    return fault(record, 'session_open', 'the first receipt is not the matching session_open');
  }
  if (control?.open === undefined || control.kind !== 'session_open') {
    const known = nonce === '' ? undefined : state.runs.get(nonce);
    if (known === 'closed') return fault(record, 'run_closed', 'a record after session_close of its run');
    if (nonce !== '' && known === undefined) return fault(record, 'run_nonce', 'the run was never opened');
  }
  if (control === undefined) return undefined;
  const { active, runs } = state;
  const opened = (candidate: string): boolean => runs.has(candidate);
  const outcome = checkControl(record, control, { count, previous, active, suite, session, opened });
  if ('code' in outcome) return outcome;
  state.active = outcome.active;
  state.session ??= control.open?.recorder_session;
  runs.set(nonce, outcome.active === undefined ? 'closed' : 'open');
  return undefined;
}
