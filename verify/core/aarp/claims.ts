// SPDX-License-Identifier: Apache-2.0
import { compareCodePoints } from '../../../evidence/canonical/text.js';
import { AARP_AXES, type AarpAxis } from '../../../evidence/model/aarp/envelope.js';

/** Every claim this verifier can confirm, with its axis. */
export const VERIFIED_CLAIMS = {
  receipt_signature_valid: 'integrity',
  mediator_key_pinned: 'identity',
  receipt_timestamp_monotonic_chain_present: 'integrity',
  signing_workload_svid_chain_validated: 'identity',
  signing_workload_svid_bound: 'identity',
  signing_workload_svid_valid_at_action_time: 'freshness',
} as const satisfies Readonly<Record<string, AarpAxis>>;
export type VerifiedClaim = keyof typeof VERIFIED_CLAIMS;

/** What a verified workload identity adds. */
export const SVID_CLAIMS = (Object.keys(VERIFIED_CLAIMS) as VerifiedClaim[]).filter((name) => name.includes('_svid_'));

/** What must be verified before a producer's claim counts; undefined where nothing in this version could. */
export const PRODUCER_CLAIMS: ReadonlyMap<string, VerifiedClaim | undefined> = new Map([
  ['mediated', 'mediator_key_pinned'],
  ['complete-mediation', undefined],
  ['complete_mediation', undefined],
  ['transparency_inclusion', undefined],
  ['workload_identity_verified', 'signing_workload_svid_chain_validated'],
  ['x509_svid_bound', 'signing_workload_svid_bound'],
  ['svid_valid_at_action_time', 'signing_workload_svid_valid_at_action_time'],
]);

/** What no appraisal says, however well it went. */
export const NEVER_ASSERTED = (
  'absence_of_bypass action_safety all_tools_discovered complete_mediation delegated_actions_mediated efficacy ' +
  'hosted_saas_actions_mediated intent_correctness key_non_compromise local_side_effects_mediated policy_correctness ' +
  'semantic_equivalence_after_modify'
).split(' ');

/** What a verified workload identity does not say. */
export const NOT_ASSERTED_BY_IDENTITY = [
  'does_not_assert_deployment_enforcement_from_identity',
  'does_not_assert_network_non_bypass_from_identity',
] as const;

/** A claim that is easily read as more than it is, as long as nothing stands on the axis that would say more. */
export const OVERCLAIM_RISKS = {
  signature_valid_is_not_transparency_inclusion: { when: 'receipt_signature_valid', empty: 'transparency' },
  svid_identity_is_not_deployment_non_bypass: { when: 'signing_workload_svid_bound', empty: 'deployment' },
  chain_link_present_is_not_verified_contiguous_chain: {
    when: 'receipt_timestamp_monotonic_chain_present',
    empty: 'authority',
  },
} as const satisfies Readonly<Record<string, { readonly when: VerifiedClaim; readonly empty: AarpAxis }>>;
export type OverclaimRisk = keyof typeof OVERCLAIM_RISKS;

/** Each once, in the order of their code points. */
export function sorted<T extends string>(items: Iterable<T>): T[] {
  return [...new Set(items)].sort(compareCodePoints);
}

/** Verified claims by their axis. */
export type Axes = Readonly<Partial<Record<AarpAxis, readonly VerifiedClaim[]>>>;

export function axesOf(claims: readonly VerifiedClaim[]): Axes {
  const filled = AARP_AXES.map((axis) => [axis, claims.filter((claim) => VERIFIED_CLAIMS[claim] === axis)] as const);
  return Object.fromEntries(filled.filter(([, list]) => list.length > 0));
}

export function risksOf(claims: readonly VerifiedClaim[], axes: Axes): OverclaimRisk[] {
  const risks = Object.entries(OVERCLAIM_RISKS) as [OverclaimRisk, (typeof OVERCLAIM_RISKS)[OverclaimRisk]][];
  return sorted(risks.flatMap(([name, { when, empty }]) => (claims.includes(when) && !axes[empty] ? [name] : [])));
}

/** What a producer claims and nothing verified establishes. */
export function unverifiedOf(claimed: readonly string[], claims: readonly VerifiedClaim[]): string[] {
  return sorted(claimed.filter((claim) => !claims.some((verified) => verified === PRODUCER_CLAIMS.get(claim))));
}
