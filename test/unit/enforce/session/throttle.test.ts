// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { openThrottle } from '../../../../enforce/session/throttle.js';

test('a burst is given at once, then one token at a time', (t) => {
  const throttle = openThrottle({ perMinute: 60, burst: 2 });
  t.deepEqual([throttle.take('a', 0), throttle.take('a', 0)], [0, 0]);
  t.is(throttle.take('a', 0), 1000);
  t.is(throttle.take('a', 400), 600);
  t.is(throttle.take('a', 1000), 0);
  t.is(throttle.take('a', 1000), 1000);
});

test('keys do not share, and rest does not pile up above the burst', (t) => {
  const throttle = openThrottle({ perMinute: 60, burst: 1 });
  t.is(throttle.take('a', 0), 0);
  t.is(throttle.take('b', 0), 0);
  t.deepEqual([throttle.take('a', 3_600_000), throttle.take('a', 3_600_000)], [0, 1000]);
});

test('what is remembered is bounded', (t) => {
  const throttle = openThrottle({ perMinute: 1, burst: 1 });
  t.is(throttle.take('first', 0), 0);
  for (let i = 0; i < 10_000; i++) throttle.take(`key ${i}`, 0);
  t.is(throttle.take('first', 0), 0);
  t.true(throttle.take('key 9999', 0) > 0);
});
