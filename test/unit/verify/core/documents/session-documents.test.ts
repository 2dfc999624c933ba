// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { fromHex } from '../../../../../evidence/canonical/text.js';
import { createNodeSigner } from '../../../../../evidence/crypto/node/signer.js';
import { nodeSuite } from '../../../../../evidence/crypto/node/suite.js';
import { portableSuite } from '../../../../../evidence/crypto/portable.js';
import {
  canonicalizeDecisionRecord,
  parseDecisionRecord,
  type DecisionRecord,
} from '../../../../../evidence/model/decision-record.js';
import { writeDecisionRecord } from '../../../../../evidence/model/link-text.js';
import { fingerprintText, parseSessionManifest } from '../../../../../evidence/model/session-manifest.js';
import { signDecisionRecord } from '../../../../../evidence/sign/decision-record.js';
import type { DocumentResult } from '../../../../../verify/core/form.js';
import { documentFormOf } from '../../../../../verify/core/forms.js';
import { DECISION_RECORD_FORM, SESSION_MANIFEST_FORM } from '../../../../../verify/core/documents/session-documents.js';
import { createTrustRoot } from '../../../../../verify/core/trust/trust.js';
import { CONFORMANCE_KEY } from '../../../../support/evidence-files.js';
import { CONFORMANCE_SEED } from '../../../../support/sample-records.js';
import { newSigner } from '../../evidence-runs.js';

const options = { trust: createTrustRoot({ keys: [CONFORMANCE_KEY] }), suite: nodeSuite };
const counts = { total: 3, blocked: 1, allowed: 2, asked: 0, warned: 0, redirected: 0, stripped: 0, forwarded: 0 };

function manifest(more: object = {}): string {
  return JSON.stringify({
    schema_version: 1,
    session_id: 'proxy.run.1',
    started_at: '2026-11-22T20:00:00Z',
    transport: 'forward',
    policy: { config_hash: 'ab', mode: 'balanced', active_features: ['response_scanning', 'dlp'] },
    tools: { declared: [{ name: 'read_file', description: 'reads' }], observed: ['write_file', 'read_file'] },
    verdicts_summary: counts,
    behavioral_fingerprint: 'bc4d5cb5337b0e309ea44a570ab38b8daee7d73d014235f3c82441e60d9e7f86',
    ...more,
  });
}

function failed({ checks }: DocumentResult): readonly string[] {
  return checks.filter(({ status }) => status === 'fail').map(({ code }) => code);
}

test('the fingerprint of the format comes out byte for byte, lists sorted', async (t) => {
  t.is(
    fingerprintText(parseSessionManifest(manifest())),
    '{"observed_tools":["read_file","write_file"],"active_features":["dlp","response_scanning"],"verdicts":' +
      '{"total":3,"blocked":1,"allowed":2,"asked":0,"warned":0,"redirected":0,"stripped":0,"forwarded":0}}',
  );
  const result = await SESSION_MANIFEST_FORM.verify(manifest(), options);
  t.deepEqual(failed(result), []);
  t.is(result.verdict, 'unpinned', 'nobody signs a manifest');
  t.false(result.accepted);
  t.like(result.outcome, { fingerprint: 'bc4d5cb5337b0e309ea44a570ab38b8daee7d73d014235f3c82441e60d9e7f86' });
});

test('unset lists print null, whether they are null or empty', (t) => {
  const none = { ...counts, total: 0, blocked: 0, allowed: 0 };
  for (const list of [null, []]) {
    const text = manifest({
      policy: { config_hash: '', mode: '', active_features: list },
      tools: { declared: null, observed: list },
      verdicts_summary: none,
    });
    const found = nodeSuite.sha256Hex(fingerprintText(parseSessionManifest(text)));
    t.is(found, '5f0eaee3f41e7cd2febc8cbe189f07bba29588b4de5b19c354407e1e29df98d0');
  }
});

test('a manifest whose behaviour was edited is noticed; one without a fingerprint is not passed', async (t) => {
  const edited = { ...counts, blocked: 0, allowed: 3 };
  t.deepEqual(failed(await SESSION_MANIFEST_FORM.verify(manifest({ verdicts_summary: edited }), options)), [
    'fingerprint',
  ]);
  const odd = await SESSION_MANIFEST_FORM.verify(manifest({ verdicts_summary: { ...counts, unknown: 1 } }), options);
  t.deepEqual(failed(odd), ['totals', 'fingerprint']);
  const bare = await SESSION_MANIFEST_FORM.verify(manifest({ behavioral_fingerprint: undefined }), options);
  t.is(bare.checks.find(({ code }) => code === 'fingerprint')?.status, 'not_checked');
  t.deepEqual(bare.claimed[2], { name: 'agent_identity', value: '' });
});

