// SPDX-License-Identifier: Apache-2.0
import { wordsOf } from '../../../evidence/canonical/words.js';

/** Every check the verifier knows, in one place. Wire values: they appear in JSON output and in tests. */
export const CHECK_CODES = wordsOf(
  // the bytes
  'malformed_json duplicate_key unknown_field missing_required_field invalid_field header_injection',
  'unsupported_version invalid_action_type size_limit torn_tail unreadable symlink_refused not_regular_file empty',
  // one receipt
  'receipt_format signature_invalid signature signer_key_untrusted expired future_timestamp freshness',
  'replay_detected padding_attack receipt_count_mismatch',
  // a chain of receipts
  'receipt_chain chain_break run_state endorsement_invalid endorsement_unused',
  // a recorder file
  'entry_chain session_mismatch unprotected_bytes evidence_receipt_chain decision_receipt_mismatch',
  'decision_receipt_missing checkpoint_invalid checkpoint transcript_root seal_incomplete seal_unanchored',
  // a folder of runs
  'shard_sequence shard_limit',
  // a transparency log
  'log_checkpoint log_tree log_inclusion log_consistency log_witness log_timestamp',
);
export type CheckCode = (typeof CHECK_CODES)[number];

/** `not_checked` is never a pass: something was present, or asked for, that this verification did not establish. */
export type CheckStatus = 'pass' | 'fail' | 'not_checked';

/** One thing that was looked at. `subject` names it: a file, a session, or `seq 3` of one. */
export interface Check {
  /** One of `CHECK_CODES`, or of the codes that the page of a format lists. */
  readonly code: string;
  readonly status: CheckStatus;
  readonly subject: string;
  readonly message: string;
}

/** Something the producer says and this verification does not establish. */
export interface Claim {
  readonly name: string;
  readonly value: string;
}

/** What a verification does not establish, however well it went: each code, and what it means to a reader. */
export const NOT_ASSERTED_TEXT = {
  completeness: 'that every action of the agent passed the firewall and left a receipt',
  wall_clock: 'that the recorded times are true; they are the word of the signing host',
  host_integrity: 'that the signing host or its key was not in other hands',
  semantics: 'that a verdict was the right one',
  facts_signed: 'facts of a decision: they are bound by the entry chain, not by the signature of the receipt',
  unsigned_ext: 'the ext member of receipts: it is chained but not signed',
  tail_truncation: 'that nothing was cut off the end; no signed session_close stands there',
} as const;
export type NotAsserted = keyof typeof NOT_ASSERTED_TEXT;

/**
 * `valid`: every signature, link and commitment holds under a pinned key. `unpinned`: all holds, but nobody said whose
 * key it should be. `discontinuous`: a signed recovery seal states where evidence was lost; never a success.
 */
export type Verdict = 'valid' | 'invalid' | 'unpinned' | 'discontinuous';

/** What is not proved, in words: first of all who signed, where nobody said whose key it should be. */
export function notProvedText(verdict: Verdict, notAsserted: readonly NotAsserted[]): readonly string[] {
  const signer = verdict === 'unpinned' ? ['who signed it: that takes a public key which you have from elsewhere'] : [];
  return [...signer, ...notAsserted.map((code) => NOT_ASSERTED_TEXT[code])];
}

/** `closed`: a signed session_close. `open`: none yet. `none`: receipts without run records (the legacy form). */
export type RunState = 'open' | 'closed' | 'none';

/** How the end of a recorder file is committed to: by its transcript root. `none` where no root is expected (bare receipts). */
export type EndCommitment = 'none' | 'incomplete' | 'unanchored' | 'sealed';

/** What every verification comes to: passed checks are proved, claims are not, the rest is not said. */
export interface Judgement {
  readonly verdict: Verdict;
  /** The verdict is acceptable under the trust root: `valid`, or `unpinned` where that was allowed. */
  readonly accepted: boolean;
  readonly checks: readonly Check[];
  readonly claimed: readonly Claim[];
  readonly notAsserted: readonly NotAsserted[];
}

/** Of one document. `outcome` is the format's own machine-readable outcome, where it defines one: plain JSON values. */
export interface DocumentResult extends Judgement {
  readonly outcome?: unknown;
  /** What is known about a single receipt: its `ReceiptFacts`. */
  readonly facts?: unknown;
}

/** A number with its noun. */
export function plural(count: number, one: string, more = `${one}s`): string {
  return `${count} ${count === 1 ? one : more}`;
}
