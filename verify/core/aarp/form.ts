// SPDX-License-Identifier: Apache-2.0
import { decodeAarpEnvelope, parseAarpEnvelope } from '../../../evidence/model/aarp/envelope.codec.js';
import { attempt, checksOf, documentForm, type Check, type CheckStatus, type FormOptions } from '../form.js';
import { documentsOf } from '../input/lines.js';
import { appraiseAarp, type AarpAppraisal } from './appraise.js';
import { createAarpChainCheck } from './chain.js';
import type { AarpSignatureStatus } from './signatures.js';

/** A signature that cannot be judged here proves nothing; one that is wrong is evidence against the envelope. */
const STATUS: Readonly<Record<AarpSignatureStatus, CheckStatus>> = {
  verified: 'pass',
  failed: 'fail',
  malformed: 'fail',
  unknown_suite: 'not_checked',
  unimplemented: 'not_checked',
  unknown_key: 'not_checked',
};

function envelopeChecks({ signatures, assertion_signed: signed }: AarpAppraisal, subject: string, pinned: boolean) {
  const { check, pass } = checksOf(subject);
  const message = signed ? 'a trusted key signed the assertion' : 'no signature holds under a trusted key';
  return [
    pass('aarp_format', 'AARP v0.1 envelope, canonical payload re-derived'),
    ...signatures.map(({ key_id, status, reason }) => check(STATUS[status], 'aarp_signature', `${key_id}: ${reason}`)),
    check(signed ? 'pass' : pinned ? 'fail' : 'not_checked', 'aarp_assertion_signed', message),
  ];
}

function chainCheck(lines: readonly string[], { suite }: FormOptions): Check {
  const { fail, judge } = checksOf('stream');
  const chain = createAarpChainCheck(suite);
  const read = attempt(() => lines.forEach((line) => chain.line(line)));
  if ('fault' in read) return fail(read.fault.code, read.fault.message);
  const { chain_linked: linked, length, reason = '' } = chain.finish();
  return judge('aarp_chain', linked, `${length} envelopes are linked`, reason);
}

/** An AARP v0.1 envelope, or a stream of them with one a line. */
export const AARP_FORM = documentForm({
  kind: 'aarp_envelope',
  members: 'profile subject assertion',
  read: (text) => documentsOf(text, decodeAarpEnvelope),
  judge: async (lines, options) => {
    const { suite, trust } = options;
    const pinned = trust.aarp !== undefined;
    const single = lines.length === 1;
    const checks = single ? [] : [chainCheck(lines, options)];
    const appraisals: AarpAppraisal[] = [];
    for (const [i, line] of lines.entries()) {
      const subject = single ? 'envelope' : `envelope ${i + 1}`;
      const parsed = attempt(() => parseAarpEnvelope(line));
      if ('fault' in parsed) {
        checks.push(checksOf(subject).fail(parsed.fault.code, parsed.fault.message));
        continue;
      }
      const appraisal = await appraiseAarp(parsed.value, { suite, ...(trust.aarp && { trust: trust.aarp }) });
      checks.push(...envelopeChecks(appraisal, subject, pinned));
      appraisals.push(appraisal);
    }
    const unverified = new Set(appraisals.flatMap(({ claimed_unverified }) => claimed_unverified));
    const claimed = [...unverified].map((name) => ({ name, value: 'claimed and not verified' }));
    return { checks, claimed, outcome: single ? appraisals[0] : appraisals, pinned };
  },
});
