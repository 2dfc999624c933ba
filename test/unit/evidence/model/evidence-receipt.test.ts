// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { FormatError } from '../../../../evidence/canonical/errors.js';
import { parseEvidenceReceipt } from '../../../../evidence/model/evidence-receipt/evidence-receipt.js';
import { createNodeSigner, generateKeyPair } from '../../../../evidence/crypto/node/signer.js';
import { KINDS, SAMPLES, SPAN, evidenceDraft, signNow, without } from '../../../support/evidence-receipts.js';

const signer = createNodeSigner(generateKeyPair().privateKey, 'same_uid');

type Members = Record<string, unknown>;

function sample(kind: (typeof KINDS)[number] = 'proxy_decision', legacy = false): Members {
  const { receiptText } = signNow(evidenceDraft(kind), signer, undefined, legacy ? 'legacy' : 'current');
  return JSON.parse(receiptText) as Members;
}

/** `code path` of what parsing throws, or `ok`. */
function outcome(value: unknown): string {
  try {
    parseEvidenceReceipt(typeof value === 'string' ? value : JSON.stringify(value));
    return 'ok';
  } catch (error) {
    return error instanceof FormatError ? `${error.code} ${error.path}` : String(error);
  }
}

test('every kind is read in both shapes, but for those that need the current one', (t) => {
  for (const kind of KINDS) {
    const text = JSON.stringify(sample(kind));
    const { receipt } = parseEvidenceReceipt(text);
    t.is(receipt.shape, 'current');
    t.is(receipt.payloadKind, kind);
  }
  t.is(parseEvidenceReceipt(JSON.stringify(sample('proxy_decision', true))).receipt.shape, 'legacy');
  t.throws(() => sample('proxy_decision_with_spans', true), { instanceOf: FormatError });
  t.throws(() => sample('secret_egress_decision_v1', true), { instanceOf: FormatError });
});

test('the order of members and their spacing do not change what is signed and hashed', (t) => {
  const receipt = sample();
  const turned = Object.fromEntries(Object.entries(receipt).reverse());
  const { receiptText, signedText } = parseEvidenceReceipt(JSON.stringify(receipt));
  t.deepEqual(
    [receiptText, signedText],
    [
      parseEvidenceReceipt(JSON.stringify(turned, null, 2)).receiptText,
      parseEvidenceReceipt(JSON.stringify(turned)).signedText,
    ],
  );
  t.true(signedText.includes('"signature":{"algorithm":"","key_purpose":"","signature":"","signer_key_id":""}'));
});

