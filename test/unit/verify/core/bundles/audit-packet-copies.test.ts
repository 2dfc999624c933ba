// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import test from 'ava';
import { buildAuditPacket, UNPROBED_POSTURE } from '../../../../../evidence/attest/audit-packet.js';
import { utf8Encode } from '../../../../../evidence/canonical/text.js';
import { nodeSuite } from '../../../../../evidence/crypto/node/suite.js';
import { parseActionReceipt } from '../../../../../evidence/model/receipt/action-receipt.codec.js';
import { AUDIT_PACKET_FORM } from '../../../../../verify/core/bundles/audit-packet.js';
import { memoryFolder } from '../../../../../verify/core/input/memory.js';
import { createTrustRoot } from '../../../../../verify/core/trust/trust.js';
import { buildRun, fileOf } from '../../evidence-runs.js';

const run = buildRun({ decision: () => undefined });
const receipts = run.receipts.map((text) => {
  const { receipt, receiptText } = parseActionReceipt(text);
  return { record: receipt.action_record, hash: nodeSuite.sha256Hex(receiptText) };
});
const copied = receipts[1] ?? assert.fail('the run has receipts');
const trust = createTrustRoot({ keys: [run.signer.publicKeyHex] });

/** Codes of what is wrong with a packet that shows the run's second receipt, with members of the copy changed. */
async function faults(change: object): Promise<readonly string[]> {
  const { record, hash } = copied;
  const { action_id, chain_prev_hash, verdict, policy_hash, timestamp, action_type, transport } = record;
  const { method, layer, pattern, severity } = record;
  const place = { action_id, receipt_hash: hash, chain_seq: Number(record.chain_seq), chain_prev_hash, verdict };
  const shown = { policy_hash, timestamp, action_type, transport, method, layer, pattern, severity };
  const copy = { ...place, ...shown, signer_key: run.signer.publicKeyHex, ...change };
  const { text } = buildAuditPacket({
    receipts,
    run: { provider: 'local', agent_identity: 'agent-a', started_at: '2026-11-22T20:00:00Z' },
    verifier: { verdict: 'valid', trusted: true, signer_key: run.signer.publicKeyHex },
    posture: UNPROBED_POSTURE,
    generatedAt: '2026-11-22T20:00:10Z',
    packetId: 'ap-1',
  });
  const packet = JSON.stringify({ ...(JSON.parse(text) as object), receipts: [copy] });
  const files = { 'packet.json': packet, 'summary.md': '#', 'evidence.jsonl': fileOf(run.lines), 'verifier.txt': 'OK' };
  const list = Object.entries(files).map(([path, content]) => ({ path, bytes: utf8Encode(content) }));
  const result = await AUDIT_PACKET_FORM.verify(memoryFolder(list), { trust, suite: nodeSuite });
  return result.checks.filter(({ status }) => status === 'fail').map(({ code }) => code);
}

test('a copy that shows all it may of its receipt is one of the evidence', async (t) => {
  t.deepEqual(await faults({}), []);
});

test('a time in another spelling is the same time, a member that is not shown says nothing', async (t) => {
  const { record } = copied;
  const spelled = new Date(Date.parse(record.timestamp)).toISOString().replace('Z', '+00:00');
  t.deepEqual(await faults({ timestamp: spelled, layer: undefined, signer_key: undefined }), []);
});

const FALSE_WORDS = {
  timestamp: '2020-01-01T00:00:00Z',
  action_type: 'spend',
  transport: 'carrier_pigeon',
  method: 'BREW',
  layer: 'none',
  pattern: 'harmless',
  severity: 'info',
  signer_key: 'ab'.repeat(32),
};
for (const [name, value] of Object.entries(FALSE_WORDS)) {
  test(`a copy may not show another ${name} than its receipt`, async (t) => {
    t.deepEqual(await faults({ [name]: value }), ['receipts']);
  });
}
