// SPDX-License-Identifier: Apache-2.0
import { Worker } from 'node:worker_threads';
import test from 'ava';
import { createDeadlineWorker, READY } from '../../../../enforce/net/deadline-worker.js';

/** Longer than `SHORT_MS`, so that a deadline which counts the start is over before the worker can answer. */
const SLOW_START_MS = 400;
const SHORT_MS = 200;
const LONG_MS = 60_000;

/** A worker that blocks at its start, says `says` and gives each job back. */
function slowStart(says?: string): () => Worker {
  const announce = says === undefined ? '' : `parentPort.postMessage(${JSON.stringify(says)});`;
  const code = `const { parentPort } = require('node:worker_threads');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ${String(SLOW_START_MS)});
    ${announce}
    parentPort.on('message', ({ id, job }) => { if (job !== 'hang') parentPort.postMessage({ id, result: job }); });`;
  return () => new Worker(code, { eval: true });
}

test('the time a worker needs to start is not the time of its first job', async (t) => {
  const worker = createDeadlineWorker<string, string>(slowStart(READY), SHORT_MS, LONG_MS);
  t.deepEqual(await worker.run('one'), { ok: true, result: 'one' });
  await worker.close();
});

test('after a late job the next one gets a new worker, and the time that it starts in', async (t) => {
  const worker = createDeadlineWorker<string, string>(slowStart(READY), SHORT_MS, LONG_MS);
  const ends = await Promise.all([worker.run('hang'), worker.run('two')]);
  t.deepEqual(ends, [
    { ok: false, why: 'late' },
    { ok: true, result: 'two' },
  ]);
  await worker.close();
});

test('a worker that never says that it is ready is late', async (t) => {
  const worker = createDeadlineWorker<string, string>(slowStart(), LONG_MS, SHORT_MS);
  t.deepEqual(await worker.run('one'), { ok: false, why: 'late' });
  await worker.close();
});

test('without time to start the deadline counts from the beginning', async (t) => {
  const worker = createDeadlineWorker<string, string>(slowStart(), SHORT_MS);
  t.deepEqual(await worker.run('one'), { ok: false, why: 'late' });
  await worker.close();
});
