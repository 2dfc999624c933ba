// SPDX-License-Identifier: Apache-2.0
import type { RawAction } from './raw-action.js';
import type { GoValue } from '../canonical/go-words.js';
import type { Facts, Phase } from './facts.js';
import type { ActionRecord } from './receipt/action-receipt.js';
import type { DECISION } from './recorder-entry.js';

/** Detail of a `decision` entry. Not signed by itself: the entry chain and the checkpoint signature bind it. */
export type DecisionDetail = GoValue<typeof DECISION> & { readonly facts: Facts; readonly phase: Phase };

/** What mediation knows about an action; the chain adds version, position, run and session members. */
export type ReceiptDraft = Omit<
  ActionRecord,
  'version' | 'chain_prev_hash' | 'chain_seq' | 'run_nonce' | 'key_transition' | 'session_control'
>;

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
