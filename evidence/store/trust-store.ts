// SPDX-License-Identifier: Apache-2.0
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { CodedError } from '../model/errors.js';
import { parseTrustList, writeTrustList, type TrustedEnvelopeKey } from '../model/envelope/trust-list.js';
import { replaceFile } from './atomic-file.js';
import { asUnavailable, isMissing, nodeIo } from './io.js';

/** Nobody but the owner may read or write it: who can write it decides whose word is believed. */
const MODE = 0o600;
const FORBIDDEN_BITS = 0o077;
const MAX_BYTES = 1 << 20;

function unusable(path: string, what: string, cause?: unknown): CodedError {
  return new CodedError('trust_store', `the trust store ${path} ${what}`, { cause });
}

/** The keys in a trust store; none when there is no file. Throws CodedError `trust_store`. */
export function readTrustStore(path: string): readonly TrustedEnvelopeKey[] {
  let fd: number;
  try {
    fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    if (isMissing(error)) return [];
    throw unusable(path, 'cannot be opened, or is a symbolic link', error);
  }
  try {
    const stat = fstatSync(fd);
    if (!stat.isFile() || stat.size > MAX_BYTES) throw unusable(path, 'is not a regular file of at most 1 MiB');
    if ((stat.mode & FORBIDDEN_BITS) !== 0) throw unusable(path, 'is open to others; run chmod 0600 on it');
    return parseTrustList(readFileSync(fd, 'utf8'));
  } catch (error) {
    if (error instanceof CodedError && error.code === 'trust_store') throw error;
    throw unusable(path, `cannot be read: ${error instanceof Error ? error.message : String(error)}`, error);
  } finally {
    closeSync(fd);
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
