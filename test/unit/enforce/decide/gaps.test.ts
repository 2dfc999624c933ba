// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { compilePolicy } from '../../../../enforce/decide/decide.js';
import { decideWithGaps } from '../../../../enforce/decide/gaps.js';
import type { PolicyRule } from '../../../../evidence/model/policy.js';

const rule = (field: string, verdict: PolicyRule['verdict'], layer: string, also?: string): PolicyRule => ({
  when: [
    { field, op: 'gt', value: 0 },
    ...(also === undefined ? [] : [{ field: also, op: 'eq', value: true } as const]),
  ],
  verdict,
  reason: 'dlp_match',
  layer,
});

const policy = compilePolicy({
  schema: 'pipelock.policy.v1',
  config_hash: '',
  rules_hash: '',
  engine: '',
  derivation: 'pipelock.derive.v1',
  observed_rules: [],
  rules: [
    rule('a', 'block', 'one'),
    rule('b', 'block', 'two', 'c'),
    rule('d', 'block', 'one'),
    rule('e', 'warn', 'three'),
  ],
  default: { verdict: 'allow', layer: 'none' },
});

const none = (): boolean => false;
const only =
  (...fields: string[]) =>
  (field: string): boolean =>
    fields.includes(field);

test('with everything known it is the decision itself', (t) => {
  t.like(decideWithGaps(policy, { b: 1, c: true }, none), { kind: 'certain', decision: { layer: 'two' } });
  t.like(decideWithGaps(policy, {}, none), { kind: 'certain', decision: { outcome: 'allow' } });
});

test('what is unknown and could decide otherwise leaves the decision open', (t) => {
  t.like(decideWithGaps(policy, {}, only('a')), { kind: 'open', fields: ['a'] });
  t.like(decideWithGaps(policy, { e: 1 }, only('d')), { kind: 'open', fields: ['d'] });
  // A recorded value that was not observed under these rules counts for nothing.
  t.like(decideWithGaps(policy, { a: 1 }, only('a')), { kind: 'open', decision: { outcome: 'allow' } });
  t.like(decideWithGaps(policy, { c: true }, only('b')), { kind: 'open', fields: ['b'] });
});

test('what is unknown and cannot matter leaves it certain', (t) => {
  // The known half of the second rule does not hold.
  t.is(decideWithGaps(policy, { c: false }, only('b')).kind, 'certain');
  t.is(decideWithGaps(policy, {}, only('b')).kind, 'certain');
  // A rule before it decides.
  t.is(decideWithGaps(policy, { a: 1 }, only('b', 'c', 'd', 'e')).kind, 'certain');
  // It would say the same.
  t.like(decideWithGaps(policy, { d: 1 }, only('a')), { kind: 'certain', decision: { layer: 'one' } });
});
