// SPDX-License-Identifier: Apache-2.0
import { EvidenceUnavailableError } from '../model/errors.js';
import { openEngine } from './engine.js';
import { escrowLock } from './escrow.js';
import { nodeIo, type StoreIo } from './io.js';
import { DEFAULT_CLOSE_REASON, type Recorder, type RecorderOptions } from './options.js';
import { prepareDraft, type Redact } from './redact.js';
import { createWaiting } from './waiting.js';

export type { Recorder, RecorderOptions, RecorderStatus } from './options.js';

/**
 * Opens a recorder that signs and writes on the calling thread. Rejects with EvidenceUnavailableError `key`,
 * `no_space`, `permission`, `lock` or `io`. A recorder that opened never needs reopening: when the disk fails it
 * refuses drafts, and each later append tries again.
 */
// eslint-disable-next-line @typescript-eslint/require-await -- every failure to open is a rejection, as in the thread
export async function openRecorder(options: RecorderOptions, io: StoreIo = nodeIo, redact?: Redact): Promise<Recorder> {
  const waiting = createWaiting();
  const lock = escrowLock(options.escrowPublicKey);
  const engine = openEngine(options, io, waiting.settle);
  let closing: Promise<void> | undefined;
  return {
    get session() {
      return engine.session();
    },
    publicKeyHex: engine.publicKeyHex,
    custody: engine.custody,
    append: async (draft) => {
      if (closing !== undefined) throw new EvidenceUnavailableError('closed', 'the recorder is closed');
      engine.push([prepareDraft(draft, redact, { lock, evidence: options.evidenceReceipts })]);
      return waiting.add(draft.receipt.action_id);
    },
    status: () => engine.status(),
    close: (reason = DEFAULT_CLOSE_REASON) => (closing ??= engine.close(reason)),
  };
}
