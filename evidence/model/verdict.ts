// SPDX-License-Identifier: Apache-2.0
import type { BlockReason } from './block-reason.js';
import type { Finding } from './finding.js';
import type { Facts, Phase } from './facts.js';
import type { Outcome } from './outcomes.js';

export { OUTCOMES, type Outcome } from './outcomes.js';
export type { Phase } from './facts.js';

/** The decision about one action. Headers, bodies, logs, metrics and receipts all derive from this one object. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly reason: BlockReason | 'none';
  readonly layer: string;
  /** The last phase that was evaluated. */
  readonly phase: Phase;
  readonly findings: readonly Finding[];
  readonly facts: Facts;
  readonly policyHash: string;
}

declare const recorded: unique symbol;

/** Words for the client beside the codes. Codes go into evidence, these do not. */
export interface Notice {
  /** Takes the place of the text of the answer. */
  readonly message?: string;
  /** A short hint; names no setting, since it is the agent that reads it. */
  readonly hint?: string;
}

/** A verdict and what became of its evidence. */
export interface VerdictRecord {
  readonly verdict: Verdict;
  readonly actionId: string;
  readonly requestId: string;
  /**
   * `durable`: on disk. `queued`: on its way, receipts are not required. `unrecorded`: there is no evidence folder, or
   * this is a block that could not be written and is sent all the same.
   */
  readonly evidence: 'durable' | 'queued' | 'unrecorded';
  readonly notice?: Notice;
}

/**
 * A verdict whose evidence has been dealt with. Only mediation makes one, so a transport cannot answer an action that
 * left no record.
 */
export interface RecordedVerdict extends VerdictRecord {
  readonly [recorded]: true;
}
