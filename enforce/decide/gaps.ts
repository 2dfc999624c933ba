// SPDX-License-Identifier: Apache-2.0
import type { Facts, PolicyRule } from '../../evidence/model/policy.js';
import { decide, ruleHolds, type CompiledPolicy, type Decision } from './decide.js';
import { deriveFacts } from './derive.js';

/** A decision over facts of which some are not known. */
export type GapDecision =
  | { readonly kind: 'certain'; readonly decision: Decision }
  /** A fact that nobody observed decides. `fields` are those that could. */
  | { readonly kind: 'open'; readonly decision: Decision; readonly fields: readonly string[] };

/** A rule holds for some values of what is unknown: everything known in it holds, and something in it is unknown. */
function mayHold(rule: PolicyRule, facts: Facts, isUnknown: (field: string) => boolean): boolean {
  const known = rule.when.filter(({ field }) => !isUnknown(field));
  return known.length < rule.when.length && ruleHolds({ ...rule, when: known }, facts);
}

/**
 * The decision of a policy when nothing is known about some facts, neither that they are there nor that they are not.
 * It is certain only if no rule before the deciding one could hold and say something else.
 */
export function decideWithGaps(
  policy: CompiledPolicy,
  facts: Facts,
  isUnknown: (field: string) => boolean,
): GapDecision {
  const known = Object.fromEntries(Object.entries(facts).filter(([field]) => !isUnknown(field)));
  const decision = decide(policy, known);
  const derived = deriveFacts(policy.derivations, known);
  const rules = decision.ruleIndex < 0 ? policy.document.rules : policy.document.rules.slice(0, decision.ruleIndex);
  const fields = new Set<string>();
  for (const rule of rules) {
    const { verdict, reason, layer } = rule;
    if (verdict === decision.outcome && reason === decision.reason && layer === decision.layer) continue;
    if (!mayHold(rule, derived, isUnknown)) continue;
    for (const { field } of rule.when) if (isUnknown(field)) fields.add(field);
  }
  return fields.size === 0 ? { kind: 'certain', decision } : { kind: 'open', decision, fields: [...fields].sort() };
}
