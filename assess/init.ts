// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ASSESSMENT_SCHEMA_VERSION, type AssessmentManifest } from '../evidence/model/assessment.js';
import { messageOf } from '../evidence/model/errors.js';
import { sha256Hex } from './bundle-files.js';
import { AssessError } from './errors.js';
import { writeManifest } from './manifest.js';

export const RENDERER_VERSION = '2.0';
export const SCORING_VERSION = '2';

/** In the place of a configuration file: the built-in defaults. */
export const DEFAULTS = 'defaults';

export interface InitOptions {
  /** Checked by the caller; only its bytes are hashed here. */
  readonly configFile?: string;
  readonly outputDir?: string;
  readonly version: string;
  readonly buildSha?: string;
  /** RFC 3339 UTC. */
  readonly now: string;
}

function gitCommit(): string | undefined {
  try {
    const text = execFileSync('git', ['rev-parse', 'HEAD'], {
      encoding: 'utf8',
      timeout: 2000,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
    return /^[0-9a-f]{40,64}$/.test(text) ? text : undefined;
  } catch {
    return undefined;
  }
}

export function hashConfigFile(path: string): string {
  try {
    return sha256Hex(readFileSync(path));
  } catch (cause) {
    throw new AssessError(1, `${path}: ${messageOf(cause)}`, { cause });
  }
}

/** Begins an assessment: a folder with a manifest of what is to be assessed. Answers the folder. */
export function initAssessment({ configFile, outputDir, version, buildSha, now }: InitOptions): string {
  const runId = randomUUID();
  const commit = gitCommit();
  const configHash = configFile === undefined ? '' : hashConfigFile(configFile);
  const dir = resolve(outputDir ?? `assessment-${runId.slice(0, 8)}`);
  const manifest: AssessmentManifest = {
    schema_version: ASSESSMENT_SCHEMA_VERSION,
    version,
    build_sha: buildSha ?? 'unknown',
    run_id: runId,
    config_file: configFile === undefined ? DEFAULTS : resolve(configFile),
    config_hash: configHash,
    license_tier: 'free',
    started_at: now,
    ...(commit === undefined ? {} : { git_commit: commit }),
    platform: `${process.platform}/${process.arch}`,
    status: 'initialized',
    renderer_version: RENDERER_VERSION,
    scoring_version: SCORING_VERSION,
    evidence_hashes: {},
  };
  try {
    mkdirSync(dir, { mode: 0o750 });
    mkdirSync(join(dir, 'evidence'), { mode: 0o750 });
    writeManifest(dir, manifest);
  } catch (cause) {
    const taken = (cause as NodeJS.ErrnoException).code === 'EEXIST';
    throw new AssessError(2, taken ? `${dir} exists already` : `${dir}: ${messageOf(cause)}`, { cause });
  }
  return dir;
}
