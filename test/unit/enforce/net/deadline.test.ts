// SPDX-License-Identifier: Apache-2.0
import { setTimeout as delay } from 'node:timers/promises';
import test from 'ava';
import { Deadline } from '../../../../enforce/net/deadline.js';

test('a deadline calls once, and not when it was cancelled before', async (t) => {
  let cancelled = 0;
  const never = new Deadline(8, () => cancelled++);
  never.cancel();
  never.cancel();
  let late = 0;
  await new Promise<void>((resolve) => {
    const deadline = new Deadline(8, () => {
      late++;
      // Too late to help, and no harm.
      deadline.cancel();
      resolve();
    });
  });
  await delay(20);
  t.is(late, 1);
  t.is(cancelled, 0);
});
