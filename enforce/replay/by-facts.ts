// SPDX-License-Identifier: Apache-2.0
import type { DecisionDetail } from '../../evidence/model/evidence-draft.js';
import type { PolicyDocument } from '../../evidence/model/policy.js';
import { OUTCOMES } from '../../evidence/model/verdict.js';
import { passesAs } from '../../evidence/model/decision-change.js';
import type { CompiledPolicy, Decision } from '../decide/decide.js';
import { decideWithGaps } from '../decide/gaps.js';
import { familyOf, PHASE_ORDER } from './fact-families.table.js';
import type { Replayed } from './replayed.js';

/**
 * Decides recorded facts under another policy. What was not observed is not guessed: facts of phases that were never
 * reached, facts that the recorded policy had no use for, and, where the detection rules differ, everything that these
 * rules make.
 */
export function replayFacts(policy: CompiledPolicy, detail: DecisionDetail, recorded?: PolicyDocument): Replayed {
  const { facts, phase } = detail;
  const reached = PHASE_ORDER.indexOf(phase);
  const sameRules = recorded !== undefined && observesAlike(recorded, policy.document);
  const used = usedFamilies(recorded);
  const present = new Set(Object.keys(facts).map((field) => familyOf(field)?.prefix));
  const isUnknown = (field: string): boolean => {
    const family = familyOf(field);
    // A fact that this build has no row for: nobody can say whether it was looked for.
    if (family === undefined) return !Object.hasOwn(facts, field);
    if (PHASE_ORDER.indexOf(family.phase) > reached) return false;
    if (family.ofItsKind === true && !present.has(family.prefix)) return false;
    if (family.byRules === true && !sameRules) return true;
    return !used.has(family.prefix) && !present.has(family.prefix);
  };
  const outcome = decideWithGaps(policy, facts, isUnknown);
  if (outcome.kind === 'open') {
    const missing = [...new Set(outcome.fields.map((field) => `${familyOf(field)?.prefix ?? field}*`))];
    return { kind: 'cannot_say', why: 'facts', missing, lifted: false };
  }
  const words = decisionWords(outcome.decision);
  // The record ends at the block: nobody looked at what would have come after it.
  if (passesAs(words.verdict) && !passesAs(detail.verdict) && !isComplete(detail)) {
    return { kind: 'cannot_say', why: 'beyond_record', missing: PHASE_ORDER.slice(reached + 1, -1), lifted: true };
  }
  return { kind: 'decided', words };
}

/** The last phase of a request, and the one of an answer, are the ends of what is looked at. */
function isComplete({ phase }: DecisionDetail): boolean {
  return phase === 'request' || phase === 'response';
}

/** Whether the same traffic gives the same facts as far as rules make them. */
function observesAlike(a: PolicyDocument, b: PolicyDocument): boolean {
  return a.rules_hash === b.rules_hash && a.engine === b.engine && a.derivation === b.derivation;
}

const families = new WeakMap<PolicyDocument, ReadonlySet<string>>();

/** The families of facts that a policy reads. */
export function usedFamilies(document: PolicyDocument | undefined): ReadonlySet<string> {
  if (document === undefined) return new Set();
  const known = families.get(document);
  if (known !== undefined) return known;
  const fields = document.rules.flatMap(({ when }) => when.map(({ field }) => field));
  const used = new Set(fields.flatMap((field) => familyOf(field)?.prefix ?? []));
  families.set(document, used);
  return used;
}

export function decisionWords({ outcome, layer, reason }: Decision): Extract<Replayed, { kind: 'decided' }>['words'] {
  return { verdict: OUTCOMES[outcome].receiptV1, layer, reason };
}
