// SPDX-License-Identifier: Apache-2.0
import { Worker } from 'node:worker_threads';
import { EvidenceUnavailableError, messageOf } from '../model/errors.js';
import type { Signer } from '../sign/signer.js';
import { escrowLock } from './escrow.js';
import { fromRefusal, receiveOutcomes, type FromThread, type Standing, type ToThread } from './messages.js';
import { DEFAULT_CLOSE_REASON, type Recorder, type RecorderOptions, type RecorderStatus } from './options.js';
import { prepareDraft, rememberClean, type PreparedDraft, type Redact } from './redact.js';
import { createGathering, createWaiting, type Gathering, type Waiting } from './waiting.js';

interface Opened {
  readonly publicKeyHex: string;
  readonly custody: Signer['custody'];
}

/** The caller's end of the recorder's thread. */
interface Link {
  readonly worker: Worker;
  readonly waiting: Waiting;
  readonly outbox: Gathering<PreparedDraft>;
  standing: Standing;
  /** Set when the thread is gone for good: every later call is refused with it. */
  gone: EvidenceUnavailableError | undefined;
  closed: { readonly resolve: () => void; readonly reject: (error: EvidenceUnavailableError) => void } | undefined;
}

const NO_STATUS: RecorderStatus = { state: 'ok', receipts: 0, fsyncErrors: 0, durabilityBlocks: 0 };

function receive(link: Link, message: FromThread, opened: (answer: Opened | EvidenceUnavailableError) => void): void {
  if (message.kind === 'not_open') {
    opened(fromRefusal(message.refusal));
    return;
  }
  link.standing = message.standing;
  if (message.kind === 'open') opened({ publicKeyHex: message.publicKeyHex, custody: message.custody });
  if (message.kind === 'outcomes') {
    const outcomes = receiveOutcomes(message.outcomes);
    link.waiting.settle(outcomes);
    link.outbox.answered(outcomes.length);
  }
  if (message.kind === 'closed') finish(link, message.refusal === undefined ? undefined : fromRefusal(message.refusal));
}

function finish(link: Link, error: EvidenceUnavailableError | undefined): void {
  link.gone = new EvidenceUnavailableError('closed', 'the recorder is closed');
  if (error === undefined) link.closed?.resolve();
  else link.closed?.reject(error);
}

/** The thread ended without being asked: nothing that waits is durable as far as anyone can tell. */
function lose(link: Link, reason: string): EvidenceUnavailableError | undefined {
  if (link.gone !== undefined) return undefined;
  const error = new EvidenceUnavailableError('io', `the recorder's thread ended: ${reason}`);
  link.gone = error;
  const status = { ...link.standing.status, state: 'unavailable' as const, code: error.code, message: error.message };
  link.standing = { ...link.standing, status: { ...status, lastError: error.message } };
  link.waiting.refuseAll(error);
  link.closed?.reject(error);
  return error;
}

function post(worker: Worker, message: ToThread): void {
  worker.postMessage(message);
}

function startThread(options: RecorderOptions): Promise<readonly [Link, Opened]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: options, name: 'recorder' });
    const standing: Standing = { session: '', status: NO_STATUS };
    const outbox = createGathering<PreparedDraft>((drafts) => post(worker, { kind: 'append', drafts }));
    const link: Link = { worker, waiting: createWaiting(), outbox, standing, gone: undefined, closed: undefined };
    const opened = (answer: Opened | EvidenceUnavailableError): void => {
      if (answer instanceof EvidenceUnavailableError) reject(answer);
      else resolve([link, answer]);
    };
    worker.on('message', (message: FromThread) => receive(link, message, opened));
    worker.on('messageerror', (error) => reject(lose(link, error.message) ?? error));
    worker.on('error', (error) => reject(lose(link, messageOf(error)) ?? error));
    worker.on('exit', (code) => reject(lose(link, `exit code ${code}`) ?? new EvidenceUnavailableError('io', 'ended')));
  });
}

/**
 * Opens a recorder whose signing, hashing and disk waits happen on a thread of their own, so that they take nothing
 * from the traffic. Redaction and locking stay on the calling thread: a secret does not cross. Rejects as `openRecorder` does.
 */
export async function openRecorderThread(options: RecorderOptions, redact?: Redact): Promise<Recorder> {
  const lock = escrowLock(options.escrowPublicKey);
  const [link, opened] = await startThread(options);
  const look = redact && rememberClean(redact);
  const { worker, waiting, outbox } = link;
  let closing: Promise<void> | undefined;
  const close = (reason: string): Promise<void> =>
    new Promise((resolve, reject) => {
      if (link.gone !== undefined) {
        resolve();
        return;
      }
      link.closed = { resolve, reject };
      outbox.flush();
      post(worker, { kind: 'close', reason });
    });
  return {
    get session() {
      return link.standing.session;
    },
    publicKeyHex: opened.publicKeyHex,
    custody: opened.custody,
    append: async (draft) => {
      if (link.gone !== undefined) throw link.gone;
      if (closing !== undefined) throw new EvidenceUnavailableError('closed', 'the recorder is closed');
      outbox.add(prepareDraft(draft, look, { lock, evidence: options.evidenceReceipts }));
      return waiting.add(draft.receipt.action_id);
    },
    status: () => link.standing.status,
    close: (reason = DEFAULT_CLOSE_REASON) => (closing ??= close(reason)),
  };
}
