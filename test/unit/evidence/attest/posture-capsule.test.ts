// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { buildPosture, postureConfigHash, tallyReceipts } from '../../../../evidence/attest/posture-capsule.js';
import { nodeSuite } from '../../../../evidence/crypto/node/suite.js';
import { presetConfig } from '../../../../enforce/config/presets.js';
import { GOOD_BODY } from '../../../support/posture.js';

const at = (second: number): string => `2026-04-11T13:05:${String(second).padStart(2, '0')}Z`;

test('decisions are counted by layer; life records and outcomes are not, and what passes changed is a warning', (t) => {
  const summary = tallyReceipts([
    { timestamp: at(0), verdict: 'allow', session_control: { kind: 'session_open' } },
    { timestamp: at(1), verdict: 'allow', decision_phase: 'intent' },
    { timestamp: at(9), verdict: 'allow', decision_phase: 'outcome', layer: 'outcome' },
    { timestamp: at(3), verdict: 'block', layer: 'core_dlp' },
    { timestamp: at(2), verdict: 'warn', layer: 'core_dlp' },
    { timestamp: at(2), verdict: 'strip', layer: 'response' },
    { timestamp: at(2), verdict: 'ask', layer: '' },
    { timestamp: at(2), verdict: 'never seen before', layer: 'x' },
  ]);
  t.deepEqual(summary, {
    receipt_count: 6,
    last_receipt_at: at(3),
    scanner_verdict: {
      unknown: { allow: 1, block: 1, warn: 0 },
      core_dlp: { allow: 0, block: 1, warn: 1 },
      response: { allow: 0, block: 0, warn: 1 },
      x: { allow: 0, block: 1, warn: 0 },
    },
  });
  t.deepEqual(tallyReceipts([]), { receipt_count: 0, scanner_verdict: null });
});

test('the last receipt is the latest one by its time, whatever its fraction', (t) => {
  const records = ['2026-04-11T13:05:12.5Z', '2026-04-11T13:05:12Z'].map((timestamp) => ({
    timestamp,
    verdict: 'allow',
  }));
  t.is(tallyReceipts(records).last_receipt_at, '2026-04-11T13:05:12.5Z');
});

test('a body has whole seconds and expires after the days given', (t) => {
  const body = buildPosture(GOOD_BODY.evidence, {
    generatedAt: '2026-04-11T13:05:12.987Z',
    expirationDays: 30,
    toolVersion: GOOD_BODY.tool_version,
    configHash: GOOD_BODY.config_hash,
  });
  t.deepEqual(body, GOOD_BODY);
});

test('the hash of a configuration depends on every value and on no order', (t) => {
  const config = presetConfig('balanced');
  const hash = postureConfigHash(config, nodeSuite);
  t.regex(hash, /^[0-9a-f]{64}$/);
  const turned = Object.fromEntries(Object.entries(config).reverse());
  t.is(postureConfigHash(turned, nodeSuite), hash);
  t.not(postureConfigHash({ ...config, enforce: false }, nodeSuite), hash);
  t.is(postureConfigHash({ b: 1.5, a: '<' }, nodeSuite), nodeSuite.sha256Hex('{"a":"\\u003c","b":1.5}'));
});
