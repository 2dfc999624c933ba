// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../../evidence/model/errors.js';
import type { BlockReason } from '../../evidence/model/block-reason.js';
import type {
  Condition,
  Facts,
  FactValue,
  PolicyDocument,
  PolicyRule,
  RuleVerdict,
} from '../../evidence/model/policy.js';
import { compileDerivations, deriveFacts, type DerivationTable } from './derive.js';

/** What the policy says about some facts. */
export interface Decision {
  readonly outcome: RuleVerdict;
  readonly reason: BlockReason | 'none';
  readonly layer: string;
  /** Place of the deciding rule in the document, or -1 for the default. */
  readonly ruleIndex: number;
}

/** A policy document made ready for evaluation. */
export interface CompiledPolicy {
  readonly document: PolicyDocument;
  readonly derivations: DerivationTable;
  /** Indices of the rules whose first condition is on a field, ascending. */
  readonly byField: ReadonlyMap<string, readonly number[]>;
  /** Index of the first rule without conditions, or Infinity. */
  readonly unconditional: number;
}

const OPERATORS: ReadonlySet<string> = new Set(['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in']);

function assertCondition({ op, value }: Condition, path: string): void {
  if (!OPERATORS.has(op)) throw new FormatError('field_value', 'unknown operator', { path: `${path}/op` });
  if ((op === 'in') !== Array.isArray(value)) {
    throw new FormatError('field_value', 'the operator does not fit the value', { path: `${path}/value` });
  }
}

/**
 * Prepares a policy. Throws FormatError for an operator or value that does not exist: a rule that could never hold
 * would silently allow what it was written to block.
 */
export function compilePolicy(document: PolicyDocument): CompiledPolicy {
  const byField = new Map<string, number[]>();
  let unconditional = Number.POSITIVE_INFINITY;
  document.rules.forEach((rule, index) => {
    rule.when.forEach((condition, i) => assertCondition(condition, `/rules/${index}/when/${i}`));
    const first = rule.when[0];
    if (first === undefined) unconditional = Math.min(unconditional, index);
    else byField.set(first.field, [...(byField.get(first.field) ?? []), index]);
  });
  return { document, derivations: compileDerivations(document.observed_rules), byField, unconditional };
}

function compares(op: Condition['op'], left: FactValue, right: Condition['value']): boolean {
  if (typeof left !== 'number' || typeof right !== 'number') return false;
  switch (op) {
    case 'gt':
      return left > right;
    case 'gte':
      return left >= right;
    case 'lt':
      return left < right;
    default:
      return left <= right;
  }
}

function holds({ field, op, value }: Condition, facts: Facts): boolean {
  // Own members only: a field named like a member of every object must not be found there.
  if (!Object.hasOwn(facts, field)) return false;
  const fact = facts[field];
  if (fact === undefined) return false;
  switch (op) {
    case 'eq':
      return fact === value;
    case 'ne':
      return fact !== value;
    case 'in':
      return Array.isArray(value) && value.includes(fact);
    default:
      return compares(op, fact, value);
  }
}

/** Whether all conditions of a rule hold. An absent fact never holds, whatever the operator. */
export function ruleHolds(rule: PolicyRule, facts: Facts): boolean {
  return rule.when.every((condition) => holds(condition, facts));
}

/**
 * The decision of a policy about facts: the first rule, in the document's order, whose conditions all hold; otherwise
 * the default. Pure: the same document and facts give the same answer anywhere. Only rules on present facts are read.
 */
export function decide(policy: CompiledPolicy, facts: Facts): Decision {
  const { document, byField } = policy;
  const known = deriveFacts(policy.derivations, facts);
  let best = policy.unconditional;
  for (const field of Object.keys(known)) {
    const indices = byField.get(field);
    if (indices === undefined) continue;
    for (const index of indices) {
      if (index >= best) break;
      const rule = document.rules[index];
      if (rule !== undefined && ruleHolds(rule, known)) best = index;
    }
  }
  const rule = document.rules[best];
  if (rule === undefined) {
    return { outcome: document.default.verdict, reason: 'none', layer: document.default.layer, ruleIndex: -1 };
  }
  return { outcome: rule.verdict, reason: rule.reason, layer: rule.layer, ruleIndex: best };
}
