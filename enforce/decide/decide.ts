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

/** A rule under the field of its first condition. */
interface FieldRule {
  readonly index: number;
  readonly first: Condition;
  readonly rest: readonly Condition[];
}

interface FieldEntry {
  readonly rules: FieldRule[];
  /** A derived fact stands on this one. */
  readonly derives: boolean;
}

/** A policy document made ready for evaluation. */
export interface CompiledPolicy {
  readonly document: PolicyDocument;
  readonly derivations: DerivationTable;
  /** The rules whose first condition is on a field, in the order of the document; and fields others derive from. */
  readonly byField: ReadonlyMap<string, FieldEntry>;
  /** Index of the first rule without conditions, or Infinity. */
  readonly unconditional: number;
  /** What each rule decides, and what the default decides: made once, since most actions end in the default. */
  readonly decisions: readonly Decision[];
  readonly byDefault: Decision;
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
  const derivations = compileDerivations(document.observed_rules);
  const byField = new Map<string, FieldEntry>();
  const entryOf = (field: string): FieldEntry => {
    const entry = byField.get(field) ?? { rules: [], derives: derivations.has(field) };
    byField.set(field, entry);
    return entry;
  };
  for (const field of derivations.keys()) entryOf(field);
  let unconditional = Number.POSITIVE_INFINITY;
  document.rules.forEach((rule, index) => {
    rule.when.forEach((condition, i) => assertCondition(condition, `/rules/${index}/when/${i}`));
    const [first, ...rest] = rule.when;
    if (first === undefined) unconditional = Math.min(unconditional, index);
    else entryOf(first.field).rules.push({ index, first, rest });
  });
  return {
    document,
    derivations,
    byField,
    unconditional,
    decisions: document.rules.map(({ verdict: outcome, reason, layer }, ruleIndex) =>
      Object.freeze({ outcome, reason, layer, ruleIndex }),
    ),
    byDefault: Object.freeze({
      outcome: document.default.verdict,
      reason: 'none',
      layer: document.default.layer,
      ruleIndex: -1,
    }),
  };
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

function fits(fact: FactValue, { op, value }: Condition): boolean {
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

function holds(condition: Condition, facts: Facts): boolean {
  // Own members only: a field named like a member of every object must not be found there.
  if (!Object.hasOwn(facts, condition.field)) return false;
  const fact = facts[condition.field];
  return fact !== undefined && fits(fact, condition);
}

/** Whether all conditions of a rule hold. An absent fact never holds, whatever the operator. */
export function ruleHolds(rule: PolicyRule, facts: Facts): boolean {
  return rule.when.every((condition) => holds(condition, facts));
}

/** The first of some rules, below `limit`, whose conditions all hold; `limit` when there is none. */
function firstOf(rules: readonly FieldRule[], fact: FactValue | undefined, facts: Facts, limit: number): number {
  if (fact === undefined) return limit;
  for (const { index, first, rest } of rules) {
    if (index >= limit) break;
    if (fits(fact, first) && (rest.length === 0 || rest.every((condition) => holds(condition, facts)))) return index;
  }
  return limit;
}

function decideOver(policy: CompiledPolicy, facts: Facts, derived: boolean): Decision {
  let best = policy.unconditional;
  for (const field of Object.keys(facts)) {
    const entry = policy.byField.get(field);
    if (entry === undefined) continue;
    // Most actions have none of the facts anything derives from, so that is found out on the way.
    if (entry.derives && !derived) return decideOver(policy, deriveFacts(policy.derivations, facts), true);
    if (entry.rules.length > 0) best = firstOf(entry.rules, facts[field], facts, best);
  }
  return policy.decisions[best] ?? policy.byDefault;
}

/**
 * The decision of a policy about facts: the first rule, in the document's order, whose conditions all hold; otherwise
 * the default. Pure: the same document and facts give the same answer anywhere. Only rules on present facts are read.
 */
export function decide(policy: CompiledPolicy, facts: Facts): Decision {
  return decideOver(policy, facts, false);
}
