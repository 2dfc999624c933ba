// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { FormatError } from '../../../../evidence/model/errors.js';
import { canonicalizePolicyDocument } from '../../../../evidence/model/policy.codec.js';
import { parsePolicyDocument } from '../../../../evidence/model/policy-document.parse.js';
import type { PolicyDocument } from '../../../../evidence/model/policy.js';

const DOCUMENT: PolicyDocument = {
  schema: 'pipelock.policy.v1',
  config_hash: 'c',
  rules_hash: 'r',
  engine: 're2 1',
  derivation: 'pipelock.derive.v1',
  observed_rules: ['JWT Token'],
  rules: [
    {
      when: [{ field: 'kill_switch', op: 'eq', value: true }],
      verdict: 'block',
      reason: 'kill_switch_active',
      layer: 'kill_switch',
    },
    {
      when: [{ field: 'ssrf.class', op: 'in', value: ['private', 'cgnat'] }],
      verdict: 'ask',
      reason: 'ssrf_private_ip',
      layer: 'ssrf',
    },
    { when: [{ field: 'url.length', op: 'gt', value: 9 }], verdict: 'warn', reason: 'url_length', layer: 'length' },
    { when: [], verdict: 'allow', reason: 'none', layer: 'none' },
  ],
  default: { verdict: 'allow', layer: 'none' },
};

test('what was written is read back', (t) => {
  t.deepEqual(parsePolicyDocument(canonicalizePolicyDocument(DOCUMENT)), DOCUMENT);
});

test('a document that would decide otherwise than it reads is refused', (t) => {
  const good = canonicalizePolicyDocument(DOCUMENT);
  const changes: readonly (readonly [string, string])[] = [
    ['pipelock.policy.v1', 'pipelock.policy.v2'],
    ['"op":"eq"', '"op":"like"'],
    ['"verdict":"block"', '"verdict":"strip"'],
    ['"reason":"url_length"', '"reason":"mood"'],
    ['"value":9', '"value":9.5'],
    ['"value":9', '"value":null'],
    ['"value":["private","cgnat"]', '"value":"private"'],
    ['"value":true', '"value":[true]'],
    ['"engine":"re2 1",', ''],
    ['"engine":"re2 1"', '"engine":7'],
    ['"engine":"re2 1"', '"engine":"re2 1","more":1'],
    ['"observed_rules":["JWT Token"]', '"observed_rules":[1]'],
    ['"observed_rules":["JWT Token"]', '"observed_rules":{}'],
    ['"default":{"layer":"none","verdict":"allow"}', '"default":{"layer":"none","verdict":"block"}'],
    ['"default":{"layer":"none","verdict":"allow"}', '"default":[]'],
  ];
  for (const [from, to] of changes) {
    const bad = good.replace(from, to);
    t.not(bad, good, from);
    t.throws(() => parsePolicyDocument(bad), { instanceOf: FormatError }, to);
  }
});
