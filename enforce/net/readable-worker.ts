// SPDX-License-Identifier: Apache-2.0
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { tidyLines, type ReadableText } from './html-text.js';

/** One document to reduce. */
export interface ReadableJob {
  readonly id: number;
  readonly markup: string;
}

/** `result` is absent when the document has no article in it, or broke the reader. */
export interface ReadableReply {
  readonly id: number;
  readonly result?: ReadableText;
}

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

parentPort?.on('message', ({ id, markup }: ReadableJob) => {
  let reply: ReadableReply = { id };
  try {
    const result = reduce(markup);
    if (result !== undefined) reply = { id, result };
  } catch {
    // The markup broke the reader; the caller has a plainer way.
  }
  parentPort?.postMessage(reply);
});
