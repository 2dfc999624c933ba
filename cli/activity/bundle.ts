// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeBundleFile } from '../../assess/bundle-files.js';
import { formatDetachedSignature } from '../../evidence/crypto/key-text.js';
import { UsageError } from '../../evidence/model/errors.js';
import { loadPrivateKey } from '../../evidence/store/key-file.js';

const MANIFEST = 'manifest.json';
const SIGNATURE = 'manifest.json.sig';

export interface BundleContent {
  readonly html: string;
  readonly json: string;
  readonly generated: string;
  readonly version: string;
}

/**
 * Writes a folder of report.html, report.json and manifest.json, which holds their SHA-256. With a private key file the
 * manifest is signed; without one, a signature of an earlier manifest is removed. Answers the signer's public key.
 */
export function writeReportBundle(
  dir: string,
  { html, json, generated, version }: BundleContent,
  keyPath: string | undefined,
): string | undefined {
  const own = new Set(['report.html', 'report.json', MANIFEST, SIGNATURE]);
  const foreign = existsSync(dir) ? readdirSync(dir).find((name) => !own.has(name)) : undefined;
  if (foreign !== undefined)
    throw new UsageError(`${dir} holds ${foreign}, which is no part of a report; name another folder`);
  const signer = keyPath === undefined ? undefined : loadPrivateKey(keyPath, 'same_uid').signer;
  // First, so that no crash leaves an old signature beside a new manifest.
  rmSync(join(dir, SIGNATURE), { force: true });
  const files = {
    'report.html': writeBundleFile(dir, 'report.html', html),
    'report.json': writeBundleFile(dir, 'report.json', json),
  };
  const manifest = Buffer.from(`${JSON.stringify({ files, generated, version }, null, 2)}\n`);
  writeBundleFile(dir, MANIFEST, manifest);
  if (signer === undefined) return undefined;
  writeBundleFile(dir, SIGNATURE, formatDetachedSignature(signer.sign(manifest)), 0o644);
  return signer.publicKeyHex;
}
