// SPDX-License-Identifier: Apache-2.0
import { demand } from '../../canonical/errors.js';
import {
  compactRawJson,
  goString,
  parseGoJson,
  platformJson,
  rewriteGoJson,
  widen,
  writeGoJson,
} from '../../canonical/go-json.js';
import { fault, isMembers } from '../../canonical/go-kinds.js';
import { ZERO_TIME } from '../../canonical/go-text.js';
import { isHex } from '../../canonical/text.js';
import { ACTION_RECEIPT, ACTION_RECORD, ACTION_TYPES } from './action-receipt.js';
import type { ActionReceipt, ActionRecord } from './action-receipt.js';

export { ACTION_RECORD } from './action-receipt.js';

const ACTION_TYPE_SET: ReadonlySet<string> = new Set(ACTION_TYPES);
const SIGNATURE = /^ed25519:[0-9a-f]{128}$/;

/** Canonical Go-JSON of a record. Throws FormatError when a member is absent or does not fit its type. */
export function canonicalizeActionRecord(record: ActionRecord): string {
  return writeGoJson(ACTION_RECORD, record);
}

/** The receipt text around a record text that is already canonical. `ext` is JSON text known to be valid. */
export function assembleReceiptText(recordText: string, signature: string, signerKey: string, ext?: string): string {
  const keys = `,"signature":${goString(signature)},"signer_key":${goString(signerKey)}`;
  const tail = ext === undefined ? '}' : `,"ext":${compactRawJson(ext)}}`;
  return `{"version":1,"action_record":${recordText}${keys}${tail}`;
}

/**
 * Reads a receipt, canonical or not. The text is untrusted. Throws FormatError: `json_*` where it is not strict JSON,
 * `unknown_field`, `missing_field`, `json_type`, and what `assertActionReceipt` throws. The signature is not checked.
 */
export function parseActionReceipt(text: string): ParsedActionReceipt {
  const fast = canonicalReceipt(platformJson(text));
  const parsed = fast?.receiptText === text ? fast : parseAnySpelling(text);
  assertActionReceipt(parsed.receipt);
  return parsed;
}

/**
 * What a receipt amounts to that the platform's reader made of untrusted text, if that text is `receiptText`: then it was
 * canonical. The rules of receipts are not checked. Undefined for a value that no such text can stand for.
 */
export function canonicalReceipt(value: unknown): ParsedActionReceipt | undefined {
  if (!isMembers(value)) return undefined;
  const { action_record: record, signature, signer_key: signerKey } = value;
  const recordText = rewriteGoJson(ACTION_RECORD, record);
  if (recordText === undefined || typeof signature !== 'string' || typeof signerKey !== 'string') return undefined;
  const receiptText = assembleReceiptText(recordText, signature, signerKey);
  return { receipt: widen(ACTION_RECEIPT, value), recordText, receiptText };
}

function parseAnySpelling(text: string) {
  const receipt = parseGoJson(ACTION_RECEIPT, text);
  return {
    receipt,
    /** Canonical Go-JSON of the record: the text whose SHA-256 was signed. */
    recordText: canonicalizeActionRecord(receipt.action_record),
    /** Canonical Go-JSON of the whole receipt: the text whose SHA-256 is the receipt hash. */
    receiptText: writeGoJson(ACTION_RECEIPT, receipt),
  };
}

export type ParsedActionReceipt = Readonly<ReturnType<typeof parseAnySpelling>>;

/**
 * The rules a receipt has to satisfy before its signature is worth checking, in the order of the format. Throws
 * FormatError `field_value` or `missing_field` with the member's path.
 */
export function assertActionReceipt(receipt: ActionReceipt): void {
  if (receipt.version !== 1) throw fault('field_value', 'unknown receipt version', '/version');
  assertActionRecord(receipt.action_record, '/action_record');
  const { signature, signer_key: signerKey } = receipt;
  demand(SIGNATURE.test(signature), 'the signature is not ed25519: and 128 hex digits', '/signature');
  demand(isHex(signerKey, 64), 'the signer key is not 64 hex digits', '/signer_key');
}

type RuledMembers = 'version' | 'action_id' | 'action_type' | 'timestamp' | 'target' | 'verdict' | 'transport';

/** The rules for a record. Throws FormatError `field_value` or `missing_field`; `path` is put before the member's path. */
export function assertActionRecord(record: Pick<ActionRecord, RuledMembers>, path = ''): void {
  if (record.version !== 1) throw fault('field_value', 'unknown record version', `${path}/version`);
  assertFilled(record.action_id, `${path}/action_id`);
  if (!ACTION_TYPE_SET.has(record.action_type))
    throw fault('field_value', 'unknown action type', `${path}/action_type`);
  if (record.timestamp === ZERO_TIME) throw fault('missing_field', 'the timestamp is not set', `${path}/timestamp`);
  for (const name of ['target', 'verdict', 'transport'] as const) assertFilled(record[name], `${path}/${name}`);
}

function assertFilled(text: string, path: string): void {
  if (text === '') throw fault('missing_field', 'the member is empty', path);
}
