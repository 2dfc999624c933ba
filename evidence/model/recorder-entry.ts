// SPDX-License-Identifier: Apache-2.0
import { wordsOf } from '../canonical/words.js';
import { goWords, type GoValue } from '../canonical/go-words.js';

export const ENTRY_TYPES = wordsOf(
  'decision action_receipt evidence_receipt checkpoint transcript_root capture capture_drop',
);
export type EntryType = (typeof ENTRY_TYPES)[number];

/** First `prev_hash` of every entry chain, and of legacy receipt chains. */
export const GENESIS = 'genesis';

/** The members of an entry in the order in which they are written. */
export const ENTRY = goWords(`
  v:int seq:uint64 ts:time session_id chain_kind? writer_instance_id? trace_id? type event_kind?
  transport summary detail:verbatim raw_ref? prev_hash hash
`);

/**
 * One line of a recorder file. Writers emit version 2; 1, 2 and 3 are read. `detail` is the raw JSON text as it stands
 * on the line: in versions 2 and 3 the very bytes that are hashed. The two namespace members, `chain_kind` and
 * `writer_instance_id`, exist in version 3 only. `ts` is canonical RFC 3339.
 */
export type RecorderEntry = GoValue<typeof ENTRY> & { readonly v: 1 | 2 | 3; readonly type: EntryType };

/** Keys are sorted at both levels. */
export const DECISION = goWords('action_id facts:facts layer pattern phase policy reason request_id verdict');
export const CHECKPOINT = goWords('entry_count:int first_seq:uint64 last_seq:uint64 signature');
export const TRANSCRIPT_ROOT = goWords(
  'session_id final_seq:uint64 root_hash receipt_count:uint64 start_time:time end_time:time',
);

/** `signature` is 128 hex digits over the ASCII of this entry's `prev_hash`; empty when checkpoints are unsigned. */
export type CheckpointDetail = GoValue<typeof CHECKPOINT>;
export type TranscriptRootDetail = GoValue<typeof TRANSCRIPT_ROOT>;
