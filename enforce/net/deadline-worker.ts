// SPDX-License-Identifier: Apache-2.0
import type { Worker } from 'node:worker_threads';

/** One job as the worker gets it. It answers with the same id. */
export interface WorkerJob<Job> {
  readonly id: number;
  readonly job: Job;
}

/** What a worker posts first when it was given time to start: from now on jobs are measured. */
export const READY = 'ready';

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
 * job gets a new one. The deadline counts from when the job is handed over, not from when it was asked for. With
 * `startMs` the worker posts `READY` within that time and the deadline of its first job counts from there: else a slow
 * start would make the first job late, and the start after it the next one.
 */
export function createDeadlineWorker<Job, Result>(
  start: () => Worker,
  timeoutMs: number,
  startMs = 0,
): DeadlineWorker<Job, Result> {
  const queue: Pending<Job, Result>[] = [];
  let worker: Worker | undefined;
  let isReady = false;
  let current: (Pending<Job, Result> & { readonly id: number; timer: NodeJS.Timeout }) | undefined;
  let nextId = 0;
  let closed = false;

  function open(): Worker {
    const fresh = start();
    fresh.unref();
    isReady = startMs === 0;
    fresh.on('message', (reply: WorkerReply<Result> | typeof READY) => {
      if (reply === READY) onReady(fresh);
      else if (reply.id === current?.id)
        finish(reply.result === undefined ? FAILED : { ok: true, result: reply.result });
    });
    const onGone = (): void => {
      if (worker !== fresh) return;
      worker = undefined;
      finish(FAILED);
    };
    fresh.on('error', onGone).on('exit', onGone);
    return fresh;
  }

  function onReady(fresh: Worker): void {
    isReady ||= worker === fresh;
    if (worker !== fresh || current === undefined) return;
    clearTimeout(current.timer);
    current.timer = setTimeout(onLate, timeoutMs);
  }

  function onLate(): void {
    const late = worker;
    worker = undefined;
    void late?.terminate();
    finish(LATE);
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
    current = { ...pending, id: nextId++, timer: setTimeout(onLate, isReady ? timeoutMs : startMs) };
    worker.postMessage({ id: current.id, job: pending.job } satisfies WorkerJob<Job>);
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
