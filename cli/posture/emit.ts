// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import type { Config } from '../../enforce/config/schema.js';
import { discover } from '../../enforce/probe/discover/discover.js';
import { diagnose } from '../../enforce/probe/install/diagnose.js';
import { simulate, simulateSummary } from '../../enforce/probe/simulate/simulate.js';
import type { ProductPaths } from '../../enforce/runtime/paths.js';
import { buildPosture, postureConfigHash } from '../../evidence/attest/posture-capsule.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import type { PostureCapsule } from '../../evidence/model/posture-capsule.js';
import { signPostureCapsule, writePostureCapsule } from '../../evidence/sign/posture-capsule.js';
import { replaceFile } from '../../evidence/store/atomic-file.js';
import { nodeIo } from '../../evidence/store/io.js';
import { loadSigningKey } from '../../evidence/store/key-file.js';
import { endProgress, showProgress } from '../progress.js';
import { renderPostureMarkdown } from './markdown.js';
import { summarizeRecorded } from './recorded.js';

export interface EmitOptions {
  readonly config: Config;
  readonly configFile: string | undefined;
  readonly paths: ProductPaths;
  /** Home folder in which clients are looked for. */
  readonly scanHome: string;
  readonly expirationDays: number;
  /** Keys beside the signing key that older parts of the record were signed with. */
  readonly recorderKeys: readonly string[];
  readonly version: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly at: string;
}

export interface Emitted {
  readonly capsule: PostureCapsule;
  /** What could not be established, for the operator. */
  readonly notes: readonly string[];
}

/** Asks everything a capsule tells about, and signs the answers. @throws ConfigError, EvidenceUnavailableError */
export async function emitPosture(options: EmitOptions): Promise<Emitted> {
  const { config, configFile, paths, version, environment } = options;
  const { flight_recorder: recorder } = config;
  // The key first: without it everything else would be in vain.
  const signer = loadSigningKey(
    recorder.signing_key_path === '' ? paths.signingKey : recorder.signing_key_path,
    'same_uid',
  );
  const found = discover(options.scanHome);
  const simulated = await simulate({
    config,
    ...(configFile === undefined ? {} : { configFile }),
    environment,
    onProgress: (done, total) => {
      showProgress('scenario', done, total);
    },
  });
  endProgress();
  const tried = await diagnose({ config, configFile: configFile ?? '', version, environment });
  const recorded = await summarizeRecorded(recordedIn(config, paths), [signer.publicKeyHex, ...options.recorderKeys]);
  const passed = (name: string): boolean =>
    tried.checks.some((check) => check.name === name && check.status === 'pass');
  const evidence = {
    discover: found.summary,
    verify_install: {
      flight_recorder_active: recorded.verified,
      receipt_count: recorded.summary.receipt_count,
      proxying: ['health', 'fetch_allowed', 'fetch_blocked'].every(passed),
    },
    simulate: simulateSummary(simulated),
    flight_recorder: recorded.summary,
  };
  const body = buildPosture(evidence, {
    generatedAt: options.at,
    expirationDays: options.expirationDays,
    toolVersion: version,
    configHash: postureConfigHash(config, nodeSuite),
  });
  const notes = recorded.problem === undefined ? [] : [recorded.problem];
  return { capsule: await signPostureCapsule(body, signer), notes };
}

/** The folder the proxy records into under a configuration; undefined when it records nothing. */
function recordedIn({ flight_recorder: recorder }: Config, { evidenceDir }: ProductPaths): string | undefined {
  if (!recorder.enabled) return undefined;
  if (recorder.dir !== '') return recorder.dir;
  return recorder.require_receipts ? evidenceDir : undefined;
}

/** Writes proof.json, and proof.md for people, whole or not at all. Answers the path of the first. */
export function writePosture(folder: string, capsule: PostureCapsule): string {
  const path = join(folder, 'proof.json');
  nodeIo.makeDir(folder, 0o750);
  replaceFile(nodeIo, join(folder, 'proof.md'), renderPostureMarkdown(capsule), 0o600);
  replaceFile(nodeIo, path, writePostureCapsule(capsule), 0o600);
  return path;
}
