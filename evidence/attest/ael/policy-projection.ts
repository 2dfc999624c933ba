// SPDX-License-Identifier: Apache-2.0
import { canonicalizeJcsValue } from '../../canonical/jcs.js';
import type { JsonValue } from '../../canonical/json-reader.js';
import type { CryptoSuite } from '../../crypto/suite.js';
import type { AelPolicy, AelPolicyRule } from '../../model/ael/policy.js';
import type { AelInputs, AelVerdict } from '../../model/ael/record.js';
import type { Condition, FactValue, Facts, PolicyDocument, PolicyRule } from '../../model/policy.js';
import { OUTCOMES } from '../../model/verdict.js';

/** The decision point's own reading of a policy, so that a projection cannot differ from it. */
export interface PolicyReading {
  /** Recorded facts with the derived ones. */
  derive(document: PolicyDocument, facts: Facts): Facts;
  /** Names of facts that are computed, not recorded. */
  derivedNames(document: PolicyDocument): ReadonlySet<string>;
  readonly holds: (rule: PolicyRule, facts: Facts) => boolean;
}

/** A policy of the product as an evidence-level document, and the inputs that a decision's facts become. */
export interface PolicyProjection {
  readonly hash: string;
  readonly text: string;
  readonly policy: AelPolicy;
  readonly inputsOf: (facts: Facts) => AelInputs;
}

interface ProjectedRule extends AelPolicyRule {
  /** The rule whose holding is the input, where the input is not a recorded fact itself. */
  readonly composite?: PolicyRule;
}

const OPERATOR_WORDS: Readonly<Record<Condition['op'], string>> = {
  eq: '=',
  ne: '!=',
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
  in: 'in',
};

/** A condition that the evidence-level operators express over the recorded fact itself; undefined for the others. */
function plain({ field, op, value }: Condition, derived: ReadonlySet<string>): AelPolicyRule['when'] | undefined {
  if (derived.has(field)) return undefined;
  if (op === 'eq' || op === 'in') return { field, op, value: value as JsonValue };
  if (!Number.isSafeInteger(value) || !Number.isSafeInteger((value as number) + 1)) return undefined;
  if (op === 'gte' || op === 'lt') return { field, op, value: value as number };
  // Facts are integers: above v is from v+1 on, up to v is below v+1.
  if (op === 'gt') return { field, op: 'gte', value: (value as number) + 1 };
  return op === 'lte' ? { field, op: 'lt', value: (value as number) + 1 } : undefined;
}

/** Spells the conditions, so that a reader of the input sees what was found to hold. */
function describe({ when }: PolicyRule): string {
  if (when.length === 0) return 'always';
  return when.map(({ field, op, value }) => `${field} ${OPERATOR_WORDS[op]} ${JSON.stringify(value)}`).join(' and ');
}

function projectRule(rule: PolicyRule, derived: ReadonlySet<string>): ProjectedRule {
  const verdict: AelVerdict = OUTCOMES[rule.verdict].evidenceLevel;
  const [only, ...more] = rule.when;
  const when = only === undefined || more.length > 0 ? undefined : plain(only, derived);
  if (when !== undefined) return { when, verdict };
  return { when: { field: describe(rule), op: 'eq', value: true }, verdict, composite: rule };
}

/**
 * Projects a policy. A rule with one condition that the format can express keeps it, over the recorded fact. Any other
 * rule becomes one input, named by its conditions, that is true when all of them hold and absent when they do not.
 */
export function projectPolicy(document: PolicyDocument, reading: PolicyReading, suite: CryptoSuite): PolicyProjection {
  const derived = reading.derivedNames(document);
  const rules = document.rules.map((rule) => projectRule(rule, derived));
  const policy: AelPolicy = {
    v: 1,
    rules: rules.map(({ when, verdict }) => ({ when, verdict })),
    default: OUTCOMES[document.default.verdict].evidenceLevel,
  };
  const text = canonicalizeJcsValue(policy, 'ael');
  const facts = new Set(rules.flatMap(({ when, composite }) => (composite === undefined ? when.field : [])));
  const composites = rules.flatMap(({ when, composite }) => (composite === undefined ? [] : [{ when, composite }]));
  return {
    hash: suite.sha256Hex(text),
    text,
    policy,
    inputsOf: (recorded) => {
      const all = reading.derive(document, recorded);
      const inputs: [string, FactValue][] = Object.entries(recorded).filter(([name]) => facts.has(name));
      for (const { when, composite } of composites) if (reading.holds(composite, all)) inputs.push([when.field, true]);
      return Object.fromEntries(inputs);
    },
  };
}
