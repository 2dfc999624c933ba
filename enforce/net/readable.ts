// SPDX-License-Identifier: Apache-2.0
import { Worker } from 'node:worker_threads';
import { nestsDeeperThan, plainText, type ReadableText } from './html-text.js';
import { MAX_HTML_DEPTH, MAX_READABLE_CHARS, READABLE_QUEUE, READABLE_TIMEOUT_MS } from './limits.js';
import type { ReadableJob, ReadableReply } from './readable-worker.js';

export interface ReadableOptions {
  readonly timeoutMs?: number;
  readonly maxDepth?: number;
  readonly maxChars?: number;
  readonly maxWaiting?: number;
}

export interface ReadableResult extends ReadableText {
  /** `plain` when the document was too large, too deep, too slow or without an article. */
  readonly method: 'article' | 'plain';
}

/** Turns HTML into text for an agent. Never rejects: what the reader cannot do, the linear extractor does. */
export interface Readable {
  read(markup: string): Promise<ReadableResult>;
  close(): Promise<void>;
}

interface Pending {
  readonly markup: string;
  readonly settle: (result: ReadableText | undefined) => void;
}

/**
 * The reader builds a tree and weighs it, at a cost that grows with the square of the nesting. So it runs in a worker
 * thread, one document at a time, after the nesting was counted, and under a deadline: a worker that is late is
 * killed and the next document gets a new one.
 */
export function createReadable(options: ReadableOptions = {}): Readable {
  const timeoutMs = options.timeoutMs ?? READABLE_TIMEOUT_MS;
  const waiting: Pending[] = [];
  let worker: Worker | undefined;
  let current: (Pending & { readonly id: number; readonly timer: NodeJS.Timeout }) | undefined;
  let nextId = 0;
  let closed = false;

  function start(): Worker {
    const fresh = startWorker();
    fresh.on('message', (reply: ReadableReply) => {
      if (reply.id === current?.id) finish(reply.result);
    });
    const onGone = (): void => {
      if (worker !== fresh) return;
      worker = undefined;
      finish(undefined);
    };
    fresh.on('error', onGone).on('exit', onGone);
    return fresh;
  }

  function finish(result: ReadableText | undefined): void {
    const done = current;
    current = undefined;
    if (done !== undefined) {
      clearTimeout(done.timer);
      done.settle(result);
    }
    next();
  }

  function next(): void {
    if (current !== undefined) return;
    const pending = waiting.shift();
    if (pending === undefined) return;
    if (closed) {
      pending.settle(undefined);
      next();
      return;
    }
    worker ??= start();
    const id = nextId++;
    const timer = setTimeout(() => {
      const late = worker;
      worker = undefined;
      void late?.terminate();
      finish(undefined);
    }, timeoutMs);
    current = { ...pending, id, timer };
    worker.postMessage({ id, markup: pending.markup } satisfies ReadableJob);
  }

  function ask(markup: string): Promise<ReadableText | undefined> {
    return new Promise((settle) => {
      waiting.push({ markup, settle });
      next();
    });
  }

  return {
    async read(markup) {
      const fits = markup.length <= (options.maxChars ?? MAX_READABLE_CHARS);
      const room = !closed && waiting.length < (options.maxWaiting ?? READABLE_QUEUE);
      const article =
        fits && room && !nestsDeeperThan(markup, options.maxDepth ?? MAX_HTML_DEPTH) ? await ask(markup) : undefined;
      if (article !== undefined && article.text !== '') {
        return { title: article.title || plainText(markup).title, text: article.text, method: 'article' };
      }
      return { ...plainText(markup), method: 'plain' };
    },
    async close() {
      closed = true;
      const last = worker;
      worker = undefined;
      finish(undefined);
      await last?.terminate();
    },
  };
}

function startWorker(): Worker {
  const worker = new Worker(new URL('./readable-worker.js', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 256 },
    // The reader needs nothing from the environment, and must not print what a page made it say.
    env: {},
    stdout: true,
    stderr: true,
  });
  worker.unref();
  return worker;
}
