// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { canonicalTime, compactRawJson, goString, type GoStruct } from '../../../../evidence/canonical/go-json.js';
import { isCanonicalTime, toCanonicalTime } from '../../../../evidence/canonical/go-text.js';
import { INT64_MAX, integer } from '../../../../evidence/canonical/go-kinds.js';
import { goWords, parseGoJson, writeGoJson } from '../../../../evidence/canonical/go-words.js';

interface Inner {
  readonly id: string;
  readonly level?: number;
}

interface Sample {
  readonly name: string;
  readonly count: number;
  readonly at: string;
  readonly tags: readonly string[] | null;
  readonly on: boolean;
  readonly big: bigint;
  readonly counts: Readonly<Record<string, number>>;
  readonly note?: string;
  readonly more?: number;
  readonly wide?: bigint;
  readonly flag?: boolean;
  readonly list?: readonly string[] | null;
  readonly map?: Readonly<Record<string, number>>;
  readonly inner?: Inner;
  readonly items?: readonly Inner[];
  readonly raw?: string;
}

const INT64 = integer<bigint>(-(2n ** 63n), INT64_MAX);
const INNER: GoStruct<Inner> = goWords('id level?:uint8');
const SAMPLE: GoStruct<Sample> = goWords(
  `
  name count:int at:time tags:strings on:bool big:uint64 counts:counts note? more?:int wide?:int64 flag?:bool
  list?:strings map?:counts inner?:{} items?:[] raw?:raw
`,
  { int64: INT64, inner: INNER, items: INNER },
);

const bare: Sample = { name: 'n', count: -1, at: '2026-01-02T03:04:05Z', tags: null, on: false, big: 0n, counts: {} };
const bareText = '{"name":"n","count":-1,"at":"2026-01-02T03:04:05Z","tags":null,"on":false,"big":0,"counts":{}}';
const full: Sample = {
  ...bare,
  tags: ['a', 'b'],
  counts: { b: 2, a: 1, '😀': 3, '\uffff': 4 },
  note: 'x',
  more: 7,
  wide: -9223372036854775808n,
  flag: true,
  list: ['q'],
  map: { k: 1 },
  inner: { id: 'i', level: 255 },
  items: [{ id: '1' }, { id: '2', level: 3 }],
  raw: ' { "b" : 1e2, "a":"<" } ',
};
const fullText =
  '{"name":"n","count":-1,"at":"2026-01-02T03:04:05Z","tags":["a","b"],"on":false,"big":0,' +
  '"counts":{"a":1,"b":2,"\uffff":4,"😀":3},"note":"x","more":7,"wide":-9223372036854775808,"flag":true,' +
  '"list":["q"],"map":{"k":1},"inner":{"id":"i","level":255},"items":[{"id":"1"},{"id":"2","level":3}],' +
  '"raw":{"b":1e2,"a":"\\u003c"}}';

const read = (text: string): Sample => parseGoJson(SAMPLE, text);

test('writes members in declared order and leaves empty optional ones out', (t) => {
  t.is(writeGoJson(SAMPLE, bare), bareText);
  t.is(writeGoJson(SAMPLE, full), fullText);
  const empty = { ...bare, note: '', more: 0, wide: 0n, flag: false, list: [], map: {}, items: [] };
  t.is(writeGoJson(SAMPLE, empty), bareText);
  t.is(writeGoJson(SAMPLE, { ...bare, list: null }), bareText);
  t.is(writeGoJson(SAMPLE, { ...bare, tags: [], inner: { id: '' } }).includes('"tags":[],'), true);
});

test('order of the members in memory does not matter', (t) => {
  const shuffled = Object.fromEntries(Object.entries(full).reverse()) as unknown as Sample;
  t.is(
    writeGoJson(SAMPLE, { ...shuffled, inner: { level: 255, id: 'i' }, items: [{ id: '1' }, { level: 3, id: '2' }] }),
    fullText,
  );
  t.is(writeGoJson(SAMPLE, Object.assign({ big: 0n }, bare, { extra: 1 })), bareText);
});

