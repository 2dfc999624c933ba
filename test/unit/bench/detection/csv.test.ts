// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { parseCsv, readCsvObjects } from '../../../../bench/detection/csv.js';

test('reads plain and quoted fields', (t) => {
  t.deepEqual(parseCsv('a,b\n1,"x, y"\r\n2,"say ""hi""\nthere"\n'), [
    ['a', 'b'],
    ['1', 'x, y'],
    ['2', 'say "hi"\nthere'],
  ]);
});

test('reads empty fields and a text without a last line break', (t) => {
  t.deepEqual(parseCsv('a,,\n,b'), [
    ['a', '', ''],
    ['', 'b'],
  ]);
  t.deepEqual(parseCsv(''), []);
});

test('a quote that never ends takes the rest', (t) => {
  t.deepEqual(parseCsv('a,"b\nc'), [['a', 'b\nc']]);
});

test('names the fields by the first record', (t) => {
  t.deepEqual(readCsvObjects('id,text\n1,hello\n2'), [
    { id: '1', text: 'hello' },
    { id: '2', text: '' },
  ]);
});
