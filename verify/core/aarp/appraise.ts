// SPDX-License-Identifier: Apache-2.0
import { canonicalizeJcsValue } from '../../../evidence/canonical/jcs.js';
import type { CryptoSuite } from '../../../evidence/crypto/suite.js';
import { assertAarpEnvelope } from '../../../evidence/model/aarp/envelope.codec.js';
import type { AarpAssertion, AarpAxis, AarpEnvelope, AarpPayload } from '../../../evidence/model/aarp/envelope.js';
import { canonicalizeAarpPayload } from '../../../evidence/model/aarp/envelope.js';
import { axesOf, NEVER_ASSERTED, NOT_ASSERTED_BY_IDENTITY, PRODUCER_CLAIMS, risksOf, sorted } from './claims.js';
import { SVID_CLAIMS, unverifiedOf, type VerifiedClaim } from './claims.js';
import { appraiseSignatures, type AarpSignatureAppraisal } from './signatures.js';
import { NO_AARP_TRUST, type AarpTrust } from './trust.js';

/**
 * Whether the signing workload is who it says, for a payload with that digest. Answers undefined when everything holds,
 * otherwise the reason why nothing may be said of the workload. The assertion's own signature is not its business.
 */
export type WorkloadCheck = (payload: AarpPayload, digest: string) => Promise<string | undefined>;

export interface AarpOptions {
  readonly suite: CryptoSuite;
  /** Without it no key is known and nothing is verified. */
  readonly trust?: AarpTrust;
  /** Proof of the signing workload's identity, with the relying party's own authorities. */
  readonly workload?: WorkloadCheck;
}

function isPinned(assertion: AarpAssertion, signatures: readonly AarpSignatureAppraisal[], trust: AarpTrust): boolean {
  return signatures.some(({ status, key_id, signer_role }) => {
    const entry = status === 'verified' ? trust.entries.get(key_id) : undefined;
    if (entry?.mediator_id !== assertion.mediator_id) return false;
    const { trust_domain: domain = '', role = '' } = entry;
    return (domain === '' || domain === assertion.trust_domain) && (role === '' || role === signer_role);
  });
}

function warningsOf(assertion: AarpAssertion, unverified: readonly string[], withheld: string | undefined): string[] {
  const { claimed, complete_mediation: complete } = assertion;
  return [
    ...unverified.map((claim) => {
      const known = PRODUCER_CLAIMS.has(claim);
      return `${known ? 'claimed and not verified' : 'not a claim of this profile, so not verified'}: ${claim}`;
    }),
    ...(complete === true ? ['complete mediation is the word of the producer; nothing here can verify it'] : []),
    ...(claimed.length === 0 ? ['the producer claims nothing'] : []),
    ...(withheld === undefined ? [] : [`workload identity withheld: ${withheld}`]),
  ];
}

/**
 * Appraises an envelope: what its signatures prove under the given trust, and what its producer only says.
 * @throws FormatError when the envelope breaks a rule of the format; there is no appraisal then
 */
export async function appraiseAarp(envelope: AarpEnvelope, options: AarpOptions) {
  assertAarpEnvelope(envelope);
  const { suite, trust = NO_AARP_TRUST, workload } = options;
  const { assertion } = envelope;
  const digest = suite.sha256Hex(canonicalizeAarpPayload(envelope));
  const signatures = await appraiseSignatures(envelope, digest, trust, suite);
  const signed = signatures.some(({ status }) => status === 'verified');
  const withheld = signed ? await workload?.(envelope, digest) : 'the assertion is not signed by a trusted key';
  const identified = signed && workload !== undefined && withheld === undefined;
  const claims = sorted<VerifiedClaim>([
    ...(signed ? (['receipt_signature_valid'] as const) : []),
    ...(isPinned(assertion, signatures, trust) ? (['mediator_key_pinned'] as const) : []),
    ...(signed && envelope.chain !== undefined ? (['receipt_timestamp_monotonic_chain_present'] as const) : []),
    ...(identified ? SVID_CLAIMS : []),
  ]);
  const axes = axesOf(claims);
  const unverified = unverifiedOf(assertion.claimed, claims);
  return {
    profile: envelope.profile,
    /** At least one signature holds under a trusted key: without that nothing else is verified. */
    assertion_signed: signed,
    assurance: { axes_with_verified_claims: sorted(Object.keys(axes) as AarpAxis[]) },
    axes,
    verified_claims: claims,
    claimed_unverified: unverified,
    does_not_assert: sorted([...NEVER_ASSERTED, ...(identified ? NOT_ASSERTED_BY_IDENTITY : [])]),
    overclaim_risks: risksOf(claims, axes),
    signatures,
    /** What the producer claims, verbatim. */
    assurance_claimed: assertion.claimed,
    /** Prose, never compared. */
    warnings: warningsOf(assertion, unverified, workload && withheld),
  };
}

/**
 * What an envelope comes to, member names as on the wire. Lists are sorted by code point and hold nothing twice, except
 * `signatures` and `assurance_claimed`, which stand as in the envelope. There is no overall grade.
 */
export type AarpAppraisal = Readonly<Awaited<ReturnType<typeof appraiseAarp>>>;

/** The part of an appraisal that verifiers agree on byte for byte: one canonical JSON object and a line feed. */
export function renderComparable(appraisal: AarpAppraisal): string {
  const { profile, assertion_signed, assurance, axes, verified_claims, signatures } = appraisal;
  const { claimed_unverified, does_not_assert, overclaim_risks } = appraisal;
  const lists = { verified_claims, claimed_unverified, does_not_assert, overclaim_risks };
  const judged = signatures.map(({ alg, key_id, signer_role, status }) => ({ alg, key_id, signer_role, status }));
  const whole = { profile, assertion_signed, assurance: { ...assurance }, axes: { ...axes }, signatures: judged };
  return `${canonicalizeJcsValue({ ...whole, ...lists }, 'aarp')}\n`;
}
