// SPDX-License-Identifier: Apache-2.0
import type { ActionReceipt, ActionRecord } from '../../evidence/model/receipt/action-receipt.js';
import type { ReceiptDraft } from '../../evidence/model/evidence-draft.js';
import { assembleReceiptText, canonicalizeActionRecord } from '../../evidence/model/receipt/action-receipt.codec.js';
import type { RecorderEntry } from '../../evidence/model/recorder-entry.js';

/** Seed of the public conformance key: SHA-256 of the ASCII phrase `pipelock-conformance-test-key-v1`. */
export const CONFORMANCE_SEED = 'c8ee65622000420b20ff7ec4e790006b7883ddfd3823ff9ccc2fc050c389bd48';

export const DRAFT: ReceiptDraft = {
  action_id: '019f0000-0000-7000-8000-000000000002',
  action_type: 'write',
  timestamp: '2026-11-22T20:00:01.12Z',
  principal: 'local',
  actor: 'agent-é',
  delegation_chain: null,
  target: 'https://api.example.com/a?x=1&y=<2>',
  side_effect_class: 'external_write',
  reversibility: 'compensatable',
  policy_hash: 'a'.repeat(64),
  verdict: 'block',
  transport: 'forward',
  method: 'POST',
  layer: 'dlp',
  pattern: 'AWS Access Key',
  severity: 'critical',
  redaction: { profile: 'code', total_redactions: 1, by_class: { 'aws-access-key': 1 } },
  request_id: 'req-1',
};

export const RECORD: ActionRecord = {
  version: 1,
  ...DRAFT,
  chain_prev_hash: '445024724a03cf83b9679c7e93d1f133f4957ed4aae0418de2b043030aeaa51c',
  chain_seq: 1n,
  run_nonce: '00112233445566778899aabbccddeeff',
};

export const RECEIPT: ActionReceipt = {
  version: 1,
  action_record: RECORD,
  signature: `ed25519:${'0'.repeat(128)}`,
  signer_key: '1'.repeat(64),
};

export const ENTRY: RecorderEntry = {
  v: 2,
  seq: 7n,
  ts: '2026-11-22T20:00:01.12Z',
  session_id: 'proxy.run.00112233445566778899aabbccddeeff',
  type: 'decision',
  transport: 'fetch',
  summary: 'block: dlp (AWS Access Key)',
  detail: '{"layer":"dlp","verdict":"block"}',
  prev_hash: 'b'.repeat(64),
  hash: 'c'.repeat(64),
};

/** The one text of a receipt, `ext` compacted. */
export function canonicalizeActionReceipt(receipt: ActionReceipt): string {
  const { signature, signer_key: signerKey, ext } = receipt;
  return assembleReceiptText(canonicalizeActionRecord(receipt.action_record), signature, signerKey, ext);
}