test('a missing member or a value that does not fit is refused with its path', (t) => {
  const wrong: readonly (readonly [string, unknown, string])[] = [
    ['/name', 5, 'field_value'],
    ['/name', undefined, 'missing_field'],
    ['/count', 1.5, 'field_value'],
    ['/count', 1n, 'field_value'],
    ['/count', '1', 'field_value'],
    ['/at', 'yesterday', 'field_value'],
    ['/at', 5, 'field_value'],
    ['/tags', 'a', 'field_value'],
    ['/tags', [1], 'field_value'],
    ['/on', 1, 'field_value'],
    ['/big', -1, 'field_value'],
    ['/big', -1n, 'field_value'],
    ['/big', 2n ** 64n, 'field_value'],
    ['/wide', 2n ** 63n, 'field_value'],
    ['/wide', -(2n ** 63n) - 1n, 'field_value'],
    ['/counts', [], 'field_value'],
    ['/counts', { a: 1.5 }, 'field_value'],
    ['/counts', { a: 'x' }, 'field_value'],
    ['/inner', 'x', 'field_value'],
    ['/inner', null, 'field_value'],
    ['/items', 'x', 'field_value'],
    ['/items', ['x'], 'field_value'],
    ['/raw', 5, 'field_value'],
  ];
  for (const [path, value, code] of wrong) {
    const data = { ...bare, [path.slice(1)]: value };
    t.throws(() => writeGoJson(SAMPLE, data), { code }, path);
  }
  const inner = { ...bare, inner: { id: 'i', level: 256 } };
  t.like(
    t.throws(() => writeGoJson(SAMPLE, inner)),
    { code: 'field_value', path: '/inner/level' },
  );
  const items = { ...bare, items: [{ id: 'i' }, {} as Inner] };
  t.like(
    t.throws(() => writeGoJson(SAMPLE, items)),
    { code: 'missing_field', path: '/items/1/id' },
  );
});

test('decodes what it writes', (t) => {
  t.deepEqual(read(bareText), bare);
  t.deepEqual(read(fullText), { ...full, raw: '{"b":1e2,"a":"\\u003c"}' });
  t.is(read(bareText.replace('"counts":{}', '"counts":{"__proto__":3}')).counts['__proto__'], 3 as never);
});

test('decoding is strict about members, types and ranges', (t) => {
  const change = (from: string, to: string): string => fullText.replace(from, to);
  const refused: readonly (readonly [string, string, string])[] = [
    [change('"name"', '"Name"'), 'unknown_field', '/Name'],
    [change('"name":"n",', ''), 'missing_field', '/name'],
    [change('"name":"n"', '"name":null'), 'json_type', '/name'],
    [change('"count":-1', '"count":"1"'), 'json_type', '/count'],
    [change('"count":-1', '"count":-0'), 'json_number', '/count'],
    [change('"count":-1', '"count":1e2'), 'json_number', '/count'],
    [change('"count":-1', '"count":9007199254740992'), 'json_number', '/count'],
    [change('"count":-1', `"count":${'9'.repeat(21)}`), 'json_number', '/count'],
    [change('"at":"2026-01-02T', '"at":"2026-13-02T'), 'time', '/at'],
    [change('"tags":["a","b"]', '"tags":"a"'), 'json_type', '/tags'],
    [change('"tags":["a","b"]', '"tags":["a",1]'), 'json_type', '/tags/1'],
    [change('"on":false', '"on":0'), 'json_type', '/on'],
    [change('"big":0', '"big":-1'), 'json_number', '/big'],
    [change('"big":0', '"big":18446744073709551616'), 'json_number', '/big'],
    [change('"wide":-9', '"wide":-10'), 'json_number', '/wide'],
    [change('"level":255', '"level":256'), 'json_number', '/inner/level'],
    [change('"map":{"k":1}', '"map":[]'), 'json_type', '/map'],
    [change('"map":{"k":1}', '"map":{"k":"1"}'), 'json_type', '/map/k'],
    [change('"inner":{"id":"i","level":255}', '"inner":null'), 'json_type', '/inner'],
    [change('{"id":"2","level":3}', '{"id":"2","x":3}'), 'unknown_field', '/items/1/x'],
    ['[]', 'json_type', ''],
  ];
  for (const [text, code, path] of refused)
    t.like(
      t.throws(() => read(text)),
      { code, path },
      text,
    );
});

