// SPDX-License-Identifier: Apache-2.0
import { parseStrictJson, toPlain, type JsonValue } from '../evidence/canonical/json-reader.js';
import { fromHex } from '../evidence/canonical/text.js';
import { fingerprint } from '../evidence/crypto/key-text.js';
import { nodeSuite } from '../evidence/crypto/node/suite.js';
import type { Assessment, AssessmentManifest } from '../evidence/model/assessment.js';
import { messageOf } from '../evidence/model/errors.js';
import type { Signer } from '../evidence/sign/signer.js';
import { isFileFault, readBundleFile, writeBundleFile } from './bundle-files.js';
import { signBundleFile } from './identity.js';
import { BUNDLE_FILES, checkBundleSignature } from '../verify/core/bundles/assessment.js';
import { openEvidenceTree } from '../verify/node/tree.js';
import type { BundleVerification } from './verify.js';

/** The hex part of a public key's fingerprint. */
function keyDigest(publicKeyHex: string): string {
  return fingerprint(fromHex(publicKeyHex), nodeSuite).replace(/^sha256:/, '');
}

const VALID_DAYS = 30;

export interface AttestationOptions {
  readonly agent?: string;
  readonly now: string;
}

function daysAfter(time: string, days: number): string {
  return new Date(Date.parse(time) + days * 86_400_000).toISOString().replace(/\.000Z$/, 'Z');
}

/** Writes and signs the short form that goes further than the bundle. Answers its digest. */
export async function writeAttestation(
  dir: string,
  assessment: Assessment,
  artifacts: Readonly<Record<string, string>>,
  signer: Signer,
  { agent, now }: AttestationOptions,
): Promise<string> {
  const { manifest } = assessment;
  const badge = artifacts['badge.svg'];
  const attestation = {
    schema_version: '1',
    tool: 'pipelock assess',
    version: manifest.version,
    build_sha: manifest.build_sha,
    run_id: manifest.run_id,
    generated_at: now,
    expires_at: daysAfter(now, VALID_DAYS),
    ...(agent === undefined ? {} : { signer_agent: agent }),
    signer_key_fingerprint: keyDigest(signer.publicKeyHex),
    license_tier: manifest.license_tier,
    overall_grade: assessment.overall_grade,
    overall_score: assessment.overall_score,
    primary_artifact: 'assessment.json',
    primary_artifact_sha256: artifacts['assessment.json'] ?? '',
    ...(badge === undefined ? {} : { badge_sha256: badge }),
    badge_text: 'Pipelock Verified',
  };
  const text = `${JSON.stringify(attestation, null, 2)}\n`;
  const digest = writeBundleFile(dir, BUNDLE_FILES.attestation, text);
  await signBundleFile(dir, BUNDLE_FILES.attestation, Buffer.from(text), signer);
  return digest;
}

/** Exit codes: 0 verified, 1 changed or expired, 2 signature or key, 3 no attestation or an unsigned bundle. */
export interface AttestationVerification {
  readonly exitCode: 0 | 1 | 2 | 3;
  readonly verified: boolean;
  readonly reason: string;
}

type Fields = Readonly<Record<string, JsonValue | undefined>>;

function parseFields(bytes: Buffer): Fields | string {
  try {
    const value = toPlain(parseStrictJson(bytes.toString('utf8')));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : 'not an object';
  } catch (error) {
    return messageOf(error);
  }
}

function mismatch(fields: Fields, manifest: AssessmentManifest, now: string): string | undefined {
  const artifacts = manifest.artifacts ?? {};
  const expiry = Date.parse(typeof fields['expires_at'] === 'string' ? fields['expires_at'] : '');
  if (fields['schema_version'] !== '1') return 'its version is unknown';
  if (fields['run_id'] !== manifest.run_id) return 'it is about another run';
  if (fields['license_tier'] !== manifest.license_tier) return 'its tier is not that of the manifest';
  if (fields['primary_artifact'] !== 'assessment.json') return 'it is not about assessment.json';
  if (fields['primary_artifact_sha256'] !== artifacts['assessment.json']) return 'it is about another assessment.json';
  if (fields['badge_sha256'] !== undefined && fields['badge_sha256'] !== artifacts['badge.svg'])
    return 'it is about another badge';
  if (!(expiry > Date.parse(now))) return 'it has expired';
  return undefined;
}

/** Verifies the attestation of a bundle that was itself verified before (`bundle`), under the reader's keys, at a time. */
export async function verifyAttestation(
  dir: string,
  bundle: BundleVerification,
  keys: readonly string[],
  now: string,
): Promise<AttestationVerification> {
  const end = (exitCode: 1 | 2 | 3, reason: string): AttestationVerification => ({ exitCode, verified: false, reason });
  const { manifest } = bundle;
  if (bundle.exitCode !== 0 || manifest === undefined) {
    return end(bundle.exitCode === 0 ? 1 : bundle.exitCode, bundle.faults.join('; '));
  }
  const bytes = readBundleFile(dir, BUNDLE_FILES.attestation);
  if (isFileFault(bytes)) return end(bytes.fault === 'missing' ? 3 : 1, `${BUNDLE_FILES.attestation}: ${bytes.fault}`);
  const fields = parseFields(bytes);
  if (typeof fields === 'string') return end(1, `${BUNDLE_FILES.attestation}: ${fields}`);
  const fault = mismatch(fields, manifest, now);
  if (fault !== undefined) return end(1, `${BUNDLE_FILES.attestation}: ${fault}`);
  const signature = await checkBundleSignature(openEvidenceTree(dir), BUNDLE_FILES.attestation, bytes, keys, nodeSuite);
  if (signature.state !== 'valid') {
    return end(2, `${BUNDLE_FILES.attestation}.sig: ${signature.state === 'absent' ? 'missing' : signature.reason}`);
  }
  if (fields['signer_key_fingerprint'] !== keyDigest(signature.key)) return end(2, 'it names another signer');
  return { exitCode: 0, verified: true, reason: '' };
}
