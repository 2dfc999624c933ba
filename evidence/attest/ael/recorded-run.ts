// SPDX-License-Identifier: Apache-2.0
import { parseDecisionDetail } from '../../model/entry-detail.js';
import { VerificationError } from '../../model/errors.js';
import type { ActionRecord } from '../../model/receipt/action-receipt.js';
import { parseActionReceipt } from '../../model/receipt/action-receipt.codec.js';
import { parseEntryLine } from '../../model/entry-line.js';
import type { RecorderEntry } from '../../model/recorder-entry.js';
import type { DecisionDetail } from '../../model/evidence-draft.js';
import type { CryptoSuite } from '../../crypto/suite.js';

/** One decision of a recorded run. */
export interface RecordedDecision {
  readonly kind: 'decision';
  readonly at: string;
  readonly record: ActionRecord;
  /** Hex SHA-256 of the receipt. */
  readonly receiptHash: string;
  /** The facts behind it; absent where they were not kept or were redacted. */
  readonly detail?: DecisionDetail;
}

export interface RecordedBeat {
  readonly kind: 'heartbeat';
  readonly at: string;
}

/** A run of the product's recorder as far as an evidence-level artifact tells it. Made from verified lines only. */
export interface RecordedRun {
  readonly session: string;
  readonly openedAt: string;
  /** Seconds between heartbeats that the run promised; 0 for none. */
  readonly heartbeatSeconds: number;
  readonly steps: readonly (RecordedDecision | RecordedBeat)[];
  /** Absent when the run was left open. */
  readonly closedAt?: string;
  /** How the actions ended: whether the other side answered. Actions that are missing have no recorded end. */
  readonly answered: ReadonlyMap<string, boolean>;
  /** Hash of the last entry that was read. */
  readonly entryHead: string;
}

interface Reading {
  readonly waiting: Map<string, DecisionDetail>;
  readonly steps: (RecordedDecision | RecordedBeat)[];
  readonly answered: Map<string, boolean>;
  opened?: { readonly at: string; readonly seconds: number };
  closedAt?: string;
}

function readDecision(reading: Reading, { detail }: RecorderEntry): void {
  try {
    const decision = parseDecisionDetail(detail);
    reading.waiting.set(decision.action_id, decision);
  } catch {
    // A redacted detail: the receipt that follows becomes an activity whose facts are not known.
  }
}

function readReceipt(reading: Reading, entry: RecorderEntry, suite: CryptoSuite): void {
  const { receipt, receiptText } = parseActionReceipt(entry.detail);
  const record = receipt.action_record;
  const control = record.session_control;
  if (control !== undefined) {
    if (control.open !== undefined) reading.opened ??= { at: entry.ts, seconds: control.open.heartbeat_seconds };
    else if (control.heartbeat !== undefined) reading.steps.push({ kind: 'heartbeat', at: entry.ts });
    else if (control.close !== undefined) reading.closedAt = entry.ts;
    return;
  }
  const detail = reading.waiting.get(record.action_id);
  reading.waiting.delete(record.action_id);
  const isOutcome = record.decision_phase === 'outcome';
  if (isOutcome) reading.answered.set(record.action_id, (record.pattern ?? '').startsWith('status='));
  if (isOutcome && detail === undefined) return;
  // An answer was judged, so there was one.
  if (detail?.phase === 'response') reading.answered.set(record.action_id, true);
  const receiptHash = suite.sha256Hex(receiptText);
  const decision = { kind: 'decision', at: entry.ts, record, receiptHash } as const;
  reading.steps.push(detail === undefined ? decision : { ...decision, detail });
}

/**
 * Reads the lines of one recorder session. Verify them first: this trusts them.
 * @throws VerificationError `no_open` when there is no opening record
 */
export function readRecordedRun(lines: Iterable<string>, suite: CryptoSuite): RecordedRun {
  const reading: Reading = { waiting: new Map(), steps: [], answered: new Map() };
  let [session, entryHead] = ['', ''];
  for (const line of lines) {
    const entry = parseEntryLine(line);
    [session, entryHead] = [entry.session_id, entry.hash];
    if (entry.type === 'decision') readDecision(reading, entry);
    else if (entry.type === 'action_receipt') readReceipt(reading, entry, suite);
  }
  const { opened, closedAt, steps, answered } = reading;
  if (opened === undefined) throw new VerificationError('no_open', `session ${session} has no opening record`);
  const closed = closedAt === undefined ? {} : { closedAt };
  return { session, openedAt: opened.at, heartbeatSeconds: opened.seconds, steps, ...closed, answered, entryHead };
}