test('a malformed manifest is refused', async (t) => {
  const forms = [
    manifest({ schema_version: 2 }),
    manifest({ session_id: '../x' }),
    manifest({ verdicts_summary: { ...counts, asked: -1 } }),
    manifest({ tools: { declared: {}, observed: null } }),
    manifest({ tools: { declared: [{ name: 1 }], observed: null } }),
    manifest({ signature: 'x' }),
    manifest().replace('"total":3', '"total":3,"total":3'),
    manifest().replace('"total":3', '"total":9007199254740993'),
    '[]',
  ];
  for (const form of forms) t.deepEqual(failed(await SESSION_MANIFEST_FORM.verify(form, options)), ['format'], form);
});

const RECORD: Omit<DecisionRecord, 'signature'> = {
  version: 1,
  type: 'decision_record',
  session_id: 'proxy.run.00112233445566778899aabbccddeeff',
  timestamp: '2026-11-22T20:00:03.5Z',
  verdict: 'block',
  scanner_result: {
    layer: 'mcp_input',
    pattern: 'SendGrid API Key',
    match_text: 'SG.<redacted>&x',
    confidence: 'high',
  },
  policy_rule: { source: 'mcp', section: 'mcp_input_scanning', action: 'block' },
  request_context: { transport: 'mcp_stdio', tool_name: 'post_message', direction: 'request' },
};

test('the decision record of the format comes out byte for byte', async (t) => {
  const text = canonicalizeDecisionRecord(RECORD);
  t.is(text.length, 457);
  t.is(nodeSuite.sha256Hex(text), '3299c4abd8ad20fcbee77915dff8dde7b93ede8e43f4f64448e4863f0ab66b61');
  const signer = createNodeSigner(fromHex(CONFORMANCE_SEED + CONFORMANCE_KEY), 'same_uid');
  const signed = await signDecisionRecord(RECORD, signer, nodeSuite);
  t.is(
    signed.signature,
    'ed25519:1f71ab10e335ab5ed92441aa19f4f8f762152c1f87579ebc440012fe51e25dbce1c202c805e75d7bbe51fd0aacf7fa46faf12349d2aab99df309868b89020209',
  );
  for (const suite of [nodeSuite, portableSuite]) {
    const result = await DECISION_RECORD_FORM.verify(writeDecisionRecord(signed), { ...options, suite });
    t.is(result.verdict, 'valid');
  }
  const sorted = JSON.stringify(Object.fromEntries(Object.entries(signed).reverse()));
  t.is((await DECISION_RECORD_FORM.verify(sorted, options)).verdict, 'valid', 'the order of storage does not matter');
});

test('a decision record is vouched for by a trusted key or by nobody', async (t) => {
  const stranger = newSigner();
  const text = writeDecisionRecord(await signDecisionRecord(RECORD, stranger, nodeSuite));
  const both = createTrustRoot({ keys: [CONFORMANCE_KEY, stranger.publicKeyHex] });
  t.is((await DECISION_RECORD_FORM.verify(text, { ...options, trust: both })).verdict, 'valid');
  t.deepEqual(failed(await DECISION_RECORD_FORM.verify(text, options)), ['signature']);
  const open = await DECISION_RECORD_FORM.verify(text, { ...options, trust: createTrustRoot({}) });
  t.is(open.verdict, 'unpinned');
  t.is(open.checks[1]?.status, 'not_checked');
  for (const [from, to] of [
    ['"block"', '"allow"'],
    ['SG.', 'SH.'],
    ['20:00:03.5Z', '20:00:03.6Z'],
  ] as const) {
    t.deepEqual(failed(await DECISION_RECORD_FORM.verify(text.replace(from, to), { ...options, trust: both })), [
      'signature',
    ]);
  }
  t.deepEqual(
    failed(await DECISION_RECORD_FORM.verify(writeDecisionRecord(RECORD), options)),
    ['signature'],
    'not signed',
  );
});

test('a malformed decision record is refused', async (t) => {
  const text = writeDecisionRecord(RECORD);
  const forms = [
    text.replace('"version":1', '"version":2'),
    text.replace('decision_record', 'decision'),
    text.replace('"verdict":"block"', '"verdict":""'),
    text.replace('}}', '},"signature":"ed25519:00"}'),
    text.replace('}}', '},"extra":1}'),
    text.padEnd(70_000),
  ];
  for (const form of forms) {
    t.deepEqual(failed(await DECISION_RECORD_FORM.verify(form, options)), ['format'], form.slice(0, 60));
    t.throws(() => parseDecisionRecord(form), { name: 'FormatError' });
  }
});

test('documents are told by their members', (t) => {
  t.is(documentFormOf(new Set(['verdicts_summary', 'tools']))?.kind, 'session_manifest');
  t.is(documentFormOf(new Set(['scanner_result', 'policy_rule']))?.kind, 'decision_record');
  t.is(documentFormOf(new Set(['checkpoint', 'proof', 'backend']))?.kind, 'anchor_bundle');
  t.is(documentFormOf(new Set(['verdicts_summary'])), undefined);
});
