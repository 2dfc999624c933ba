// SPDX-License-Identifier: Apache-2.0
import { checksOf, claimsOf, concludeDocument, signerCheck, type DocumentResult } from '../form.js';
import type { Fault } from '../input/format-fault.js';
import { checkFreshness, freshnessCheck } from '../trust/freshness.js';
import { openReceipt, type SignedReceipt } from './signed-receipt.js';
import { NEVER_ASSERTED } from '../trust/trust.js';
import type { ChainOptions } from '../chains/chain.js';

/** Without `freshness` the age of the receipt is reported as not checked. */
export type ReceiptOptions = Pick<ChainOptions, 'trust' | 'suite' | 'freshness'>;

const SAY = checksOf('receipt');
const { pass, fail } = SAY;

function factsOf({ receipt, receiptHash }: SignedReceipt) {
  const { action_record: record, signer_key: signerKey } = receipt;
  return {
    actionId: record.action_id,
    verdict: record.verdict,
    actionType: record.action_type,
    transport: record.transport,
    target: record.target,
    timestamp: record.timestamp,
    signerKey,
    receiptHash,
    chainSeq: record.chain_seq,
    chainPrevHash: record.chain_prev_hash,
  };
}

/** What is known about a single receipt. */
export type ReceiptFacts = Readonly<ReturnType<typeof factsOf>>;

/** A result for text that is not a receipt. */
export function refuseReceipt({ code, message }: Fault, { trust }: ReceiptOptions): DocumentResult {
  return concludeDocument({ checks: [fail(code, message)] }, trust);
}

/**
 * Verifies one ActionReceipt v1 (untrusted text, any JSON layout): form, signature, trusted key, age, in that order.
 * A single receipt says nothing about its place in a chain.
 */
export async function verifyReceipt(text: string, options: ReceiptOptions): Promise<DocumentResult> {
  const opened = openReceipt(text, options.suite);
  if ('code' in opened) return refuseReceipt(opened, options);
  const facts = factsOf(opened);
  const { actionId, verdict, actionType, transport, target, timestamp: time, receiptHash } = facts;
  const [holds] = await options.suite.verifyBatch([opened.check]);
  const stale = options.freshness && checkFreshness(time, options.freshness);
  const passed = [
    pass('receipt_format', `ActionReceipt v1, receipt hash ${receiptHash}`),
    pass('signature', 'Ed25519 over the record holds'),
    signerCheck('receipt', facts.signerKey, options.trust),
    stale === undefined ? freshnessCheck(SAY, options.freshness) : fail(stale.code, stale.message),
  ];
  const wrong = fail('signature_invalid', 'the signature does not match the record and the signer key');
  const action = `${actionId}: ${verdict} ${actionType} over ${transport}`;
  const notAsserted = [...NEVER_ASSERTED, ...(opened.receipt.ext === undefined ? [] : (['unsigned_ext'] as const))];
  const found = { checks: holds === true ? passed : [wrong], claimed: claimsOf({ action, target, time }), notAsserted };
  return { ...concludeDocument(found, options.trust), facts };
}
