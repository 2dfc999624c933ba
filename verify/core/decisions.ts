// SPDX-License-Identifier: Apache-2.0
import { OUTCOMES } from '../../evidence/model/verdict.js';
import type { ActionRecord } from '../../evidence/model/receipt/action-receipt.js';

/** Decisions that may wait for their receipt. Both are written in one commit, so few ever do. */
const MAX_WAITING = 4096;

/** Compares each unsigned `decision` entry with the signed receipt that follows it. */
export interface DecisionMatcher {
  readonly count: number;
  /** Takes the detail of a decision entry. Details without an action id (the older form) cannot be matched. */
  decision(detail: string): void;
  /** Returns what is wrong when this receipt contradicts its decision. */
  receipt(record: ActionRecord): string | undefined;
  /** Decisions with an action id and no receipt so far. */
  readonly waiting: number;
}

function textMember(value: object, name: string): string {
  const found: unknown = Object.getOwnPropertyDescriptor(value, name)?.value;
  return typeof found === 'string' ? found : '';
}

const RECEIPT_VERDICTS: ReadonlyMap<string, string> = new Map(
  Object.entries(OUTCOMES).map(([outcome, row]) => [outcome, row.receiptV1]),
);

/** The receipt vocabulary of a decision's verdict; a word that is not an outcome stands for itself. */
function receiptVerdict(verdict: string): string {
  return RECEIPT_VERDICTS.get(verdict) ?? verdict;
}

/** Our own spelling: without a backslash every quote is one of the syntax, so these are the first and last member. */
const PLAIN_DECISION = /^\{"action_id":"([^"\\]+)",[^\\]*,"verdict":"([^"\\]*)"\}$/;

interface NamedDecision {
  readonly id: string;
  readonly verdict: string;
}

function readDecision(detail: string): NamedDecision {
  const plain = PLAIN_DECISION.exec(detail);
  if (plain !== null) return { id: plain[1] as string, verdict: plain[2] as string };
  const parsed: unknown = JSON.parse(detail);
  if (typeof parsed !== 'object' || parsed === null) return { id: '', verdict: '' };
  return { id: textMember(parsed, 'action_id'), verdict: textMember(parsed, 'verdict') };
}

export function createDecisionMatcher(): DecisionMatcher {
  const waiting = new Map<string, string>();
  let count = 0;
  let dropped = 0;
  return {
    get count() {
      return count;
    },
    get waiting() {
      return waiting.size + dropped;
    },
    decision: (detail) => {
      count += 1;
      const { id, verdict } = readDecision(detail);
      if (id === '') return;
      waiting.set(id, verdict);
      if (waiting.size <= MAX_WAITING) return;
      const oldest = waiting.keys().next();
      if (oldest.done !== true) waiting.delete(oldest.value);
      dropped += 1;
    },
    receipt: (record) => {
      const verdict = waiting.get(record.action_id);
      if (verdict === undefined) return undefined;
      waiting.delete(record.action_id);
      if (receiptVerdict(verdict) === record.verdict) return undefined;
      return `the decision says ${JSON.stringify(verdict)}, the signed receipt ${JSON.stringify(record.verdict)}`;
    },
  };
}
