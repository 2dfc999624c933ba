// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { BUILT_IN_RULES } from '../../../../../../enforce/detect/dlp/assemble.js';
import { nearMissAnchors } from '../../../../../../enforce/detect/dlp/tokens/near-miss.js';
import { rulesInText } from '../scan.js';

const RULE = 'Near-Miss Credential';
const DRAWN = '9xKq2LmZ7vR4tYwB1nC8dF6hJ3pS5gT0aUeQ';

/** Cut, padded and made up: none has the shape that its vendor publishes. */
const NEAR: readonly string[] = [
  `ghp_${DRAWN.slice(0, 20)}`,
  'X-Note: "ghp_ABCDEFGHIJKLMNOPQRSTUVWXYZ0123"',
  'github_pat_11AAAAAAA0FAKEFAKE_TESTTEST0',
  'a sk_live_FAKE_TEST_00000;',
  'sk_test_TESTFAKE_1234567890',
  'SG.FAKE_TEST_KEY_0000000000.FAKE_TEST_000000000000000000',
  'AIzaFAKE_TEST_KEY_00000000000000',
  `AIza${DRAWN}${DRAWN}`,
  'hf_FAKE00000000000000000',
  'gsk_FAKE00000000000000000000000000',
  'xoxb-FAKE-TOKEN-123',
  `npm_${DRAWN.slice(0, 24)}`,
  'glpat-FAKE000011112222',
  'lin_api_FAKE0123456789abcdefFAKE',
  'sk-ant-api03-FAKE-KEY-0000',
  'sk_live_FAKEFAKEFAKEFAKE',
  'id=AKIA1234567890ABCD',
  'AKIAFAKEFAKEFAKE',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZG1pbiJ9.fakesig',
];

/** What stands where a token would stand, and names that begin like one. */
const HARMLESS: readonly string[] = [
  'ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxx',
  'ghp_0000000000000000000000000000',
  'ghp_abcabcabcabcabcabcabcabcabc',
  `ghp_${DRAWN.slice(0, 20)}...`,
  `ghp_${DRAWN.slice(0, 20)}…`,
  `ghp_${DRAWN.slice(0, 10)}`,
  `xghp_${DRAWN.slice(0, 20)}`,
  `ghp_${DRAWN.slice(0, 20)}(x)`,
  'xoxb-your-token-here-12345',
  'xoxb-fake-token-for-tests',
  'AKIA1234567890abcd',
  'AKIAXXXXXXXXXXXX',
  'sk_live_YOUR_SECRET_KEY_0001',
  'glpat-REDACTED-000000000',
  'npm_config_user_agent_and_flags_v10',
  'sk-learn-classification-guide-2024',
  'hf_transformers_pipeline_loading_2',
  'test_issue_17247_expression_blowup_10',
  'pk_live_6I1Zg7IrJfI1sA269N1c',
  'the prefix ghp_ and then 36 characters',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZG1pbiJ9.',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZG1pbiJ9...',
];

test('half a token, a longer one and one made up are found', (t) => {
  for (const text of NEAR) t.deepEqual(rulesInText(text), [RULE], text);
});

test('what only looks like the beginning of one is not', (t) => {
  for (const text of HARMLESS) t.false(rulesInText(text).includes(RULE), text);
});

test('a whole token is reported under its own name only', (t) => {
  t.deepEqual(rulesInText(`ghp_${DRAWN}`), ['GitHub Token']);
  t.deepEqual(rulesInText(`sk-ant-api03-${DRAWN}`), ['Anthropic API Key']);
  t.false(rulesInText('eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZG1pbiJ9.c2lnbmF0dXJlIG9m').includes(RULE));
});

test('headers are searched too', (t) => {
  t.deepEqual(rulesInText(`ghp_${DRAWN.slice(0, 20)}`, 'header:x-note'), [RULE]);
});

test('beginnings that are words, public keys or checked otherwise are left out', (t) => {
  const words = new Set(nearMissAnchors(BUILT_IN_RULES, 0).map(([word]) => word));
  for (const kept of ['ghp_', 'github_pat_', 'AIza', 'SG.', 'hf_', 'sk-', 'vercel_']) t.true(words.has(kept), kept);
  for (const left of ['test_', 'key-', 'token-', 'pk_', 'db-', 'xprv', 'acct_', 'card_security'])
    t.false(words.has(left), left);
});
