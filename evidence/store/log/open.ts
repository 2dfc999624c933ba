// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { EvidenceUnavailableError } from '../../model/errors.js';
import type { Signer } from '../../sign/signer.js';
import type { StoreIo } from '../io.js';
import { loadSigningKey } from '../key-file.js';
import type { ProcessTable } from '../lock.js';
import type { FullOptions } from '../options.js';
import type { LogBackend } from './backend.js';
import { catchUp } from './catch-up.js';
import { createLogFeed, type LogFeed } from './feed.js';
import { openFolderLog } from './folder-log.js';
import { createOutbox } from './outbox.js';

/** Receipts between two checkpoints of the log: enough that the waits for the disk are a small part of a receipt. */
const INTERVAL = 16_384;

export interface LogFeedPlace {
  readonly io: StoreIo;
  readonly options: FullOptions;
  readonly signer: Signer;
  readonly processes: ProcessTable;
}

function openBackend({ io, options, signer, processes }: LogFeedPlace, dir: string): LogBackend {
  const { log, fileMode, custody } = options;
  if (log?.backend === 'outbox') return createOutbox(io, dir, fileMode);
  const logSigner = loadSigningKey(log?.keyPath ?? '', custody);
  if (logSigner.publicKeyHex === signer.publicKeyHex) {
    throw new EvidenceUnavailableError('key', 'the transparency log needs a key of its own, not the one of receipts');
  }
  return openFolderLog({ io, dir, signer: logSigner, origin: log?.origin, fileMode, processes });
}

/** Opens the log that the options ask for. Throws EvidenceUnavailableError, or VerificationError `log_fork`. */
export function openLogFeed(place: LogFeedPlace): LogFeed | undefined {
  const { io, options, processes } = place;
  const { dir, log } = options;
  if (log === undefined) return undefined;
  const backend = openBackend(place, log.dir ?? join(dir, 'log'));
  return createLogFeed(backend, log.interval ?? INTERVAL, (own) => catchUp({ io, dir, processes, backend }, own));
}
