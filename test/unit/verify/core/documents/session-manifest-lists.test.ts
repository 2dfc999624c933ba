// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { nodeSuite } from '../../../../../evidence/crypto/node/suite.js';
import { SESSION_MANIFEST_FORM } from '../../../../../verify/core/documents/session-documents.js';
import { createTrustRoot } from '../../../../../verify/core/trust/trust.js';

const verdicts = { total: 0, blocked: 0, allowed: 0, asked: 0, warned: 0, redirected: 0, stripped: 0, forwarded: 0 };

/** Whether a manifest with these lists and the fingerprint over `listed` has a fingerprint that holds. */
async function holds(lists: readonly string[] | null, listed: string): Promise<boolean> {
  const text = `{"observed_tools":${listed},"active_features":${listed},"verdicts":${JSON.stringify(verdicts)}}`;
  const manifest = {
    schema_version: 1,
    session_id: 's',
    started_at: '2026-11-22T20:00:00Z',
    transport: 'forward',
    policy: { config_hash: 'c', mode: 'balanced', active_features: lists },
    tools: { declared: null, observed: lists },
    verdicts_summary: verdicts,
    behavioral_fingerprint: nodeSuite.sha256Hex(text),
  };
  const trust = createTrustRoot({ allowUnpinned: true });
  const { checks } = await SESSION_MANIFEST_FORM.verify(JSON.stringify(manifest), { suite: nodeSuite, trust });
  return checks.find(({ code }) => code === 'fingerprint')?.status === 'pass';
}

test('an empty list has the fingerprint of an empty list or of an unset one', async (t) => {
  t.true(await holds([], '[]'));
  t.true(await holds([], 'null'));
});

test('an unset list is not an empty one, and a list is itself', async (t) => {
  t.true(await holds(null, 'null'));
  t.false(await holds(null, '[]'));
  t.true(await holds(['a'], '["a"]'));
  t.false(await holds(['a'], '[]'));
  t.false(await holds(['a'], 'null'));
});
