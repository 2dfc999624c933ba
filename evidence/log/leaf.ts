// SPDX-License-Identifier: Apache-2.0
import { isHex, utf8Encode } from '../canonical/text.js';

const HEAD = '{"schema":"pipelock.log-leaf.v1","receipt_sha256":"';
const TAIL = '"}';
const HEAD_BYTES = utf8Encode(HEAD);
const LENGTH = HEAD.length + 64 + TAIL.length;

/**
 * The leaf of a receipt: a document that names its hash. Opaque on purpose: the log can be published, and proves that a
 * receipt existed, without telling anything about it. `receiptHash` is 64 lower-case hex digits.
 */
export function receiptLeafText(receiptHash: string): string {
  return `${HEAD}${receiptHash}${TAIL}`;
}

/** The leaf of an assessment: its manifest's SHA-256, 64 lower-case hex digits. It tells no more than a receipt's leaf. */
export function assessmentLeafText(manifestHash: string): string {
  return `{"schema":"pipelock.assessment-leaf.v1","manifest_sha256":"${manifestHash}"}`;
}

/** The receipt hash that a leaf names; undefined for a leaf of another kind. The bytes are untrusted. */
export function receiptOfLeaf(entry: Uint8Array): string | undefined {
  if (entry.length !== LENGTH || !HEAD_BYTES.every((byte, index) => entry[index] === byte)) return undefined;
  let hash = '';
  for (const byte of entry.subarray(HEAD.length, HEAD.length + 64)) hash += String.fromCharCode(byte);
  return isHex(hash, 64) && entry[LENGTH - 2] === 0x22 && entry[LENGTH - 1] === 0x7d ? hash : undefined;
}
