// SPDX-License-Identifier: Apache-2.0
import { dirname } from 'node:path';
import { CodedError, messageOf } from '../model/errors.js';
import { parseTrustList, writeTrustList, type TrustedEnvelopeKey } from '../model/envelope/trust-list.js';
import { replaceFile } from './atomic-file.js';
import { explainFault, PRIVATE_FILE_BITS, readCheckedFile } from './checked-file.js';
import { asUnavailable, nodeIo } from './io.js';

/** Nobody but the owner may read or write it: who can write it decides whose word is believed. */
const MODE = 0o600;
const MAX_BYTES = 1 << 20;

/** The keys in a trust store; none when there is no file. Throws CodedError `trust_store`. */
export function readTrustStore(path: string): readonly TrustedEnvelopeKey[] {
  const read = readCheckedFile(path, { maxBytes: MAX_BYTES, forbiddenBits: PRIVATE_FILE_BITS });
  if (!read.ok) {
    if (read.fault === 'missing') return [];
    throw new CodedError('trust_store', explainFault(`the trust store ${path}`, read), { cause: read.cause });
  }
  try {
    return parseTrustList(read.bytes.toString('utf8'));
  } catch (cause) {
    throw new CodedError('trust_store', `the trust store ${path} cannot be read: ${messageOf(cause)}`, { cause });
  }
}

/** Replaces the keys of a trust store, whole or not at all. Throws FormatError or EvidenceUnavailableError. */
export function writeTrustStore(path: string, keys: readonly TrustedEnvelopeKey[]): void {
  const text = writeTrustList(keys);
  try {
    nodeIo.makeDir(dirname(path), 0o700);
    replaceFile(nodeIo, path, text, MODE);
  } catch (error) {
    throw asUnavailable(error, `writing the trust store ${path}`);
  }
}
