// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import fc from 'fast-check';
import { platformJson, rewriteGoJson, widen, type GoStruct } from '../../../../evidence/canonical/go-json.js';
import { INT64_MAX, integer } from '../../../../evidence/canonical/go-kinds.js';
import { goWords, parseGoJson, writeGoJson } from '../../../../evidence/canonical/go-words.js';

interface Inner {
  readonly id: string;
  readonly level?: number;
  readonly big?: bigint;
}

interface Sample {
  readonly name: string;
  readonly note?: string;
  readonly count: number;
  readonly few?: number;
  readonly up: bigint;
  readonly wide?: bigint;
  readonly on: boolean;
  readonly off?: boolean;
  readonly at: string;
  readonly tags: readonly string[] | null;
  readonly more?: readonly string[];
  readonly counts?: Readonly<Record<string, number>>;
  readonly inner?: Inner;
  readonly items?: readonly Inner[];
  readonly raw?: string;
}

const INT64 = integer<bigint>(-(2n ** 63n), INT64_MAX);
const INNER: GoStruct<Inner> = goWords('id level?:uint8 big?:int64', { int64: INT64 });
const SAMPLE: GoStruct<Sample> = goWords(
  `
  name note? count:int few?:int up:uint64 wide?:int64 on:bool off?:bool at:time tags:strings more?:strings
  counts?:counts inner?:{} items?:[] raw?:raw
`,
  { int64: INT64, inner: INNER, items: INNER },
);

const BARE = { name: 'a', count: -3, up: 7n, on: false, at: '2026-01-15T09:30:00Z', tags: null };
const FULL = {
  name: 'quote " slash \\ angle < tab \t end \\',
  note: '\u{1f600} \u2028',
  count: 5,
  few: 1,
  up: 999_999_999_999_999n,
  wide: -5n,
  on: true,
  off: true,
  at: '2026-01-15T09:30:00.25Z',
  tags: ['x', ''],
  more: ['y'],
  counts: { a: 1, 'a-b': -2, b: 0 },
  inner: { id: 'i', level: 255, big: 3n },
  items: [{ id: '1' }, { id: '2', level: 1, big: -1n }],
};

/** The value of a text that is canonical; undefined for any other. */
function scan(text: string): Sample | undefined {
  const value = platformJson(text);
  return rewriteGoJson(SAMPLE, value) === text ? widen(SAMPLE, value) : undefined;
}

test('canonical text is read as the strict reader reads it', (t) => {
  const samples: readonly Sample[] = [BARE, FULL, { ...BARE, name: '', tags: [] }, { ...BARE, count: 0, up: 0n }];
  for (const sample of samples) {
    const text = writeGoJson(SAMPLE, sample);
    t.deepEqual(scan(text), sample);
    t.deepEqual(parseGoJson(SAMPLE, text), sample);
  }
});

const BARE_TEXT = writeGoJson(SAMPLE, BARE);
const FULL_TEXT = writeGoJson(SAMPLE, FULL);

const OTHER_SPELLINGS: readonly (readonly [string, string, string])[] = [
  ['space', '"name":"a"', '"name": "a"'],
  ['another order', '"count":-3,"up":7', '"up":7,"count":-3'],
  ['a doubled member', '"name":"a"', '"name":"a","name":"a"'],
  ['an unknown member', '"count":-3', '"count":-3,"extra":1'],
  ['a missing member', '"on":false,', ''],
  ['an empty optional string', '"count"', '"note":"","count"'],
  ['an optional zero', '"up"', '"few":0,"up"'],
  ['an optional false', '"at"', '"off":false,"at"'],
  ['an empty optional list', '}', ',"more":[]}'],
  ['an optional null list', '}', ',"more":null}'],
  ['an empty list of objects', '}', ',"items":[]}'],
  ['a list with a wrong item', '}', ',"items":[1]}'],
  ['an unclosed list', '}', ',"items":[{"id":"1"}'],
  ['a list that is none', 'null', '{}'],
  ['an empty optional map', '}', ',"counts":{}}'],
  ['a map that is none', '}', ',"counts":[]}'],
  ['a map with a doubled name', '}', ',"counts":{"a":1,"a":1}}'],
  ['a map out of order', '}', ',"counts":{"b":1,"a":1}}'],
  ['a map with another value', '}', ',"counts":{"a":"1"}}'],
  ['a map that goes on', '}', ',"counts":{"a":1]}'],
  ['a raw member', '}', ',"raw":{}}'],
  ['a string for an object', '}', ',"inner":"x"}'],
  ['a byte over 255', '}', ',"inner":{"id":"i","level":256}}'],
  ['a negative byte', '}', ',"inner":{"id":"i","level":-1}}'],
  ['a fraction', '"count":-3', '"count":3.0'],
  ['an exponent', '"count":-3', '"count":3e0'],
  ['a leading zero', '"count":-3', '"count":03'],
  ['a minus zero', '"count":-3', '"count":-0'],
  ['a number of sixteen digits', '"up":7', '"up":9007199254740993'],
  ['a negative unsigned number', '"up":7', '"up":-7'],
  ['a word for a number', '"up":7', '"up":"7"'],
  ['a number for a string', '"name":"a"', '"name":1'],
  ['a number for a truth value', '"on":false', '"on":0'],
  ['a time with a zone', '00Z', '00+00:00'],
  ['a time that is none', '"2026-01-15T09:30:00Z"', '5'],
  ['a raw control character', '"a"', '"\u0001"'],
  ['an escape that is not needed', '"a"', '"\\u0061"'],
  ['an unescaped angle', '"a"', '"<"'],
  ['a lone surrogate', '"a"', '"\ud800"'],
  ['an escaped lone surrogate', '"a"', '"\\ud800"'],
  ['an unknown escape', '"a"', '"\\x"'],
  ['a key with an escape', '"name"', '"n\\u0061me"'],
  ['a key without its colon', '"name":', '"name"'],
  ['a key without quotes', '"name"', 'name'],
  ['an end inside a string', BARE_TEXT.slice(8), '"a'],
  ['an end inside an escaped string', BARE_TEXT.slice(8), '"a\\"'],
  ['a list', BARE_TEXT, '[]'],
  ['no JSON', BARE_TEXT, '{'],
  ['something behind', 'null}', 'null} '],
];

for (const [name, from, to] of OTHER_SPELLINGS) {
  test(`left to the strict reader: ${name}`, (t) => {
    t.true(BARE_TEXT.includes(from));
    t.is(scan(BARE_TEXT.replace(from, () => to)), undefined);
  });
}

test('whatever a changed text is read as, it is what the strict reader reads and what is written again', (t) => {
  const pieces = ['"', '\\', ',', '{', '}', '[', ']', '0', '1', 'e', '-', ' ', '\\u0061', '\ud83d', '"id":', 'null'];
  fc.assert(
    fc.property(
      fc.constantFrom(BARE_TEXT, FULL_TEXT),
      fc.nat(),
      fc.nat(3),
      fc.constantFrom('', ...pieces),
      (text, at, cut, piece) => {
        const start = at % text.length;
        const changed = text.slice(0, start) + piece + text.slice(start + cut);
        const value = scan(changed);
        if (value === undefined) return;
        t.is(writeGoJson(SAMPLE, value), changed);
        t.deepEqual(value, parseGoJson(SAMPLE, changed));
      },
    ),
    { numRuns: 4000 },
  );
  t.pass();
});
