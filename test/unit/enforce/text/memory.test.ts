// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { NO_MEMORY, RunMemory } from '../../../../enforce/text/memory.js';

const encoder = new TextEncoder();

test('a run is known from the second time on, wherever it stands', (t) => {
  const memory = new RunMemory();
  const first = encoder.encode('QUtJQUlPU0ZPRE5O');
  const second = encoder.encode('xx QUtJQUlPU0ZPRE5O yy');
  t.false(memory.knows('run', first, 0, first.length));
  t.true(memory.knows('run', second, 3, 3 + first.length));
  t.false(memory.knows('run', second, 3, 2 + first.length), 'a part of it is another run');
});

test('what one reader knows says nothing of another', (t) => {
  const memory = new RunMemory();
  const bytes = encoder.encode('0123456789abcdef');
  t.false(memory.knows('run', bytes, 0, bytes.length));
  t.false(memory.knows('hex', bytes, 0, bytes.length));
  t.true(memory.knows('run', bytes, 0, bytes.length));
});

test('a run that was forgotten is not known, and those beside it are', (t) => {
  const memory = new RunMemory();
  const runs = Array.from({ length: 500 }, (_, i) => encoder.encode(`run number ${i}`));
  for (const run of runs) t.false(memory.knows('run', run, 0, run.length));
  const [first = encoder.encode('')] = runs;
  memory.forget('run', first, 0, first.length);
  for (const run of runs.slice(1)) t.true(memory.knows('run', run, 0, run.length));
  t.false(memory.knows('run', first, 0, first.length));
  t.true(memory.knows('run', first, 0, first.length));
});

test('no run passes for another, however many there are', (t) => {
  const memory = new RunMemory();
  for (let i = 0; i < 70_000; i++) {
    const run = encoder.encode(i.toString(36).padStart(8, '0'));
    if (memory.knows('run', run, 0, run.length)) return t.fail(`run ${i} was never there`);
  }
  t.pass();
});

test('another memory takes the room over and knows nothing of it', (t) => {
  const [one, other] = [new RunMemory(), new RunMemory()];
  const bytes = encoder.encode('QUtJQUlPU0ZPRE5O');
  t.false(one.knows('run', bytes, 0, bytes.length));
  t.false(other.knows('run', bytes, 0, bytes.length));
  t.false(one.knows('run', bytes, 0, bytes.length), 'forgetting costs time only');
});

test('long runs, and a memory for short texts, are never known', (t) => {
  const memory = new RunMemory();
  const long = new Uint8Array(5000).fill(0x61);
  t.false(memory.knows('run', long, 0, long.length));
  t.false(memory.knows('run', long, 0, long.length));
  memory.forget('run', long, 0, long.length);
  t.false(NO_MEMORY.knows('run', long, 0, 8));
  t.false(NO_MEMORY.knows('run', long, 0, 8));
  NO_MEMORY.forget('run', long, 0, 8);
});
