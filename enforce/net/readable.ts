// SPDX-License-Identifier: Apache-2.0
import { Worker } from 'node:worker_threads';
import { createDeadlineWorker } from './deadline-worker.js';
import { nestsDeeperThan, plainText, type ReadableText } from './html-text.js';
import { MAX_HTML_DEPTH, MAX_READABLE_CHARS, READABLE_QUEUE, READABLE_TIMEOUT_MS } from './limits.js';

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

/**
 * The reader builds a tree and weighs it, at a cost that grows with the square of the nesting. So it runs in a worker
 * thread, one document at a time, after the nesting was counted, and under a deadline.
 */
export function createReadable(options: ReadableOptions = {}): Readable {
  const worker = createDeadlineWorker<string, ReadableText>(startWorker, options.timeoutMs ?? READABLE_TIMEOUT_MS);
  let closed = false;

  async function article(markup: string): Promise<ReadableText | undefined> {
    const fits = markup.length <= (options.maxChars ?? MAX_READABLE_CHARS);
    const room = !closed && worker.waiting < (options.maxWaiting ?? READABLE_QUEUE);
    if (!fits || !room || nestsDeeperThan(markup, options.maxDepth ?? MAX_HTML_DEPTH)) return undefined;
    const end = await worker.run(markup);
    return end.ok && end.result.text !== '' ? end.result : undefined;
  }

  return {
    async read(markup) {
      const found = await article(markup);
      if (found === undefined) return { ...plainText(markup), method: 'plain' };
      return { title: found.title || plainText(markup).title, text: found.text, method: 'article' };
    },
    close() {
      closed = true;
      return worker.close();
    },
  };
}

function startWorker(): Worker {
  return new Worker(new URL('./readable-worker.js', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 256 },
    // The reader needs nothing from the environment, and must not print what a page made it say.
    env: {},
    stdout: true,
    stderr: true,
  });
}
