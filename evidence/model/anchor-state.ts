// SPDX-License-Identifier: Apache-2.0
import { goWords, writeGoJson, type GoValue } from '../canonical/go-words.js';
import { assertMember, parseLinkFile } from './record-rules.js';

export const ANCHOR_STATE_SCHEMA = 'pipelock.anchorstate.v1';

const STATE = goWords(`
  schema session_id:session final_seq:uint64 root_hash:hash backend log_index:uint64 anchored_at:time
  bundle_sha256:hash bundle_path receipt_count?:uint64 signer_key?
`);

/** A note beside the evidence: how far a session was anchored. Unsigned, for health checks; never a proof. */
export type AnchorState = GoValue<typeof STATE>;

/** Compact JSON without a line feed. */
export function writeAnchorState(state: AnchorState): string {
  return writeGoJson(STATE, state);
}

/** Reads an untrusted marker. Throws FormatError; another schema is `field_value`. */
export function parseAnchorState(text: string): AnchorState {
  const state = parseLinkFile(STATE, text);
  assertMember(state.schema === ANCHOR_STATE_SCHEMA, 'schema', `${ANCHOR_STATE_SCHEMA} is expected`);
  return state;
}
