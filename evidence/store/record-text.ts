// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../canonical/errors.js';
import { assertActionRecord, canonicalizeActionRecord } from '../model/receipt/action-receipt.codec.js';
import type { ActionRecord } from '../model/receipt/action-receipt.js';
import type { ReceiptDraft } from '../model/evidence-draft.js';

/**
 * A record's canonical text on both sides of its place in the chain. Writing it needs no chain, so it is done by the
 * caller; the recorder's thread, which does one record after another, only puts the place in between.
 */
export interface UnplacedRecord {
  readonly before: string;
  readonly after: string;
  readonly timestamp: string;
  readonly actionType: string;
  readonly transport: string;
  readonly summary: string;
}

/** No string can hold this: quotes inside strings are escaped. */
const PLACE = ',"chain_prev_hash":"","chain_seq":0';

/** The line that sums a receipt up in its recorder entry. */
export function receiptSummary(record: Pick<ActionRecord, 'verdict' | 'action_type' | 'transport'>): string {
  return `receipt: ${record.verdict} ${record.action_type} ${record.transport}`;
}

/** Writes a draft. Throws FormatError when it is no valid record. */
export function writeUnplacedRecord(draft: ReceiptDraft): UnplacedRecord {
  const record: ActionRecord = { version: 1, ...draft, chain_prev_hash: '', chain_seq: 0n };
  assertActionRecord(record);
  const text = canonicalizeActionRecord(record);
  const at = text.indexOf(PLACE);
  if (at < 0) throw new FormatError('missing_field', 'the record has no place in a chain');
  return {
    before: text.slice(0, at),
    after: text.slice(at + PLACE.length),
    timestamp: record.timestamp,
    actionType: record.action_type,
    transport: record.transport,
    summary: receiptSummary(record),
  };
}

/** The canonical text of the record at its place. All three are the run's own: hex digits and a number. */
export function placeRecord(record: UnplacedRecord, prevHash: string, seq: bigint, runNonce: string): string {
  const place = `,"chain_prev_hash":"${prevHash}","chain_seq":${seq.toString()}`;
  return `${record.before}${place},"run_nonce":"${runNonce}"${record.after}`;
}
