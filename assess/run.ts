// SPDX-License-Identifier: Apache-2.0
import { PRIMITIVES, type AssessmentManifest, type PrimitiveName } from '../evidence/model/assessment.js';
import type { IndexedSetting } from '../evidence/model/evidence-index.js';
import { messageOf } from '../evidence/model/errors.js';
import type { Signer } from '../evidence/sign/signer.js';
import { BUNDLE_FILES } from '../verify/core/assessment-bundle.js';
import { writeBundleFile } from './bundle-files.js';
import { AssessError } from './errors.js';
import { EVIDENCE_FILES, writeProbeEvidence, type ProbeResults } from './evidence-files.js';
import { dropSignature, signBundleFile } from './identity.js';
import { INDEX_FILE, INDEX_SCHEMA, writeIndexDocument, type IndexDocument } from './index-file.js';
import { DEFAULTS, hashConfigFile } from './init.js';
import { readManifest, writeManifest } from './manifest.js';
import { readRecorded, type RecordedTrust } from './recorded.js';

/** Asks the product. Each rejects when it could not be asked at all; a bad answer is an answer. */
export type Probes = { readonly [Name in PrimitiveName]: () => Promise<ProbeResults[Name]> };

/** Evidence of earlier runs, and what the assessor trusts about it. */
export interface RecordedSource extends RecordedTrust {
  readonly dir: string;
}

export interface RunOptions {
  readonly dir: string;
  readonly probes: Probes;
  readonly skip: readonly string[];
  /** Go on when the configuration file is another one than at the beginning. */
  readonly force: boolean;
  /** RFC 3339 UTC. */
  readonly now: () => string;
  readonly settings: readonly IndexedSetting[];
  readonly recorded?: RecordedSource;
  readonly signer?: Signer;
  /** Told before each step. */
  readonly onStep?: (step: string, done: number, total: number) => void;
}

const RECORDED = 'recorded';

function checkSkips(skip: readonly string[]): readonly PrimitiveName[] {
  const unknown = skip.find((name) => !(PRIMITIVES as readonly string[]).includes(name));
  if (unknown !== undefined) {
    throw new AssessError(1, `--skip ${unknown}: one of ${PRIMITIVES.join(', ')} is expected`);
  }
  return (skip as readonly PrimitiveName[]).toSorted();
}

function checkState(manifest: AssessmentManifest): void {
  if (manifest.status !== 'initialized') {
    throw new AssessError(2, `the assessment is ${manifest.status}; begin another with pipelock assess init`);
  }
  // An emptied hash would switch the drift check off.
  if (manifest.config_file !== DEFAULTS && manifest.config_hash === '') {
    throw new AssessError(2, 'the manifest names a configuration without its hash');
  }
}

function driftOf(manifest: AssessmentManifest): boolean {
  return manifest.config_file !== DEFAULTS && hashConfigFile(manifest.config_file) !== manifest.config_hash;
}

function fail(options: RunOptions, manifest: AssessmentManifest, exitCode: 1 | 2, reason: string): never {
  writeManifest(options.dir, { ...manifest, status: 'failed', failed_at: options.now(), failure_reason: reason });
  throw new AssessError(exitCode, reason);
}

async function runProbe({ dir, probes }: RunOptions, name: PrimitiveName): Promise<string> {
  return writeBundleFile(dir, `evidence/${EVIDENCE_FILES[name]}`, writeProbeEvidence(name, await probes[name]()));
}

async function keepRecorded(options: RunOptions): Promise<Record<string, string>> {
  const { dir, recorded: source, settings } = options;
  const recorded = source === undefined ? undefined : await readRecorded(source.dir, source);
  const hashes: Record<string, string> = {};
  for (const { path, bytes } of recorded?.files ?? []) {
    hashes[path.slice('evidence/'.length)] = writeBundleFile(dir, path, bytes);
  }
  const { receipts = [], runs = [], summary } = recorded ?? {};
  const document: IndexDocument = {
    schema: INDEX_SCHEMA,
    trusted_keys: source?.keys ?? [],
    receipts,
    runs,
    ...(summary === undefined ? {} : { summary }),
    settings,
  };
  hashes[INDEX_FILE] = writeBundleFile(dir, `evidence/${INDEX_FILE}`, writeIndexDocument(document));
  return hashes;
}

async function collect(options: RunOptions, names: readonly PrimitiveName[]): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  const total = names.length + 1;
  for (const [done, name] of names.entries()) {
    options.onStep?.(name, done, total);
    try {
      hashes[EVIDENCE_FILES[name]] = await runProbe(options, name);
    } catch (cause) {
      throw new AssessError(1, `${name}: ${messageOf(cause)}`, { cause });
    }
  }
  options.onStep?.(RECORDED, names.length, total);
  try {
    return { ...hashes, ...(await keepRecorded(options)) };
  } catch (cause) {
    throw new AssessError(1, `recorded evidence: ${messageOf(cause)}`, { cause });
  }
}

/**
 * Runs the probes of an assessment one after the other and keeps what they answer, with digests in the manifest. With a
 * signer the manifest is signed now already, so that nothing can be exchanged before it is finalized.
 * @throws AssessError with the exit code of the command
 */
export async function runAssessment(options: RunOptions): Promise<AssessmentManifest> {
  const { dir, now, signer } = options;
  const skipped = checkSkips(options.skip);
  const { manifest } = readManifest(dir);
  checkState(manifest);
  const drifted = driftOf(manifest);
  if (drifted && !options.force) fail(options, manifest, 2, 'config drift detected');
  const running: AssessmentManifest = {
    ...manifest,
    ...(drifted ? { config_drifted: true } : {}),
    ...(skipped.length === 0 ? {} : { skipped_primitives: skipped }),
    status: 'running',
  };
  dropSignature(dir, BUNDLE_FILES.manifest);
  writeManifest(dir, running);
  let hashes: Record<string, string>;
  try {
    hashes = await collect(
      options,
      PRIMITIVES.filter((name) => !skipped.includes(name)),
    );
  } catch (error) {
    return fail(options, running, 1, messageOf(error));
  }
  const completed: AssessmentManifest = {
    ...running,
    status: 'completed',
    completed_at: now(),
    evidence_hashes: hashes,
  };
  const bytes = writeManifest(dir, completed);
  if (signer !== undefined) await signBundleFile(dir, BUNDLE_FILES.manifest, bytes, signer);
  return completed;
}
