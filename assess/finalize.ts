// SPDX-License-Identifier: Apache-2.0
import { synthesizeAssessment } from '../evidence/attest/assessment/synthesize.js';
import {
  PRIMITIVES,
  type Assessment,
  type AssessmentManifest,
  type ComplianceFramework,
  type PrimitiveName,
} from '../evidence/model/assessment.js';
import { nodeSuite } from '../evidence/crypto/node/suite.js';
import type { EvidenceIndex } from '../evidence/model/evidence-index.js';
import type { Signer } from '../evidence/sign/signer.js';
import { assessFramework } from '../mappings/assess-control.js';
import type { Framework } from '../mappings/control.js';
import { BUNDLE_FILES, checkBundleSignature, type ReadManifest } from '../verify/core/bundles/assessment.js';
import { openEvidenceTree } from '../verify/node/tree.js';
import { writeAttestation } from './attestation.js';
import { isFileFault, readBundleFile, sha256Hex, writeBundleFile } from './bundle-files.js';
import { AssessError } from './errors.js';
import { EVIDENCE_FILES, readSources } from './evidence-files.js';
import { dropSignature, signBundleFile } from './identity.js';
import { buildIndex, INDEX_FILE, readIndexDocument } from './index-file.js';
import { readManifest, writeManifest } from './manifest.js';
import { writeBundleStatement } from './statement.js';

/** One file that is rendered from an assessment. */
export interface Output {
  readonly path: string;
  readonly render: (assessment: Assessment) => string;
}

export interface FinalizeOptions {
  readonly dir: string;
  readonly signer?: Signer;
  readonly allowPartial: boolean;
  readonly attestation: boolean;
  readonly agent?: string;
  /** RFC 3339 UTC. */
  readonly now: string;
  readonly frameworks: readonly Framework[];
  readonly outputs: readonly Output[];
  readonly onStep?: (step: string) => void;
}

const PROBE_FILES: ReadonlySet<string> = new Set(Object.values(EVIDENCE_FILES));

function checkEvidenceFile(dir: string, name: string, digest: string): void {
  const bytes = readBundleFile(dir, `evidence/${name}`);
  if (isFileFault(bytes)) throw new AssessError(2, `evidence/${name}: ${bytes.fault}`);
  if (bytes.length === 0 || sha256Hex(bytes) !== digest) {
    throw new AssessError(2, `evidence/${name}: changed since the run`);
  }
}

/** Every probe left exactly what the manifest says, and nothing else is there. */
function checkEvidence(dir: string, manifest: AssessmentManifest): readonly PrimitiveName[] {
  const hashes = manifest.evidence_hashes;
  if (Object.keys(hashes).length === 0) throw new AssessError(2, 'the manifest holds no evidence hashes');
  const skipped = new Set(manifest.skipped_primitives ?? []);
  for (const name of PRIMITIVES) {
    const isListed = Object.hasOwn(hashes, EVIDENCE_FILES[name]);
    if (isListed === skipped.has(name)) {
      throw new AssessError(2, isListed ? `${name} was skipped but has evidence` : `${name} ran but left no evidence`);
    }
  }
  for (const [name, digest] of Object.entries(hashes)) {
    const isKnown = PROBE_FILES.has(name) || name === INDEX_FILE || name.startsWith('recorded/');
    if (!isKnown) throw new AssessError(2, `evidence/${name}: unknown to this version`);
    checkEvidenceFile(dir, name, digest);
  }
  return PRIMITIVES.filter((name) => !skipped.has(name));
}

/** A manifest that was signed when the run ended must still be the one that was signed. */
async function checkRunSignature({ dir, signer }: FinalizeOptions, { bytes }: ReadManifest): Promise<void> {
  const keys = signer === undefined ? [] : [signer.publicKeyHex];
  const signature = await checkBundleSignature(openEvidenceTree(dir), BUNDLE_FILES.manifest, bytes, keys, nodeSuite);
  if (signer === undefined || signature.state === 'valid') return;
  // Taking the signature away must not be the way around it.
  const reason = signature.state === 'bad' ? signature.reason : 'nobody signed it';
  throw new AssessError(1, `the manifest is not the one that was signed at the run: ${reason}`);
}