test('strings are escaped as Go does', (t) => {
  t.is(goString('a/é\u007f😀'), '"a/é\u007f😀"');
  t.is(goString('"\\\n\r\t\b\f\u0000\u001f'), '"\\"\\\\\\n\\r\\t\\b\\f\\u0000\\u001f"');
  t.is(goString('<&>\u2028\u2029'), '"\\u003c\\u0026\\u003e\\u2028\\u2029"');
  t.is(goString('a\ud800b\udc00\ud83d\ude00\ud83d'), '"a\ufffdb\ufffd😀\ufffd"');
});

test('times have one spelling', (t) => {
  const same = [
    '2026-09-27T18:36:18Z',
    '2026-09-27T18:36:18.011030409Z',
    '2028-02-29T23:59:59.9Z',
    '2000-02-29T00:00:00Z',
  ];
  for (const text of same) t.is(canonicalTime(text), text);
  t.is(canonicalTime('2026-11-22T20:00:01.120Z'), '2026-11-22T20:00:01.12Z');
  t.is(canonicalTime('2026-11-22T20:00:01.000Z'), '2026-11-22T20:00:01Z');
  t.is(canonicalTime('2026-11-22T20:00:01.1234567899Z'), '2026-11-22T20:00:01.123456789Z');
  t.is(canonicalTime('2026-09-28T00:06:18.25+05:30'), '2026-09-27T18:36:18.25Z');
  t.is(canonicalTime('2026-12-31T22:00:00-04:00'), '2027-01-01T02:00:00Z');
  t.is(canonicalTime('0099-01-01T01:00:00+02:00'), '0098-12-31T23:00:00Z');
  t.true(isCanonicalTime('2026-11-22T20:00:01.12Z'));
  t.false(isCanonicalTime('2026-11-22T20:00:01.120Z'));
});

test('what is not an RFC 3339 time is refused', (t) => {
  const refused = [
    '',
    '2026-11-22',
    '2026-11-22 20:00:01Z',
    '2026-11-22t20:00:01Z',
    '2026-11-22T20:00:01z',
    '2026-11-22T20:00:01',
    '2026-00-22T20:00:01Z',
    '2026-13-22T20:00:01Z',
    '2026-11-00T20:00:01Z',
    '2026-11-31T20:00:01Z',
    '2026-02-29T20:00:01Z',
    '1900-02-29T20:00:01Z',
    '2026-11-22T24:00:01Z',
    '2026-11-22T20:60:01Z',
    '2026-11-22T20:00:60Z',
    '2026-11-22T20:00:60+01:00',
    '2026-11-22T20:00:01+24:00',
    '2026-11-22T20:00:01+01:60',
    '0000-01-01T00:00:00+01:00',
    '9999-12-31T23:59:59-01:00',
  ];
  for (const text of refused) {
    t.throws(() => canonicalTime(text), { code: 'time' }, text);
    t.is(toCanonicalTime(text), undefined);
  }
});

test('embedded JSON keeps everything but outer space and sensitive characters', (t) => {
  t.is(
    compactRawJson(' { "b" : [ 1.50 , -0 ] ,\n"a\\u003c": "x \\" y & z" } '),
    '{"b":[1.50,-0],"a\\u003c":"x \\" y \\u0026 z"}',
  );
  t.is(compactRawJson('"<>\u2028\u2029\u0085"'), '"\\u003c\\u003e\\u2028\\u2029\u0085"');
});
