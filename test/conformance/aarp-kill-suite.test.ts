// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { createHash } from 'node:crypto';
import { writeAarpEnvelope } from '../../evidence/attest/aarp.js';
import type { AarpSigner } from '../../evidence/attest/aarp.js';
import { createNodeSigner, generateKeyPair } from '../../evidence/crypto/node/signer.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { parseAarpEnvelope } from '../../evidence/model/aarp/envelope.codec.js';
import { aarpSigningInput, canonicalizeAarpPayload } from '../../evidence/model/aarp/envelope.js';
import type { AarpEnvelope } from '../../evidence/model/aarp/envelope.js';
import { appraiseAarp, renderComparable } from '../../verify/core/aarp/appraise.js';
import { svidCheck } from '../../verify/core/aarp/svid.js';
import { parseSvidSidecar } from '../../verify/core/aarp/svid-sidecar.js';
import { DOMAIN, MEDIATOR, sidecarText, signedEnvelope, statement, trustOf } from '../support/aarp.js';
import type { ProofShape } from '../support/aarp.js';

// The envelopes of the kill suite, made here from its table: each claims more than anything in it can show.

function signerOf(keyId: string, role: AarpSigner['role'] = 'mediator'): AarpSigner {
  return { signer: createNodeSigner(generateKeyPair().privateKey, 'same_uid'), keyId, role };
}

const signer = signerOf('k-signer');
const stranger = signerOf('k-other');
const trust = trustOf([signer], { mediator_id: MEDIATOR, role: 'mediator' });

const NEGATIVES = [
  ...['absence_of_bypass', 'action_safety', 'all_tools_discovered', 'complete_mediation', 'delegated_actions_mediated'],
  ...['efficacy', 'hosted_saas_actions_mediated', 'intent_correctness', 'key_non_compromise'],
  ...['local_side_effects_mediated', 'policy_correctness', 'semantic_equivalence_after_modify'],
];
const IDENTITY_NEGATIVES = ['deployment_enforcement', 'network_non_bypass'].map(
  (name) => `does_not_assert_${name}_from_identity`,
);
const SIGNED = 'receipt_signature_valid';
const PINNED = 'mediator_key_pinned';
const CHAINED = 'receipt_timestamp_monotonic_chain_present';
const BOUND = ['chain_validated', 'bound', 'valid_at_action_time'].map((part) => `signing_workload_svid_${part}`);
const AXIS: Readonly<Record<string, string>> = {
  [SIGNED]: 'integrity',
  [PINNED]: 'identity',
  [CHAINED]: 'integrity',
  signing_workload_svid_chain_validated: 'identity',
  signing_workload_svid_bound: 'identity',
  signing_workload_svid_valid_at_action_time: 'freshness',
};
const NAMESPACE_POLICY = 'k8s_namespace_egress_policy_restricts_workload_to_mediator_observed';
const WITNESS = 'external_witness_checkpoint_signature_valid';

interface Case {
  readonly claimed: readonly string[];
  readonly unverified: readonly string[];
  /** `[SIGNED, PINNED]` when absent. */
  readonly verified?: readonly string[];
  readonly signers?: readonly AarpSigner[];
  readonly statuses?: readonly string[];
  readonly chained?: boolean;
  readonly mediator?: string;
  readonly change?: (envelope: AarpEnvelope) => Promise<AarpEnvelope>;
  readonly proof?: (envelope: AarpEnvelope) => string;
}

const overclaim = (...claims: readonly string[]): Case => ({ claimed: ['mediated', ...claims], unverified: claims });
const nothing = { verified: [], statuses: ['unknown_key'], signers: [stranger] } as const;

/** Signs again after the header named an extension that nobody knows. */
async function withCritical(envelope: AarpEnvelope): Promise<AarpEnvelope> {
  const digest = nodeSuite.sha256Hex(canonicalizeAarpPayload(envelope));
  const signatures = await Promise.all(
    envelope.signatures.map(async ({ protected: header }) => {
      const critical = { ...header, crit: ['post-quantum-required'] };
      const raw = await signer.signer.sign(aarpSigningInput(digest, critical));
      return { protected: critical, sig: `ed25519:${Buffer.from(raw).toString('base64')}` };
    }),
  );
  return { ...envelope, signatures };
}

const proof = (shape: ProofShape) => (envelope: AarpEnvelope) => sidecarText(envelope, shape);
const identity: Case = {
  claimed: ['mediated', 'workload_identity_verified'],
  unverified: ['workload_identity_verified'],
};
const elsewhere = await signedEnvelope([signer], {
  ...statement({ trust_domain: DOMAIN }),
  subject: { ...statement().subject, action_record_sha256: 'd4'.repeat(32) },
});

