// SPDX-License-Identifier: Apache-2.0
import { readFileSync, statSync } from 'node:fs';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { ConfigError, messageOf } from '../../evidence/model/errors.js';
import { canonicalizePolicyDocument } from '../../evidence/model/policy.codec.js';
import { compilePolicyDocument } from '../config/policy.js';
import type { Config } from '../config/schema.js';
import { compilePolicy, type CompiledPolicy } from '../decide/decide.js';
import { DERIVATION_VERSION } from '../decide/derive.js';
import type { SecretValues } from '../detect/dlp/known/secrets.js';
import { buildDetectors, type Detectors } from '../detect/detectors.js';
import { detectorPorts } from './detector-ports.js';

/** What decides: built once per configuration, used by live traffic and by `check` and `explain` alike. */
export interface DecisionParts {
  readonly detectors: Detectors;
  /** Values that must not leave; for a worker that detects too. They stay in memory. */
  readonly secrets: SecretValues;
  readonly policy: CompiledPolicy;
  /** 64 hex digits. */
  readonly policyHash: string;
  /** Canonical text of the policy document; kept beside the evidence under its hash. */
  readonly policyText: string;
  readonly engine: string;
}

const FORBIDDEN_BITS = 0o037;
const MAX_SECRET_LINES = 1_000;

/**
 * Compiles rules and policy.
 * @throws ConfigError when a user pattern is refused by the engine or the secrets file cannot be read.
 */
export function buildDecisionParts(config: Config, environment: NodeJS.ProcessEnv): DecisionParts {
  const ports = detectorPorts();
  const secrets = { environment: environmentOf(config, environment), file: readSecretsFile(config) };
  const detectors = buildDetectors(config, ports, secrets);
  const document = compilePolicyDocument(config, {
    rulesHash: detectors.rulesHash,
    engine: detectors.engineName,
    derivation: DERIVATION_VERSION,
    sha256Hex: (text) => nodeSuite.sha256Hex(text),
  });
  const policyText = canonicalizePolicyDocument(document);
  return {
    detectors,
    secrets,
    policy: compilePolicy(document),
    policyHash: nodeSuite.sha256Hex(policyText),
    policyText,
    engine: detectors.engineName,
  };
}

function environmentOf({ dlp }: Config, environment: NodeJS.ProcessEnv): readonly (readonly [string, string])[] {
  if (!dlp.scan_env) return [];
  return Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}

/** One secret a line; `#` begins a comment line. Nobody but the owner and the group may read the file. */
function readSecretsFile({ dlp: { secrets_file: path } }: Config): readonly string[] {
  if (path === '') return [];
  const refuse = (message: string, cause?: unknown): never => {
    const fault = {
      path: 'dlp.secrets_file',
      line: undefined,
      message,
      expected: 'a readable file of mode 0600 or 0640',
    };
    throw new ConfigError([fault], { cause });
  };
  let text = '';
  try {
    if ((statSync(path).mode & FORBIDDEN_BITS) !== 0) refuse(`${path} can be read or written by others`);
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    refuse(`${path} cannot be read: ${messageOf(error)}`, error);
  }
  const lines = text.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
  if (lines.length > MAX_SECRET_LINES) refuse(`${path} holds more than ${MAX_SECRET_LINES} secrets`);
  return lines;
}
