// SPDX-License-Identifier: Apache-2.0
import type { WritableJson } from '../../evidence/canonical/jcs.js';
import { EVIDENCE_GENESIS, nextEvidencePlace } from '../../evidence/chain/evidence-chain.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import type { EvidencePlace, EvidenceReceiptShape } from '../../evidence/model/evidence-receipt/evidence-receipt.js';
import type { PayloadKindName } from '../../evidence/model/evidence-receipt/payload-kinds.table.js';
import type { EvidenceReceiptDraft, SignedEvidenceReceipt } from '../../evidence/sign/evidence-receipt.js';
import { signEvidenceReceipt } from '../../evidence/sign/evidence-receipt.js';
import type { Signer } from '../../evidence/sign/signer.js';

export type Payload = Readonly<Record<string, WritableJson>>;

const HASH = `sha256:${'ab'.repeat(32)}`;
const OTHER = `sha256:${'cd'.repeat(32)}`;

const DECISION = {
  action_type: 'http_request',
  target: 'https://api.example.com/items',
  verdict: 'block',
  transport: 'forward',
  policy_sources: ['scanner'],
  winning_source: 'scanner',
  rule_id: 'aws-access-key',
};

export const SPAN: Payload = {
  source_id: 'request-1',
  source_kind: 'http_request_url',
  normalized_view: 'sanitized_target',
  pipelock_binary_digest: HASH,
  rules_bundle_digest: OTHER,
  transform_profile: 'pipelock-transform-v1',
  policy_hash: HASH,
  rule_id: 'aws-access-key',
  char_offset: 8,
  char_length: 20,
  match_hash: `hmac-sha256:${'ef'.repeat(32)}`,
  match_hash_alg: 'hmac-sha256',
  match_class: 'credential',
};

/** A valid payload of every kind. */
export const SAMPLES: Readonly<Record<PayloadKindName, Payload>> = {
  proxy_decision: DECISION,
  proxy_decision_with_spans: { ...DECISION, source_spans: [SPAN] },
  secret_egress_decision_v1: {
    registry_hash: HASH,
    decision: {
      version: 1,
      action_id: 'a-1',
      decision_id: 'd-1',
      site_id: 'proxy.forward.body.original',
      plane: 'proxy',
      transport: 'forward',
      location: 'body',
      view: 'original',
      boundary: 'upstream_request',
      phase: 'intent',
      destination_kind: 'network',
      destination_ref: 'api.example.com',
      pattern_class: 'core_floor',
      rule_id: 'core_floor.sample',
      finding_disposition: 'block',
      planned_byte_form: 'none',
      authorization: { kind: 'none' },
      persistence_policy: 'required_before_action',
    },
  },
  contract_ratified: {
    contract_hash: HASH,
    ratifier_key_id: 'ratifier',
    ratified_rule_ids: ['r-1'],
    ratification_decision_per_rule: { 'r-1': 'accepted' },
  },
  contract_promote_intent: {
    target_manifest_hash: HASH,
    target_generation: 0,
    prior_manifest_hash: OTHER,
    intent_id: 'i-1',
  },
  contract_promote_committed: {
    target_manifest_hash: HASH,
    prior_manifest_hash: OTHER,
    intent_id: 'i-1',
    validation_outcome: 'rejected',
    reject_reason: 'stale generation',
  },
  contract_rollback_authorized: {
    rollback_target_hash: HASH,
    current_generation: 2n ** 60n,
    authorizer_signatures: ['s-1'],
    authorization_id: 'z-1',
  },
  contract_rollback_committed: {
    rollback_target_hash: HASH,
    prior_manifest_hash: OTHER,
    authorization_id: 'z-1',
    validation_outcome: 'accepted',
  },
  contract_demoted: {
    contract_hash: HASH,
    rule_id: 'r-1',
    demotion_reason: 'noise',
    prior_state: 'enforce',
    new_state: 'capture',
    aggregation_window: '24h',
  },
  contract_expired: { contract_hash: HASH, rule_id: 'r-1', expiration_reason: 'unused' },
  contract_drift: { contract_hash: HASH, rule_id: 'r-1', drift_kind: 'negative', missed_windows: 3 },
  shadow_delta: {
    contract_hash: HASH,
    rule_id: 'r-1',
    original_verdict: 'allow',
    candidate_verdict: 'block',
    aggregation: {
      window_start: '2026-11-22T20:00:00Z',
      window_end: '2026-11-22T21:00:00Z',
      lossless_count: 42,
      delta_sample_count: 7,
      exemplar_ids: ['e-1'],
    },
  },
  opportunity_missing: {
    contract_hash: HASH,
    rule_id: 'r-1',
    parent_context: 'host',
    historical_opportunity_rate: '0.75',
    current_opportunity_rate: '0',
    window: '24h',
  },
  key_rotation: {
    key_id: 'k-1',
    key_purpose: 'receipt-signing',
    old_status: 'active',
    new_status: 'revoked',
    roster_hash: HASH,
    authorization_id: 'z-1',
  },
  contract_redaction_request: {
    target_contract_hash: HASH,
    request_kind: 'local_erasure_tombstone',
    reason_class: 'privacy',
    authorization_id: 'z-1',
    tombstone_hash: OTHER,
  },
};

export const KINDS = Object.keys(SAMPLES) as readonly PayloadKindName[];

/** A draft of a kind; `more` replaces members. */
export function evidenceDraft(kind: PayloadKindName, more: Partial<EvidenceReceiptDraft> = {}): EvidenceReceiptDraft {
  return {
    payload_kind: kind,
    event_id: '019f0000-0000-7000-8000-000000000001',
    timestamp: '2026-11-22T20:00:01.12Z',
    principal: 'local',
    actor: 'pipelock',
    policy_hash: HASH,
    payload: SAMPLES[kind],
    ...more,
  };
}

export function signNow(
  draft: EvidenceReceiptDraft,
  signer: Signer,
  place: EvidencePlace = EVIDENCE_GENESIS,
  shape?: EvidenceReceiptShape,
): SignedEvidenceReceipt {
  const signed = signEvidenceReceipt(draft, place, signer, nodeSuite, shape);
  if (signed instanceof Promise) throw new Error('the test signer is synchronous');
  return signed;
}

/** One receipt of each kind given, in one chain. */
export function evidenceChain(
  kinds: readonly PayloadKindName[],
  signer: Signer,
  shape?: EvidenceReceiptShape,
): readonly string[] {
  let place = EVIDENCE_GENESIS;
  return kinds.map((kind) => {
    const { receiptText, receiptHash } = signNow(evidenceDraft(kind), signer, place, shape);
    place = nextEvidencePlace(place, receiptHash);
    return receiptText;
  });
}

/** The object less some of its members. */
export function without<T extends object, K extends string>(members: T, ...names: readonly K[]): Omit<T, K> {
  const left = Object.entries(members).filter(([name]) => !(names as readonly string[]).includes(name));
  return Object.fromEntries(left) as Omit<T, K>;
}
