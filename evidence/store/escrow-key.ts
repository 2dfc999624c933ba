// SPDX-License-Identifier: Apache-2.0
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fromHex, toHex } from '../canonical/text.js';
import { generateEscrowPair } from '../crypto/node/agreement.js';
import { EvidenceUnavailableError, messageOf } from '../model/errors.js';
import { createWholeFile, replaceFile } from './atomic-file.js';
import { asUnavailable, nodeIo } from './io.js';

/** Nobody but the owner may write, nobody outside the group may do anything. */
const FORBIDDEN_BITS = 0o037;
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
  const refuse = (reason: string, cause?: unknown): never => {
    throw new EvidenceUnavailableError('key', `the escrow key ${path} ${reason}`, { cause });
  };
  let text = '';
  try {
    const fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const stat = fstatSync(fd);
      if (!stat.isFile() || stat.size > MAX_KEY_FILE_BYTES) refuse('is no key file');
      if ((stat.mode & FORBIDDEN_BITS) !== 0) refuse('can be read or written by others; run chmod 0600 on it');
      text = readFileSync(fd, 'utf8');
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    if (error instanceof EvidenceUnavailableError) throw error;
    refuse(`cannot be read: ${messageOf(error)}`, error);
  }
  if (!KEY_TEXT.test(text)) refuse('does not hold 64 hex digits');
  return fromHex(text.trim());
}
