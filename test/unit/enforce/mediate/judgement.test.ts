// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import fc from 'fast-check';
import type { Facts } from '../../../../evidence/model/policy.js';
import { presetConfig } from '../../../../enforce/config/presets.js';
import { decide } from '../../../../enforce/decide/decide.js';
import { openJudgement } from '../../../../enforce/mediate/judgement.js';
import { buildContext } from '../../../../enforce/runtime/context.js';
import { buildDecisionParts } from '../../../../enforce/runtime/decision.js';

const config = presetConfig('balanced');
const observer = { onVerdict: () => undefined, onEnd: () => undefined, onEvidenceFailure: () => undefined };
const snapshot = buildContext({ config, parts: buildDecisionParts(config, {}), observer }).snapshot();
const fields = [...snapshot.policy.byField.keys()];

const fact = fc.oneof(
  fc.boolean(),
  fc.integer({ min: 0, max: 5 }),
  fc.constantFrom('public', 'metadata', 'https', 'ftp'),
);
const facts: fc.Arbitrary<Facts> = fc.dictionary(fc.constantFrom(...fields, 'unknown.fact'), fact, {
  maxKeys: 3,
  noNullPrototype: true,
});
const step = fc.oneof(fc.record({ facts }), fc.constant('decide' as const));

test('a decision that is kept is the one the policy gives for the facts so far', (t) => {
  const outcomes = new Set<string>();
  fc.assert(
    fc.property(facts, fc.array(step, { maxLength: 12 }), (initial, steps) => {
      const judgement = openJudgement(snapshot, initial);
      const seen: Record<string, Facts[string]> = { ...initial };
      for (const one of [...steps, 'decide' as const]) {
        if (one === 'decide') {
          const verdict = judgement.decide('request');
          const { outcome, reason, layer } = decide(snapshot.policy, seen);
          t.deepEqual([verdict.outcome, verdict.reason, verdict.layer], [outcome, reason, layer]);
          t.deepEqual(verdict.facts, seen);
          outcomes.add(outcome);
        } else {
          judgement.add({ facts: one.facts, findings: [] });
          Object.assign(seen, one.facts);
        }
      }
    }),
    { numRuns: 500 },
  );
  t.true(outcomes.size > 1);
});
