// SPDX-License-Identifier: Apache-2.0
import type { Worker } from 'node:worker_threads';

/** One job as the worker gets it. It answers with the same id. */
export interface WorkerJob<Job> {
  readonly id: number;
  readonly job: Job;
}

/** `result` is absent when the job broke the worker's code. */
export interface WorkerReply<Result> {
  readonly id: number;
  readonly result?: Result;
}

/** What became of a job. `late`: the deadline passed. `failed`: the worker broke or was gone. */
export type JobEnd<Result> =
  { readonly ok: true; readonly result: Result } | { readonly ok: false; readonly why: 'late' | 'failed' };

/** Work that may take too long, in a thread that can be killed. Jobs run one at a time, in order. */
export interface DeadlineWorker<Job, Result> {
  /** Jobs that wait for their turn. */
  readonly waiting: number;
  /** Never rejects. */
  run(job: Job): Promise<JobEnd<Result>>;
  close(): Promise<void>;
}

interface Pending<Job, Result> {
  readonly job: Job;
  readonly settle: (end: JobEnd<Result>) => void;
}

/**
 * Runs jobs in a worker thread that is started when it is first needed. A worker that is late is killed, and the next
 * job gets a new one. The deadline counts from when the job is handed over, not from when it was asked for.
 */
export function createDeadlineWorker<Job, Result>(start: () => Worker, timeoutMs: number): DeadlineWorker<Job, Result> {
  const queue: Pending<Job, Result>[] = [];
  let worker: Worker | undefined;
  let current: (Pending<Job, Result> & { readonly id: number; readonly timer: NodeJS.Timeout }) | undefined;
  let nextId = 0;
  let closed = false;

  function open(): Worker {
    const fresh = start();
    fresh.unref();
    fresh.on('message', (reply: WorkerReply<Result>) => {
      if (reply.id !== current?.id) return;
      finish('result' in reply && reply.result !== undefined ? { ok: true, result: reply.result } : FAILED);
    });
    const onGone = (): void => {
      if (worker !== fresh) return;
      worker = undefined;
      finish(FAILED);
    };
    fresh.on('error', onGone).on('exit', onGone);
    return fresh;
  }

  function finish(end: JobEnd<Result>): void {
    const done = current;
    current = undefined;
    if (done !== undefined) {
      clearTimeout(done.timer);
      done.settle(end);
    }
    next();
  }

  function next(): void {
    if (current !== undefined) return;
    const pending = queue.shift();
    if (pending === undefined) return;
    if (closed) {
      pending.settle(FAILED);
      next();
      return;
    }
    worker ??= open();
    const id = nextId++;
    const timer = setTimeout(() => {
      const late = worker;
      worker = undefined;
      void late?.terminate();
      finish(LATE);
    }, timeoutMs);
    current = { ...pending, id, timer };
    worker.postMessage({ id, job: pending.job } satisfies WorkerJob<Job>);
  }

  return {
    get waiting() {
      return queue.length;
    },
    run: (job) =>
      new Promise((settle) => {
        queue.push({ job, settle });
        next();
      }),
    async close() {
      closed = true;
      const last = worker;
      worker = undefined;
      finish(FAILED);
      await last?.terminate();
    },
  };
}

const FAILED = { ok: false, why: 'failed' } as const;
const LATE = { ok: false, why: 'late' } as const;
