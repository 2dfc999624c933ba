// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AssessError } from '../../assess/errors.js';
import { finalizeAssessment } from '../../assess/finalize.js';
import { DEFAULTS, initAssessment } from '../../assess/init.js';
import { readManifest } from '../../assess/manifest.js';
import { runAssessment, type RecordedSource } from '../../assess/run.js';
import type { Assessment } from '../../evidence/model/assessment.js';
import { productPaths } from '../../enforce/runtime/paths.js';
import { parsePublicKeyText } from '../../evidence/crypto/key-text.js';
import { parseCheckpoint } from '../../evidence/log/checkpoint.js';
import { MAX_NOTE_CHARS } from '../../evidence/log/note.js';
import { ConfigError, messageOf } from '../../evidence/model/errors.js';
import type { Signer } from '../../evidence/sign/signer.js';
import { FRAMEWORKS } from '../../mappings/frameworks.js';
import { readLogTrust } from '../../verify/node/log-arguments.js';
import { readArgument, readKeyArgument } from '../../verify/node/key-arguments.js';
import { loadConfigFile, type LoadedConfig } from '../load-config.js';
import { printError } from '../output.js';
import { productVersion } from '../product.js';
import { endProgress, showProgress } from '../progress.js';
import { archiveBundle } from './archive.js';
import { logAssessment, type LoggedHead } from '../../assess/log-head.js';
import { logPlaceFor, type LogStep } from './log.js';
import { loadAssessor, type IdentityOptions } from './identity.js';
import { assessmentOutputs } from './outputs.js';
import { createProbes } from './probes.js';
import { flattenSettings } from './settings.js';

/** Seconds are enough in a document for people. */
function now(): string {
  return new Date().toISOString().replace(/\.\d+Z$/, 'Z');
}

function loadFor(configFile: string | undefined): LoadedConfig {
  try {
    return loadConfigFile(configFile);
  } catch (cause) {
    const faults = cause instanceof ConfigError ? cause.faults.map(({ path, message }) => `${path}: ${message}`) : [];
    throw new AssessError(1, [messageOf(cause), ...faults].join('\n  '), { cause });
  }
}

export interface InitStep {
  readonly config?: string;
  readonly outputDir?: string;
}

export function initStep({ config, outputDir }: InitStep): string {
  loadFor(config);
  return initAssessment({
    ...(config === undefined ? {} : { configFile: config }),
    ...(outputDir === undefined ? {} : { outputDir }),
    version: productVersion(),
    now: now(),
  });
}

export interface RunStep extends IdentityOptions {
  readonly skip?: readonly string[];
  readonly force?: boolean;
  readonly resume?: boolean;
  readonly unsigned?: boolean;
  /** Evidence folder; by default the one of the configuration, or of the product home, if it is there. */
  readonly evidence?: string;
  readonly key?: readonly string[];
  readonly logKey?: readonly string[];
  readonly scanningOnly?: boolean;
}

/** Where the recorder of this configuration keeps its files, and its public key, if both are there. */
function defaultEvidence(
  { config, builtIn }: LoadedConfig,
  home: string | undefined,
): { dir: string; keyFile: string } | undefined {
  const { dir, signing_key_path: key } = config.flight_recorder;
  const paths = productPaths(home, process.env);
  const found =
    builtIn || dir === ''
      ? { dir: paths.evidenceDir, keyFile: `${paths.signingKey}.pub` }
      : { dir, keyFile: `${key}.pub` };
  return existsSync(found.dir) && existsSync(found.keyFile) ? found : undefined;
}

/** The log's key as given, or the one beside the recorder's own key when that is the one that is trusted. */
function logTrust(step: RunStep, keyFile: string | undefined): Pick<RecordedSource, 'log'> {
  const beside = keyFile === undefined ? '' : join(dirname(keyFile), 'log.key.pub');
  const keys = step.logKey ?? (existsSync(beside) ? [beside] : []);
  const log = keys.length === 0 ? undefined : readLogTrust({ 'log-key': keys });
  return log === undefined ? {} : { log };
}

