// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import type { Judge } from '../../../../bench/detection/judge.js';
import { renderTallies, reportOf } from '../../../../bench/detection/render.js';
import type { LabelledSet, Row } from '../../../../bench/detection/row.js';
import { tallySet } from '../../../../bench/detection/tally.js';

const rows: readonly Row[] = [
  { id: '1', text: 'attack seen', kind: 'x', expects: 'injection' },
  { id: '2', text: 'attack', kind: 'x', expects: 'injection' },
  { id: '3', text: 'token abcdefgh12345678 here', kind: 'y', expects: 'dlp' },
  { id: '4', text: 'harmless seen', kind: 'z', expects: 'nothing' },
  { id: '5', text: 'harmless', kind: 'z', expects: 'nothing' },
];
const set: LabelledSet = { name: 'sample', rows };

const judge: Judge = {
  injection: ({ text }) => (text.includes('seen') ? [{ rule: 'Seen' }, { rule: 'Seen' }] : []),
  dlp: ({ text }) =>
    text.includes('token') || text === 'attack' ? [{ rule: 'Token', span: { start: 6, end: 22 } }] : [],
};

const silent = () => undefined;

test('counts what is found and what is a false alarm, each against its own rows', (t) => {
  const [injection, dlp] = tallySet(set, judge, silent).families;
  t.deepEqual(injection?.found, { hit: 1, of: 2 });
  t.deepEqual(injection?.alarms, { hit: 1, of: 3 });
  t.deepEqual(injection?.alarmsByRule, [{ rule: 'Seen', rows: 1 }]);
  t.deepEqual(dlp?.found, { hit: 1, of: 1 });
  // An attack may hold a credential: it counts for neither side.
  t.deepEqual(dlp?.alarms, { hit: 0, of: 2 });
});

test('prints both denominators, and the mistakes when asked', (t) => {
  const tallies = [tallySet(set, judge, silent)];
  const short = renderTallies(tallies, false);
  t.true(short.includes('injection: found 1 of 2 (50.0 %); alarms 1 of 3 (33.3 %)'));
  t.false(short.includes('harmless'));
  const long = renderTallies(tallies, true);
  t.true(long.includes('alarm 4 [z] {Seen} harmless seen'));
  t.true(long.includes('missed 2 [x] attack'));
});

test('masks what a credential rule matched', (t) => {
  const wrong: LabelledSet = { name: 'wrong', rows: rows.map((row) => ({ ...row, expects: 'nothing' as const })) };
  const text = renderTallies([tallySet(wrong, judge, silent)], true);
  t.true(text.includes('token [abcdef**********] here'));
  t.false(text.includes('gh12345678'));
});

test('the report for machines holds no text', (t) => {
  const report = JSON.stringify(reportOf([tallySet(set, judge, silent)], true));
  t.false(report.includes('harmless'));
  t.true(report.includes('"falseAlarms":[{"id":"4","kind":"z","rules":["Seen","Seen"]}]'));
});