const CASES: Readonly<Record<string, Case>> = {
  'k01 a plain envelope': overclaim(),
  'k02 an issuer nobody trusts': {
    ...nothing,
    claimed: ['mediated', 'complete_mediation', 'transparency_inclusion'],
    unverified: ['complete_mediation', 'mediated', 'transparency_inclusion'],
  },
  'k03 an identity as deployment': {
    ...overclaim('complete_mediation', NAMESPACE_POLICY),
    verified: [PINNED, SIGNED, ...BOUND],
    proof: proof({}),
  },
  'k04 an action left out': overclaim('complete_mediation'),
  'k05 completeness by its own word': overclaim('complete_mediation'),
  'k06 other words for it': overclaim('all_traffic_mediated', 'complete_mediation', 'fully_mediated'),
  'k07 a wider scope': overclaim('all_agent_egress_mediated_org_wide'),
  'k08 other evidence in a bundle': overclaim('bundled_receipts_all_valid', 'downstream_actions_attested'),
  'k09 a key of another purpose': {
    claimed: ['mediated'],
    unverified: ['mediated'],
    verified: [SIGNED],
    signers: [{ ...signer, role: 'countersig' }],
  },
  'k10 a mediator as witness': overclaim(WITNESS, NAMESPACE_POLICY),
  'k11 deployment without scope': overclaim(NAMESPACE_POLICY, 'k8s_pod_spec_proxy_injection_observed'),
  'k12 a policy hash that is not there': overclaim('policy_hash_bound'),
  'k13 a change that changed nothing': overclaim('modification_semantically_equivalent'),
  'k14 a link without the start': {
    ...overclaim('session_complete_from_genesis'),
    verified: [PINNED, SIGNED, CHAINED],
    chained: true,
  },
  'k15 what came before the witness': overclaim(WITNESS, 'transparency_inclusion'),
  'k16 a second signature': {
    ...overclaim('dual_signed_high_assurance'),
    signers: [signer, { ...stranger, role: 'countersig' }],
    statuses: ['verified', 'unknown_key'],
  },
  'k17 a critical extension': {
    claimed: ['mediated'],
    unverified: ['mediated'],
    verified: [],
    statuses: ['unknown_suite'],
    change: withCritical,
  },
  'k18 a mediator of confusable letters': {
    claimed: ['mediated'],
    unverified: ['mediated'],
    verified: [SIGNED],
    mediator: MEDIATOR.replace('e', '\u0435'),
  },
  'k19 a forged binding': {
    ...identity,
    proof: proof({ binding: { signature_b64: Buffer.alloc(70, 0x30).toString('base64') } }),
  },
  'k20 a workload of another domain': { ...identity, proof: proof({ verify: { trust_domain: 'evil.example' } }) },
  'k21 a binding of another action': { ...identity, proof: () => sidecarText(elsewhere) },
  'k22 a grade': overclaim('high_assurance_certified'),
  'k23 a workload for an issuer nobody trusts': {
    ...nothing,
    claimed: ['mediated', 'workload_identity_verified'],
    unverified: ['mediated', 'workload_identity_verified'],
    proof: proof({}),
  },
};

function expected({
  verified: claims = [SIGNED, PINNED],
  unverified,
  statuses = ['verified'],
  signers = [signer],
}: Case): string {
  const verified = [...claims].sort();
  const of = (axis: string): readonly string[] => verified.filter((claim) => AXIS[claim] === axis);
  const axes = ['freshness', 'identity', 'integrity'].filter((axis) => of(axis).length > 0);
  const bound = verified.includes('signing_workload_svid_bound');
  const risks = [
    ...(verified.includes(CHAINED) ? ['chain_link_present_is_not_verified_contiguous_chain'] : []),
    ...(verified.includes(SIGNED) ? ['signature_valid_is_not_transparency_inclusion'] : []),
    ...(bound ? ['svid_identity_is_not_deployment_non_bypass'] : []),
  ];
  // Members in code point order and no whitespace: these values hold nothing that is escaped.
  return `${JSON.stringify({
    assertion_signed: statuses.includes('verified'),
    assurance: { axes_with_verified_claims: axes },
    axes: Object.fromEntries(axes.map((axis) => [axis, of(axis)])),
    claimed_unverified: [...unverified].sort(),
    does_not_assert: [...NEGATIVES, ...(bound ? IDENTITY_NEGATIVES : [])].sort(),
    overclaim_risks: risks,
    profile: 'aarp/v0.1',
    signatures: signers.map(({ keyId, role }, at) => ({
      alg: 'ed25519',
      key_id: keyId,
      signer_role: role,
      status: statuses[at],
    })),
    verified_claims: verified,
  })}\n`;
}

for (const [name, one] of Object.entries(CASES)) {
  test(name, async (t) => {
    const { claimed, signers = [signer], mediator = MEDIATOR, chained = false } = one;
    const said = statement({ claimed, mediator_id: mediator, ...(one.proof ? { trust_domain: DOMAIN } : {}) });
    const link = { issuer_id: 'issuer.example', seq: '7', prior_hash: createHash('sha256').update('x').digest('hex') };
    const made = await signedEnvelope(signers, { ...said, ...(chained ? { chain: link } : {}) });
    const envelope = parseAarpEnvelope(writeAarpEnvelope((await one.change?.(made)) ?? made));
    const workload = one.proof && { workload: svidCheck(parseSvidSidecar(one.proof(envelope)), nodeSuite) };
    const appraisal = await appraiseAarp(envelope, { suite: nodeSuite, trust, ...workload });
    t.is(renderComparable(appraisal), expected(one));
  });
}
