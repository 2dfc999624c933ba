// SPDX-License-Identifier: Apache-2.0
import { createCheckLog } from '../results/check-log.js';
import { SignatureQueue } from '../trust/signatures.js';
import { parseStrictJson, textMember } from '../../../evidence/canonical/json-reader.js';
import type { EvidenceReceipt } from '../../../evidence/model/evidence-receipt/evidence-receipt.js';
import { EvidenceStage } from './evidence-stage.js';
import { checksOf, claimsOf, documentForm, signerCheck, type Check, type Claim, type FormOptions } from '../form.js';
import { pinnedKeyOf } from '../trust/trust.js';
import { documentsOf } from '../input/lines.js';

const SHAPES = {
  current: 'current shape',
  legacy: 'old shape: it names neither its canonical form nor, in the signed part, its policy',
} as const;

const { pass, skip } = checksOf('receipt');

function passed({ count, place }: EvidenceStage, last: EvidenceReceipt, options: FormOptions): Check[] {
  return [
    pass('receipt_format', `EvidenceReceipt v2, ${last.payloadKind}, ${SHAPES[last.shape]}`),
    pass('signature', `Ed25519 over ${count === 1 ? 'the receipt' : `each of ${count} receipts`} holds`),
    signerCheck('receipt', pinnedKeyOf(last.signerKeyId, options.trust) ?? last.signerKeyId, options.trust),
    count === 1
      ? skip('evidence_receipt_chain', `a single receipt; it claims seq ${place.seq}`)
      : pass('evidence_receipt_chain', `${count} receipts in unbroken order from genesis`),
    skip('freshness', 'the age was not judged'),
  ];
}

const SHOWN_MEMBERS = ['action_type', 'verdict', 'target', 'transport', 'winning_source', 'rule_id'];

function claimsAbout({ payload, ...last }: EvidenceReceipt, receiptHash: string): Claim[] {
  const claims = claimsOf({
    kind: last.payloadKind,
    event: last.eventId,
    time: last.timestamp,
    ...Object.fromEntries(SHOWN_MEMBERS.map((name) => [name, textMember(payload, name)])),
    contract: last.contractHash,
    policy: last.policyHash,
    'receipt hash': receiptHash,
  });
  return claims.filter(({ value }) => value !== '');
}

/** EvidenceReceipt v2: one document, or JSON lines that form one chain. */
export const EVIDENCE_RECEIPT_FORM = documentForm({
  kind: 'evidence_receipt',
  members: 'record_type payload_kind',
  read: (text) => documentsOf(text, parseStrictJson),
  judge: async (receipts, options) => {
    const log = createCheckLog();
    const queue = new SignatureQueue(options.suite);
    const stage = new EvidenceStage({
      ...options,
      queue,
      authorised: new Set(),
      single: receipts.length === 1,
      fail: log.fail,
    });
    for (const [at, receipt] of receipts.entries()) {
      stage.receipt(receipt, at);
      await queue.settle();
    }
    await queue.finish();
    const { count, last, place } = stage;
    const outcome = { count, shape: last?.shape, payloadKind: last?.payloadKind, headHash: place.head };
    const failed = log.list();
    if (last === undefined) return { checks: failed, outcome };
    const checks = failed.length > 0 ? failed : passed(stage, last, options);
    return { checks, claimed: claimsAbout(last, place.head), outcome };
  },
});
