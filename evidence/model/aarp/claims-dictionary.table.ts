// SPDX-License-Identifier: Apache-2.0
import type { AarpAxis } from './envelope.js';
import { AARP_PROFILE } from './envelope.js';

/** What one name of the format means. Names, kinds, axes and status are fixed by the format; the sentences are ours. */
export interface AarpDictionaryEntry {
  readonly claim: string;
  readonly kind: 'verified_claim' | 'does_not_assert' | 'overclaim_risk';
  readonly axis: AarpAxis | 'limitation' | 'risk';
  /** A reserved name has a meaning and nothing that could establish it yet. */
  readonly status: 'emitted' | 'reserved';
  readonly proves: string;
  readonly does_not_prove: readonly string[];
  /** A conformance fixture, or a label that says why there is none. */
  readonly tested_by: string;
}

const PLAIN = 'g01-single-ed25519-mediated';
const CHAINED = 'g03-chain-genesis-linked';
const WORKLOAD = 's01-valid-ecdsa-p256-baseline';
const TRANSPARENCY = 'reserved-transparency-negatives';
const DEPLOYMENT = 'reserved-deployment-negatives';

type Limits = readonly [string, ...string[]];

function statusOf(testedBy: string): AarpDictionaryEntry['status'] {
  return testedBy.startsWith('reserved-') ? 'reserved' : 'emitted';
}

function verified(
  axis: AarpAxis,
  claim: string,
  testedBy: string,
  proves: string,
  limits: Limits,
): AarpDictionaryEntry {
  const shared = { axis, status: statusOf(testedBy), proves, does_not_prove: limits, tested_by: testedBy };
  return { claim, kind: 'verified_claim', ...shared };
}

function limitation(claim: string, testedBy: string, proves: string, ...limits: Limits): AarpDictionaryEntry {
  const shared = { status: statusOf(testedBy), proves, does_not_prove: limits, tested_by: testedBy } as const;
  return { claim, kind: 'does_not_assert', axis: 'limitation', ...shared };
}

function risk(claim: string, testedBy: string, proves: string, ...limits: Limits): AarpDictionaryEntry {
  const shared = { status: statusOf(testedBy), proves, does_not_prove: limits, tested_by: testedBy } as const;
  return { claim, kind: 'overclaim_risk', axis: 'risk', ...shared };
}

