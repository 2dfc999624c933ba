// SPDX-License-Identifier: Apache-2.0
import { goStruct } from '../../canonical/go-json.js';
import type {
  ActionReceipt,
  ActionRecord,
  KeyTransition,
  RedactionSummary,
  SessionClose,
  SessionControl,
  SessionHeartbeat,
  SessionOpen,
  ShieldSummary,
  TaintSource,
} from './action-receipt.js';

// The order of the members below is the wire order: the bytes that are signed.

const TAINT_SOURCE = goStruct<TaintSource>({
  url: 'string',
  kind: 'string',
  level: 'uint8',
  timestamp: 'time',
  receipt_id: 'string?',
  match_reason: 'string?',
});

const REDACTION = goStruct<RedactionSummary>({
  profile: 'string?',
  provider: 'string?',
  parser: 'string?',
  total_redactions: 'int?',
  by_class: 'counts?',
  cache_boundary_kept: 'bool?',
});

const SHIELD = goStruct<ShieldSummary>({
  pipeline: 'string?',
  total_rewrites: 'int?',
  extension_probes: 'int?',
  tracking_beacons: 'int?',
  agent_traps: 'int?',
  fingerprint_shim_injected: 'bool?',
  svg_foreign_objects: 'int?',
  svg_event_handlers: 'int?',
  svg_external_references: 'int?',
  svg_hidden_text: 'int?',
  svg_animation_injections: 'int?',
  body_bytes: 'int?',
  scanned_bytes: 'int?',
  partial: 'bool?',
  adaptive_signals_recorded: 'int?',
  adaptive_signal_max_per_body: 'int?',
});

const KEY_TRANSITION = goStruct<KeyTransition>({
  prior_signer_key: 'string',
  prior_chain_seq: 'uint64',
  prior_chain_hash: 'string',
});

/** What a run says of itself when it opens; the g1 genesis hash covers most of it. */
export const SESSION_OPEN = goStruct<SessionOpen>({
  run_nonce: 'string',
  open_nonce: 'string',
  recorder_session: 'string',
  policy_hash: 'string',
  signer_key_epoch: 'string',
  heartbeat_seconds: 'int',
  chain_open_seq: 'uint64',
  prior_chain_head: 'string?',
  prior_chain_seq: 'uint64?',
  genesis_hash: 'string?',
  genesis_anchor_head: 'string?',
  genesis_anchor_log: 'string?',
  posture_capsule_sha256: 'string?',
  posture_signer_key_id: 'string?',
  containment_nonce: 'string?',
  contained_uid: 'string?',
});

const SESSION_HEARTBEAT = goStruct<SessionHeartbeat>({
  run_nonce: 'string',
  open_nonce: 'string',
  beat: 'uint64',
  chain_head: 'string',
  chain_seq_head: 'uint64',
  heartbeat_time: 'time',
  fsync_errors_gated: 'uint64',
  durability_blocks: 'uint64',
});

const SESSION_CLOSE = goStruct<SessionClose>({
  run_nonce: 'string',
  open_nonce: 'string',
  final_seq: 'uint64',
  root_hash: 'string',
  receipt_count: 'uint64',
  close_reason: 'string',
  fsync_errors_gated: 'uint64',
  durability_blocks: 'uint64',
});

const SESSION_CONTROL = goStruct<SessionControl>({
  kind: 'string',
  open: { struct: SESSION_OPEN, optional: true },
  heartbeat: { struct: SESSION_HEARTBEAT, optional: true },
  close: { struct: SESSION_CLOSE, optional: true },
});

/** The signed part of an ActionReceipt v1. */
export const ACTION_RECORD = goStruct<ActionRecord>({
  version: 'int',
  action_id: 'string',
  parent_action_id: 'string?',
  action_type: 'string',
  timestamp: 'time',
  principal: 'string',
  actor: 'string',
  delegation_chain: 'strings',
  target: 'string',
  intent: 'string?',
  data_classes_in: 'strings?',
  data_classes_out: 'strings?',
  side_effect_class: 'string',
  reversibility: 'string',
  policy_hash: 'string',
  verdict: 'string',
  decision_phase: 'string?',
  defer_id: 'string?',
  resolution_policy: 'string?',
  resolution_source: 'string?',
  session_id: 'string?',
  session_id_original: 'string?',
  session_taint_level: 'string?',
  session_contaminated: 'bool?',
  recent_taint_sources: { list: TAINT_SOURCE, optional: true },
  session_task_id: 'string?',
  session_task_label: 'string?',
  authority_kind: 'string?',
  taint_decision: 'string?',
  taint_decision_reason: 'string?',
  task_override_applied: 'bool?',
  contract_winning_source: 'string?',
  contract_live_verdict: 'string?',
  contract_policy_sources: 'strings?',
  contract_rule_id: 'string?',
  active_manifest_hash: 'string?',
  contract_hash: 'string?',
  contract_selector_id: 'string?',
  contract_generation: 'uint64?',
  transport: 'string',
  method: 'string?',
  layer: 'string?',
  pattern: 'string?',
  severity: 'string?',
  redaction: { struct: REDACTION, optional: true },
  shield: { struct: SHIELD, optional: true },
  request_id: 'string?',
  chain_prev_hash: 'string',
  chain_seq: 'uint64',
  run_nonce: 'string?',
  key_transition: { struct: KEY_TRANSITION, optional: true },
  session_control: { struct: SESSION_CONTROL, optional: true },
  venue: 'string?',
  jurisdiction: 'string?',
  rulebook_id: 'string?',
  remedy_class: 'string?',
  contestation_window: 'string?',
  precedent_refs: 'strings?',
});

/** An ActionReceipt v1: the record, its signature, and what travels beside it. */
export const ACTION_RECEIPT = goStruct<ActionReceipt>({
  version: 'int',
  action_record: { struct: ACTION_RECORD, optional: false },
  signature: 'string',
  signer_key: 'string',
  ext: 'raw?',
});
