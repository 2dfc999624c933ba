// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { goWords, parseGoJson, writeGoJson } from '../../../../evidence/canonical/go-words.js';
import { indentJson } from '../../../../evidence/canonical/indent-json.js';

const POINT = goWords('x:int y?:int');
const SHAPE = goWords('name kind? size:uint64 at:time tags?:texts from:{} to?:{}', { from: POINT, to: POINT });

test('words describe members, kinds, optional ones and nested structs in wire order', (t) => {
  const value = { from: { x: 1, y: 0 }, size: 2n ** 60n, name: 'a', at: '2026-01-01T00:00:00.500Z' };
  const text = writeGoJson(SHAPE, value);
  t.is(text, '{"name":"a","size":1152921504606846976,"at":"2026-01-01T00:00:00.5Z","from":{"x":1}}');
  t.deepEqual(parseGoJson(SHAPE, text), {
    name: 'a',
    size: 2n ** 60n,
    at: '2026-01-01T00:00:00.5Z',
    from: { x: 1 },
  });
});

test('texts are never null, and a list may hold structs', (t) => {
  const struct = goWords('names:texts points?:[]', { points: POINT });
  const read = (text: string): unknown => parseGoJson(struct, text);
  const text = '{"names":["a"],"points":[{"x":1,"y":2}]}';
  t.is(writeGoJson(struct, { names: ['a'], points: [{ x: 1, y: 2 }] }), text);
  t.deepEqual(read(text), { names: ['a'], points: [{ x: 1, y: 2 }] });
  t.is(writeGoJson(struct, { names: [], points: [] }), '{"names":[]}');
  t.throws(() => read('{"names":null}'), { code: 'json_type' });
  t.throws(() => writeGoJson(struct, { names: null as never }), { code: 'field_value' });
});

test('verbatim text is not touched', (t) => {
  const struct = goWords('detail:verbatim');
  t.is(writeGoJson(struct, { detail: '{ "a": "<" }' }), '{"detail":{ "a": "<" }}');
  t.throws(() => writeGoJson(struct, { detail: 5 as never }), { code: 'field_value' });
});

test('unknown and missing members are refused as ever', (t) => {
  const read = (text: string): unknown => parseGoJson(POINT, text);
  t.throws(() => read('{"x":1,"z":1}'), { code: 'unknown_field' });
  t.throws(() => read('{"y":1}'), { code: 'missing_field' });
  t.throws(() => read('{"x":"1"}'), { code: 'json_type' });
});

test('indentation keeps the spelling of names, strings and numbers', (t) => {
  const compact = '{"a":[1,{"b\\u003c":"\\u0026"},[]],"c":{},"d":9007199254740993,"e":null,"f":true}';
  const laid = indentJson(compact);
  t.is(laid.split('\n')[3], '    {');
  t.true(laid.includes('"b\\u003c": "\\u0026"'));
  t.true(laid.includes('"d": 9007199254740993,\n'));
  t.true(laid.includes('"c": {},\n'));
  t.true(laid.endsWith('\n}\n'));
  t.deepEqual(JSON.parse(laid), JSON.parse(compact));
  t.throws(() => indentJson('{"a":1,"a":2}'), { code: 'json_duplicate_key' });
});