function checkState(manifest: AssessmentManifest, allowPartial: boolean): void {
  if (manifest.status !== 'completed') {
    throw new AssessError(2, `the assessment is ${manifest.status}; only a completed one can be finalized`);
  }
  if (manifest.schema_version !== '2') {
    throw new AssessError(2, `manifest version ${manifest.schema_version} is not made by this product`);
  }
  if ((manifest.skipped_primitives ?? []).length > 0 && !allowPartial) {
    throw new AssessError(2, `${(manifest.skipped_primitives ?? []).join(', ')} skipped; --allow-partial accepts that`);
  }
}

function complianceOf(index: EvidenceIndex, frameworks: readonly Framework[]): readonly ComplianceFramework[] {
  return frameworks.map((framework) => {
    const { id, name, version, mappingVersion, url, controls } = assessFramework(framework, index);
    return {
      id,
      name,
      version,
      mapping_version: mappingVersion,
      url,
      controls: controls.map((control) => ({
        id: control.id,
        name: control.name,
        status: control.status,
        ...(control.reach === undefined ? {} : { reach: control.reach }),
        shown_by: control.shownBy,
        answers: control.answers.map(({ state, reason }) => ({ state, reason })),
        pointers: control.pointers,
        cannot_show: control.cannotShow,
      })),
    };
  });
}

function writeOutputs(options: FinalizeOptions, assessment: Assessment): Record<string, string> {
  const written: Record<string, string> = {};
  const outputs = [
    { path: 'assessment.json', render: () => `${JSON.stringify(assessment, null, 2)}\n` },
    ...options.outputs,
  ];
  for (const { path, render } of outputs) {
    options.onStep?.(path);
    written[path] = writeBundleFile(options.dir, path, render(assessment));
  }
  return written;
}

async function seal(options: FinalizeOptions, manifest: AssessmentManifest, signed: boolean): Promise<void> {
  const { dir, signer } = options;
  dropSignature(dir, BUNDLE_FILES.manifest);
  const bytes = writeManifest(dir, manifest);
  if (signer === undefined || !signed) return;
  await signBundleFile(dir, BUNDLE_FILES.manifest, bytes, signer);
  await writeBundleStatement(dir, { manifest, bytes }, signer);
}

/**
 * Renders a completed assessment into every output, names each file with its digest in the manifest, and signs the
 * manifest. @throws AssessError with the exit code of the command; nothing is rendered from evidence that was changed
 */
export async function finalizeAssessment(options: FinalizeOptions): Promise<Assessment> {
  const { dir, signer, allowPartial, now } = options;
  const read = readManifest(dir);
  checkState(read.manifest, allowPartial);
  await checkRunSignature(options, read);
  const ran = checkEvidence(dir, read.manifest);
  const sources = readSources(dir, ran);
  const document = readIndexDocument(dir);
  const omitted =
    ran.length < PRIMITIVES.length || allowPartial ? 'not every part of the assessment was run' : undefined;
  const manifest: AssessmentManifest = {
    ...read.manifest,
    status: 'finalized',
    finalized_at: now,
    ...(allowPartial ? { allow_partial: true } : {}),
    ...(omitted === undefined ? {} : { compliance_omitted_reason: omitted }),
  };
  const assessment = synthesizeAssessment({
    manifest,
    sources,
    ...(document.summary === undefined ? {} : { recorded: document.summary }),
    ...(omitted === undefined ? { compliance: complianceOf(buildIndex(sources, document), options.frameworks) } : {}),
    signed: signer !== undefined,
  });
  const evidence = Object.entries(manifest.evidence_hashes).map(([name, digest]) => [`evidence/${name}`, digest]);
  const artifacts = {
    ...(Object.fromEntries(evidence) as Record<string, string>),
    ...writeOutputs(options, assessment),
  };
  if (options.attestation && signer !== undefined) {
    artifacts['attestation.json'] = await writeAttestation(dir, assessment, artifacts, signer, options);
  }
  await seal(options, { ...manifest, artifacts }, signer !== undefined);
  return assessment;
}
