// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import fc from 'fast-check';
import { createByteBudget } from '../../../../enforce/net/budget.js';

test('bytes are taken and given back', async (t) => {
  const budget = createByteBudget(10);
  t.true(budget.tryAcquire(10));
  t.false(budget.tryAcquire(1));
  budget.release(4);
  t.true(await budget.acquire(4, 1));
  t.is(budget.inUse, 10);
});

test('who waits is served in order when bytes come back; a small one does not overtake', async (t) => {
  const budget = createByteBudget(10);
  t.true(budget.tryAcquire(8));
  const served: string[] = [];
  const large = budget.acquire(6, 60_000).then(() => served.push('large'));
  const small = budget.acquire(2, 60_000).then(() => served.push('small'));
  t.false(budget.tryAcquire(1));
  budget.release(8);
  await Promise.all([large, small]);
  t.deepEqual(served, ['large', 'small']);
  t.is(budget.inUse, 8);
});

test('a wait ends in time, takes nothing, and lets those behind it pass', async (t) => {
  const budget = createByteBudget(10);
  budget.tryAcquire(5);
  const large = budget.acquire(10, 5);
  const small = budget.acquire(5, 60_000);
  t.false(await large);
  t.true(await small);
  t.is(budget.inUse, 10);
  t.false(await budget.acquire(11, 60_000), 'more than there ever is');
});

test('never more than the total is in use', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 30 }), async (sizes) => {
      const budget = createByteBudget(10);
      await Promise.all(
        sizes.map(async (size) => {
          const taken = await budget.acquire(size, 1000);
          t.true(budget.inUse <= 10);
          t.is(taken, size <= 10);
          await Promise.resolve();
          if (taken) budget.release(size);
        }),
      );
      t.is(budget.inUse, 0);
    }),
  );
});
