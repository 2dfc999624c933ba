// SPDX-License-Identifier: Apache-2.0
import { checksOf } from './form-checks.js';
import type { Fault } from './format-fault.js';
import type { FreshnessPolicy } from './freshness.js';
import { checkFreshness } from './freshness.js';
import type { Check, CheckCode, NotAsserted, ReceiptResult } from './result.js';
import type { SignedReceipt } from './signed-receipt.js';
import { createKeyBytes, openReceipt } from './signed-receipt.js';
import type { TrustRoot } from './trust.js';
import { isPinned, judge, NEVER_ASSERTED } from './trust.js';
import type { ChainOptions } from './chain.js';

/** Without `freshness` the age of the receipt is reported as not checked. */
export type ReceiptOptions = Pick<ChainOptions, 'trust' | 'suite' | 'freshness'>;

const { pass, fail, skip } = checksOf<CheckCode>('receipt');

function factsOf(opened: SignedReceipt) {
  const record = opened.receipt.action_record;
  return {
    actionId: record.action_id,
    verdict: record.verdict,
    actionType: record.action_type,
    transport: record.transport,
    target: record.target,
    timestamp: record.timestamp,
    signerKey: opened.receipt.signer_key,
    receiptHash: opened.receiptHash,
    chainSeq: record.chain_seq,
    chainPrevHash: record.chain_prev_hash,
  };
}

/** What is known about a single receipt. */
export type ReceiptFacts = Readonly<ReturnType<typeof factsOf>>;

function trustCheck(signerKey: string, trust: TrustRoot): Check {
  if (!isPinned(trust)) return skip('signer_key_untrusted', 'no trusted key was given');
  if (trust.keys.includes(signerKey)) return pass('signer_key_untrusted', 'the signer is a trusted key');
  return fail('signer_key_untrusted', `signer key ${signerKey} is not a trusted key`);
}

function freshnessCheck(timestamp: string, policy: FreshnessPolicy | undefined): Check {
  if (policy === undefined) return skip('freshness', 'no time was given to judge the age by');
  const fault = checkFreshness(timestamp, policy);
  if (fault !== undefined) return fail(fault.code, fault.message);
  return pass('freshness', `within ${policy.maxAgeSeconds} s of ${policy.at}`);
}

function conclude(checks: readonly Check[], facts: ReceiptFacts | undefined, options: ReceiptOptions): ReceiptResult {
  return { ...judge(checks, options.trust), facts, notAsserted: NEVER_ASSERTED };
}

/** A result for text that is not a receipt. */
export function refuseReceipt(fault: Fault, options: ReceiptOptions): ReceiptResult {
  return conclude([fail(fault.code, fault.message)], undefined, options);
}

/**
 * Verifies one ActionReceipt v1 (untrusted text, any JSON layout): form, signature, trusted key, age, in that order.
 * A single receipt says nothing about its place in a chain.
 */
export async function verifyReceipt(text: string, options: ReceiptOptions): Promise<ReceiptResult> {
  const opened = openReceipt(text, options.suite, createKeyBytes());
  if ('code' in opened) return refuseReceipt(opened, options);
  const facts = factsOf(opened);
  const [holds] = await options.suite.verifyBatch([opened.check]);
  if (holds !== true) {
    const message = 'the signature does not match the record and the signer key';
    return conclude([fail('signature_invalid', message)], facts, options);
  }
  const extra: NotAsserted[] = opened.receipt.ext === undefined ? [] : ['unsigned_ext'];
  const checks = [
    pass('receipt_format', 'ActionReceipt v1, canonical record re-derived'),
    pass('signature', 'Ed25519 over the record holds'),
    trustCheck(facts.signerKey, options.trust),
    freshnessCheck(facts.timestamp, options.freshness),
  ];
  const result = conclude(checks, facts, options);
  return { ...result, notAsserted: [...result.notAsserted, ...extra] };
}
