// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '../../evidence/crypto/suite.js';
import type { Fault } from './format-fault.js';
import type { FreshnessPolicy } from './freshness.js';
import { checkFreshness } from './freshness.js';
import type { Check, CheckCode, NotAsserted, ReceiptResult } from './result.js';
import { verdictOf } from './result.js';
import type { SignedReceipt } from './signed-receipt.js';
import { createKeyBytes, openReceipt } from './signed-receipt.js';
import type { TrustRoot } from './trust.js';
import { isAccepted, isPinned } from './trust.js';

export interface ReceiptOptions {
  readonly trust: TrustRoot;
  readonly suite: CryptoSuite;
  /** Without it the age of the receipt is reported as not checked. */
  readonly freshness?: FreshnessPolicy;
}

const NOT_ASSERTED: readonly NotAsserted[] = ['completeness', 'wall_clock', 'host_integrity', 'semantics'];
const SUBJECT = 'receipt';

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

function check(status: Check['status'], code: CheckCode, message: string): Check {
  return { code, status, subject: SUBJECT, message };
}

function trustCheck(signerKey: string, trust: TrustRoot): Check {
  if (!isPinned(trust)) return check('not_checked', 'signer_key_untrusted', 'no trusted key was given');
  return trust.keys.includes(signerKey)
    ? check('pass', 'signer_key_untrusted', 'the signer is a trusted key')
    : check('fail', 'signer_key_untrusted', `signer key ${signerKey} is not a trusted key`);
}

function freshnessCheck(timestamp: string, policy: FreshnessPolicy | undefined): Check {
  if (policy === undefined) return check('not_checked', 'freshness', 'no time was given to judge the age by');
  const fault = checkFreshness(timestamp, policy);
  return fault === undefined
    ? check('pass', 'freshness', `within ${policy.maxAgeSeconds} s of ${policy.at}`)
    : check('fail', fault.code, fault.message);
}

function conclude(checks: readonly Check[], facts: ReceiptFacts | undefined, options: ReceiptOptions): ReceiptResult {
  const verdict = verdictOf(checks, isPinned(options.trust));
  return { verdict, accepted: isAccepted(verdict, options.trust), checks, facts, notAsserted: NOT_ASSERTED };
}

/** A result for text that is not a receipt. */
export function refuseReceipt(fault: Fault, options: ReceiptOptions): ReceiptResult {
  return conclude([check('fail', fault.code, fault.message)], undefined, options);
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
    const failed = check('fail', 'signature_invalid', 'the signature does not match the record and the signer key');
    return conclude([failed], facts, options);
  }
  const extra: NotAsserted[] = opened.receipt.ext === undefined ? [] : ['unsigned_ext'];
  const checks = [
    check('pass', 'receipt_format', 'ActionReceipt v1, canonical record re-derived'),
    check('pass', 'signature', 'Ed25519 over the record holds'),
    trustCheck(facts.signerKey, options.trust),
    freshnessCheck(facts.timestamp, options.freshness),
  ];
  const result = conclude(checks, facts, options);
  return { ...result, notAsserted: [...result.notAsserted, ...extra] };
}
