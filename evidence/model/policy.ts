// SPDX-License-Identifier: Apache-2.0
import type { BlockReason } from './block-reason.js';
import type { FactValue } from './facts.js';

export type { Facts, FactValue } from './facts.js';

export type ConditionOp = 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte' | 'in';

/** A condition on an absent fact never holds, whatever the operator. Ordering operators hold for integers only. */
export interface Condition {
  readonly field: string;
  readonly op: ConditionOp;
  readonly value: FactValue | readonly FactValue[];
}

/** What a policy rule can say. `warn` lets the action pass and marks it; `ask` stops it until somebody agrees. */
export type RuleVerdict = 'allow' | 'warn' | 'ask' | 'block';

/** All conditions must hold. `reason` is `none` only on an allow. */
export interface PolicyRule {
  readonly when: readonly Condition[];
  readonly verdict: RuleVerdict;
  readonly reason: BlockReason | 'none';
  /** Lower-case letters, digits, underscore; at most 32. Names the layer that decided. */
  readonly layer: string;
}

export const POLICY_SCHEMA = 'pipelock.policy.v1';

/**
 * The document whose canonical bytes give the policy hash. Rules are ordered; the first whose conditions all hold
 * decides. It also pins what produced the facts, so deleting a pattern or changing a derivation changes the hash.
 */
export interface PolicyDocument {
  readonly schema: typeof POLICY_SCHEMA;
  readonly config_hash: string;
  readonly rules_hash: string;
  readonly engine: string;
  readonly derivation: string;
  /** Rule names whose matches are recorded but not enforced; read by the derivation of `*.enforced_count`. */
  readonly observed_rules: readonly string[];
  readonly rules: readonly PolicyRule[];
  readonly default: { readonly verdict: 'allow'; readonly layer: 'none' };
}
