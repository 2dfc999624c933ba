// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../canonical/errors.js';
import type { GoStruct } from '../canonical/go-json.js';
import { goWords, parseGoJson, writeGoJson } from '../canonical/go-words.js';
import { fromHex, isHex, toBase64, toHex } from '../canonical/text.js';
import { KEY_PURPOSES, type KeyPurpose } from '../model/key-purpose.js';
import { parseKeyFile, PUBLIC_HEADER, sized } from './key-text.js';

const PRIVATE_HEADER = 'pipelock-ed25519-private-v1';

/** Text of a public key file. `publicKey` is 32 bytes. */
export function formatPublicKeyFile(publicKey: Uint8Array): string {
  return `${PUBLIC_HEADER}\n${toBase64(sized(publicKey, 32, 'public key'))}\n`;
}

/** Text of a private key file. `privateKey` is 64 bytes: seed, then public key. */
export function formatPrivateKeyFile(privateKey: Uint8Array): string {
  return `${PRIVATE_HEADER}\n${toBase64(sized(privateKey, 64, 'private key'))}\n`;
}

/** Text of the `.pub` sidecar that stands beside a signing key. */
export function formatPublicKeySidecar(publicKey: Uint8Array): string {
  return `${toHex(sized(publicKey, 32, 'public key'))}\n`;
}

/** The 64 bytes (seed, then public key) in the text of a private key file. Throws FormatError `key_file`. */
export function parsePrivateKeyFile(text: string): Uint8Array {
  return parseKeyFile(text, PRIVATE_HEADER, 64);
}

/** A JSON key file: one key and what it may be used for. */
export interface JsonKeyFile {
  readonly schema_version: 1;
  readonly purpose: KeyPurpose;
  readonly key_id: string;
  /** 64 lower-case hex digits. */
  readonly public: string;
  /** 128 lower-case hex digits: seed, then public key. */
  readonly private: string;
  readonly created_at: string;
}

/** Longest JSON key file, in bytes. */
const MAX_JSON_KEY_BYTES = 16_384;

const JSON_KEY: GoStruct<JsonKeyFile> = goWords('schema_version:int purpose key_id public private created_at:time');

/** Reads a JSON key file. Throws FormatError: `size`, what the strict reader throws, `key_file` on a bad member. */
export function parseJsonKeyFile(text: string): JsonKeyFile {
  if (text.length > MAX_JSON_KEY_BYTES) throw new FormatError('size', 'the key file is longer than 16 KiB');
  const file = parseGoJson(JSON_KEY, text);
  if ((file.schema_version as number) !== 1) throw keyFault('unknown schema version', '/schema_version');
  if (!KEY_PURPOSES.includes(file.purpose)) throw keyFault('unknown purpose', '/purpose');
  if (file.key_id === '') throw keyFault('the key id is empty', '/key_id');
  if (!isHex(file.public, 64)) throw keyFault('64 lower-case hex digits are expected', '/public');
  if (!isHex(file.private, 128)) throw keyFault('128 lower-case hex digits are expected', '/private');
  if (!file.private.endsWith(file.public)) throw keyFault('the two keys do not belong together', '/private');
  return file;
}

/** The text of a JSON key file, with its line feed. */
export function formatJsonKeyFile(file: JsonKeyFile): string {
  return `${JSON.stringify(JSON.parse(writeGoJson(JSON_KEY, file)), null, 2)}\n`;
}

/** The 64 private bytes of a JSON key file. */
export function privateKeyOf(file: JsonKeyFile): Uint8Array {
  return fromHex(file.private);
}

function keyFault(message: string, path = ''): FormatError {
  return new FormatError('key_file', message, { path });
}
