// SPDX-License-Identifier: Apache-2.0
import { parseGoJson, writeGoJson } from '../canonical/go-words.js';
import { CHECKPOINT, DECISION, TRANSCRIPT_ROOT } from './recorder-entry.js';
import type { CheckpointDetail, TranscriptRootDetail } from './recorder-entry.js';
import type { DecisionDetail } from './evidence-draft.js';

/** Detail text of a `checkpoint` entry. */
export function writeCheckpointDetail(detail: CheckpointDetail): string {
  return writeGoJson(CHECKPOINT, detail);
}

/** Detail text of a `transcript_root` entry. */
export function writeTranscriptRootDetail(detail: TranscriptRootDetail): string {
  return writeGoJson(TRANSCRIPT_ROOT, detail);
}

/**
 * Detail text of a `decision` entry. Throws FormatError `field_value` when a fact is a number that is not a safe integer:
 * such a fact could not be compared again by another implementation.
 */
export function writeDecisionDetail(detail: DecisionDetail): string {
  return writeGoJson(DECISION, detail);
}

/**
 * Reads the untrusted detail of a `decision` entry that this product wrote. Throws FormatError `unknown_field`,
 * `missing_field`, `json_type`, `json_number`. Decision details of other writers have other members and are refused.
 */
export function parseDecisionDetail(text: string): DecisionDetail {
  const detail = parseGoJson(DECISION, text) as DecisionDetail;
  // No prototype: fact names are untrusted and are looked up by name.
  return { ...detail, facts: Object.assign(Object.create(null), detail.facts) as DecisionDetail['facts'] };
}

/** Reads the untrusted detail of a `checkpoint` entry. Throws FormatError. */
export function parseCheckpointDetail(text: string): CheckpointDetail {
  return parseGoJson(CHECKPOINT, text);
}

/** Reads the untrusted detail of a `transcript_root` entry. Throws FormatError. */
export function parseTranscriptRootDetail(text: string): TranscriptRootDetail {
  return parseGoJson(TRANSCRIPT_ROOT, text);
}
