// SPDX-License-Identifier: Apache-2.0
import { concatBytes } from '../canonical/framing.js';
import { fromHex } from '../canonical/text.js';

/** Bytes of a nonce. */
export const NONCE_BYTES = 8;

/**
 * The request for a time stamp of something with this SHA-256 (RFC 3161 section 2.4.1), DER: version 1, the digest, the
 * nonce, and that the authority's certificate shall come along. The nonce is used as a positive integer of full length.
 */
export function timeStampRequest(digest: Uint8Array, nonce: Uint8Array): Uint8Array {
  return concatBytes([
    fromHex('30430201013031300d060960864801650304020105000420'),
    digest,
    fromHex('0208'),
    asInteger(nonce),
    fromHex('0101ff'),
  ]);
}

/** The nonce as it stands in request and answer: neither a sign nor leading zeros are left to chance. */
export function asInteger(nonce: Uint8Array): Uint8Array {
  const [first = 0, ...rest] = nonce;
  return Uint8Array.of((first & 0x3f) | 0x40, ...rest);
}
