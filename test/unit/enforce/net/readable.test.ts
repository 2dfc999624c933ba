// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { createReadable } from '../../../../enforce/net/readable.js';

const ARTICLE = `<title>T</title><nav>menu</nav><article><h1>H</h1>${'<p>Enough words in a sentence to count as the article of this page.</p>'.repeat(15)}</article>`;

test('an article is found; a page without one is reduced plainly', async (t) => {
  const readable = createReadable({ timeoutMs: 30_000 });
  t.teardown(() => readable.close());
  const article = await readable.read(ARTICLE);
  t.is(article.method, 'article');
  t.is(article.title, 'T');
  t.true(article.text.includes('Enough words'));
  const empty = await readable.read('');
  t.deepEqual(empty, { title: '', text: '', method: 'plain' });
});

test('too deep, too large or too late falls back, and the next document is read again', async (t) => {
  const readable = createReadable({ timeoutMs: 30_000, maxDepth: 20, maxChars: 10_000 });
  t.teardown(() => readable.close());
  t.is((await readable.read('<div>'.repeat(21) + 'deep')).method, 'plain');
  t.is((await readable.read('x'.repeat(10_001))).method, 'plain');
  t.is((await readable.read(ARTICLE)).method, 'article');

  const late = createReadable({ timeoutMs: 1 });
  t.teardown(() => late.close());
  const answers = await Promise.all([late.read(ARTICLE), late.read(ARTICLE)]);
  for (const answer of answers) {
    t.is(answer.method, 'plain');
    t.true(answer.text.includes('Enough words'));
  }
});

test('more documents than may wait are reduced plainly; after close all are', async (t) => {
  const readable = createReadable({ timeoutMs: 30_000, maxWaiting: 1 });
  const answers = await Promise.all([1, 2, 3, 4].map(() => readable.read(ARTICLE)));
  t.deepEqual(
    answers.map((answer) => answer.method),
    ['article', 'article', 'plain', 'plain'],
  );
  await readable.close();
  t.is((await readable.read(ARTICLE)).method, 'plain');
});
