// SPDX-License-Identifier: Apache-2.0
import { parseStrictJson, textMember } from '../../../evidence/canonical/json-reader.js';
import type { ActionRecord } from '../../../evidence/model/receipt/action-receipt.js';

/** Decisions that may wait for their receipt. Both are written in one commit, so few ever do. */
const MAX_WAITING = 4096;

/** The receipt vocabulary of a decision's verdict: what was redacted is told as stripped, every other word as itself. */
export function receiptVerdict(verdict: string): string {
  return verdict === 'redact' ? 'strip' : verdict;
}

/** Our own spelling: without a backslash every quote is one of the syntax, so these are the first and last member. */
const PLAIN_DECISION = /^\{"action_id":"([^"\\]+)",[^\\]*,"verdict":"([^"\\]*)"\}$/;

function readDecision(detail: string): readonly [id: string, verdict: string] {
  const plain = PLAIN_DECISION.exec(detail);
  if (plain !== null) return [plain[1] as string, plain[2] as string];
  const node = parseStrictJson(detail);
  return [textMember(node, 'action_id'), textMember(node, 'verdict')];
}

/** Compares each unsigned `decision` entry with the signed receipt that follows it. */
export function createDecisionMatcher() {
  const waiting = new Map<string, string>();
  let count = 0;
  let dropped = 0;
  return {
    get count() {
      return count;
    },
    /** Decisions with an action id and no receipt so far. */
    get waiting() {
      return waiting.size + dropped;
    },
    /** Takes the detail of a decision entry. Details without an action id (the older form) cannot be matched. */
    decision: (detail: string): void => {
      count += 1;
      const [id, verdict] = readDecision(detail);
      if (id === '') return;
      waiting.set(id, verdict);
      if (waiting.size <= MAX_WAITING) return;
      const [oldest = id] = waiting.keys();
      waiting.delete(oldest);
      dropped += 1;
    },
    /** What is wrong when this receipt contradicts its decision. */
    receipt: (record: ActionRecord): string | undefined => {
      const verdict = waiting.get(record.action_id);
      if (verdict === undefined) return undefined;
      waiting.delete(record.action_id);
      if (receiptVerdict(verdict) === record.verdict) return undefined;
      return `the decision says ${JSON.stringify(verdict)}, the signed receipt ${JSON.stringify(record.verdict)}`;
    },
  };
}
