// SPDX-License-Identifier: Apache-2.0

export const ACTION_TYPES = [
  'read',
  'derive',
  'write',
  'delegate',
  'authorize',
  'spend',
  'commit',
  'actuate',
  'unclassified',
] as const;
export type ActionType = (typeof ACTION_TYPES)[number];
export type SideEffectClass = 'none' | 'external_read' | 'external_write' | 'financial' | 'physical';
export type Reversibility = 'full' | 'compensatable' | 'irreversible' | 'unknown';

export interface TaintSource {
  readonly url: string;
  readonly kind: string;
  /** 0 trusted, 1 internal_generated, 2 allowlisted_reference, 3 external_low_risk, 4 external_untrusted, 5 external_hostile. */
  readonly level: number;
  readonly timestamp: string;
  readonly receipt_id?: string;
  readonly match_reason?: string;
}

export interface RedactionSummary {
  readonly profile?: string;
  readonly provider?: string;
  readonly parser?: string;
  readonly total_redactions?: number;
  readonly by_class?: Readonly<Record<string, number>>;
  readonly cache_boundary_kept?: boolean;
}

export interface ShieldSummary {
  readonly pipeline?: string;
  readonly total_rewrites?: number;
  readonly extension_probes?: number;
  readonly tracking_beacons?: number;
  readonly agent_traps?: number;
  readonly fingerprint_shim_injected?: boolean;
  readonly svg_foreign_objects?: number;
  readonly svg_event_handlers?: number;
  readonly svg_external_references?: number;
  readonly svg_hidden_text?: number;
  readonly svg_animation_injections?: number;
  readonly body_bytes?: number;
  readonly scanned_bytes?: number;
  readonly partial?: boolean;
  readonly adaptive_signals_recorded?: number;
  readonly adaptive_signal_max_per_body?: number;
}

export interface KeyTransition {
  readonly prior_signer_key: string;
  readonly prior_chain_seq: bigint;
  readonly prior_chain_hash: string;
}

export interface SessionOpen {
  readonly run_nonce: string;
  readonly open_nonce: string;
  readonly recorder_session: string;
  readonly policy_hash: string;
  readonly signer_key_epoch: string;
  readonly heartbeat_seconds: number;
  readonly chain_open_seq: bigint;
  readonly prior_chain_head?: string;
  readonly prior_chain_seq?: bigint;
  readonly genesis_hash?: string;
  readonly genesis_anchor_head?: string;
  readonly genesis_anchor_log?: string;
  readonly posture_capsule_sha256?: string;
  readonly posture_signer_key_id?: string;
  readonly containment_nonce?: string;
  readonly contained_uid?: string;
}

export interface SessionHeartbeat {
  readonly run_nonce: string;
  readonly open_nonce: string;
  readonly beat: bigint;
  readonly chain_head: string;
  readonly chain_seq_head: bigint;
  readonly heartbeat_time: string;
  readonly fsync_errors_gated: bigint;
  readonly durability_blocks: bigint;
}

export interface SessionClose {
  readonly run_nonce: string;
  readonly open_nonce: string;
  readonly final_seq: bigint;
  readonly root_hash: string;
  readonly receipt_count: bigint;
  readonly close_reason: string;
  readonly fsync_errors_gated: bigint;
  readonly durability_blocks: bigint;
}

/** Exactly the member that `kind` names is present; anything else is refused when a chain is verified. */
export interface SessionControl {
  readonly kind: string;
  readonly open?: SessionOpen;
  readonly heartbeat?: SessionHeartbeat;
  readonly close?: SessionClose;
}

/**
 * The signed part of an ActionReceipt v1. Members carry their wire names and stand in wire order; the signature
 * covers the SHA-256 of their canonical Go-JSON. Times are RFC 3339 UTC as text, 64-bit counters are bigint.
 */
export interface ActionRecord {
  readonly version: 1;
  readonly action_id: string;
  readonly parent_action_id?: string;
  readonly action_type: ActionType;
  readonly timestamp: string;
  readonly principal: string;
  readonly actor: string;
  readonly delegation_chain: readonly string[] | null;
  readonly target: string;
  readonly intent?: string;
  readonly data_classes_in?: readonly string[];
  readonly data_classes_out?: readonly string[];
  readonly side_effect_class: string;
  readonly reversibility: string;
  readonly policy_hash: string;
  readonly verdict: string;
  readonly decision_phase?: string;
  readonly defer_id?: string;
  readonly resolution_policy?: string;
  readonly resolution_source?: string;
  readonly session_id?: string;
  readonly session_id_original?: string;
  readonly session_taint_level?: string;
  readonly session_contaminated?: boolean;
  readonly recent_taint_sources?: readonly TaintSource[];
  readonly session_task_id?: string;
  readonly session_task_label?: string;
  readonly authority_kind?: string;
  readonly taint_decision?: string;
  readonly taint_decision_reason?: string;
  readonly task_override_applied?: boolean;
  readonly contract_winning_source?: string;
  readonly contract_live_verdict?: string;
  readonly contract_policy_sources?: readonly string[];
  readonly contract_rule_id?: string;
  readonly active_manifest_hash?: string;
  readonly contract_hash?: string;
  readonly contract_selector_id?: string;
  readonly contract_generation?: bigint;
  readonly transport: string;
  readonly method?: string;
  readonly layer?: string;
  readonly pattern?: string;
  readonly severity?: string;
  readonly redaction?: RedactionSummary;
  readonly shield?: ShieldSummary;
  readonly request_id?: string;
  readonly chain_prev_hash: string;
  readonly chain_seq: bigint;
  readonly run_nonce?: string;
  readonly key_transition?: KeyTransition;
  readonly session_control?: SessionControl;
  readonly venue?: string;
  readonly jurisdiction?: string;
  readonly rulebook_id?: string;
  readonly remedy_class?: string;
  readonly contestation_window?: string;
  readonly precedent_refs?: readonly string[];
}

/** What mediation knows about an action; the chain adds version, position, run and session members. */
export type ReceiptDraft = Omit<
  ActionRecord,
  'version' | 'chain_prev_hash' | 'chain_seq' | 'run_nonce' | 'key_transition' | 'session_control'
>;

export interface ActionReceipt {
  readonly version: 1;
  readonly action_record: ActionRecord;
  /** `ed25519:` and 128 lower-case hex digits. */
  readonly signature: string;
  /** 64 lower-case hex digits. */
  readonly signer_key: string;
  /** Advisory and unsigned, but part of the receipt hash: the source text, as received. */
  readonly ext?: string;
}
