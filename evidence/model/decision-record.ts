// SPDX-License-Identifier: Apache-2.0
import { decodeGoJson } from '../canonical/go-json-decode.js';
import { writeGoJson } from '../canonical/go-json.js';
import { goWords, type GoValue } from '../canonical/go-words.js';
import { parseStrictJson } from '../canonical/json-reader.js';
import { assertLinkSize, assertMember, assertSession, assertSignatureText } from './record-rules.js';

const RECORD = goWords(
  'version:int type session_id manifest_ref? timestamp:time verdict scanner_result:{} policy_rule:{} request_context:{} signature?',
  {
    scanner_result: goWords('layer pattern? match_text? confidence?'),
    policy_rule: goWords('source section? action?'),
    request_context: goWords('transport tool_name? direction?'),
  },
);

/**
 * Why one action was decided as it was, for somebody who was not there. `match_text` is redacted by whoever makes the
 * record: a matched secret never stands there. `signature` is `ed25519:` and 128 hex digits.
 */
export type DecisionRecord = GoValue<typeof RECORD>;

/** The text whose SHA-256 digest is signed. Members stand in declared order, however the record is stored. */
export function canonicalizeDecisionRecord(record: DecisionRecord): string {
  return writeGoJson(RECORD, { ...record, signature: '' });
}

/** The record's text, without a line feed. */
export function writeDecisionRecord(record: DecisionRecord): string {
  return writeGoJson(RECORD, record);
}

/** Reads an untrusted record, at most 64 KiB, members in any order. The signature is not checked. Throws FormatError. */
export function parseDecisionRecord(text: string): DecisionRecord {
  assertLinkSize(text);
  const record = decodeGoJson(RECORD, parseStrictJson(text), text);
  assertMember(record.version === 1, 'version', 'version 1 is expected');
  assertMember(record.type === 'decision_record', 'type', 'decision_record is expected');
  assertSession(record.session_id, 'session_id');
  assertMember(record.verdict !== '', 'verdict', 'a verdict is expected');
  if (record.signature !== undefined) assertSignatureText(record.signature, 'signature');
  return record;
}
