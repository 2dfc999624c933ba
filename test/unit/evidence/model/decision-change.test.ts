// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { compareDecisions, passesAs } from '../../../../evidence/model/decision-change.js';

const ALLOW = { verdict: 'allow', layer: 'none', reason: 'none', rule: '' };
const WARN = { verdict: 'warn', layer: 'dlp', reason: 'dlp_match', rule: 'A' };
const BLOCK = { verdict: 'block', layer: 'dlp', reason: 'dlp_match', rule: 'A' };

test('two decisions differ by what they let happen, then by why', (t) => {
  t.is(compareDecisions(ALLOW, ALLOW), 'same');
  t.is(compareDecisions(ALLOW, BLOCK), 'newly_blocked');
  t.is(compareDecisions(WARN, BLOCK), 'newly_blocked');
  t.is(compareDecisions(BLOCK, WARN), 'newly_allowed');
  t.is(compareDecisions(BLOCK, { ...BLOCK, verdict: 'ask' }), 'changed');
  t.is(compareDecisions(ALLOW, WARN), 'changed');
  t.is(compareDecisions(BLOCK, { ...BLOCK, layer: 'core_dlp' }), 'changed');
  t.is(compareDecisions(BLOCK, { ...BLOCK, reason: 'x' }), 'changed');
  t.is(compareDecisions(BLOCK, { ...BLOCK, rule: 'B' }), 'changed');
  t.is(compareDecisions(BLOCK, { verdict: 'block', layer: 'dlp', reason: 'dlp_match' }), 'same');
});

test('a word that is no verdict let nothing pass', (t) => {
  t.true(passesAs('strip'));
  t.false(passesAs('redirect'));
  t.false(passesAs('toString'));
  t.false(passesAs(''));
});
