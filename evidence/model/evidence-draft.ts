// SPDX-License-Identifier: Apache-2.0
import type { RawAction } from './raw-action.js';
import type { ReceiptDraft } from './receipt/action-receipt.js';
import type { DecisionDetail } from './recorder-entry.js';

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
