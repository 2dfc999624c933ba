// SPDX-License-Identifier: Apache-2.0
import { PRIMITIVES, type AssessmentManifest, type PrimitiveName } from '../evidence/model/assessment.js';
import { nodeSuite } from '../evidence/crypto/node/suite.js';
import type { IndexedSetting } from '../evidence/model/evidence-index.js';
import { messageOf } from '../evidence/model/errors.js';
import type { Signer } from '../evidence/sign/signer.js';
import { BUNDLE_FILES, checkBundleSignature, type ReadManifest } from '../verify/core/bundles/assessment.js';
import { openEvidenceTree } from '../verify/node/tree.js';
import { isFileFault, readBundleFile, sha256Hex, writeBundleFile } from './bundle-files.js';
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
  /** Go on with a run that was broken off. What it left counts only under the signer's own signature. */
  readonly resume?: boolean;
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

function checkState(manifest: AssessmentManifest, resume: boolean): void {
  const isBroken = manifest.status === 'running' || manifest.status === 'failed';
  if (manifest.status !== 'initialized' && !(resume && isBroken)) {
    const advice = isBroken ? 'go on with --resume, or begin' : 'begin';
    throw new AssessError(2, `the assessment is ${manifest.status}; ${advice} another with pipelock assess init`);
  }
  // An emptied hash would switch the drift check off.
  if (manifest.config_file !== DEFAULTS && manifest.config_hash === '') {
    throw new AssessError(2, 'the manifest names a configuration without its hash');
  }
}

function driftOf(manifest: AssessmentManifest): boolean {
  return manifest.config_file !== DEFAULTS && hashConfigFile(manifest.config_file) !== manifest.config_hash;
}

/** Writes how far the run is, signed where there is a signer, so that it can be trusted when it is taken up again. */
async function save({ dir, signer }: RunOptions, manifest: AssessmentManifest): Promise<void> {
  dropSignature(dir, BUNDLE_FILES.manifest);
  const bytes = writeManifest(dir, manifest);
  if (signer !== undefined) await signBundleFile(dir, BUNDLE_FILES.manifest, bytes, signer);
}

async function fail(
  options: RunOptions,
  manifest: AssessmentManifest,
  exitCode: 1 | 2,
  reason: string,
): Promise<never> {
  await save(options, { ...manifest, status: 'failed', failed_at: options.now(), failure_reason: reason });
  throw new AssessError(exitCode, reason);
}

/** Digests of what probes left before the run was broken off: those of whole files under a manifest of the signer. */
async function keptEvidence({ dir, signer }: RunOptions, { manifest, bytes }: ReadManifest): Promise<Hashes> {
  if (manifest.status === 'initialized' || signer === undefined) return {};
  const keys = [signer.publicKeyHex];
  const { state } = await checkBundleSignature(openEvidenceTree(dir), BUNDLE_FILES.manifest, bytes, keys, nodeSuite);
  if (state !== 'valid') return {};
  const whole = Object.values(EVIDENCE_FILES).filter((name) => {
    const content = readBundleFile(dir, `evidence/${name}`);
    return !isFileFault(content) && sha256Hex(content) === manifest.evidence_hashes[name];
  });
  return Object.fromEntries(whole.map((name) => [name, manifest.evidence_hashes[name] ?? '']));
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

type Hashes = Record<string, string>;

/** Fills `hashes` step by step; `saved` is told after each. */
async function collect(
  options: RunOptions,
  names: readonly PrimitiveName[],
  hashes: Hashes,
  saved: () => Promise<void>,
): Promise<void> {
  const total = names.length + 1;
  for (const [done, name] of names.entries()) {
    if (Object.hasOwn(hashes, EVIDENCE_FILES[name])) continue;
    options.onStep?.(name, done, total);
    try {
      hashes[EVIDENCE_FILES[name]] = await runProbe(options, name);
    } catch (cause) {
      throw new AssessError(1, `${name}: ${messageOf(cause)}`, { cause });
    }
    await saved();
  }
  options.onStep?.(RECORDED, names.length, total);
  try {
    Object.assign(hashes, await keepRecorded(options));
  } catch (cause) {
    throw new AssessError(1, `recorded evidence: ${messageOf(cause)}`, { cause });
  }
}

/** The manifest as `init` wrote it, without what an earlier attempt added. */
function asBegun(manifest: AssessmentManifest): AssessmentManifest {
  const added = ['failed_at', 'failure_reason', 'skipped_primitives'];
  const members = Object.entries(manifest).filter(([name]) => !added.includes(name));
  return { ...(Object.fromEntries(members) as unknown as AssessmentManifest), evidence_hashes: {} };
}

/**
 * Runs the probes of an assessment one after the other and keeps what they answer, with digests in the manifest. With a
 * signer the manifest is signed now already, so that nothing can be exchanged before it is finalized.
 * @throws AssessError with the exit code of the command
 */
export async function runAssessment(options: RunOptions): Promise<AssessmentManifest> {
  const { dir, now } = options;
  const skipped = checkSkips(options.skip);
  const read = readManifest(dir);
  checkState(read.manifest, options.resume ?? false);
  const begun = asBegun(read.manifest);
  const drifted = driftOf(begun);
  if (drifted && !options.force) return fail(options, begun, 2, 'config drift detected');
  const left = new Set(skipped.map((name) => EVIDENCE_FILES[name]));
  const kept = drifted ? {} : await keptEvidence(options, read);
  const hashes: Hashes = Object.fromEntries(Object.entries(kept).filter(([name]) => !left.has(name)));
  const running = (): AssessmentManifest => ({
    ...begun,
    ...(drifted ? { config_drifted: true } : {}),
    ...(skipped.length === 0 ? {} : { skipped_primitives: skipped }),
    status: 'running',
    evidence_hashes: hashes,
  });
  await save(options, running());
  const names = PRIMITIVES.filter((name) => !skipped.includes(name));
  try {
    await collect(options, names, hashes, () => save(options, running()));
  } catch (error) {
    return fail(options, running(), 1, messageOf(error));
  }
  const completed: AssessmentManifest = { ...running(), status: 'completed', completed_at: now() };
  await save(options, completed);
  return completed;
}
