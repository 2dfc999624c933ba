// SPDX-License-Identifier: Apache-2.0
import { parseStrictJson } from '../../../evidence/canonical/json-reader.js';
import { parseAarpEnvelope } from '../../../evidence/model/aarp/envelope.codec.js';
import { concludeDocument } from '../form.js';
import type { DocumentForm, DocumentResult, FormCheck, FormOptions } from '../form.js';
import { attempt } from '../format-fault.js';
import type { CheckStatus } from '../result.js';
import { appraiseAarp } from './appraise.js';
import type { AarpAppraisal } from './appraise.js';
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

/** Envelopes in one text whose checks are listed; a longer stream is for chain mode. */
const MAX_ENVELOPES = 10_000;

function check(status: CheckStatus, code: string, subject: string, message: string): FormCheck {
  return { code, status, subject, message };
}

function checksOf(appraisal: AarpAppraisal, subject: string, pinned: boolean): FormCheck[] {
  const { signatures, assertion_signed: signed } = appraisal;
  const missing = pinned ? 'fail' : 'not_checked';
  return [
    check('pass', 'aarp_format', subject, 'AARP v0.1 envelope, canonical payload re-derived'),
    ...signatures.map(({ key_id, status, reason }) =>
      check(STATUS[status], 'aarp_signature', subject, `${key_id}: ${reason}`),
    ),
    check(
      signed ? 'pass' : missing,
      'aarp_assertion_signed',
      subject,
      signed ? 'a trusted key signed the assertion' : 'no signature holds under a trusted key',
    ),
  ];
}

function claimsOf({
  assurance_claimed: claimed,
  claimed_unverified: unverified,
}: AarpAppraisal): DocumentResult['claimed'] {
  return [...new Set(claimed)]
    .filter((name) => unverified.includes(name))
    .map((name) => ({ name, value: 'claimed and not verified' }));
}

/** Lines of a stream, or the one text of an envelope. */
function envelopesOf(text: string): readonly string[] {
  const whole = attempt(() => parseStrictJson(text, { loneSurrogates: 'replace' }));
  if (!('fault' in whole)) return [text];
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.length > 1 && lines.every((line) => line.startsWith('{')) ? lines : [text];
}

function chainCheck(lines: readonly string[], { suite }: FormOptions): FormCheck {
  const chain = createAarpChainCheck(suite);
  const fault = attempt(() => lines.forEach((line) => chain.line(line)));
  const { chain_linked: linked, length, reason = '' } = chain.finish();
  if ('fault' in fault) return check('fail', fault.fault.code, 'stream', fault.fault.message);
  return check(linked ? 'pass' : 'fail', 'aarp_chain', 'stream', linked ? `${length} envelopes are linked` : reason);
}

async function appraiseOne(
  text: string,
  subject: string,
  { suite, trust }: FormOptions,
): Promise<{ readonly checks: readonly FormCheck[]; readonly appraisal?: AarpAppraisal }> {
  const parsed = attempt(() => parseAarpEnvelope(text));
  if ('fault' in parsed) return { checks: [check('fail', parsed.fault.code, subject, parsed.fault.message)] };
  const { aarp } = trust;
  const appraisal = await appraiseAarp(parsed.value, { suite, ...(aarp === undefined ? {} : { trust: aarp }) });
  return { checks: checksOf(appraisal, subject, aarp !== undefined), appraisal };
}

async function verifyEnvelopes(text: string, options: FormOptions): Promise<DocumentResult> {
  const lines = envelopesOf(text);
  const checks: FormCheck[] = lines.length > 1 ? [chainCheck(lines, options)] : [];
  const appraisals: AarpAppraisal[] = [];
  if (lines.length > MAX_ENVELOPES) checks.push(check('fail', 'size_limit', 'stream', 'too many envelopes'));
  for (const [i, line] of lines.slice(0, MAX_ENVELOPES).entries()) {
    const one = await appraiseOne(line, lines.length > 1 ? `envelope ${i + 1}` : 'envelope', options);
    checks.push(...one.checks);
    if (one.appraisal !== undefined) appraisals.push(one.appraisal);
  }
  const parts = {
    checks,
    claimed: appraisals.flatMap(claimsOf),
    outcome: lines.length > 1 ? appraisals : appraisals[0],
  };
  return concludeDocument(parts, options.trust, options.trust.aarp !== undefined);
}

/** An AARP v0.1 envelope, or a stream of them with one a line. Members: profile, subject, assertion. */
export const aarpEnvelope: DocumentForm = {
  kind: 'aarp_envelope',
  matches: (members) => ['profile', 'subject', 'assertion'].every((name) => members.has(name)),
  verify: verifyEnvelopes,
};
