// SPDX-License-Identifier: Apache-2.0
import { EvidenceUnavailableError, messageOf, VerificationError } from '../../model/errors.js';
import type { LogStatus } from '../options.js';
import type { LogBackend, RunReceipts } from './backend.js';

/** The recorder's end of the log: takes hashes of durable receipts, hands them on now and then. */
export interface LogFeed {
  /** Receipts of a run that are on disk now, in order. */
  committed(session: string, receipts: readonly string[]): void;
  /** The run has written its last record. */
  ended(session: string): void;
  /** Begins to make leaves of what waits, unless that is under way. Never throws; a failure is in the status. */
  publish(): void;
  /** Publishes the rest and waits for it, for other writers for a few seconds. What is left then is the next start's. */
  close(): Promise<void>;
  status(): LogStatus;
}

interface RunQueue {
  from: number;
  receipts: string[];
  complete: boolean;
  /** Some were let go of: the run is finished by a later start, out of its files. */
  lost: boolean;
}

/** While the log cannot be written, receipts go on; this many hashes are kept, the rest is read from files later. */
const MAX_WAITING = 1 << 20;
const CLOSE_TRIES = 100;
const CLOSE_WAIT_MS = 50;

interface Feed {
  readonly backend: LogBackend;
  readonly interval: number;
  readonly catchUp: (own: ReadonlySet<string>) => Promise<void>;
  readonly queues: Map<string, RunQueue>;
  waiting: number;
  leaves: number;
  caughtUp: boolean;
  running: Promise<void> | undefined;
  failure: string | undefined;
  busy: boolean;
  stopped: boolean;
}

export function createLogFeed(
  backend: LogBackend,
  interval: number,
  catchUp: (own: ReadonlySet<string>) => Promise<void>,
): LogFeed {
  const feed: Feed = {
    backend,
    interval,
    catchUp,
    queues: new Map(),
    waiting: 0,
    leaves: 0,
    caughtUp: false,
    running: undefined,
    failure: undefined,
    busy: false,
    stopped: false,
  };
  return {
    committed: (session, receipts) => {
      take(feed, session, receipts);
      if (feed.waiting >= interval) void start(feed);
    },
    ended: (session) => {
      queueOf(feed, session).complete = true;
    },
    publish: () => void start(feed),
    close: () => finish(feed),
    status: () => {
      const { leaves, waiting, failure, stopped } = feed;
      const state = stopped ? 'stopped' : failure === undefined ? 'ok' : 'behind';
      return { state, leaves, waiting, ...(failure === undefined ? {} : { message: failure }) };
    },
  };
}

function queueOf(feed: Feed, session: string): RunQueue {
  const queue = feed.queues.get(session) ?? { from: 0, receipts: [], complete: false, lost: false };
  feed.queues.set(session, queue);
  return queue;
}

function take(feed: Feed, session: string, receipts: readonly string[]): void {
  const queue = queueOf(feed, session);
  if (feed.waiting >= MAX_WAITING) queue.lost = true;
  if (queue.lost) return;
  for (const receipt of receipts) queue.receipts.push(receipt);
  feed.waiting += receipts.length;
}

function start(feed: Feed): Promise<void> {
  feed.running ??= run(feed).finally(() => {
    feed.running = undefined;
  });
  return feed.running;
}

async function run(feed: Feed): Promise<void> {
  // Not inside the caller: it may be in the middle of a commit.
  await Promise.resolve();
  if (feed.stopped) return;
  try {
    if (!feed.caughtUp) await feed.catchUp(new Set(feed.queues.keys()));
    feed.caughtUp = true;
    do await handIn(feed);
    while (feed.waiting >= feed.interval);
    feed.failure = undefined;
    feed.busy = false;
  } catch (error) {
    feed.busy = error instanceof EvidenceUnavailableError && error.code === 'lock';
    feed.stopped = error instanceof VerificationError;
    feed.failure = messageOf(error);
  }
}

async function handIn(feed: Feed): Promise<void> {
  const parts: RunReceipts[] = [];
  for (const [session, { from, receipts, complete, lost }] of feed.queues) {
    const ends = complete && !lost;
    if (receipts.length > 0 || ends) parts.push({ session, from, receipts: [...receipts], complete: ends });
  }
  if (parts.length === 0) return;
  feed.leaves = await feed.backend.append(parts);
  for (const { session, receipts, complete } of parts) {
    const queue = queueOf(feed, session);
    queue.from += receipts.length;
    queue.receipts.splice(0, receipts.length);
    feed.waiting -= receipts.length;
    if (complete) feed.queues.delete(session);
  }
}

async function finish(feed: Feed): Promise<void> {
  await feed.running;
  for (let tries = 0; tries < CLOSE_TRIES; tries += 1) {
    await start(feed);
    if (!feed.busy) return;
    await new Promise((resolve) => setTimeout(resolve, CLOSE_WAIT_MS));
  }
}
