// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { joinFields, type HeaderList } from '../../../../../enforce/detect/body/headers.js';

function numbered(count: number): HeaderList {
  return Array.from({ length: count }, (_, i) => [`x-${String(i)}`, String(i)] as const);
}

test('a head in which no name stands twice is left as it is', (t) => {
  for (const count of [0, 1, 2, 24, 25, 200]) {
    const head = numbered(count);
    t.is(joinFields(head), head, String(count));
  }
});

test('fields of one name are one list, where the first of them stands', (t) => {
  for (const count of [2, 23, 24, 200]) {
    const head = numbered(count);
    const joined = joinFields([...head, ['x-0', 'again'], ['x-0', '']]);
    t.deepEqual(joined, [['x-0', '0, again, '], ...head.slice(1)], String(count));
  }
});
