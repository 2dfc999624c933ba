// SPDX-License-Identifier: Apache-2.0
import { wordsOf } from '../../canonical/words.js';
import { goWords, type GoValue } from '../../canonical/go-words.js';

export const ACTION_TYPES = wordsOf('read derive write delegate authorize spend commit actuate unclassified');

// The order of the members below is the wire order: the bytes that are signed.

/** `level`: 0 trusted, 1 internal_generated, 2 allowlisted_reference, 3 external_low_risk, 4 external_untrusted, 5 external_hostile. */
const TAINT_SOURCE = goWords('url kind level:uint8 timestamp:time receipt_id? match_reason?');

const REDACTION = goWords(
  'profile? provider? parser? total_redactions?:int by_class?:counts cache_boundary_kept?:bool',
);

const SHIELD = goWords(`
  pipeline? total_rewrites?:int extension_probes?:int tracking_beacons?:int agent_traps?:int
  fingerprint_shim_injected?:bool svg_foreign_objects?:int svg_event_handlers?:int
  svg_external_references?:int svg_hidden_text?:int svg_animation_injections?:int
  body_bytes?:int scanned_bytes?:int partial?:bool
  adaptive_signals_recorded?:int adaptive_signal_max_per_body?:int
`);

const KEY_TRANSITION = goWords('prior_signer_key prior_chain_seq:uint64 prior_chain_hash');

/** What a run says of itself when it opens; the g1 genesis hash covers most of it. */
const SESSION_OPEN = goWords(`
  run_nonce open_nonce recorder_session policy_hash signer_key_epoch heartbeat_seconds:int chain_open_seq:uint64
  prior_chain_head? prior_chain_seq?:uint64
  genesis_hash? genesis_anchor_head? genesis_anchor_log?
  posture_capsule_sha256? posture_signer_key_id?
  containment_nonce? contained_uid?
`);

const SESSION_HEARTBEAT = goWords(`
  run_nonce open_nonce beat:uint64 chain_head chain_seq_head:uint64 heartbeat_time:time
  fsync_errors_gated:uint64 durability_blocks:uint64
`);

const SESSION_CLOSE = goWords(`
  run_nonce open_nonce final_seq:uint64 root_hash receipt_count:uint64 close_reason
  fsync_errors_gated:uint64 durability_blocks:uint64
`);

const SESSION_CONTROL = goWords('kind open?:{} heartbeat?:{} close?:{}', {
  open: SESSION_OPEN,
  heartbeat: SESSION_HEARTBEAT,
  close: SESSION_CLOSE,
});

export const ACTION_RECORD = goWords(
  `
  version:int action_id parent_action_id? action_type timestamp:time
  principal actor delegation_chain:strings target intent? data_classes_in?:strings data_classes_out?:strings
  side_effect_class reversibility policy_hash verdict decision_phase?
  defer_id? resolution_policy? resolution_source?
  session_id? session_id_original? session_taint_level? session_contaminated?:bool recent_taint_sources?:[]
  session_task_id? session_task_label? authority_kind?
  taint_decision? taint_decision_reason? task_override_applied?:bool
  contract_winning_source? contract_live_verdict? contract_policy_sources?:strings contract_rule_id?
  active_manifest_hash? contract_hash? contract_selector_id? contract_generation?:uint64
  transport method? layer? pattern? severity? redaction?:{} shield?:{} request_id?
  chain_prev_hash chain_seq:uint64 run_nonce? key_transition?:{} session_control?:{}
  venue? jurisdiction? rulebook_id? remedy_class? contestation_window? precedent_refs?:strings
`,
  {
    recent_taint_sources: TAINT_SOURCE,
    redaction: REDACTION,
    shield: SHIELD,
    key_transition: KEY_TRANSITION,
    session_control: SESSION_CONTROL,
  },
);

/** An ActionReceipt v1: the record, its signature, and what travels beside it. */
export const ACTION_RECEIPT = goWords('version:int action_record:{} signature signer_key ext?:raw', {
  action_record: ACTION_RECORD,
});

export type SessionOpen = GoValue<typeof SESSION_OPEN>;
export type SessionHeartbeat = GoValue<typeof SESSION_HEARTBEAT>;
export type SessionClose = GoValue<typeof SESSION_CLOSE>;
/** Exactly the member that `kind` names is present; anything else is refused when a chain is verified. */
export type SessionControl = GoValue<typeof SESSION_CONTROL>;

/**
 * The signed part of an ActionReceipt v1. Members carry their wire names and stand in wire order; the signature
 * covers the SHA-256 of their canonical Go-JSON. Times are RFC 3339 UTC as text, 64-bit counters are bigint.
 */
export type ActionRecord = GoValue<typeof ACTION_RECORD>;

/**
 * `signature` is `ed25519:` and 128 lower-case hex digits, `signer_key` 64 of them. `ext` is advisory and unsigned, but
 * part of the receipt hash: the source text, as received.
 */
export type ActionReceipt = GoValue<typeof ACTION_RECEIPT>;
