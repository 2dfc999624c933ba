// SPDX-License-Identifier: Apache-2.0
import { dirname } from 'node:path';
import { fromHex, toHex } from '../canonical/text.js';
import { generateEscrowPair } from '../crypto/node/agreement.js';
import { EvidenceUnavailableError } from '../model/errors.js';
import { createWholeFile, replaceFile } from './atomic-file.js';
import { explainFault, KEY_FILE_BITS, readCheckedFile } from './checked-file.js';
import { asUnavailable, nodeIo } from './io.js';

const MAX_KEY_FILE_BYTES = 1024;
const KEY_TEXT = /^[0-9a-f]{64}\n?$/;

/**
 * Makes an escrow key: the private half at `path` with mode 0600, never over an existing file, the public half beside it
 * as `<path>.pub`; both as 64 hex digits. Answers the public key. Throws EvidenceUnavailableError.
 */
export function createEscrowKey(path: string): string {
  const { privateKey, publicKey } = generateEscrowPair();
  try {
    nodeIo.makeDir(dirname(path), 0o700);
    if (!createWholeFile(nodeIo, path, `${toHex(privateKey)}\n`, 0o600)) {
      throw new EvidenceUnavailableError('key', `${path} exists already; what it opens would be lost without it`);
    }
    replaceFile(nodeIo, `${path}.pub`, `${toHex(publicKey)}\n`, 0o644);
  } catch (error) {
    throw asUnavailable(error, `creating the escrow key ${path}`);
  } finally {
    privateKey.fill(0);
  }
  return toHex(publicKey);
}

/** Loads the private half. The file is the operator's, but checked. Throws EvidenceUnavailableError `key`. */
export function loadEscrowKey(path: string): Uint8Array {
  const read = readCheckedFile(path, { maxBytes: MAX_KEY_FILE_BYTES, forbiddenBits: KEY_FILE_BITS });
  if (!read.ok) {
    const message = explainFault(`the escrow key ${path}`, read);
    throw new EvidenceUnavailableError('key', message, { cause: read.cause });
  }
  const text = read.bytes.toString('utf8');
  if (!KEY_TEXT.test(text))
    throw new EvidenceUnavailableError('key', `the escrow key ${path} does not hold 64 hex digits`);
  return fromHex(text.trim());
}
