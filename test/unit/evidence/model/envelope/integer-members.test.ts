// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { parseMediationHeader } from '../../../../../evidence/model/envelope/mediation-envelope.js';

const HEADER = 'v=1, act="write", vd="allow", rid="r1", ts=1764000000, hop=2';

function read(text: string): unknown {
  return parseMediationHeader([['pipelock-mediation', text]]);
}

test('integers are read, also behind text that looks like a member, and beside a decimal of an unknown one', (t) => {
  t.like(read(HEADER), { v: 1, ts: 1_764_000_000, hop: 2 });
  t.like(read(`${HEADER}, task="a, v=1.0, ts=2.0"`), { v: 1, hop: 2 });
  t.like(read(`${HEADER}, weight=1.0`), { v: 1, hop: 2 });
});

for (const [integer, decimal] of [
  ['v=1', 'v=1.0'],
  ['ts=1764000000', 'ts=1764000000.0'],
  ['hop=2', 'hop=2.000'],
  [', hop=2', ',hop=2.0'],
] as const) {
  test(`a decimal is no integer: ${decimal}`, (t) => {
    t.throws(() => read(HEADER.replace(integer, decimal)), { code: 'field_value' });
  });
}
