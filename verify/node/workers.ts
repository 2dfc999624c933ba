// SPDX-License-Identifier: Apache-2.0
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { VerificationError } from '../../evidence/model/verification-errors.js';
import type { CryptoSuite, SignatureCheck } from '../../evidence/crypto/suite.js';
import { concatBytes } from '../../evidence/canonical/framing.js';

/** Checks in one buffer, which moves to another thread without being copied, and the lengths of their parts. */
export type PackedChecks = readonly [bytes: Uint8Array, lengths: readonly number[]];

function openLane() {
  const lane = {
    worker: new Worker(new URL('./signature-worker.js', import.meta.url)),
    /** Batches posted and not answered, oldest first: a worker answers in order. */
    waiting: [] as { resolve: (holds: readonly boolean[]) => void; reject: (error: Error) => void }[],
    /** Set once the thread is gone; later batches fail with it instead of waiting for ever. */
    stopped: undefined as Error | undefined,
  };
  const fail = (cause: unknown): void => {
    const message = 'a signature worker stopped; nothing it held counts as checked';
    lane.stopped ??= new VerificationError('worker', message, { cause });
    for (const batch of lane.waiting.splice(0)) batch.reject(lane.stopped);
  };
  lane.worker.on('message', (holds: readonly boolean[]) => lane.waiting.shift()?.resolve(holds));
  lane.worker.on('error', fail);
  lane.worker.on('exit', fail);
  return lane;
}

type Lane = ReturnType<typeof openLane>;

function post({ worker, waiting, stopped }: Lane, checks: readonly SignatureCheck[]): Promise<readonly boolean[]> {
  if (stopped !== undefined) return Promise.reject(stopped);
  return new Promise((resolve, reject) => {
    waiting.push({ resolve, reject });
    const parts = checks.flatMap(({ publicKey, message, signature }) => [publicKey, message, signature]);
    const bytes = concatBytes(parts);
    worker.postMessage([bytes, parts.map(({ length }) => length)] satisfies PackedChecks, [
      bytes.buffer as ArrayBuffer,
    ]);
  });
}

/**
 * Spreads signature checks over threads; hashes stay on the calling thread. A batch goes to the least busy thread, so
 * several batches should be in flight. Where an answer is missing the caller counts a failure. `close` ends the threads;
 * batches still running are rejected.
 */
export function createParallelSuite(base: CryptoSuite, workers: number) {
  const lanes = Array.from({ length: workers }, openLane);
  return {
    ...base,
    name: `${base.name}+${workers}`,
    workers,
    verifyBatch: (checks: readonly SignatureCheck[]): Promise<readonly boolean[]> => {
      const [lane] = lanes.toSorted((a, b) => a.waiting.length - b.waiting.length);
      return lane === undefined ? base.verifyBatch(checks) : post(lane, checks);
    },
    close: async (): Promise<void> => {
      await Promise.all(lanes.map((lane) => lane.worker.terminate()));
    },
  };
}

/** Bytes below which starting threads costs more than it saves (about 2000 receipts). */
const WORTH_THREADS = 3 << 20;

/** How many threads to use for this much evidence when the caller does not say. 0 means none beside this one. */
export function defaultWorkers(bytes: number): number {
  return bytes < WORTH_THREADS ? 0 : Math.max(0, Math.min(availableParallelism(), 8));
}
