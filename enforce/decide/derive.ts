// SPDX-License-Identifier: Apache-2.0
import type { Facts, FactValue } from '../../evidence/model/policy.js';

/** Version of the table below; stands in the policy document. Any change of meaning is a new version. */
export const DERIVATION_VERSION = 'pipelock.derive.v1';

/** Places in which credentials are counted. */
const GROUPS = ['url', 'header', 'body', 'response'] as const;

/** A rule's name as it stands in the names of facts. The detectors use the same form. */
export function factSlug(ruleName: string): string {
  return ruleName
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
}

interface Derivation {
  readonly name: string;
  /** Present exactly when this recorded fact is. */
  readonly from: string;
  derive(facts: Facts): FactValue;
}

function integer(value: FactValue | undefined): number {
  return typeof value === 'number' ? value : 0;
}

/** `dlp.<group>.enforced_count`: matches of rules that are not merely observed. Core matches are never subtracted. */
function enforcedCount(group: string, observedSlugs: readonly string[]): Derivation {
  const count = `dlp.${group}.count`;
  const core = `dlp.${group}.core_count`;
  const observed = observedSlugs.map((slug) => `dlp.${group}.rule.${slug}`);
  return {
    name: `dlp.${group}.enforced_count`,
    from: count,
    derive(facts) {
      const total = integer(facts[count]);
      const left = observed.reduce((sum, name) => sum - integer(facts[name]), total);
      return Math.max(left, integer(facts[core]), 0);
    },
  };
}

/** The derived facts of a policy, by the recorded fact each stands on. */
export type DerivationTable = ReadonlyMap<string, Derivation>;

const LIMITED = /^(url|header|body|response):(.+)$/s;

/** Slugs of the rules that are observed in a group: named alone they are observed in all, as `<group>:<name>` in one. */
function observedIn(group: string, observedRules: readonly string[]): readonly string[] {
  const slugs = observedRules.flatMap((entry) => {
    const [, place = group, name = entry] = LIMITED.exec(entry) ?? [];
    return place === group ? [factSlug(name)] : [];
  });
  return [...new Set(slugs)];
}

export function compileDerivations(observedRules: readonly string[]): DerivationTable {
  const rows = GROUPS.map((group) => enforcedCount(group, observedIn(group, observedRules)));
  return new Map(rows.map((row) => [row.from, row]));
}

/**
 * Recorded facts and those derived from them. Anyone can repeat this from the record alone. Returns the argument
 * itself when nothing is derived. A recorded fact of a derived name is overwritten: it cannot be planted.
 */
export function deriveFacts(table: DerivationTable, facts: Facts): Facts {
  let derived: Record<string, FactValue> | undefined;
  // Most actions have none of the facts anything derives from, so it is the facts that are walked, not the table.
  for (const name of Object.keys(facts)) {
    const row = table.get(name);
    if (row === undefined) continue;
    derived ??= { ...facts };
    derived[row.name] = row.derive(facts);
  }
  return derived ?? facts;
}
