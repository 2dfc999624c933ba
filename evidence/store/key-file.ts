// SPDX-License-Identifier: Apache-2.0
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fromHex } from '../canonical/text.js';
import {
  formatPrivateKeyFile,
  formatPublicKeyFile,
  formatPublicKeySidecar,
  parsePrivateKeyFile,
} from '../crypto/key-text.js';
import { createNodeSigner, generateKeyPair } from '../crypto/node/signer.js';
import { EvidenceUnavailableError, messageOf } from '../model/errors.js';
import type { Signer } from '../sign/signer.js';
import { createWholeFile, replaceFile } from './atomic-file.js';
import { asUnavailable, isMissing, nodeIo } from './io.js';

/** Nobody but the owner may write; nobody outside the group may do anything. */
const FORBIDDEN_BITS = 0o037;
const MAX_KEY_FILE_BYTES = 16 * 1024;

function unusable(message: string, cause?: unknown): EvidenceUnavailableError {
  return new EvidenceUnavailableError('key', message, { cause });
}

function explain(path: string, error: unknown): EvidenceUnavailableError {
  if (error instanceof EvidenceUnavailableError) return error;
  const code = (error as NodeJS.ErrnoException).code;
  if (isMissing(error)) return unusable(`no signing key at ${path}; create one there or correct the path`, error);
  if (code === 'ELOOP') return unusable(`the signing key ${path} is a symbolic link; name the file itself`, error);
  if (code === 'EACCES' || code === 'EPERM') {
    return unusable(`the signing key ${path} cannot be read; let the recorder's user own it with mode 0600`, error);
  }
  return unusable(`the signing key ${path} cannot be used: ${messageOf(error)}`, error);
}

/** The checks are made on the open file, so that it cannot be exchanged between check and read. */
function readKeyText(path: string): string {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stat = fstatSync(fd);
    if (!stat.isFile()) throw unusable(`the signing key ${path} is not a regular file`);
    if (stat.size > MAX_KEY_FILE_BYTES) throw unusable(`the signing key ${path} is too large to be a key file`);
    if ((stat.mode & FORBIDDEN_BITS) !== 0) {
      const mode = (stat.mode & 0o777).toString(8).padStart(4, '0');
      throw unusable(`the signing key ${path} has mode ${mode}; run chmod 0600 on it (0640 for a reading group)`);
    }
    return readFileSync(fd, 'utf8');
  } finally {
    closeSync(fd);
  }
}

/**
 * Loads a private key in the text form. The file is the operator's, but checked: a regular file, no symbolic link,
 * nobody else may write it, the world may not read it. Throws EvidenceUnavailableError `key`, whose message says what
 * to do and never holds key material.
 */
export function loadSigningKey(path: string, custody: Signer['custody']): Signer {
  try {
    return createNodeSigner(parsePrivateKeyFile(readKeyText(path)), custody);
  } catch (error) {
    throw explain(path, error);
  }
}

/** Forms of the public key beside a private one: bare hex beside a recorder's key, the key file in a keystore. */
const PUBLIC_FORMS = { hex: formatPublicKeySidecar, text: formatPublicKeyFile } as const;

/**
 * Makes a key: the private file with mode 0600, whole or not at all, never over an existing file; beside it
 * `<path>.pub` with the public key. Answers the public key as 64 hex digits. Throws EvidenceUnavailableError.
 */
export function createSigningKey(path: string, publicForm: keyof typeof PUBLIC_FORMS = 'hex'): string {
  const { privateKey, publicKeyHex } = generateKeyPair();
  try {
    nodeIo.makeDir(dirname(path), 0o700);
    if (!createWholeFile(nodeIo, path, formatPrivateKeyFile(privateKey), 0o600)) {
      throw unusable(`${path} exists already; remove it first if its key may be lost`);
    }
    replaceFile(nodeIo, `${path}.pub`, PUBLIC_FORMS[publicForm](fromHex(publicKeyHex)), 0o644);
  } catch (error) {
    throw asUnavailable(error, `creating the signing key ${path}`);
  } finally {
    privateKey.fill(0);
  }
  return publicKeyHex;
}
