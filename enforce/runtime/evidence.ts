// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { createSigningKey } from '../../evidence/store/key-file.js';
import type { LogOptions, Recorder } from '../../evidence/store/options.js';
import { keepPolicyDocument } from '../../evidence/store/policy-documents.js';
import { openRecorderThread } from '../../evidence/store/thread.js';
import type { Config } from '../config/schema.js';
import { durationMs } from '../config/forms.js';
import type { DecisionParts } from './decision.js';
import { logDir, logKeyPath, type ProductPaths } from './paths.js';

/** An open recorder and where it writes. */
export interface OpenEvidence {
  readonly dir: string;
  readonly recorder: Recorder;
  /** Whether nothing may take effect before its receipt is on disk. */
  readonly required: boolean;
  /** Whether what is decided about is kept, sealed. */
  readonly escrow: boolean;
}

/** First part of every session id the proxy records under. */
const SESSION_BASE = 'proxy';

/** Said, unsigned, in session_open: nothing shows that the agent runs under another user, and no posture was proved. */
const SESSION_CLAIMS = '{"key_custody":"same_uid","posture_proof_availability":"absent"}';

/** Which receipts of version 2 stand beside those of version 1. */
const EVIDENCE_RECEIPTS = {
  off: {},
  on: { evidenceReceipts: 'current' },
  legacy: { evidenceReceipts: 'legacy' },
} as const;

const FILE_MODES = { '0600': 0o600, '0640': 0o640, '0660': 0o660 } as const;

/** How the log is kept. Its own key is made when it is missing, beside the key of the receipts. */
function logOptions(
  settings: Config['transparency_log'],
  evidenceDir: string,
  signingKeyPath: string,
): LogOptions | undefined {
  const { enabled, origin, key_path, checkpoint_interval: interval, backend } = settings;
  if (!enabled) return undefined;
  const keyPath = logKeyPath(settings, signingKeyPath);
  if (key_path === '' && backend === 'folder' && !existsSync(keyPath)) createSigningKey(keyPath);
  const dir = logDir(settings, evidenceDir);
  return { keyPath, interval, backend, dir, ...(origin === '' ? {} : { origin }) };
}

/**
 * Opens the record, or gives undefined where the configuration wants none. A key in the product home is made when it
 * is missing; a key path that was configured must exist.
 * @throws EvidenceUnavailableError
 */
export async function openEvidence(
  config: Config,
  paths: ProductPaths,
  parts: DecisionParts,
): Promise<OpenEvidence | undefined> {
  const settings = config.flight_recorder;
  const dir = settings.dir === '' && settings.require_receipts ? paths.evidenceDir : settings.dir;
  if (!settings.enabled || dir === '') return undefined;
  const ownKey = settings.signing_key_path === '';
  const signingKeyPath = ownKey ? paths.signingKey : settings.signing_key_path;
  if (ownKey && !existsSync(signingKeyPath)) createSigningKey(signingKeyPath);
  const log = logOptions(config.transparency_log, dir, signingKeyPath);
  const recorder = await openRecorderThread(
    {
      ...(log === undefined ? {} : { log }),
      dir,
      base: SESSION_BASE,
      signingKeyPath,
      policyHash: parts.policyHash,
      checkpointInterval: settings.checkpoint_interval,
      signCheckpoints: settings.sign_checkpoints,
      maxEntriesPerFile: settings.max_entries_per_file,
      fileMode: FILE_MODES[settings.file_mode],
      heartbeatSeconds: (durationMs(settings.completeness.heartbeat_interval) ?? 0) / 1000,
      retentionDays: settings.retention_days,
      ...(settings.raw_escrow ? { escrowPublicKey: settings.escrow_public_key } : {}),
      ext: SESSION_CLAIMS,
      ...EVIDENCE_RECEIPTS[settings.evidence_receipts],
    },
    settings.redact ? (text) => parts.detectors.redactText(text) : () => [],
  );
  keepPolicyDocument(dir, parts.policyHash, parts.policyText);
  return { dir, recorder, required: settings.require_receipts, escrow: settings.raw_escrow };
}
