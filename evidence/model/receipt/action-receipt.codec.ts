// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../../canonical/errors.js';
import { decodeGoJson } from '../../canonical/go-json-decode.js';
import { compactRawJson, goString, reprintGoJson, writeGoJson } from '../../canonical/go-json.js';
import { ZERO_TIME } from '../../canonical/go-text.js';
import { parseStrictJson } from '../../canonical/json-reader.js';
import { isHex } from '../../canonical/text.js';
import { ACTION_TYPES } from './action-receipt.js';
import type { ActionReceipt, ActionRecord, ActionType } from './action-receipt.js';
import { ACTION_RECEIPT, ACTION_RECORD } from './action-record.table.js';

export { ACTION_RECORD } from './action-record.table.js';

const ACTION_TYPE_SET: ReadonlySet<string> = new Set(ACTION_TYPES);
const SIGNATURE_PREFIX = 'ed25519:';

export interface ParsedActionReceipt {
  readonly receipt: ActionReceipt;
  /** Canonical Go-JSON of the record: the text whose SHA-256 was signed. */
  readonly recordText: string;
  /** Canonical Go-JSON of the whole receipt: the text whose SHA-256 is the receipt hash. */
  readonly receiptText: string;
}

/** Canonical Go-JSON of a record. Throws FormatError when a member is absent or does not fit its type. */
export function canonicalizeActionRecord(record: ActionRecord): string {
  return writeGoJson(ACTION_RECORD, record);
}

/** Canonical Go-JSON of a receipt, `ext` compacted. Throws as `canonicalizeActionRecord`. */
export function canonicalizeActionReceipt(receipt: ActionReceipt): string {
  const { signature, signer_key: signerKey, ext } = receipt;
  return assembleReceiptText(canonicalizeActionRecord(receipt.action_record), signature, signerKey, ext);
}

/** The receipt text around a record text that is already canonical. `ext` is JSON text known to be valid. */
export function assembleReceiptText(recordText: string, signature: string, signerKey: string, ext?: string): string {
  const head = receiptHead(recordText, signature, signerKey);
  return ext === undefined ? `${head}}` : `${head},"ext":${compactRawJson(ext)}}`;
}

function receiptHead(recordText: string, signature: string, signerKey: string): string {
  const keys = `,"signature":${goString(signature)},"signer_key":${goString(signerKey)}`;
  return `{"version":1,"action_record":${recordText}${keys}`;
}

/**
 * Reads a receipt, canonical or not. The text is untrusted. Throws FormatError: `json_*` where it is not strict JSON,
 * `unknown_field`, `missing_field`, `json_type`, and what `assertActionReceipt` throws. The signature is not checked.
 */
export function parseActionReceipt(text: string): ParsedActionReceipt {
  const parsed = parseCanonical(text) ?? parseAnySpelling(text);
  assertActionReceipt(parsed.receipt);
  return parsed;
}

/** Receipts are read by the million and nearly all are canonical: print again, compare, and the text is proved. */
function parseCanonical(text: string): ParsedActionReceipt | undefined {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isReceiptLike(data)) return undefined;
  const recordText = reprintGoJson(ACTION_RECORD, data.action_record);
  if (recordText === undefined) return undefined;
  const head = receiptHead(recordText, data.signature, data.signer_key);
  const tail = canonicalTail(text, head);
  if (tail === undefined) return undefined;
  widenCounters(data.action_record as Record<string, unknown>);
  const receipt = {
    version: 1 as const,
    action_record: data.action_record as ActionRecord,
    signature: data.signature,
    signer_key: data.signer_key,
    ...tail,
  };
  return { receipt, recordText, receiptText: text };
}

interface ReceiptLike {
  readonly version: 1;
  readonly action_record: object;
  readonly signature: string;
  readonly signer_key: string;
}

function isReceiptLike(data: unknown): data is ReceiptLike {
  if (typeof data !== 'object' || data === null) return false;
  const { version, action_record: record, signature, signer_key: key } = data as Partial<ReceiptLike>;
  return (
    version === 1 &&
    typeof record === 'object' &&
    (record as object | null) !== null &&
    typeof signature === 'string' &&
    typeof key === 'string'
  );
}