function recordedSource(step: RunStep, loaded: LoadedConfig): RecordedSource | undefined {
  const keys = (step.key ?? []).map(readKeyArgument);
  if (step.evidence !== undefined) return { dir: step.evidence, keys, ...logTrust(step, undefined) };
  const found = defaultEvidence(loaded, step.home);
  if (found === undefined) return undefined;
  const own = parsePublicKeyText(readFileSync(found.keyFile, 'utf8'));
  return { dir: found.dir, keys: keys.length > 0 ? keys : [own], ...logTrust(step, found.keyFile) };
}

export async function runStep(dir: string, step: RunStep): Promise<void> {
  const { manifest } = readManifest(dir);
  const configFile = manifest.config_file === DEFAULTS ? undefined : manifest.config_file;
  const loaded = loadFor(configFile);
  const configName = configFile === undefined ? DEFAULTS : basename(configFile);
  const recorded = recordedSource(step, loaded);
  const signer = step.unsigned === true ? undefined : loadAssessor(step).signer;
  await runAssessment({
    dir,
    probes: createProbes({
      config: loaded.config,
      configName,
      environment: process.env,
      scanningOnly: step.scanningOnly ?? false,
    }),
    skip: (step.skip ?? []).flatMap((names) => names.split(',')),
    force: step.force ?? false,
    resume: step.resume ?? false,
    now,
    settings: flattenSettings(loaded.config),
    ...(recorded === undefined ? {} : { recorded }),
    ...(signer === undefined ? {} : { signer }),
    onStep: (name, done, total) => {
      if (process.stderr.isTTY) showProgress(`assess: ${name}`, done, total);
      else printError(`assess: ${name}`);
    },
  }).finally(endProgress);
}

export interface FinalizeStep extends IdentityOptions, LogStep {
  readonly unsigned?: boolean;
  readonly allowPartial?: boolean;
  readonly archive?: boolean;
  readonly attestation?: boolean;
  readonly badge?: boolean;
}

export interface Finalized {
  readonly assessment: Assessment;
  readonly archive?: string;
  /** Public key of the signer, for whoever is to verify it. */
  readonly publicKey?: string;
  /** Where its head went; in words, why into no log. */
  readonly log: LoggedHead | string;
}

/** Puts the head of a finalized assessment into the log of its operator. Nobody's word is not put there. */
async function logHead(dir: string, step: FinalizeStep, signer: Signer | undefined): Promise<LoggedHead | string> {
  if (signer === undefined) return 'nobody signed it';
  if (step.log === false) return 'not asked for (--no-log)';
  const place = logPlaceFor(dir, step);
  if (typeof place === 'string') return place;
  try {
    return await logAssessment(dir, place, signer);
  } catch (cause) {
    const advice = `it is finalized, but not in the log; put that right, then: pipelock assess log ${dir}`;
    throw new AssessError(2, `${messageOf(cause)}\n  ${advice}`, { cause });
  }
}

export interface LogHeadStep extends IdentityOptions, LogStep {
  readonly from?: string;
}

/** Puts the head of a finalized assessment into the log, now or again. */
export async function logStep(dir: string, step: LogHeadStep): Promise<LoggedHead> {
  const place = logPlaceFor(dir, step);
  if (typeof place === 'string') throw new AssessError(2, place);
  const from = step.from === undefined ? undefined : parseCheckpoint(readArgument(step.from, MAX_NOTE_CHARS));
  return logAssessment(dir, place, loadAssessor(step).signer, from);
}

export async function finalizeStep(dir: string, step: FinalizeStep): Promise<Finalized> {
  if (step.badge === true && step.attestation !== true) throw new AssessError(1, '--badge needs --attestation');
  const assessor = step.unsigned === true ? undefined : loadAssessor(step);
  const assessment = await finalizeAssessment({
    dir,
    ...(assessor === undefined ? {} : { signer: assessor.signer, agent: assessor.agent }),
    allowPartial: step.allowPartial ?? false,
    attestation: step.attestation ?? false,
    now: now(),
    frameworks: FRAMEWORKS,
    outputs: assessmentOutputs(step.badge ?? false),
  });
  const log = await logHead(dir, step, assessor?.signer);
  return {
    assessment,
    log,
    ...(step.archive === true ? { archive: await archiveBundle(dir) } : {}),
    ...(assessor === undefined ? {} : { publicKey: assessor.signer.publicKeyHex }),
  };
}

/** Where a report of a folder lies. */
export function reportPath(dir: string): string {
  return join(dir, 'assessment.html');
}
