// SPDX-License-Identifier: Apache-2.0
import { decodeGoJson } from '../canonical/go-json-decode.js';
import { parseStrictJson } from '../canonical/json-reader.js';
import { CHECKPOINT, TRANSCRIPT_ROOT, type CheckpointDetail, type TranscriptRootDetail } from './recorder-entry.js';

/** Reads the untrusted detail of a `checkpoint` entry. Throws FormatError. */
export function parseCheckpointDetail(text: string): CheckpointDetail {
  return decodeGoJson(CHECKPOINT, parseStrictJson(text), text);
}

/** Reads the untrusted detail of a `transcript_root` entry. Throws FormatError. */
export function parseTranscriptRootDetail(text: string): TranscriptRootDetail {
  return decodeGoJson(TRANSCRIPT_ROOT, parseStrictJson(text), text);
}
