// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { isMet } from '../../../bench/bench.js';
import { describeRun, formatTarget, formatValue, renderReport } from '../../../bench/report.js';

test('values are short and carry their unit', (t) => {
  t.is(formatValue(12.345, 'us'), '12.35 us');
  t.is(formatValue(123.456, 'ms'), '123.5 ms');
  t.is(formatValue(23_456.7, 'per second'), '23,457 per second');
  t.is(formatValue(0.553, 'x'), '0.55x');
  t.is(formatValue(Number.NaN, 'x'), 'n/a');
});

test('targets read as sentences', (t) => {
  t.is(formatTarget({ atMost: 25, aim: 15 }, 'x'), 'at most 25x, aim 15x');
  t.is(formatTarget({ atLeast: 0.4 }, 'x'), 'at least 0.4x');
});

test('a figure is met, missed, or held against nothing', (t) => {
  t.true(isMet({ name: 'a', unit: 'x', value: 25, target: { atMost: 25 } }));
  t.false(isMet({ name: 'a', unit: 'x', value: 0.39, target: { atLeast: 0.4 } }));
  t.is(isMet({ name: 'a', unit: 'x', value: 1 }), undefined);
});

test('the table shows machine, bench, figure, target and whether it was met', (t) => {
  const figure = { name: 'one / other', unit: 'x', value: 2, target: { atMost: 1 } } as const;
  const text = renderReport(describeRun(true, [{ bench: 'demo', seconds: 1, figures: [figure] }]));
  t.regex(text, /quick run/);
  t.regex(text, /^demo \(1 s\)$/m);
  t.regex(text, /one \/ other +2x +at most 1x +missed/);
});
