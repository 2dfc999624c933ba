// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AelSource } from '../evidence/attest/ael/source.js';
import { VerificationError } from '../evidence/model/errors.js';
import { readSmallBytes, readSmallFile } from '../verify/node/read.js';

/** Largest file of signed lines. */
export const STATEMENTS_BYTES = 64 << 20;
const MANIFEST_BYTES = 1 << 20;

/** A file's bytes; never through a symbolic link. Throws VerificationError naming the file. */
export function readBytes(path: string, maxBytes: number): Uint8Array {
  const bytes = readSmallBytes(path, maxBytes);
  if ('code' in bytes) throw new VerificationError(bytes.code, `${path}: ${bytes.message}`);
  return bytes;
}

/** An artifact (untrusted) in a folder. Throws VerificationError when it has no manifest that can be read. */
export function openArtifact(folder: string): AelSource {
  const policyFolder = join(folder, 'policy');
  const names = existsSync(policyFolder)
    ? readdirSync(policyFolder).filter((name) => /^[0-9a-f]{64}\.json$/.test(name))
    : [];
  const policies = names.map((name) => {
    const text = readSmallFile(join(policyFolder, name), MANIFEST_BYTES);
    if (typeof text !== 'string')
      throw new VerificationError(text.code, `${join(policyFolder, name)}: ${text.message}`);
    return [name.slice(0, 64), text] as const;
  });
  return {
    name: folder,
    manifest: readBytes(join(folder, 'manifest.json'), MANIFEST_BYTES),
    has: (path) => existsSync(join(folder, path)),
    file: (path) => readBytes(join(folder, path), STATEMENTS_BYTES),
    policies: new Map(policies),
  };
}
