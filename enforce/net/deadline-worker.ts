// SPDX-License-Identifier: Apache-2.0
import type { Worker } from 'node:worker_threads';
import { Deadline } from './deadline.js';

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
  return new WorkerQueue(start, timeoutMs, startMs);
}

interface Pending<Job, Result> {
  readonly job: Job;
  readonly settle: (end: JobEnd<Result>) => void;
}

/** The job that the worker has. */
interface Current<Result> {
  readonly id: number;
  readonly settle: (end: JobEnd<Result>) => void;
  deadline: Deadline;
}

class WorkerQueue<Job, Result> implements DeadlineWorker<Job, Result> {
  readonly #start: () => Worker;
  readonly #timeoutMs: number;
  readonly #startMs: number;
  readonly #queue: Pending<Job, Result>[] = [];
  #worker: Worker | undefined;
  #isReady = false;
  #current: Current<Result> | undefined;
  #nextId = 0;
  #closed = false;

  constructor(start: () => Worker, timeoutMs: number, startMs: number) {
    this.#start = start;
    this.#timeoutMs = timeoutMs;
    this.#startMs = startMs;
  }

  get waiting(): number {
    return this.#queue.length;
  }

  run(job: Job): Promise<JobEnd<Result>> {
    return new Promise((settle) => {
      this.#queue.push({ job, settle });
      this.#next();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    const last = this.#worker;
    this.#worker = undefined;
    this.#finish(FAILED);
    await last?.terminate();
  }

  #next(): void {
    if (this.#current !== undefined) return;
    const pending = this.#queue.shift();
    if (pending === undefined) return;
    const { job, settle } = pending;
    if (this.#closed) {
      settle(FAILED);
      this.#next();
      return;
    }
    this.#worker ??= this.#open();
    const id = this.#nextId++;
    this.#current = { id, settle, deadline: this.#allow(this.#isReady ? this.#timeoutMs : this.#startMs) };
    this.#worker.postMessage({ id, job } satisfies WorkerJob<Job>);
  }

  #open(): Worker {
    const worker = this.#start();
    worker.unref();
    this.#isReady = this.#startMs === 0;
    worker.on('message', (reply: WorkerReply<Result> | typeof READY) => this.#onMessage(worker, reply));
    const onGone = (): void => this.#onGone(worker);
    worker.on('error', onGone).on('exit', onGone);
    return worker;
  }

  #allow(timeoutMs: number): Deadline {
    return new Deadline(timeoutMs, () => this.#onLate());
  }

  #onMessage(from: Worker, reply: WorkerReply<Result> | typeof READY): void {
    if (reply === READY) this.#onReady(from);
    else if (reply.id === this.#current?.id)
      this.#finish(reply.result === undefined ? FAILED : { ok: true, result: reply.result });
  }

  #onReady(from: Worker): void {
    if (from !== this.#worker) return;
    this.#isReady = true;
    if (this.#current === undefined) return;
    this.#current.deadline.cancel();
    this.#current.deadline = this.#allow(this.#timeoutMs);
  }

  #onGone(gone: Worker): void {
    if (gone !== this.#worker) return;
    this.#worker = undefined;
    this.#finish(FAILED);
  }

  #onLate(): void {
    const late = this.#worker;
    this.#worker = undefined;
    void late?.terminate();
    this.#finish(LATE);
  }

  #finish(end: JobEnd<Result>): void {
    const done = this.#current;
    this.#current = undefined;
    done?.deadline.cancel();
    done?.settle(end);
    this.#next();
  }
}

const FAILED = { ok: false, why: 'failed' } as const;
const LATE = { ok: false, why: 'late' } as const;
