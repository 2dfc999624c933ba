// SPDX-License-Identifier: Apache-2.0
import { decodeAarpEnvelope, parseAarpEnvelope } from '../../../evidence/model/aarp/envelope.codec.js';
import { concludeDocument } from '../form.js';
import type { DocumentForm, DocumentResult, FormCheck, FormOptions } from '../form.js';
import { attempt } from '../format-fault.js';
import type { CheckStatus } from '../result.js';
import { appraiseAarp } from './appraise.js';
import type { AarpAppraisal } from './appraise.js';
import { createAarpChainCheck } from './chain.js';
import type { AarpSignatureStatus } from './signatures.js';
import { documentsOf } from '../lines.js';

/** A signature that cannot be judged here proves nothing; one that is wrong is evidence against the envelope. */
const STATUS: Readonly<Record<AarpSignatureStatus, CheckStatus>> = {
  verified: 'pass',
  failed: 'fail',
  malformed: 'fail',
  unknown_suite: 'not_checked',
  unimplemented: 'not_checked',
  unknown_key: 'not_checked',
};

function check(status: CheckStatus, code: string, subject: string, message: string): FormCheck {
  return { code, status, subject, message };
}

function checksOf(appraisal: AarpAppraisal, subject: string, pinned: boolean): FormCheck[] {
  const { signatures, assertion_signed: signed } = appraisal;
  const missing = pinned ? 'fail' : 'not_checked';
  const message = signed ? 'a trusted key signed the assertion' : 'no signature holds under a trusted key';
  return [
    check('pass', 'aarp_format', subject, 'AARP v0.1 envelope, canonical payload re-derived'),
    ...signatures.map(({ key_id, status, reason }) =>
      check(STATUS[status], 'aarp_signature', subject, `${key_id}: ${reason}`),
    ),
    check(signed ? 'pass' : missing, 'aarp_assertion_signed', subject, message),
  ];
}

function chainCheck(lines: readonly string[], { suite }: FormOptions): FormCheck {
  const chain = createAarpChainCheck(suite);
  const read = attempt(() => lines.forEach((line) => chain.line(line)));
  const { chain_linked: linked, length, reason = `${length} envelopes are linked` } = chain.finish();
  if ('fault' in read) return check('fail', read.fault.code, 'stream', read.fault.message);
  return check(linked ? 'pass' : 'fail', 'aarp_chain', 'stream', reason);
}

async function verifyEnvelopes(text: string, options: FormOptions): Promise<DocumentResult> {
  const { suite, trust } = options;
  const aarp = trust.aarp === undefined ? {} : { trust: trust.aarp };
  const lines = documentsOf(text, decodeAarpEnvelope);
  const checks = lines.length > 1 ? [chainCheck(lines, options)] : [];
  const appraisals: AarpAppraisal[] = [];
  for (const [i, line] of lines.entries()) {
    const subject = lines.length > 1 ? `envelope ${i + 1}` : 'envelope';
    const parsed = attempt(() => parseAarpEnvelope(line));
    if ('fault' in parsed) {
      checks.push(check('fail', parsed.fault.code, subject, parsed.fault.message));
      continue;
    }
    const appraisal = await appraiseAarp(parsed.value, { suite, ...aarp });
    checks.push(...checksOf(appraisal, subject, trust.aarp !== undefined));
    appraisals.push(appraisal);
  }
  const unverified = new Set(appraisals.flatMap(({ claimed_unverified }) => claimed_unverified));
  const claimed = [...unverified].map((name) => ({ name, value: 'claimed and not verified' }));
  const outcome = lines.length > 1 ? appraisals : appraisals[0];
  return concludeDocument({ checks, claimed, outcome }, trust, trust.aarp !== undefined);
}

/** An AARP v0.1 envelope, or a stream of them with one a line. Members: profile, subject, assertion. */
export const AARP_FORM: DocumentForm = {
  kind: 'aarp_envelope',
  matches: (members) => ['profile', 'subject', 'assertion'].every((name) => members.has(name)),
  verify: verifyEnvelopes,
};
