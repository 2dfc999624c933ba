// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../canonical/errors.js';
import { fromBase64, toBase64, toHex } from '../canonical/text.js';
import type { CryptoSuite } from './suite.js';

/** First line of a public key file. */
export const PUBLIC_HEADER = 'pipelock-ed25519-public-v1';

/** Text of a detached `.sig` file over the raw bytes of another file. `signature` is 64 bytes. */
export function formatDetachedSignature(signature: Uint8Array): string {
  return `${toBase64(sized(signature, 64, 'signature'))}\n`;
}

/** The 64 bytes of a detached `.sig` file. The text is untrusted. Throws FormatError `key_file`. */
export function parseDetachedSignature(text: string): Uint8Array {
  return decodeBody(withoutLineEnd(text), 64);
}

/**
 * A public key, as 64 lower-case hex digits, from the untrusted text of a public key file, or of bare hex digits or base64
 * (the sidecar, the published keys of an artifact, what a user typed). Throws FormatError `key_file`.
 */
export function parsePublicKeyText(text: string): string {
  const bare = text.trim();
  if (/^[0-9a-fA-F]{64}$/.test(bare)) return bare.toLowerCase();
  if (/^[A-Za-z0-9+/]{43}=$/.test(bare)) return toHex(decodeBody(bare, 32));
  return toHex(parseKeyFile(text, PUBLIC_HEADER, 32));
}

/** `sha256:` and the hex digest of the 32 raw bytes of a public key. */
export function fingerprint(publicKey: Uint8Array, suite: CryptoSuite): string {
  return `sha256:${suite.sha256Hex(sized(publicKey, 32, 'public key'))}`;
}

/** The bytes in the untrusted text of a key file: a header, then one line of base64. Throws FormatError `key_file`. */
export function parseKeyFile(text: string, header: string, length: number): Uint8Array {
  const [head, body = '', ...rest] = withoutLineEnd(text).split(/\r?\n/);
  if (head !== header || rest.length > 0) throw new FormatError('key_file', `not a ${header} file`);
  return decodeBody(body, length);
}

function withoutLineEnd(text: string): string {
  return text.replace(/\r?\n$/, '');
}

function decodeBody(text: string, length: number): Uint8Array {
  try {
    return sized(fromBase64(text), length, 'content');
  } catch (cause) {
    throw new FormatError('key_file', (cause as FormatError).message, { cause });
  }
}

/** The bytes, if there are so many of them. Throws FormatError `key_file`. */
export function sized(bytes: Uint8Array, length: number, what: string): Uint8Array {
  if (bytes.length !== length) throw new FormatError('key_file', `the ${what} is not ${length} bytes long`);
  return bytes;
}
