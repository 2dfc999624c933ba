// SPDX-License-Identifier: Apache-2.0
import { parseGoJson } from '../canonical/go-words.js';
import { CHECKPOINT, TRANSCRIPT_ROOT, type CheckpointDetail, type TranscriptRootDetail } from './recorder-entry.js';

/** Reads the untrusted detail of a `checkpoint` entry. Throws FormatError. */
export function parseCheckpointDetail(text: string): CheckpointDetail {
  return parseGoJson(CHECKPOINT, text);
}

/** Reads the untrusted detail of a `transcript_root` entry. Throws FormatError. */
export function parseTranscriptRootDetail(text: string): TranscriptRootDetail {
  return parseGoJson(TRANSCRIPT_ROOT, text);
}
