// SPDX-License-Identifier: Apache-2.0
import type { AssessmentManifest } from '../evidence/model/assessment.js';
import { isFileFault, listBundle, readBundleFile, sha256Hex } from './bundle-files.js';
import { AssessError } from './errors.js';
import { checkSignature } from './identity.js';
import { MANIFEST_FILE, MANIFEST_SIGNATURE, readManifest, type ReadManifest } from './manifest.js';
import { ATTESTATION_FILE, STATEMENT_FILE } from './names.js';
import { statementFault } from './statement.js';

/** Exit codes: 0 signed and whole, 1 changed or not finalized, 2 signature or key, 3 whole but unsigned. */
export interface BundleVerification {
  readonly exitCode: 0 | 1 | 2 | 3;
  readonly integrity: boolean;
  readonly signed: boolean;
  /** The trusted key that signed it. */
  readonly key?: string;
  /** Every fault, by file. */
  readonly faults: readonly string[];
  readonly manifest?: AssessmentManifest;
}

/** Files that stand beside the manifest and are checked in their own way or signed over it. */
const BESIDE: ReadonlySet<string> = new Set([
  MANIFEST_FILE,
  MANIFEST_SIGNATURE,
  `${ATTESTATION_FILE}.sig`,
  STATEMENT_FILE,
]);

function fileFault(dir: string, path: string, digest: string): string | undefined {
  const bytes = readBundleFile(dir, path);
  if (isFileFault(bytes)) return `${path}: ${bytes.fault}`;
  return sha256Hex(bytes) === digest ? undefined : `${path}: its SHA-256 is not the one in the manifest`;
}

/** Every artifact is as the manifest says, and nothing lies there that it does not name. */
function bundleFaults(dir: string, artifacts: Readonly<Record<string, string>>): string[] {
  const { files, strange } = listBundle(dir);
  const named = new Set(Object.keys(artifacts));
  return [
    ...Object.entries(artifacts).flatMap(([path, digest]) => fileFault(dir, path, digest) ?? []),
    ...files
      .filter((path) => !named.has(path) && !BESIDE.has(path))
      .map((path) => `${path}: not named in the manifest`),
    ...strange.map((path) => `${path}: not a regular file`),
  ];
}

/** What was signed beside the manifest has to agree with it, down to the last byte. */
async function besideFault(dir: string, read: ReadManifest, key: string): Promise<string | undefined> {
  const attestation = readBundleFile(dir, ATTESTATION_FILE);
  if (!isFileFault(attestation)) {
    const signature = await checkSignature(dir, ATTESTATION_FILE, attestation, [key]);
    if (signature.state === 'absent') return `${ATTESTATION_FILE}.sig: missing`;
    if (signature.state !== 'valid') return `${ATTESTATION_FILE}.sig: ${signature.reason}`;
  } else if (!isFileFault(readBundleFile(dir, `${ATTESTATION_FILE}.sig`))) {
    return `${ATTESTATION_FILE}.sig: what it signs is missing`;
  }
  return statementFault(dir, read, key);
}

/**
 * Verifies a finalized assessment (untrusted folder) under keys that the reader brought along: every file against the
 * manifest, no file beside it, and the signature over the manifest's bytes.
 */
export async function verifyBundle(dir: string, keys: readonly string[]): Promise<BundleVerification> {
  let read;
  try {
    read = readManifest(dir);
  } catch (error) {
    if (!(error instanceof AssessError)) throw error;
    return { exitCode: 1, integrity: false, signed: false, faults: [error.message] };
  }
  const { manifest, bytes } = read;
  const broken = { exitCode: 1, integrity: false, signed: false, manifest } as const;
  if (manifest.status !== 'finalized') return { ...broken, faults: [`the assessment is ${manifest.status}`] };
  if (manifest.schema_version !== '1' && manifest.schema_version !== '2') {
    return { ...broken, faults: [`manifest version ${manifest.schema_version} is unknown`] };
  }
  const artifacts = manifest.artifacts ?? {};
  const faults = Object.keys(artifacts).length === 0 ? ['the manifest names no file'] : bundleFaults(dir, artifacts);
  if (faults.length > 0) return { ...broken, faults };
  const signature = await checkSignature(dir, MANIFEST_FILE, bytes, keys);
  const whole = { integrity: true, manifest } as const;
  if (signature.state === 'absent') return { ...whole, exitCode: 3, signed: false, faults: ['nobody signed it'] };
  if (signature.state !== 'valid') {
    return { ...whole, exitCode: 2, signed: false, faults: [`${MANIFEST_SIGNATURE}: ${signature.reason}`] };
  }
  const fault = await besideFault(dir, read, signature.key);
  if (fault !== undefined) return { ...whole, exitCode: 2, signed: true, key: signature.key, faults: [fault] };
  return { ...whole, exitCode: 0, signed: true, key: signature.key, faults: [] };
}
