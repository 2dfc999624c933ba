// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import fc from 'fast-check';
import { compilePolicy, decide, ruleHolds } from '../../../../enforce/decide/decide.js';
import { compileDerivations, deriveFacts } from '../../../../enforce/decide/derive.js';
import {
  POLICY_SCHEMA,
  type Condition,
  type ConditionOp,
  type Facts,
  type PolicyDocument,
  type PolicyRule,
} from '../../../../evidence/model/policy.js';

function policyOf(rules: readonly PolicyRule[], observed: readonly string[] = []): PolicyDocument {
  return {
    schema: POLICY_SCHEMA,
    config_hash: '',
    rules_hash: '',
    engine: '',
    derivation: '',
    observed_rules: observed,
    rules,
    default: { verdict: 'allow', layer: 'none' },
  };
}

function rule(layer: string, ...when: Condition[]): PolicyRule {
  return { when, verdict: 'block', reason: 'dlp_match', layer };
}

function judge(rules: readonly PolicyRule[], facts: Facts) {
  return decide(compilePolicy(policyOf(rules)), facts);
}

const OPERATORS: readonly (readonly [ConditionOp, Condition['value'], Facts, boolean])[] = [
  ['eq', 3, { x: 3 }, true],
  ['eq', 3, { x: '3' }, false],
  ['ne', 3, { x: 4 }, true],
  ['ne', 3, { x: 3 }, false],
  ['ne', 3, {}, false],
  ['gt', 3, { x: 4 }, true],
  ['gt', 3, { x: 3 }, false],
  ['gte', 3, { x: 3 }, true],
  ['gte', 3, { x: 2 }, false],
  ['lt', 3, { x: 2 }, true],
  ['lt', 3, { x: 3 }, false],
  ['lte', 3, { x: 3 }, true],
  ['lte', 3, { x: 4 }, false],
  ['lt', 3, { x: 'a' }, false],
  ['gt', 'a', { x: 3 }, false],
  ['gt', 0, { x: true }, false],
  ['in', ['a', 'b'], { x: 'b' }, true],
  ['in', ['a', 'b'], { x: 'c' }, false],
  ['in', ['a', 'b'], {}, false],
];

for (const [op, value, facts, holds] of OPERATORS) {
  test(`${op} ${JSON.stringify(value)} on ${JSON.stringify(facts)} is ${String(holds)}`, (t) => {
    t.is(judge([rule('x', { field: 'x', op, value })], facts).outcome, holds ? 'block' : 'allow');
  });
}

test('the first rule whose conditions all hold decides, whatever the order of facts', (t) => {
  const a: Condition = { field: 'a', op: 'eq', value: 1 };
  const b: Condition = { field: 'b', op: 'eq', value: 1 };
  const rules = [rule('both', b, a), rule('b', b), rule('a', a)];
  t.deepEqual(judge(rules, { a: 1, b: 1 }), { outcome: 'block', reason: 'dlp_match', layer: 'both', ruleIndex: 0 });
  t.is(judge(rules, { b: 1, a: 2 }).ruleIndex, 1);
  t.is(judge(rules, { a: 1 }).ruleIndex, 2);
  t.deepEqual(judge(rules, { c: 1 }), { outcome: 'allow', reason: 'none', layer: 'none', ruleIndex: -1 });
});

test('a rule without conditions holds always, after those before it', (t) => {
  const rules = [rule('a', { field: 'a', op: 'eq', value: 1 }), rule('any'), rule('never')];
  t.is(judge(rules, { a: 1 }).layer, 'a');
  t.is(judge(rules, {}).layer, 'any');
});

test('members every object has are not facts', (t) => {
  t.is(judge([rule('x', { field: 'constructor', op: 'ne', value: '' })], { a: 1 }).outcome, 'allow');
  t.is(
    judge([rule('x', { field: 'a', op: 'eq', value: 1 }, { field: 'toString', op: 'ne', value: '' })], { a: 1 })
      .outcome,
    'allow',
  );
});

test('a rule that could never hold is refused', (t) => {
  const odd = { field: 'x', op: 'matches', value: 'y' } as unknown as Condition;
  t.throws(() => compilePolicy(policyOf([rule('x', odd)])), { code: 'field_value' });
  t.throws(() => compilePolicy(policyOf([rule('x', { field: 'x', op: 'in', value: 'y' })])), { code: 'field_value' });
  t.throws(() => compilePolicy(policyOf([rule('x', { field: 'x', op: 'eq', value: ['y'] })])), { code: 'field_value' });
});

test('observed rules are counted out of the enforced count, everywhere or in one place', (t) => {
  const facts = { 'dlp.url.count': 3, 'dlp.url.rule.my_rule': 2, 'dlp.body.count': 2, 'dlp.body.rule.my_rule': 2 };
  t.is(deriveFacts(compileDerivations([]), facts)['dlp.url.enforced_count'], 3);
  const everywhere = deriveFacts(compileDerivations(['My Rule', 'my rule']), facts);
  t.is(everywhere['dlp.url.enforced_count'], 1);
  t.is(everywhere['dlp.body.enforced_count'], 0);
  const limited = deriveFacts(compileDerivations(['body:My Rule']), facts);
  t.is(limited['dlp.url.enforced_count'], 3);
  t.is(limited['dlp.body.enforced_count'], 0);
});

test('core matches cannot be observed away, and a planted derived fact is overwritten', (t) => {
  const table = compileDerivations(['AWS Access ID']);
  const facts = {
    'dlp.url.count': 1,
    'dlp.url.core_count': 1,
    'dlp.url.rule.aws_access_id': 1,
    'dlp.url.enforced_count': 0,
  };
  t.is(deriveFacts(table, facts)['dlp.url.enforced_count'], 1);
  const clean = { 'url.length': 3 };
  t.is(deriveFacts(table, clean), clean);
});

const field = fc.constantFrom('a', 'b', 'c', 'dlp.url.count', 'dlp.url.enforced_count');
const value = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom('x', 'y'), fc.boolean());
const scalar = fc.record({ field, op: fc.constantFrom<ConditionOp>('eq', 'ne', 'gt', 'gte', 'lt', 'lte'), value });
const listed = fc.record({ field, op: fc.constant<ConditionOp>('in'), value: fc.array(value, { maxLength: 3 }) });
const anyRule = fc
  .array(fc.oneof(scalar, listed), { maxLength: 3 })
  .map((when): PolicyRule => ({ when, verdict: 'block', reason: 'dlp_match', layer: 'x' }));

test('the index gives the answer of reading every rule in order', (t) => {
  fc.assert(
    fc.property(fc.array(anyRule, { maxLength: 8 }), fc.dictionary(field, value), (rules, facts) => {
      const policy = compilePolicy(policyOf(rules));
      const known = deriveFacts(policy.derivations, facts);
      t.is(
        decide(policy, facts).ruleIndex,
        rules.findIndex((one) => ruleHolds(one, known)),
      );
    }),
  );
});