const VERIFIED: readonly AarpDictionaryEntry[] = [
  verified(
    'integrity',
    'receipt_signature_valid',
    PLAIN,
    'A key that the relying party trusts signed exactly this assertion about exactly this receipt.',
    ['that the receipt stands in a log', 'that the action was safe', 'that the verdict was right'],
  ),
  verified(
    'identity',
    'mediator_key_pinned',
    PLAIN,
    'The relying party knows a key that signed as belonging to the named mediator, in that role and trust domain.',
    ['that all traffic passed this mediator', 'that nobody else holds the key', 'that the mediator decided well'],
  ),
  verified(
    'integrity',
    'receipt_timestamp_monotonic_chain_present',
    CHAINED,
    'The signed assertion holds a well-formed place in a stream: issuer, number and digest of the one before.',
    ['that the stream around it is whole', 'that its times are true'],
  ),
  verified(
    'identity',
    'signing_workload_svid_chain_validated',
    WORKLOAD,
    'The workload certificate was issued by an authority of the trust domain that was current when the action happened.',
    ['that the workload was not taken over', 'how the workload is deployed'],
  ),
  verified(
    'identity',
    'signing_workload_svid_bound',
    WORKLOAD,
    'The holder of the certificate signed for this receipt and this assertion and for no other.',
    ['that the workload had no way around the mediator', 'that it meant what it did'],
  ),
  verified(
    'freshness',
    'signing_workload_svid_valid_at_action_time',
    WORKLOAD,
    'The certificate was valid at the time that the relying party gives for the action, and when the binding was made.',
    ['that the time given is the true one', 'that the certificate is valid today'],
  ),
  verified(
    'authority',
    'policy_hash_bound',
    'reserved-policy-hash-bound',
    'The decision is tied to one policy document by its digest.',
    ['that the policy is a good one', 'that it was in force elsewhere'],
  ),
  verified(
    'authority',
    'receipt_timestamp_contiguous_chain_verified',
    'reserved-contiguous-chain-verification',
    'A whole stream was checked: no number is missing and every link leads to the one before.',
    ['that every action left a receipt', 'that nothing followed the last one'],
  ),
  verified(
    'transparency',
    'external_witness_checkpoint_signature_valid',
    'reserved-external-witness-checkpoint-signature',
    'An outside witness that the relying party trusts signed a checkpoint.',
    ['that this receipt is under the checkpoint', 'that the witness saw all there was'],
  ),
  verified(
    'transparency',
    'receipt_chain_root_matches_witnessed_checkpoint',
    'reserved-chain-root-witness-match',
    'The root over the receipts is the one in a checkpoint that a witness signed.',
    ['that no receipt was left out before the witness looked'],
  ),
  verified(
    'transparency',
    'witness_checkpoint_covers_chain_seq_range',
    'reserved-witness-checkpoint-range',
    'A witnessed checkpoint reaches over the numbers in which this receipt lies.',
    ['that the numbers stand for all actions'],
  ),
  verified(
    'transparency',
    'witness_checkpoint_observed_at_time',
    'reserved-witness-checkpoint-observed-time',
    'A witness states when it saw the checkpoint.',
    ['that the receipt was made at that time', 'that the clock of the witness was right'],
  ),
  verified(
    'transparency',
    'witness_checkpoint_gap_bounded_observed',
    'reserved-witness-checkpoint-gap-bounded',
    'Two witnessed checkpoints lie no further apart than stated.',
    ['that nothing was left out between them'],
  ),
  verified(
    'deployment',
    'k8s_namespace_egress_policy_restricts_workload_to_mediator_observed',
    'reserved-k8s-namespace-egress-policy',
    'A network policy that leaves the workload only the mediator was seen in the namespace.',
    ['that the network enforces it', 'that it stayed in place afterwards'],
  ),
  verified(
    'deployment',
    'k8s_pod_spec_proxy_injection_observed',
    'reserved-k8s-pod-spec-proxy-injection',
    'The description of the pod was seen to hold the proxy.',
    ['that the workload used it', 'that it could not do without'],
  ),
  verified(
    'deployment',
    'k8s_workload_identity_bound_to_mediator_policy',
    'reserved-k8s-workload-identity-policy-binding',
    'The identity of the workload and the policy of the mediator refer to each other.',
    ['that the policy was enforced'],
  ),
  verified(
    'deployment',
    'k8s_admission_policy_hash_bound',
    'reserved-k8s-admission-policy-hash',
    'An admission policy is tied to the evidence by its digest.',
    ['that the cluster applied it to every workload'],
  ),
  verified(
    'deployment',
    'linux_process_egress_owner_rule_observed',
    'reserved-linux-process-egress-owner-rule',
    "A rule of the host's packet filter for the owner of the process was seen.",
    ['that root left it in place', 'that no other process spoke for the agent'],
  ),
];

