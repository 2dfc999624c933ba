// SPDX-License-Identifier: Apache-2.0
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { formatDetachedSignature } from '../evidence/crypto/key-text.js';
import type { Signer } from '../evidence/sign/signer.js';
import { writeBundleFile } from './bundle-files.js';

/** Signs the bytes of a file of the bundle into `<path>.sig`: base64 and a line feed. */
export async function signBundleFile(dir: string, path: string, bytes: Buffer, signer: Signer): Promise<void> {
  writeBundleFile(dir, `${path}.sig`, formatDetachedSignature(await signer.sign(bytes)), 0o644);
}

/** A signature of earlier bytes says nothing about these. */
export function dropSignature(dir: string, path: string): void {
  rmSync(join(dir, `${path}.sig`), { force: true });
}
