// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../../evidence/model/finding.js';
import type { Facts, FactValue } from '../../evidence/model/policy.js';
import type { Phase, Verdict } from '../../evidence/model/verdict.js';
import { decide, type Decision } from '../decide/decide.js';
import type { Observation } from '../detect/observation.js';
import type { PolicySnapshot } from './snapshot.js';

/** The facts and findings of one action as they come in, and the decision they lead to so far. */
export interface Judgement {
  add(observation: Observation): void;
  /** Evaluates the policy over all facts gathered up to and including `phase`. */
  decide(phase: Phase): Verdict;
}

export function openJudgement(snapshot: PolicySnapshot, initial: Facts = {}): Judgement {
  const facts: Record<string, FactValue> = { ...initial };
  const findings: Finding[] = [];
  // Many a stage observes nothing, and the same facts lead to the same decision.
  let decided: Decision | undefined;
  return {
    add(observation) {
      if (Object.keys(observation.facts).length > 0) decided = undefined;
      Object.assign(facts, observation.facts);
      for (const finding of observation.findings) findings.push(finding);
    },
    decide(phase) {
      const { outcome, reason, layer } = (decided ??= decide(snapshot.policy, facts));
      return { outcome, reason, layer, phase, findings, facts, policyHash: snapshot.policyHash };
    },
  };
}
