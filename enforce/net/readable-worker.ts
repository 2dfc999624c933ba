// SPDX-License-Identifier: Apache-2.0
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import type { WorkerJob, WorkerReply } from './deadline-worker.js';
import { tidyLines, type ReadableText } from './html-text.js';

interface Reader {
  parse(): { readonly title?: string | null; readonly textContent?: string | null } | null;
}

interface ParsedDocument {
  readonly documentElement: { readonly tagName: string } | null;
}

// Both packages describe themselves in terms of the browser's types, which this build does not have.
const load = createRequire(import.meta.url);
const { Readability } = load('@mozilla/readability') as { readonly Readability: new (document: unknown) => Reader };
const { parseHTML } = load('linkedom') as {
  readonly parseHTML: (markup: string) => { readonly document: ParsedDocument };
};

function reduce(markup: string): ReadableText | undefined {
  let { document } = parseHTML(markup);
  // The parser does not add the elements that HTML lets an author leave out, and the reader finds nothing without them.
  if (document.documentElement?.tagName !== 'HTML') {
    ({ document } = parseHTML(`<!doctype html><html><body>${markup}</body></html>`));
  }
  const article = new Readability(document).parse();
  const text = article?.textContent;
  return article === null || text === null || text === undefined
    ? undefined
    : { title: article.title ?? '', text: tidyLines(text) };
}

parentPort?.on('message', ({ id, job: markup }: WorkerJob<string>) => {
  let reply: WorkerReply<ReadableText> = { id };
  try {
    const result = reduce(markup);
    if (result !== undefined) reply = { id, result };
  } catch {
    // The markup broke the reader; the caller has a plainer way.
  }
  parentPort?.postMessage(reply);
});
