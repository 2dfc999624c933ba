// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { measureInterleaved, median, medianRatio, percentile } from '../../../bench/measure.js';

test('median of odd, even and no values', (t) => {
  t.is(median([3, 1, 2]), 2);
  t.is(median([4, 1, 3, 2]), 2.5);
  t.true(Number.isNaN(median([])));
});

test('percentiles interpolate between neighbours and keep the ends', (t) => {
  t.is(percentile([10, 20, 30], 0), 10);
  t.is(percentile([10, 20, 30], 1), 30);
  t.is(percentile([10, 20, 30], 0.75), 25);
});

test('a ratio is taken slice by slice, so a slow stretch of the machine does not move it', (t) => {
  t.is(medianRatio([10, 100, 10], [5, 50, 5]), 2);
});

test('every side gets its slices, in alternating order, and asynchronous sides are awaited', async (t) => {
  const order: string[] = [];
  const busy = (until: number) => {
    while (performance.now() < until);
  };
  const sides = [
    {
      name: 'a',
      run: (iterations: number) => {
        order.push('a');
        for (let i = 0; i < iterations; i++) busy(performance.now() + 0.2);
      },
    },
    {
      name: 'b',
      run: async () => {
        await Promise.resolve();
        order.push('b');
        busy(performance.now() + 0.2);
      },
    },
  ];
  const timings = await measureInterleaved(sides, { slices: 4, sliceMs: 0.5, warmUpMs: 1 });
  t.deepEqual(
    timings.map(({ name }) => name),
    ['a', 'b'],
  );
  t.true(timings.every(({ perIteration }) => perIteration.length === 4 && perIteration.every((ns) => ns > 0)));
  t.is(order.slice(-8).join(''), 'abbaabba');
});
