// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '../crypto/suite.js';
import type { ActionRecord, SessionControl, SessionOpen } from '../model/receipt/action-receipt.js';
import type { ReceiptDraft } from '../model/evidence-draft.js';
import { g1Genesis } from './genesis.js';

/** Where the next receipt of a run goes. Immutable: a step that failed leaves the old state in force. */
export interface RunState {
  readonly runNonce: string;
  readonly openNonce: string;
  readonly policyHash: string;
  /** chain_seq of the next record. */
  readonly nextSeq: bigint;
  /** Receipt hash of the last record, or what stands in for it before the first. */
  readonly head: string;
  /** Receipts in the current signing segment. */
  readonly segmentCount: bigint;
  /** Heartbeats so far. */
  readonly beats: bigint;
}

/** A record to sign, and the state in force once its receipt hash is known: `advance(state, receiptHash)`. */
export interface Emission {
  readonly record: ActionRecord;
  readonly state: RunState;
}

/** The chain a run goes on with, inside one recorder session. */
export interface PriorChain {
  readonly signerKey: string;
  readonly seq: bigint;
  readonly hash: string;
  /** Receipts in its last signing segment. */
  readonly segmentCount: bigint;
}

export interface RunParams {
  readonly actionId: string;
  /** RFC 3339. */
  readonly at: string;
  /** 32 lower-case hex digits each. */
  readonly runNonce: string;
  readonly openNonce: string;
  readonly recorderSession: string;
  readonly policyHash: string;
  /** 64 lower-case hex digits. */
  readonly signerKey: string;
  readonly heartbeatSeconds: number;
  /** Optional commitments: anchors, posture capsule, containment. */
  readonly commitments?: Pick<
    SessionOpen,
    | 'genesis_anchor_head'
    | 'genesis_anchor_log'
    | 'posture_capsule_sha256'
    | 'posture_signer_key_id'
    | 'containment_nonce'
    | 'contained_uid'
  >;
  readonly prior?: PriorChain;
}

/** Who and when, for the records a run writes about itself. */
export interface ControlParams {
  readonly actionId: string;
  /** RFC 3339. */
  readonly at: string;
  readonly fsyncErrorsGated?: bigint;
  readonly durabilityBlocks?: bigint;
}

/** The record that opens a run: on a fresh chain, after a restart, or under a new key. */
export function openRun(params: RunParams, suite: CryptoSuite): Emission {
  const { prior } = params;
  const rotated = prior !== undefined && prior.signerKey !== params.signerKey;
  const continued = prior !== undefined && !rotated;
  const state: RunState = {
    runNonce: params.runNonce,
    openNonce: params.openNonce,
    policyHash: params.policyHash,
    nextSeq: continued ? prior.seq + 1n : 0n,
    head: prior?.hash ?? '',
    segmentCount: continued ? prior.segmentCount : 0n,
    beats: 0n,
  };
  const open = describeRun(params, state.nextSeq);
  const genesis = prior === undefined ? g1Genesis(open, suite) : undefined;
  const started = genesis === undefined ? state : { ...state, head: genesis };
  const control = { kind: 'session_open', open: genesis === undefined ? open : withGenesis(open, genesis) };
  const transition = rotated
    ? { prior_signer_key: prior.signerKey, prior_chain_seq: prior.seq, prior_chain_hash: prior.hash }
    : undefined;
  return { record: controlRecord(started, params, 'open', control, transition), state: started };
}

function describeRun(params: RunParams, openSeq: bigint): SessionOpen {
  const { prior } = params;
  return {
    run_nonce: params.runNonce,
    open_nonce: params.openNonce,
    recorder_session: params.recorderSession,
    policy_hash: params.policyHash,
    signer_key_epoch: params.signerKey,
    heartbeat_seconds: params.heartbeatSeconds,
    chain_open_seq: openSeq,
    ...(prior === undefined ? {} : { prior_chain_head: prior.hash, prior_chain_seq: prior.seq }),
    ...params.commitments,
  };
}

function withGenesis(open: SessionOpen, genesis: string): SessionOpen {
  return { ...open, genesis_hash: genesis };
}

/** Puts a draft at its place in the chain. */
export function nextRecord(state: RunState, draft: ReceiptDraft): ActionRecord {
  const { venue, jurisdiction, rulebook_id, remedy_class, contestation_window, precedent_refs, ...rest } = draft;
  const record: ActionRecord = {
    version: 1,
    ...rest,
    chain_prev_hash: state.head,
    chain_seq: state.nextSeq,
    run_nonce: state.runNonce,
  };
  // The members behind the chain's own are rare; without them the record is in wire order already.
  const tail = { venue, jurisdiction, rulebook_id, remedy_class, contestation_window, precedent_refs };
  const present = Object.entries(tail).filter(([, value]) => value !== undefined);
  return present.length === 0 ? record : { ...record, ...Object.fromEntries(present) };
}

/** The record that says the run is alive. */
export function heartbeatRecord(state: RunState, params: ControlParams): Emission {
  const beats = state.beats + 1n;
  const control = {
    kind: 'heartbeat',
    heartbeat: {
      run_nonce: state.runNonce,
      open_nonce: state.openNonce,
      beat: beats,
      chain_head: state.head,
      chain_seq_head: state.nextSeq - 1n,
      heartbeat_time: params.at,
      fsync_errors_gated: params.fsyncErrorsGated ?? 0n,
      durability_blocks: params.durabilityBlocks ?? 0n,
    },
  };
  return { record: controlRecord(state, params, 'heartbeat', control), state: { ...state, beats } };
}

/** The record that ends the run and commits to its count and head. */
export function closeRecord(state: RunState, params: ControlParams & { readonly reason?: string }): Emission {
  const control = {
    kind: 'session_close',
    close: {
      run_nonce: state.runNonce,
      open_nonce: state.openNonce,
      final_seq: state.nextSeq,
      root_hash: state.head,
      receipt_count: state.segmentCount + 1n,
      close_reason: params.reason ?? 'graceful_shutdown',
      fsync_errors_gated: params.fsyncErrorsGated ?? 0n,
      durability_blocks: params.durabilityBlocks ?? 0n,
    },
  };
  return { record: controlRecord(state, params, 'close', control), state };
}

/** The state after the receipt with this hash is part of the chain. */
export function advance(state: RunState, receiptHash: string): RunState {
  return { ...state, head: receiptHash, nextSeq: state.nextSeq + 1n, segmentCount: state.segmentCount + 1n };
}

function controlRecord(
  state: RunState,
  params: { readonly actionId: string; readonly at: string },
  step: 'open' | 'heartbeat' | 'close',
  control: SessionControl,
  transition?: ActionRecord['key_transition'],
): ActionRecord {
  return {
    version: 1,
    action_id: params.actionId,
    action_type: 'unclassified',
    timestamp: params.at,
    principal: 'local',
    actor: 'pipelock',
    delegation_chain: null,
    target: `pipelock://session/${step}`,
    side_effect_class: 'none',
    reversibility: 'unknown',
    policy_hash: state.policyHash,
    verdict: 'allow',
    transport: 'receipt_session',
    chain_prev_hash: state.head,
    chain_seq: state.nextSeq,
    run_nonce: state.runNonce,
    ...(transition === undefined ? {} : { key_transition: transition }),
    session_control: control,
  };
}
