// SPDX-License-Identifier: Apache-2.0
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fromHex, toBase64 } from '../evidence/canonical/text.js';
import { fingerprint, formatDetachedSignature, parseDetachedSignature } from '../evidence/crypto/key-text.js';
import { nodeSuite } from '../evidence/crypto/node/suite.js';
import type { Signer } from '../evidence/sign/signer.js';
import { isFileFault, readBundleFile, writeBundleFile } from './bundle-files.js';

/** The hex part of a public key's fingerprint. */
export function keyDigest(publicKeyHex: string): string {
  return fingerprint(fromHex(publicKeyHex), nodeSuite).replace(/^sha256:/, '');
}

/** Signs the bytes of a file of the bundle into `<path>.sig`: base64 and a line feed. */
export async function signBundleFile(dir: string, path: string, bytes: Buffer, signer: Signer): Promise<void> {
  writeBundleFile(dir, `${path}.sig`, formatDetachedSignature(await signer.sign(bytes)), 0o644);
}

/** A signature of earlier bytes says nothing about these. */
export function dropSignature(dir: string, path: string): void {
  rmSync(join(dir, `${path}.sig`), { force: true });
}

/** `absent`: nobody signed. `unreadable`, `invalid`: somebody did something. `key`: the first given key that signed it. */
export type SignatureState =
  | { readonly state: 'absent' }
  | { readonly state: 'unreadable' | 'invalid'; readonly reason: string }
  | { readonly state: 'valid'; readonly key: string };

/** Checks `<path>.sig` over the given bytes under keys that the verifier brought along. */
export async function checkSignature(
  dir: string,
  path: string,
  bytes: Buffer,
  keys: readonly string[],
): Promise<SignatureState> {
  const read = readBundleFile(dir, `${path}.sig`);
  if (isFileFault(read)) {
    return read.fault === 'missing' ? { state: 'absent' } : { state: 'unreadable', reason: read.fault };
  }
  let signature: Uint8Array;
  try {
    signature = parseDetachedSignature(read.toString('latin1'));
  } catch {
    return { state: 'unreadable', reason: 'not a base64 signature of 64 bytes' };
  }
  // The one spelling: another that decodes to the same bytes would be a change that nobody notices.
  if (formatDetachedSignature(signature) !== read.toString('latin1')) {
    return { state: 'unreadable', reason: `not ${toBase64(signature).length} digits and a line feed` };
  }
  const checks = keys.map((key) => ({ publicKey: fromHex(key), message: bytes, signature }));
  const key = keys[(await nodeSuite.verifyBatch(checks)).indexOf(true)];
  return key === undefined ? { state: 'invalid', reason: 'no trusted key made it' } : { state: 'valid', key };
}