const RULES: readonly (readonly [string, (members: Members) => unknown, string])[] = [
  ['no change', (members) => members, 'ok'],
  ['an unknown member', (members) => ({ ...members, extra: 1 }), 'unknown_field /extra'],
  ['another letter case', (m) => ({ ...without(m, 'actor'), Actor: m['actor'] }), 'unknown_field /Actor'],
  ['another record type', (m) => ({ ...m, record_type: 'evidence_receipt_v3' }), 'field_value /record_type'],
  ['another version', (m) => ({ ...m, receipt_version: 3 }), 'json_number /receipt_version'],
  ['an unknown kind', (m) => ({ ...m, payload_kind: 'proxy_verdict' }), 'field_value /payload_kind'],
  [
    'a kind named as a member of every object',
    (m) => ({ ...m, payload_kind: 'constructor' }),
    'field_value /payload_kind',
  ],
  ['a reserved kind', (m) => ({ ...m, payload_kind: 'defer_opened' }), 'field_value /payload_kind'],
  ['the other reserved kind', (m) => ({ ...m, payload_kind: 'defer_resolved' }), 'field_value /payload_kind'],
  ['no crit', (m) => without(m, 'crit'), 'missing_field /crit'],
  ['no canonicalization', (m) => without(m, 'canonicalization'), 'missing_field /crit'],
  ['a policy hash in the old shape', (m) => without(m, 'crit', 'canonicalization'), 'missing_field /crit'],
  ['the old shape', (m) => without(m, 'crit', 'canonicalization', 'policy_hash'), 'ok'],
  ['an empty crit', (m) => ({ ...m, crit: [] }), 'field_value /crit'],
  ['crit without the canonical form', (m) => ({ ...m, crit: ['source_spans'] }), 'field_value /crit'],
  ['a name too much in crit', (m) => ({ ...m, crit: ['canonicalization', 'source_spans'] }), 'field_value /crit'],
  ['a name twice in crit', (m) => ({ ...m, crit: ['canonicalization', 'canonicalization'] }), 'field_value /crit'],
  ['no policy hash', (m) => without(m, 'policy_hash'), 'missing_field /policy_hash'],
  ['a bare policy hash', (m) => ({ ...m, policy_hash: 'ab'.repeat(32) }), 'field_value /policy_hash'],
  [
    'an upper-case policy hash',
    (m) => ({ ...m, policy_hash: `sha256:${'AB'.repeat(32)}` }),
    'field_value /policy_hash',
  ],
  ['a sequence that is no counter', (m) => ({ ...m, chain_seq: -1 }), 'json_number /chain_seq'],
  ['a sequence with a fraction', (m) => ({ ...m, chain_seq: 0.5 }), 'json_number /chain_seq'],
  ['no link', (m) => ({ ...m, chain_prev_hash: '' }), 'field_value /chain_prev_hash'],
  ['a date without a time', (m) => ({ ...m, timestamp: '2026-11-22' }), 'time /timestamp'],
  ['a payload that is a list', (m) => ({ ...m, payload: [] }), 'json_type /payload'],
  ['a receipt that is a list', () => [], 'json_type '],
  ['nothing', () => 'null', 'json_type '],
  ['an actor that is a number', (m) => ({ ...m, actor: 1 }), 'json_type /actor'],
  ['a delegation chain that is text', (m) => ({ ...m, delegation_chain: 'a' }), 'json_type /delegation_chain'],
];

for (const [name, change, expected] of RULES) {
  test(`a receipt with ${name}: ${expected}`, (t) => {
    t.is(outcome(change(sample())), expected);
  });
}

const inSignature = (change: Members): string => {
  const members = sample();
  return outcome({ ...members, signature: { ...(members['signature'] as Members), ...change } });
};

test('the signature object is closed, of one algorithm, and for the purpose of the kind', (t) => {
  t.is(inSignature({}), 'ok');
  t.is(inSignature({ algorithm: 'ed448' }), 'field_value /signature/algorithm');
  t.is(inSignature({ key_purpose: 'contract-activation-signing' }), 'field_value /signature/key_purpose');
  t.is(inSignature({ signature: 'ed25519:00' }), 'field_value /signature/signature');
  t.is(inSignature({ signer_key_id: '' }), 'field_value /signature/signer_key_id');
  t.is(inSignature({ public_key: 'x' }), 'unknown_field /signature/public_key');
  const intent = sample('contract_promote_intent');
  t.is(outcome(intent), 'ok');
  const asReceipt = { ...(intent['signature'] as Members), key_purpose: 'receipt-signing' };
  t.is(outcome({ ...intent, signature: asReceipt }), 'field_value /signature/key_purpose');
});

test('the canonical form is the one there is', (t) => {
  const members = sample();
  const canonicalization = members['canonicalization'] as Members;
  for (const name of Object.keys(canonicalization)) {
    const path = `/canonicalization/${name}`;
    t.is(outcome({ ...members, canonicalization: { ...canonicalization, [name]: 'other' } }), `field_value ${path}`);
    const less = Object.fromEntries(Object.entries(canonicalization).filter(([key]) => key !== name));
    t.is(outcome({ ...members, canonicalization: less }), `missing_field ${path}`);
  }
});

