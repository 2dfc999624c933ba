// SPDX-License-Identifier: Apache-2.0
import { EvidenceUnavailableError } from '../model/errors.js';
import type { EvidenceReceiptShape } from '../model/evidence-receipt/evidence-receipt.js';
import type { AppendedReceipt, EvidenceDraft } from '../model/evidence-draft.js';
import type { Signer } from '../sign/signer.js';
import { isSessionBase } from './names.js';

export type EvidenceUnavailableCode = EvidenceUnavailableError['code'];

/** Where receipts become leaves of a transparency log. Paths are the operator's and trusted. */
export interface LogOptions {
  /** The log's own key, in the text form; never the one that signs receipts. */
  readonly keyPath: string;
  /** The log's folder; `log` in the evidence folder when absent. */
  readonly dir?: string;
  /** The log's name; made up with the log when absent. */
  readonly origin?: string;
  /** Receipts between two checkpoints of the log, beside those at heartbeats and at close; 16384 unless told. */
  readonly interval?: number;
  /** `outbox` leaves receipts in the folder for a log that somebody else keeps. */
  readonly backend?: 'folder' | 'outbox';
}

/** How a recorder writes. Paths are the operator's and trusted; numbers are checked when the recorder opens. */
export interface RecorderOptions {
  readonly dir: string;
  /** First part of every session id, such as `proxy`. */
  readonly base: string;
  readonly signingKeyPath: string;
  /** 64 hex digits; stands in session_open and in the recorder's own records. */
  readonly policyHash: string;
  /** Entries between checkpoints; 0 writes only the closing one. */
  readonly checkpointInterval: number;
  readonly signCheckpoints: boolean;
  readonly maxEntriesPerFile: number;
  /** Bytes of a shard before the next one begins; 7 MiB unless told. */
  readonly maxFileBytes?: number;
  /** Shards of one run; near it the run is closed and a linked one opened. 256 unless told, at least 2. */
  readonly maxFiles?: number;
  readonly fileMode: 0o600 | 0o640 | 0o660;
  /** 0 turns heartbeats off. */
  readonly heartbeatSeconds: number;
  /** Days that escrow is kept; 0 keeps it. */
  readonly retentionDays: number;
  /** X25519 public key, 64 hex digits, for which what was decided about is locked. Absent: nothing is kept. */
  readonly escrowPublicKey?: string;
  /** JSON text for the unsigned `ext` member of session_open. */
  readonly ext?: string;
  /** Makes every receipt a leaf of a transparency log. No log when absent. */
  readonly log?: LogOptions;
  /** Where the key lives relative to the agent. Only an operator who separated the users may say so. */
  readonly custody?: Signer['custody'];
  /** Write each decision as an EvidenceReceipt v2 too, in this shape. Only where it is given. */
  readonly evidenceReceipts?: EvidenceReceiptShape;
}

export interface LogStatus {
  /** `stopped`: the log is not the one that was signed; nothing is added until somebody looks. */
  readonly state: 'ok' | 'behind' | 'stopped';
  /** Leaves, as this recorder last saw it. */
  readonly leaves: number;
  /** Receipts on disk that are no leaves yet. */
  readonly waiting: number;
  readonly message?: string;
}

export interface RecorderStatus {
  readonly state: 'ok' | 'unavailable' | 'closed';
  /** Why appends are refused now. */
  readonly code?: EvidenceUnavailableCode;
  readonly message?: string;
  /** Receipts on disk since the recorder opened, its own records included. */
  readonly receipts: number;
  /** The last failure, also after the recorder works again. */
  readonly lastError?: string;
  readonly fsyncErrors: number;
  /** Drafts refused because they could not be made durable. */
  readonly durabilityBlocks: number;
  /** Where the receipt chain of the run ends on disk, by sequence number (decimal) and hash. */
  readonly chain?: { readonly finalSeq: string; readonly head: string };
  /** The transparency log, where one is kept. */
  readonly log?: LogStatus;
}

/** Appends evidence to the current run. Every promise of `append` settles after the disk has answered. */
export interface Recorder {
  /** Session id of the current run; changes when a run reaches its shard limit. */
  readonly session: string;
  readonly publicKeyHex: string;
  readonly custody: Signer['custody'];
  /** Rejects with EvidenceUnavailableError; the record then does not exist. */
  append(draft: EvidenceDraft): Promise<AppendedReceipt>;
  status(): RecorderStatus;
  /** Writes what is queued, then the run's last records. Later calls get the first one's promise. */
  close(reason?: string): Promise<void>;
}

export const DEFAULT_CLOSE_REASON = 'graceful_shutdown';

/** Options with every default filled in. */
type Optional = 'ext' | 'evidenceReceipts' | 'escrowPublicKey' | 'log';

export type FullOptions = Required<Omit<RecorderOptions, Optional>> & Pick<RecorderOptions, Optional>;

function refuse(message: string): never {
  throw new EvidenceUnavailableError('io', `the recorder cannot be opened: ${message}`);
}

/** Checks what the type system cannot and fills in defaults. */
export function fullOptions(options: RecorderOptions): FullOptions {
  const full = { maxFileBytes: 7 * 1024 * 1024, maxFiles: 256, custody: 'same_uid' as const, ...options };
  if (!isSessionBase(full.base)) refuse('the session base may hold letters, digits, dots, dashes and underscores');
  if (!/^[0-9a-f]{64}$/.test(full.policyHash)) refuse('the policy hash is 64 hex digits');
  const counts = [full.checkpointInterval, full.heartbeatSeconds, full.retentionDays];
  if (counts.some((count) => !Number.isSafeInteger(count) || count < 0)) {
    refuse('checkpoint interval, heartbeat seconds and retention days are whole numbers from 0');
  }
  const limits = [full.maxEntriesPerFile, full.maxFileBytes, full.maxFiles - 1];
  if (limits.some((limit) => !Number.isSafeInteger(limit) || limit < 1)) {
    refuse('entries and bytes per file are whole numbers from 1, files per run from 2');
  }
  const interval = full.log?.interval ?? 1;
  if (!Number.isSafeInteger(interval) || interval < 1) {
    refuse('receipts between two checkpoints of the log are a whole number from 1');
  }
  return full;
}
