// SPDX-License-Identifier: Apache-2.0
import { dirname } from 'node:path';
import { fromHex, toHex } from '../canonical/text.js';
import { fingerprint } from '../crypto/key-text.js';
import {
  formatJsonKeyFile,
  formatPrivateKeyFile,
  formatPublicKeyFile,
  formatPublicKeySidecar,
  parseJsonKeyFile,
  parsePrivateKeyFile,
  privateKeyOf,
  type JsonKeyFile,
} from '../crypto/key-files.js';
import { createNodeSigner, generateKeyPair, type NodeSigner } from '../crypto/node/signer.js';
import { nodeSuite } from '../crypto/node/suite.js';
import { EvidenceUnavailableError, messageOf } from '../model/errors.js';
import type { KeyPurpose } from '../model/key-purpose.js';
import type { Signer } from '../sign/signer.js';
import { createWholeFile, replaceFile } from './atomic-file.js';
import { explainFault, KEY_FILE_BITS, PRIVATE_FILE_BITS, readCheckedFile } from './checked-file.js';
import { asUnavailable, nodeIo } from './io.js';

const MAX_KEY_FILE_BYTES = 16 * 1024;

function unusable(message: string, cause?: unknown): EvidenceUnavailableError {
  return new EvidenceUnavailableError('key', message, { cause });
}

function explain(path: string, error: unknown): EvidenceUnavailableError {
  if (error instanceof EvidenceUnavailableError) return error;
  return unusable(`the signing key ${path} cannot be used: ${messageOf(error)}`, error);
}

function readKeyText(path: string): { readonly text: string; readonly mode: number } {
  const read = readCheckedFile(path, { maxBytes: MAX_KEY_FILE_BYTES, forbiddenBits: KEY_FILE_BITS });
  if (read.ok) return { text: read.bytes.toString('utf8'), mode: read.mode };
  if (read.fault === 'missing') {
    throw unusable(
      `no signing key at ${path}; pipelock keygen --out ${path} makes one, or correct the path`,
      read.cause,
    );
  }
  throw unusable(explainFault(`the signing key ${path}`, read), read.cause);
}

/** A private key from a file of any of the three forms. */
export interface LoadedKey {
  readonly signer: NodeSigner;
  /** What the file says the key is for; text key files say nothing. */
  readonly purpose: KeyPurpose | undefined;
  readonly keyId: string | undefined;
  /** Permission bits of the file. */
  readonly mode: number;
}

function parseAnyKey(text: string, mode: number, path: string, custody: Signer['custody']): LoadedKey {
  if (!text.trimStart().startsWith('{')) {
    const signer = createNodeSigner(parsePrivateKeyFile(text), custody);
    return { signer, purpose: undefined, keyId: undefined, mode };
  }
  const file = parseJsonKeyFile(text);
  // The JSON form holds keys of authority, and no reading group has a use for those.
  if ((mode & PRIVATE_FILE_BITS) !== 0)
    throw unusable(`the key file ${path} can be read by others; run chmod 0600 on it`);
  return { signer: createNodeSigner(privateKeyOf(file), custody), purpose: file.purpose, keyId: file.key_id, mode };
}

/**
 * Loads a private key from a text or JSON key file. The file is the operator's, but checked: a regular file, no symbolic
 * link, nobody else may write it, the world may not read it. A JSON file made for another purpose than `purpose` is
 * refused. Throws EvidenceUnavailableError `key`, whose message says what to do and never holds key material.
 */
export function loadPrivateKey(path: string, custody: Signer['custody'], purpose?: KeyPurpose): LoadedKey {
  try {
    const { text, mode } = readKeyText(path);
    const key = parseAnyKey(text, mode, path, custody);
    if (purpose !== undefined && key.purpose !== undefined && key.purpose !== purpose) {
      throw unusable(`the key file ${path} is for ${key.purpose}, not for ${purpose}`);
    }
    return key;
  } catch (error) {
    throw explain(path, error);
  }
}

/**
 * The 64 bytes of a private key, for a signature that no signer makes. Wipe them after use. Checks and errors as
 * `loadPrivateKey`.
 */
export function readPrivateKey(path: string): Uint8Array {
  try {
    const { text } = readKeyText(path);
    const key = text.trimStart().startsWith('{') ? privateKeyOf(parseJsonKeyFile(text)) : parsePrivateKeyFile(text);
    // Whether its halves belong together.
    createNodeSigner(key, 'separate_uid');
    return key;
  } catch (error) {
    throw explain(path, error);
  }
}

/** Loads the key that signs receipts. Throws as `loadPrivateKey`. */
export function loadSigningKey(path: string, custody: Signer['custody']): Signer {
  return loadPrivateKey(path, custody, 'receipt-signing').signer;
}

export interface JsonKeyRequest {
  readonly purpose: KeyPurpose;
  /** Without one: the purpose and the first eight digits of the fingerprint. */
  readonly keyId?: string;
  /** RFC 3339 UTC. */
  readonly createdAt: string;
}

/**
 * Makes a JSON key file with mode 0600, whole or not at all, never over an existing file. Answers what it holds, without
 * the private half. Throws EvidenceUnavailableError.
 */
export function createJsonKey(path: string, request: JsonKeyRequest): Omit<JsonKeyFile, 'private'> {
  const { privateKey, publicKeyHex } = generateKeyPair();
  const digits = fingerprint(fromHex(publicKeyHex), nodeSuite).slice('sha256:'.length);
  const open = {
    schema_version: 1,
    purpose: request.purpose,
    key_id: request.keyId ?? `${request.purpose}-${digits.slice(0, 8)}`,
    public: publicKeyHex,
    created_at: request.createdAt,
  } as const;
  try {
    nodeIo.makeDir(dirname(path), 0o700);
    const text = formatJsonKeyFile({ ...open, private: toHex(privateKey) });
    if (!createWholeFile(nodeIo, path, text, 0o600)) throw unusable(`${path} exists already`);
  } catch (error) {
    throw asUnavailable(error, `creating the key file ${path}`);
  } finally {
    privateKey.fill(0);
  }
  return open;
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
