// SPDX-License-Identifier: Apache-2.0
import type { Facts, Phase } from './facts.js';
import type { RawAction } from './raw-action.js';
import type { ReceiptDraft } from './receipt/action-receipt.js';

export const ENTRY_TYPES = [
  'decision',
  'action_receipt',
  'evidence_receipt',
  'checkpoint',
  'transcript_root',
  'capture',
  'capture_drop',
] as const;
export type EntryType = (typeof ENTRY_TYPES)[number];

/** First `prev_hash` of every entry chain, and of legacy receipt chains. */
export const GENESIS = 'genesis';

/**
 * One line of a recorder file. Writers emit version 2; 1, 2 and 3 are read. `detail` is the raw JSON text as it stands
 * on the line: in versions 2 and 3 the very bytes that are hashed. The two namespace members exist in version 3 only.
 */
export interface RecorderEntry {
  readonly v: 1 | 2 | 3;
  readonly seq: bigint;
  /** Canonical RFC 3339. */
  readonly ts: string;
  readonly session_id: string;
  readonly chain_kind?: string;
  readonly writer_instance_id?: string;
  readonly trace_id?: string;
  readonly type: EntryType;
  readonly event_kind?: string;
  readonly transport: string;
  readonly summary: string;
  readonly detail: string;
  readonly raw_ref?: string;
  readonly prev_hash: string;
  readonly hash: string;
}

/** Detail of a `decision` entry. Not signed by itself: the entry chain and the checkpoint signature bind it. */
export interface DecisionDetail {
  readonly action_id: string;
  readonly facts: Facts;
  readonly layer: string;
  readonly pattern: string;
  readonly phase: Phase;
  readonly policy: string;
  readonly reason: string;
  readonly request_id: string;
  readonly verdict: string;
}

/** What mediation hands to the recorder for one decision or outcome. Both parts go into one group commit. */
export interface EvidenceDraft {
  readonly decision?: DecisionDetail;
  /** What the decision was about, to be sealed beside it. Never written in any other form. */
  readonly raw?: RawAction;
  readonly receipt: ReceiptDraft;
}

/** Proof that an append happened. `durable` is false only when the caller asked not to wait for the disk. */
export interface AppendedReceipt {
  readonly actionId: string;
  readonly receiptHash: string;
  readonly chainSeq: bigint;
  readonly session: string;
  readonly durable: boolean;
}

export interface CheckpointDetail {
  readonly entry_count: number;
  readonly first_seq: bigint;
  readonly last_seq: bigint;
  /** 128 hex digits over the ASCII of this entry's `prev_hash`; empty when checkpoints are unsigned. */
  readonly signature: string;
}

export interface TranscriptRootDetail {
  readonly session_id: string;
  readonly final_seq: bigint;
  readonly root_hash: string;
  readonly receipt_count: bigint;
  readonly start_time: string;
  readonly end_time: string;
}
