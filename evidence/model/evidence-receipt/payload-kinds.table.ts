// SPDX-License-Identifier: Apache-2.0
import { demand } from '../../canonical/errors.js';
import {
  fault,
  INT64_MAX,
  integer,
  KINDS,
  listOf,
  mapOf,
  oneOf,
  ruled,
  textWhere,
  type Kind,
} from '../../canonical/go-kinds.js';
import { object } from '../../canonical/go-words.js';

/** What a key may sign. A receipt under a key of the other purpose is refused. */
export type KeyPurpose = 'receipt-signing' | 'contract-activation-signing';

export interface PayloadKind {
  readonly purpose: KeyPurpose;
  readonly payload: Kind;
  /** Name that `crit` has to hold for this kind, and may not hold for another. */
  readonly crit?: string;
  /** The receipt has to name the policy. */
  readonly policyBound?: true;
}

/** Views in which characters keep their positions, and the others. */
const PLACED = /^(?:sanitized_target|dlp_normalized(?::.+)?)$/;
const UNPLACED =
  /^(?:(?:leetspeak:|vowel_fold:)?for_matching|for_matching:(?:invisible_spaced|(?:base64|hex)_decoded))$/;

const SPAN = object(
  `
  source_id source_kind:source normalized_view:view pipelock_binary_digest:sha256 rules_bundle_digest:sha256
  transform_profile:profile policy_hash:sha256 rule_id bundle? bundle_version? char_offset?:whole char_length?:size
  match_hash:hmac match_hash_alg:alg match_class redacted_sample?
`,
  {
    source: oneOf('http_request_url', 'http_response', 'mcp_tool_result', 'mcp_tool_args'),
    view: textWhere('a known view', (text) => PLACED.test(text) || UNPLACED.test(text)),
    profile: textWhere('a transform profile', /^pipelock-transform-v[1-9]\d{0,8}$/),
    hmac: textWhere('hmac-sha256: and 64 hex digits', /^hmac-sha256:[0-9a-f]{64}$/),
    alg: oneOf('hmac-sha256'),
    size: integer<bigint>(1n, INT64_MAX),
  },
);

/** The place of one match in what was scanned. */
export const SPAN_AT = ruled(SPAN, ({ char_offset, char_length, normalized_view: view }, path) => {
  const placed = char_offset !== undefined;
  const fits = placed === (char_length !== undefined) && (!placed || PLACED.test(view));
  demand(fits, 'no place of a match in this view', `${path}/char_offset`);
});

// A list that has to be there says something: an empty one is as good as none.
const TEXTS = { texts: listOf(KINDS.text, 1) };

const SHAPES: Readonly<Record<string, Kind>> = {
  ...TEXTS,
  outcome: oneOf('accepted', 'rejected'),
  drift: oneOf('positive', 'negative'),
  request: oneOf('withdraw_public_proof', 'local_erasure_tombstone'),
  rate: textWhere('a decimal number as text', /^\d{1,40}(?:\.\d{1,40})?$/),
  by_rule: mapOf(KINDS.text, 1),
  spans: listOf(SPAN_AT, 1),
  window: object(
    'window_start:time window_end:time lossless_count:whole delta_sample_count:whole exemplar_ids:texts',
    TEXTS,
  ),
  secret_egress: object(
    'version:one action_id decision_id site_id plane transport location view boundary phase destination_kind ' +
      'destination_ref pattern_class rule_id finding_disposition planned_byte_form authorization:kind persistence_policy',
    { one: integer<number>(1n, 1n), kind: object('kind') },
  ),
};
function receipt(words: string): PayloadKind {
  return { purpose: 'receipt-signing', payload: object(words, SHAPES) };
}

function activation(words: string): PayloadKind {
  return { purpose: 'contract-activation-signing', payload: object(words, SHAPES) };
}

/** A change that was tried. A rejected one has to say why. */
function committed(words: string): PayloadKind {
  const { purpose, payload } = receipt(`${words} validation_outcome:outcome reject_reason?`);
  const reasoned = ruled(payload as Kind<Readonly<Record<string, unknown>>>, (change, path) => {
    if (change['validation_outcome'] === 'rejected' && !change['reject_reason'])
      throw fault('missing_field', 'a rejected change needs a reason', `${path}/reject_reason`);
  });
  return { purpose, payload: reasoned };
}

const DECISION = 'action_type target verdict live_verdict? transport policy_sources:texts winning_source rule_id?';

/** Every payload kind: who may sign it, its members, what binds it. Anything that is not here is refused. */
export const PAYLOAD_KINDS = {
  proxy_decision: { ...receipt(DECISION), policyBound: true },
  proxy_decision_with_spans: {
    ...receipt(`${DECISION} source_spans:spans`),
    crit: 'source_spans',
    policyBound: true,
  },
  secret_egress_decision_v1: {
    ...receipt('registry_hash:sha256 decision:secret_egress'),
    crit: 'secret_egress_decision_v1',
    policyBound: true,
  },
  contract_ratified: receipt(
    'contract_hash ratifier_key_id ratified_rule_ids:texts ratification_decision_per_rule:by_rule',
  ),
  contract_promote_intent: activation('target_manifest_hash target_generation:whole prior_manifest_hash intent_id'),
  contract_promote_committed: committed('target_manifest_hash prior_manifest_hash intent_id'),
  contract_rollback_authorized: activation(
    'rollback_target_hash current_generation:whole authorizer_signatures:texts authorization_id',
  ),
  contract_rollback_committed: committed('rollback_target_hash prior_manifest_hash authorization_id'),
  contract_demoted: receipt('contract_hash rule_id demotion_reason prior_state new_state aggregation_window'),
  contract_expired: receipt('contract_hash rule_id expiration_reason'),
  contract_drift: receipt(
    'contract_hash rule_id drift_kind:drift observation_summary? missed_windows?:whole opportunity_status?',
  ),
  shadow_delta: receipt('contract_hash rule_id original_verdict candidate_verdict aggregation:window'),
  opportunity_missing: receipt(
    'contract_hash rule_id parent_context historical_opportunity_rate:rate current_opportunity_rate:rate window',
  ),
  key_rotation: activation('key_id key_purpose old_status new_status roster_hash authorization_id'),
  contract_redaction_request: activation(
    'target_contract_hash request_kind:request reason_class authorization_id tombstone_hash',
  ),
} as const satisfies Readonly<Record<string, PayloadKind>>;
export type PayloadKindName = keyof typeof PAYLOAD_KINDS;

/** Names that are taken but have no schema yet. */
const RESERVED: readonly string[] = ['defer_opened', 'defer_resolved'];

/** The row of a kind (untrusted name). Throws FormatError `field_value`. */
export function payloadKindOf(name: string): PayloadKind {
  if (Object.hasOwn(PAYLOAD_KINDS, name)) return PAYLOAD_KINDS[name as PayloadKindName];
  const message = RESERVED.includes(name) ? 'this payload kind is not implemented' : 'unknown payload kind';
  throw fault('field_value', message, '/payload_kind');
}