test('doubled members, deep nesting, half characters and data behind are not JSON here', (t) => {
  const text = JSON.stringify(sample());
  t.is(outcome(text.replace('{', '{"actor":"x",')), 'json_duplicate_key /actor');
  t.is(outcome(text.replace('{', `{"x":${'['.repeat(200)},`)).split(' ')[0], 'json_depth');
  t.is(outcome(text.replace('"pipelock"', '"\\ud800"')).split(' ')[0], 'json_surrogate');
  t.is(outcome(`${text}{}`).split(' ')[0], 'json_trailing_data');
  const split = { 'r\u00e9': 'accepted', 're\u0301': 'accepted' };
  const members = sample('contract_ratified');
  const payload = { ...(members['payload'] as Members), ratification_decision_per_rule: split };
  t.is(outcome({ ...members, payload }).split(' ')[0], 'json_duplicate_key');
});

function withPayload(kind: (typeof KINDS)[number], change: Members): string {
  return outcome({ ...sample(kind), payload: { ...SAMPLES[kind], ...change } });
}

test('a list or map that has to be there may not be empty', (t) => {
  const path = 'field_value /payload';
  t.is(withPayload('proxy_decision', { policy_sources: [] }), `${path}/policy_sources`);
  t.is(withPayload('contract_ratified', { ratified_rule_ids: [] }), `${path}/ratified_rule_ids`);
  t.is(
    withPayload('contract_ratified', { ratification_decision_per_rule: {} }),
    `${path}/ratification_decision_per_rule`,
  );
  const unsigned = { authorizer_signatures: [], current_generation: 1 };
  t.is(withPayload('contract_rollback_authorized', unsigned), `${path}/authorizer_signatures`);
  const counts = { lossless_count: 1, delta_sample_count: 1, exemplar_ids: [] };
  const aggregation = { window_start: '2026-01-01T00:00:00Z', window_end: '2026-01-02T00:00:00Z', ...counts };
  t.is(withPayload('shadow_delta', { aggregation }), `${path}/aggregation/exemplar_ids`);
  // Nobody need have delegated.
  t.is(outcome({ ...sample(), delegation_chain: [] }), 'ok');
});

test('a rejected change gives its reason, an accepted one need not', (t) => {
  const kind = 'contract_promote_committed';
  t.is(withPayload(kind, {}), 'ok');
  t.is(withPayload(kind, { reject_reason: '' }), 'missing_field /payload/reject_reason');
  t.is(withPayload(kind, { validation_outcome: 'accepted', reject_reason: '' }), 'ok');
  t.is(
    withPayload('contract_rollback_committed', { validation_outcome: 'rejected' }),
    'missing_field /payload/reject_reason',
  );
});

test('a span has both numbers or none, and numbers only where a view has positions', (t) => {
  const kind = 'proxy_decision_with_spans';
  const span = (change: Members): string => withPayload(kind, { source_spans: [{ ...SPAN, ...change }] });
  const unplaced = without(SPAN, 'char_offset', 'char_length');
  t.is(span({ normalized_view: 'dlp_normalized:0' }), 'ok');
  t.is(withPayload(kind, { source_spans: [{ ...unplaced, normalized_view: 'for_matching' }] }), 'ok');
  t.is(span({ normalized_view: 'for_matching' }), 'field_value /payload/source_spans/0/char_offset');
  t.is(
    withPayload(kind, { source_spans: [{ ...unplaced, char_offset: 1 }] }),
    'field_value /payload/source_spans/0/char_offset',
  );
  t.is(
    withPayload(kind, { source_spans: [{ ...unplaced, char_length: 1 }] }),
    'field_value /payload/source_spans/0/char_offset',
  );
  t.is(span({ normalized_view: 'dlp' }), 'field_value /payload/source_spans/0/normalized_view');
  t.is(withPayload(kind, { source_spans: [] }), 'field_value /payload/source_spans');
  t.is(outcome({ ...sample(kind), crit: ['canonicalization'] }), 'field_value /crit');
});

test('a counter may be as large as the canonical form can spell, and no larger', (t) => {
  const text = JSON.stringify(sample('contract_promote_intent'));
  t.is(outcome(text.replace('"target_generation":0', '"target_generation":9223372036854775807')), 'ok');
  t.is(
    outcome(text.replace('"target_generation":0', '"target_generation":9223372036854775808')),
    'json_number /payload/target_generation',
  );
});
