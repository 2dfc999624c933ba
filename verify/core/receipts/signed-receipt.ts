// SPDX-License-Identifier: Apache-2.0
import { demand } from '../../../evidence/canonical/errors.js';
import { fromHex, isHex } from '../../../evidence/canonical/text.js';
import type { CryptoSuite, SignatureCheck } from '../../../evidence/crypto/suite.js';
import { assertActionReceipt, parseActionReceipt } from '../../../evidence/model/receipt/action-receipt.codec.js';
import type { ParsedActionReceipt } from '../../../evidence/model/receipt/action-receipt.codec.js';
import { attempt, type Fault } from '../input/format-fault.js';

const SIGNATURE = /^ed25519:[0-9a-f]{128}$/;
// An escaped NUL in canonical text: an odd number of backslashes before `u0000`.
const NUL = /(?:^|[^\\])(?:\\\\)*\\u0000/;

const CONTROL = /[\x00-\x1f\x7f]/;

/**
 * The signature check of a `ed25519:<hex>` text under a hex key. Throws FormatError `field_value` when one of the two
 * does not have its form.
 */
export function signatureCheck(signature: string, signerKey: string, message: Uint8Array): SignatureCheck {
  demand(SIGNATURE.test(signature), 'the signature is not ed25519: and 128 lower-case hex digits');
  demand(isHex(signerKey, 64), 'the key is not 64 lower-case hex digits');
  return { publicKey: fromHex(signerKey), message, signature: fromHex(signature.slice('ed25519:'.length)) };
}

/** Whether canonical text holds a NUL, which cuts strings short in C-based readers. */
export function holdsNul(text: string): boolean {
  return text.includes('\\u0000') && NUL.test(text);
}

/** A receipt read out of an entry has not been judged yet; one that was parsed by itself has. */
function asserted(parsed: ParsedActionReceipt): ParsedActionReceipt {
  assertActionReceipt(parsed.receipt);
  return parsed;
}

/**
 * Judges one receipt in the order of the format: envelope, record, signature form, key form. The signature itself is
 * left to a batch. `content` is untrusted text, or what the entry around it was read to hold.
 */
export function openReceipt(content: string | ParsedActionReceipt, suite: CryptoSuite) {
  const parsed = attempt(() => {
    const opened = typeof content === 'string' ? parseActionReceipt(content) : asserted(content);
    const { signature, signer_key: key } = opened.receipt;
    return { ...opened, check: signatureCheck(signature, key, suite.sha256(opened.recordText)) };
  });
  if ('fault' in parsed) return parsed.fault;
  const { receipt, recordText, receiptText, check } = parsed.value;
  const { target, method = '' } = receipt.action_record;
  // A NUL cuts strings short in C-based readers, which then show another target than the one that was signed; a line
  // break in what names the request makes two lines of it wherever it is copied into a header or a log.
  if (holdsNul(recordText) || CONTROL.test(target + method)) {
    const message = 'a signed string holds a NUL, or names the request over two lines';
    const fault: Fault = { code: 'header_injection', message };
    return fault;
  }
  /** `receiptHash`: what the next receipt's `chain_prev_hash` must say. */
  return { receipt, receiptHash: suite.sha256Hex(receiptText), check };
}

/** A receipt that has the right form, with what its signature covers. Nothing is proved yet. */
export type SignedReceipt = Exclude<ReturnType<typeof openReceipt>, Fault>;