const LIMITATIONS: readonly AarpDictionaryEntry[] = [
  limitation('absence_of_bypass', PLAIN, 'Nothing is said about ways around the mediator.', 'that there is none'),
  limitation('action_safety', PLAIN, 'Nothing is said about what the action did.', 'that it did no harm'),
  limitation('all_tools_discovered', PLAIN, 'Nothing is said about tools nobody listed.', 'that the list is complete'),
  limitation(
    'complete_mediation',
    PLAIN,
    'Nothing is said about actions without a receipt.',
    'that every action passed the mediator',
  ),
  limitation(
    'delegated_actions_mediated',
    PLAIN,
    'Nothing is said about what other agents did on behalf of this one.',
    'that their actions were mediated',
  ),
  limitation('efficacy', PLAIN, 'Nothing is said about how well detection works.', 'that attacks are found'),
  limitation(
    'hosted_saas_actions_mediated',
    PLAIN,
    'Nothing is said about what a hosted service does by itself.',
    'that its actions were seen',
  ),
  limitation('intent_correctness', PLAIN, 'Nothing is said about intent.', 'that the agent did what was wanted'),
  limitation('key_non_compromise', PLAIN, 'Nothing is said about who else holds a key.', 'that the key was not stolen'),
  limitation(
    'local_side_effects_mediated',
    PLAIN,
    'Nothing is said about effects on the host of the agent.',
    'that files and processes were left alone',
  ),
  limitation('policy_correctness', PLAIN, 'Nothing is said about the policy itself.', 'that it is the right one'),
  limitation(
    'semantic_equivalence_after_modify',
    PLAIN,
    'Nothing is said about the meaning of content that was changed on its way.',
    'that it still means the same',
  ),
  limitation(
    'does_not_assert_network_non_bypass_from_identity',
    WORKLOAD,
    'Knowing the workload says nothing about its network.',
    'that it could reach only the mediator',
  ),
  limitation(
    'does_not_assert_deployment_enforcement_from_identity',
    WORKLOAD,
    'Knowing the workload says nothing about how it is deployed.',
    'that the mediator was forced on it',
  ),
  limitation(
    'does_not_assert_all_receipts_submitted_to_witness',
    TRANSPARENCY,
    'A witness sees what it is given.',
    'that every receipt was given to it',
  ),
  limitation(
    'does_not_assert_pre_witness_omission_absence',
    TRANSPARENCY,
    'What was dropped before a witness looked leaves no trace there.',
    'that nothing was dropped',
  ),
  limitation(
    'does_not_assert_no_split_view_without_gossip',
    TRANSPARENCY,
    'A log can show two people two histories as long as they do not compare.',
    'that everybody sees the same log',
  ),
  limitation(
    'does_not_assert_action_stream_completeness',
    TRANSPARENCY,
    'A log of receipts is not a log of actions.',
    'that every action has a receipt',
  ),
  limitation(
    'does_not_assert_cluster_admin_cannot_bypass',
    DEPLOYMENT,
    'Whoever administers a cluster can change its rules.',
    'that they did not',
  ),
  limitation(
    'does_not_assert_node_root_cannot_bypass',
    DEPLOYMENT,
    'Whoever is root on a node is above its rules.',
    'that they kept to them',
  ),
  limitation(
    'does_not_assert_cni_enforcement_correctness',
    DEPLOYMENT,
    'A network policy is as good as the plug-in that enforces it.',
    'that the plug-in does',
  ),
  limitation(
    'does_not_assert_saas_side_actions_mediated',
    DEPLOYMENT,
    'What happens inside a hosted service passes no rule of the deployment.',
    'that it was mediated',
  ),
  limitation(
    'does_not_assert_runtime_state_unchanged_after_snapshot',
    DEPLOYMENT,
    'An observation is true of its moment.',
    'that the state stayed as it was seen',
  ),
  limitation(
    'does_not_assert_all_namespaces_or_workloads_covered',
    DEPLOYMENT,
    'An observation is true of the place that was looked at.',
    'that other namespaces or workloads are like it',
  ),
];

const RISKS: readonly AarpDictionaryEntry[] = [
  risk(
    'signature_valid_is_not_transparency_inclusion',
    PLAIN,
    'A valid signature does not show that the receipt stands in any public log.',
    'that the receipt was published',
  ),
  risk(
    'svid_identity_is_not_deployment_non_bypass',
    WORKLOAD,
    'Knowing which workload signed does not show that its traffic had no other way out.',
    'that the deployment forces traffic through the mediator',
  ),
  risk(
    'chain_link_present_is_not_verified_contiguous_chain',
    CHAINED,
    'A link inside one envelope does not show that the stream around it is whole.',
    'that the neighbours of the envelope exist',
  ),
];

/** Every name that an appraisal may hold, and the reserved ones. */
export const AARP_CLAIMS_DICTIONARY = {
  schema_version: 'aarp-claims-dictionary/v0.1',
  profile: AARP_PROFILE,
  entries: [...VERIFIED, ...LIMITATIONS, ...RISKS],
} as const;
