// SPDX-License-Identifier: Apache-2.0
import type { DecisionChange, DecisionWords } from '../../evidence/model/decision-change.js';
import type { SilenceReason } from './replayed.js';

export const REPLAY_SCHEMA = 'pipelock.policy-replay.v1';

/**
 * What became of a recorded decision. `not_reached`: the request of this answer would have been stopped. `cannot_say`:
 * what decides was not recorded.
 */
export type ReplayClass = DecisionChange | 'not_reached' | 'cannot_say';

export const REPLAY_CLASSES: readonly ReplayClass[] = [
  'same',
  'newly_blocked',
  'newly_allowed',
  'changed',
  'not_reached',
  'cannot_say',
];

/** `recorded` is what a baseline says, where one was given. */
export interface ReplayComparison {
  readonly with: 'record' | 'baseline';
  readonly policy_hash?: string;
}

/** `facts`: the recorded facts under the other policy. `escrow`: the traffic itself, through the whole path. */
export type ReplayBasis = 'facts' | 'escrow';

export interface ReplayDifference {
  readonly class: Exclude<ReplayClass, 'same' | 'not_reached' | 'cannot_say'>;
  readonly action_id: string;
  readonly session: string;
  readonly seq: bigint;
  readonly phase: string;
  /** Redacted. */
  readonly target: string;
  readonly basis: ReplayBasis;
  readonly recorded: DecisionWords;
  readonly replayed: DecisionWords;
}

/** How many actions went the same way. `layer` and `rule` are those of the side that blocks, or of the new one. */
export interface ReplayGroup {
  readonly class: ReplayDifference['class'];
  readonly layer: string;
  readonly rule: string;
  readonly count: number;
}

export interface ReplaySilence {
  readonly why: SilenceReason;
  readonly missing: readonly string[];
  readonly count: number;
  /** Those of them whose recorded block does not hold any more, as far as the record reaches. */
  readonly lifted: number;
}

/**
 * What a replay does not establish. `order_of_requests`: rates and what requests show together are taken from the
 * record. `fact_settings`: host lists, exemptions and switches that facts depend on were not compared. `new_rules`:
 * detection rules differ and only facts were replayed.
 */
export type ReplayNotAsserted = 'order_of_requests' | 'fact_settings' | 'new_rules';

export interface ReplayReport {
  readonly schema: typeof REPLAY_SCHEMA;
  /** `rederive`: every decision under the policy it was recorded with. */
  readonly mode: 'replay' | 'rederive';
  readonly verification: { readonly verdict: string; readonly message: string };
  readonly evidence: {
    readonly sessions: readonly string[];
    readonly first: string;
    readonly last: string;
    readonly policies: readonly { readonly policy_hash: string; readonly decisions: number }[];
  };
  /** The other policy; absent when deriving again. */
  readonly policy?: {
    readonly policy_hash: string;
    readonly config_hash: string;
    readonly rules_hash: string;
    readonly engine: string;
  };
  readonly compared: ReplayComparison;
  readonly counts: Readonly<Record<ReplayClass, number>> & { readonly decisions: number; readonly actions: number };
  readonly basis: Readonly<Record<ReplayBasis, number>> & { readonly escrow_gone: number };
  readonly groups: readonly ReplayGroup[];
  readonly silences: readonly ReplaySilence[];
  /** The first of each class and group. */
  readonly examples: readonly ReplayDifference[];
  readonly not_asserted: readonly ReplayNotAsserted[];
}
