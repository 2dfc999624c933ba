// SPDX-License-Identifier: Apache-2.0
import { oneOf } from '../canonical/go-kinds.js';
import { goWords, writeGoJson, type GoValue } from '../canonical/go-words.js';
import { parseLinkFile } from './record-rules.js';

export const DECISION_RECORD = goWords(
  `
  version:v1 type:{} session_id:session manifest_ref? timestamp:time verdict:text
  scanner_result:{} policy_rule:{} request_context:{} signature?:signature
`,
  {
    type: oneOf<string>('decision_record'),
    scanner_result: goWords('layer pattern? match_text? confidence?'),
    policy_rule: goWords('source section? action?'),
    request_context: goWords('transport tool_name? direction?'),
  },
);

/**
 * Why one action was decided as it was, for somebody who was not there. `match_text` is redacted by whoever makes the
 * record: a matched secret never stands there. `signature` is `ed25519:` and 128 hex digits.
 */
export type DecisionRecord = GoValue<typeof DECISION_RECORD>;

/** The text whose SHA-256 digest is signed. Members stand in declared order, however the record is stored. */
export function canonicalizeDecisionRecord(record: DecisionRecord): string {
  return writeGoJson(DECISION_RECORD, { ...record, signature: '' });
}

/** Reads an untrusted record, at most 64 KiB, members in any order. The signature is not checked. Throws FormatError. */
export function parseDecisionRecord(text: string): DecisionRecord {
  return parseLinkFile(DECISION_RECORD, text);
}
