// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import fc from 'fast-check';
import { openRateLedger, rateKey, reduceRate, sumUse, type RateSlice } from '../../../../enforce/session/rate.js';

test('hosts of one registrable domain count together, addresses and bare names alone', (t) => {
  t.is(rateKey('a.b.example.co.uk'), 'example.co.uk');
  t.is(rateKey('API.Example.com.'), 'example.com');
  t.is(rateKey('10.0.0.1'), '10.0.0.1');
  t.is(rateKey('2001:db8::1'), '2001:db8::1');
  t.is(rateKey('localhost'), 'localhost');
  t.not(rateKey('alice.github.io'), rateKey('mallory.github.io'));
});

test('requests and bytes are counted for a minute, then forgotten', (t) => {
  const ledger = openRateLedger();
  t.deepEqual(ledger.admit('a.example.com', 0), { requests: 1, bytes: 0 });
  ledger.addBytes('b.example.com', 500, 1_000);
  t.deepEqual(ledger.admit('example.com', 59_000), { requests: 2, bytes: 500 });
  t.deepEqual(ledger.admit('other.org', 59_000), { requests: 1, bytes: 0 });
  t.deepEqual(ledger.admit('example.com', 63_000), { requests: 2, bytes: 0 });
  t.deepEqual(ledger.admit('example.com', 600_000), { requests: 1, bytes: 0 });
});

test('a full ledger denies a new destination rather than forget a busy one', (t) => {
  const ledger = openRateLedger(2);
  ledger.admit('one.org', 0);
  ledger.admit('two.org', 0);
  t.true(ledger.admit('three.org', 1_000).requests > 1_000_000);
  t.is(ledger.admit('one.org', 1_000).requests, 2);
  t.is(ledger.size, 2);
  t.is(ledger.admit('three.org', 61_500).requests, 1, 'two.org has been silent for a minute');
  t.is(ledger.admit('one.org', 61_500).requests, 2, 'one.org was kept');
  t.is(ledger.size, 2);
});

test('a clock that stands still or steps back loses nothing', (t) => {
  const ledger = openRateLedger();
  ledger.admit('example.com', 10_000);
  t.is(ledger.admit('example.com', 5_000).requests, 2);
});

test('the count is never below the requests of the last minute, and memory stays bounded', (t) => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 20_000 }), { maxLength: 100 }), (gaps) => {
      let slices: readonly RateSlice[] = [];
      let atMs = 0;
      const times: number[] = [];
      for (const gap of gaps) {
        atMs += gap;
        times.push(atMs);
        slices = reduceRate(slices, { type: 'request', host: 'x', atMs });
        const exact = times.filter((time) => time > atMs - 60_000).length;
        t.true(sumUse(slices).requests >= exact);
        t.true(slices.length <= 61);
      }
    }),
  );
});