/** What follows the proved head: nothing, or one `ext`, itself read strictly because JSON.parse hides doubled keys. */
function canonicalTail(text: string, head: string): { ext?: string } | undefined {
  // Equality of whole strings is several times faster than startsWith.
  if (text.length === head.length + 1) return text === `${head}}` ? {} : undefined;
  const extStart = head.length + EXT_KEY.length;
  if (text.slice(0, extStart) !== head + EXT_KEY || !text.endsWith('}')) return undefined;
  const ext = text.slice(extStart, -1);
  try {
    // One level less: the receipt around it is the first.
    parseStrictJson(ext, { maxDepth: 127 });
  } catch {
    return undefined;
  }
  return compactRawJson(ext) === ext ? { ext } : undefined;
}

const EXT_KEY = ',"ext":';

/** JSON.parse made the 64-bit counters numbers; the comparison proved them exact. */
function widenCounters(record: Record<string, unknown>): void {
  widen(record, 'chain_seq');
  if (record['contract_generation'] !== undefined) widen(record, 'contract_generation');
  if (record['key_transition'] !== undefined) widen(record['key_transition'], 'prior_chain_seq');
  const control = record['session_control'] as Record<string, unknown> | undefined;
  if (control === undefined) return;
  for (const [part, counters] of CONTROL_COUNTERS) {
    for (const counter of counters) if (control[part] !== undefined) widen(control[part], counter);
  }
}

const CONTROL_COUNTERS = [
  ['open', ['chain_open_seq', 'prior_chain_seq']],
  ['heartbeat', ['beat', 'chain_seq_head', 'fsync_errors_gated', 'durability_blocks']],
  ['close', ['final_seq', 'receipt_count', 'fsync_errors_gated', 'durability_blocks']],
] as const;

function widen(holder: unknown, name: string): void {
  const members = holder as Record<string, unknown>;
  const value = members[name];
  if (typeof value === 'number') members[name] = BigInt(value);
}

function parseAnySpelling(text: string): ParsedActionReceipt {
  const receipt = decodeGoJson(ACTION_RECEIPT, parseStrictJson(text), text);
  return {
    receipt,
    recordText: canonicalizeActionRecord(receipt.action_record),
    receiptText: writeGoJson(ACTION_RECEIPT, receipt),
  };
}

/**
 * The rules a receipt has to satisfy before its signature is worth checking, in the order of the format. Throws
 * FormatError `field_value` or `missing_field` with the member's path.
 */
export function assertActionReceipt(receipt: ActionReceipt): void {
  if ((receipt.version as number) !== 1) throw fault('field_value', 'unknown receipt version', '/version');
  assertActionRecord(receipt.action_record, '/action_record');
  const { signature, signer_key: signerKey } = receipt;
  if (!signature.startsWith(SIGNATURE_PREFIX) || !isHex(signature.slice(SIGNATURE_PREFIX.length), 128)) {
    throw fault('field_value', 'the signature is not ed25519: and 128 hex digits', '/signature');
  }
  if (!isHex(signerKey, 64)) throw fault('field_value', 'the signer key is not 64 hex digits', '/signer_key');
}

/** The rules for a record. Throws FormatError `field_value` or `missing_field`; `path` is put before the member's path. */
export function assertActionRecord(record: ActionRecord, path = ''): void {
  if ((record.version as number) !== 1) throw fault('field_value', 'unknown record version', `${path}/version`);
  assertFilled(record.action_id, `${path}/action_id`);
  if (!isActionType(record.action_type)) throw fault('field_value', 'unknown action type', `${path}/action_type`);
  if (record.timestamp === ZERO_TIME) throw fault('missing_field', 'the timestamp is not set', `${path}/timestamp`);
  assertFilled(record.target, `${path}/target`);
  assertFilled(record.verdict, `${path}/verdict`);
  assertFilled(record.transport, `${path}/transport`);
}

export function isActionType(text: string): text is ActionType {
  return ACTION_TYPE_SET.has(text);
}

function assertFilled(text: string, path: string): void {
  if (text === '') throw fault('missing_field', 'the member is empty', path);
}

function fault(code: 'field_value' | 'missing_field', message: string, path: string): FormatError {
  return new FormatError(code, message, { path });
}
