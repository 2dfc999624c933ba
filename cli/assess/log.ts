// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isFileFault, readBundleFile } from '../../assess/bundle-files.js';
import { DEFAULTS } from '../../assess/init.js';
import { readManifest } from '../../assess/manifest.js';
import { logDir, logKeyPath, productPaths } from '../../enforce/runtime/paths.js';
import { fromHex } from '../../evidence/canonical/text.js';
import { parsePublicKeyText } from '../../evidence/crypto/key-text.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { parseCheckpoint } from '../../evidence/log/checkpoint.js';
import { parseLogProof } from '../../evidence/log/log-proof.js';
import { ED25519, keyIdOf } from '../../evidence/log/note.js';
import { CodedError, UsageError } from '../../evidence/model/errors.js';
import { nodeIo } from '../../evidence/store/io.js';
import { loadSigningKey } from '../../evidence/store/key-file.js';
import { systemProcesses } from '../../evidence/store/lock.js';
import { LOG_FILES, type LogPlace } from '../../evidence/store/log/log-writer.js';
import { BUNDLE_FILES } from '../../verify/core/bundles/assessment.js';
import { NO_LOG_TRUST, type LogTrust } from '../../verify/core/log/log-trust.js';
import { readLogTrust } from '../../verify/node/log-arguments.js';
import { loadConfigFile, type LoadedConfig } from '../load-config.js';

export interface LogStep {
  /** `false`: the head goes into no log. */
  readonly log?: boolean;
  /** Evidence folder whose log takes the head; by default that of the configuration, or of the product home. */
  readonly evidence?: string;
  readonly logSigningKey?: string;
  readonly home?: string;
}

interface Configured {
  readonly evidence: string;
  readonly dir: string;
  readonly keyPath: string;
  readonly origin: string | undefined;
}

/** Where the recorder of this configuration keeps its log; in words, why it keeps none here. */
function configuredLog({ config, builtIn }: LoadedConfig, home: string | undefined): Configured | string {
  const { enabled, origin, backend } = config.transparency_log;
  if (!enabled) return 'the configuration has the transparency log off';
  if (backend === 'outbox') return 'the log is kept by somebody else (transparency_log.backend: outbox)';
  const paths = productPaths(home, process.env);
  const { dir: own, signing_key_path: signingKey } = config.flight_recorder;
  const evidence = builtIn || own === '' ? paths.evidenceDir : own;
  return {
    evidence,
    dir: logDir(config.transparency_log, evidence),
    keyPath: logKeyPath(config.transparency_log, signingKey === '' ? paths.signingKey : signingKey),
    origin: origin === '' ? undefined : origin,
  };
}

function isSameFolder(a: string, b: string): boolean {
  return existsSync(a) && existsSync(b) && realpathSync(a) === realpathSync(b);
}

/** The log that belongs to another evidence folder than the configured one; its key has to be named. */
function namedLog(evidence: string, keyPath: string | undefined): Configured | string {
  const inside = join(evidence, 'log');
  const dir = existsSync(join(inside, LOG_FILES.checkpoint)) ? inside : evidence;
  if (keyPath === undefined) return `the key of the log of ${evidence} is not named (--log-signing-key)`;
  return { evidence, dir, keyPath, origin: undefined };
}

function configuredFor(dir: string, { home }: LogStep): Configured | string {
  const { config_file: file } = readManifest(dir).manifest;
  try {
    return configuredLog(loadConfigFile(file === DEFAULTS ? undefined : file), home);
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    return `the configuration ${file} is not what it was: ${error.message}`;
  }
}

/** The log that takes the head of the assessment in `dir`; in words, why there is none. */
export function logPlaceFor(dir: string, step: LogStep): LogPlace | string {
  const { evidence, logSigningKey: keyPath } = step;
  const configured = configuredFor(dir, step);
  const isConfigured =
    evidence === undefined || (typeof configured !== 'string' && isSameFolder(evidence, configured.evidence));
  const found = isConfigured ? configured : namedLog(evidence, keyPath);
  if (typeof found === 'string') return found;
  if (!existsSync(join(found.dir, LOG_FILES.checkpoint))) return `no transparency log lies in ${found.dir}`;
  const path = keyPath ?? found.keyPath;
  if (!existsSync(path)) return `the log's own key ${path} is not here`;
  const signer = loadSigningKey(path, 'same_uid');
  return { io: nodeIo, dir: found.dir, signer, origin: found.origin, fileMode: 0o600, processes: systemProcesses() };
}

export interface LogVerifyOptions {
  readonly logKey?: readonly string[];
  readonly checkpoint?: string;
  readonly home?: string;
}

/**
 * What the reader trusts about logs: what was given; else the key of this machine's own log, if the proof of the bundle
 * (untrusted) names that key. It only chooses whether the key is asked: the key itself comes from the product home.
 */
export function logTrustFor(dir: string, { logKey, checkpoint, home }: LogVerifyOptions): LogTrust | undefined {
  const given = readLogTrust({ 'log-key': logKey, checkpoint });
  if (given !== undefined && logKey === undefined) throw new UsageError('--checkpoint goes with --log-key');
  if (given !== undefined) return given;
  const path = join(dirname(productPaths(home, process.env).signingKey), 'log.key.pub');
  const bytes = readBundleFile(dir, BUNDLE_FILES.logProof);
  if (!existsSync(path) || isFileFault(bytes)) return undefined;
  try {
    const { origin, note } = parseCheckpoint(parseLogProof(bytes.toString('utf8')).checkpoint);
    const publicKey = fromHex(parsePublicKeyText(readFileSync(path, 'utf8')));
    const id = keyIdOf({ name: origin, type: ED25519, publicKey }, nodeSuite);
    const isOwn = note.signatures.some(({ name, keyId }) => name === origin && keyId === id);
    return isOwn ? { ...NO_LOG_TRUST, keys: [{ name: origin, publicKey }] } : undefined;
  } catch {
    // Whatever is wrong with the proof, its verification says.
    return undefined;
  }
}
