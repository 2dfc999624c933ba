// SPDX-License-Identifier: Apache-2.0
import { SEVERITY_RANK, type Finding } from '../../evidence/model/finding.js';
import type { FactValue } from '../../evidence/model/policy.js';
import { ruleSlug } from './dlp/rules/rule.js';

/** What the detectors of one phase saw. Facts carry observations only, never a configured action. */
export interface Observation {
  readonly facts: Record<string, FactValue>;
  readonly findings: Finding[];
  /** Entries of `suppress` that passed a finding over, by index; one for each time. */
  readonly suppressed?: readonly number[];
}

/** What looks at a large text may take its time elsewhere. */
export type Observed = Observation | Promise<Observation>;

/** Where a credential was seen; part of the fact's name. */
export type DlpGroup = 'url' | 'header' | 'body' | 'response' | 'text' | 'tool';

/** Where an instruction to the agent was seen; part of the fact's name. */
export type InjectionGroup = 'body' | 'response' | 'text' | 'tool';

/**
 * Adds `<prefix>.count`, `.core_count`, `.max_severity` and one `.rule.<slug>` per rule. All are absent when nothing was
 * found, so that a rule on them cannot hold.
 */
function addCounts(facts: Record<string, FactValue>, prefix: string, findings: readonly Finding[]): void {
  if (findings.length === 0) return;
  let core = 0;
  let severity = 0;
  for (const finding of findings) {
    if (finding.category === 'core') core++;
    severity = Math.max(severity, SEVERITY_RANK[finding.severity]);
    const name = `${prefix}.rule.${ruleSlug(finding.rule)}`;
    const known = facts[name];
    facts[name] = typeof known === 'number' ? known + 1 : 1;
  }
  facts[`${prefix}.count`] = findings.length;
  if (core > 0) facts[`${prefix}.core_count`] = core;
  facts[`${prefix}.max_severity`] = severity;
}

/** Facts about credentials seen in one place. Wallet addresses have facts of their own: they are no secrets. */
export function addDlpFacts(facts: Record<string, FactValue>, group: DlpGroup, findings: readonly Finding[]): void {
  const addresses = findings.filter(({ detector }) => detector === 'address');
  addCounts(
    facts,
    `dlp.${group}`,
    addresses.length === 0 ? findings : findings.filter((one) => !addresses.includes(one)),
  );
  for (const { rule } of addresses) {
    const name = `address.${ruleSlug(rule)}_count`;
    const known = facts[name];
    facts[name] = (typeof known === 'number' ? known : 0) + 1;
  }
}

/** Facts about instructions to the agent seen in one place. */
export function addInjectionFacts(
  facts: Record<string, FactValue>,
  group: InjectionGroup,
  findings: readonly Finding[],
): void {
  addCounts(facts, `injection.${group}`, findings);
}

/** Findings, and those of others whose rules are not among them. */
export function addMissing(findings: readonly Finding[], others: readonly Finding[]): readonly Finding[] {
  if (others.length === 0) return findings;
  const known = new Set(findings.map(({ rule }) => rule));
  return [...findings, ...others.filter(({ rule }) => !known.has(rule))];
}
