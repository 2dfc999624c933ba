// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../canonical/errors.js';
import { goString, isCanonicalTime } from '../canonical/go-text.js';
import { ACTION_RECORD, assertActionRecord, canonicalizeActionRecord } from '../model/receipt/action-receipt.codec.js';
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

/** The members that nearly every draft consists of: texts, a time, and a list that is null. */
const ORDINARY_NAMES: ReadonlySet<string> = new Set([
  ...['action_id', 'parent_action_id', 'action_type', 'timestamp', 'principal', 'actor', 'delegation_chain', 'target'],
  ...['side_effect_class', 'reversibility', 'policy_hash', 'verdict', 'decision_phase', 'transport', 'method', 'layer'],
  ...['pattern', 'severity', 'request_id'],
]);
const ORDINARY = ACTION_RECORD.fields
  .filter(({ name }) => ORDINARY_NAMES.has(name))
  .map(({ name, key, optional }) => ({ name, key: `,${key}`, optional, list: name === 'delegation_chain' }));

/**
 * The text of a draft of ordinary members up to its place in the chain: what `canonicalizeActionRecord` gives, without a
 * look at each of the sixty members a record may have. Undefined for any other draft.
 */
function ordinaryText(draft: ReceiptDraft): string | undefined {
  const members = draft as Readonly<Record<string, unknown>>;
  let text = '{"version":1';
  let left = Object.keys(draft).length;
  for (const { name, key, optional, list } of ORDINARY) {
    const value = members[name];
    if (value === undefined && optional) continue;
    if (list ? value !== null : typeof value !== 'string') return undefined;
    left -= 1;
    if (list) text += `${key}null`;
    else if (value !== '' || !optional) text += key + goString(value as string);
  }
  return left === 0 && isCanonicalTime(draft.timestamp) ? text : undefined;
}

/** Writes a draft. Throws FormatError when it is no valid record. */
export function writeUnplacedRecord(draft: ReceiptDraft): UnplacedRecord {
  const { action_type: actionType, timestamp, transport } = draft;
  const { action_id, target, verdict } = draft;
  assertActionRecord({ version: 1, action_id, action_type: actionType, timestamp, target, verdict, transport });
  const ordinary = ordinaryText(draft);
  const [before, after] = ordinary === undefined ? aroundPlace(draft) : [ordinary, '}'];
  return { before, after, timestamp, actionType, transport, summary: receiptSummary(draft) };
}

function aroundPlace(draft: ReceiptDraft): readonly [string, string] {
  const text = canonicalizeActionRecord({ version: 1, ...draft, chain_prev_hash: '', chain_seq: 0n });
  const at = text.indexOf(PLACE);
  if (at < 0) throw new FormatError('missing_field', 'the record has no place in a chain');
  return [text.slice(0, at), text.slice(at + PLACE.length)];
}

/** The canonical text of the record at its place. All three are the run's own: hex digits and a number. */
export function placeRecord(record: UnplacedRecord, prevHash: string, seq: bigint, runNonce: string): string {
  const place = `,"chain_prev_hash":"${prevHash}","chain_seq":${seq.toString()}`;
  return `${record.before}${place},"run_nonce":"${runNonce}"${record.after}`;
}
