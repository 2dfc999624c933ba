// SPDX-License-Identifier: Apache-2.0
import { parseStrictJson } from '../canonical/json-reader.js';
import { toHex } from '../canonical/text.js';
import type { CryptoSuite } from '../crypto/suite.js';
import {
  assembleReceiptText,
  assertActionRecord,
  canonicalizeActionRecord,
} from '../model/receipt/action-receipt.codec.js';
import type { ActionRecord } from '../model/receipt/action-receipt.js';
import type { Signer } from './signer.js';

export interface SignedReceipt {
  /** Canonical Go-JSON of the receipt: what goes into the recorder as detail. */
  readonly receiptText: string;
  /** SHA-256 of `receiptText`: the next receipt's `chain_prev_hash`. */
  readonly receiptHash: string;
  /** Canonical Go-JSON of the record. */
  readonly recordText: string;
}

/**
 * Signs a record: Ed25519 over the SHA-256 digest of its canonical text. `ext` is JSON text of advisory, unsigned data.
 * Answers at once when the signer does, because every mediated action waits for this. Throws FormatError when the record
 * breaks the format's rules or `ext` is not strict JSON, whatever the signer throws otherwise.
 */
export function signActionReceipt(
  record: ActionRecord,
  signer: Signer,
  suite: CryptoSuite,
  ext?: string,
): SignedReceipt | Promise<SignedReceipt> {
  assertActionRecord(record);
  if (ext !== undefined) {
    parseStrictJson(ext);
    // As deep as it will stand in the receipt.
    parseStrictJson(`[${ext}]`);
  }
  const recordText = canonicalizeActionRecord(record);
  const finish = (signature: Uint8Array): SignedReceipt => {
    const receiptText = assembleReceiptText(recordText, signatureText(signature), signer.publicKeyHex, ext);
    return { receiptText, receiptHash: suite.sha256Hex(receiptText), recordText };
  };
  const signature = signer.sign(suite.sha256(recordText));
  return signature instanceof Promise ? signature.then(finish) : finish(signature);
}

/** A signature as evidence spells it: `ed25519:` and 128 hex digits. */
export function signatureText(signature: Uint8Array): string {
  return `ed25519:${toHex(signature)}`;
}
