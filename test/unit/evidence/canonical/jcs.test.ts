// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { canonicalizeJcs, canonicalizeJcsValue, fromPlain } from '../../../../evidence/canonical/jcs.js';
import type { JcsProfile } from '../../../../evidence/canonical/jcs.js';
import { parseStrictJson } from '../../../../evidence/canonical/json-reader.js';

const canonical = (text: string, profile: JcsProfile): string => canonicalizeJcs(parseStrictJson(text), profile);

test('the profiles differ in normalisation, order and escapes', (t) => {
  const text = '{"\uffff":1,"😀":"<","e\u0301":null,"a":[true,false]}';
  t.is(canonical(text, 'pipelock'), '{"a":[true,false],"é":null,"\uffff":1,"😀":"\\u003c"}');
  t.is(canonical(text, 'aarp'), canonical(text, 'pipelock'));
  t.is(canonical(text, 'sorted_go'), '{"a":[true,false],"e\u0301":null,"\uffff":1,"😀":"\\u003c"}');
  t.is(canonical(text, 'rfc8785'), '{"a":[true,false],"e\u0301":null,"😀":"<","\uffff":1}');
  t.is(canonical(text, 'ael'), canonical(text, 'rfc8785'));
});

test('minimal escapes leave the HTML-sensitive characters alone', (t) => {
  t.is(canonical('"\\u003c\\u2028\\u0001\\n\\""', 'rfc8785'), '"<\u2028\\u0001\\n\\""');
});

test('two keys that normalise to one are refused only where keys are normalised', (t) => {
  const text = '{"é":1,"e\u0301":2}';
  t.throws(() => canonical(text, 'pipelock'), { code: 'json_duplicate_key' });
  t.notThrows(() => canonical(text, 'rfc8785'));
});

const numbers: readonly (readonly [JcsProfile, string, string | undefined])[] = [
  ['pipelock', '9223372036854775807', '9223372036854775807'],
  ['pipelock', '-9223372036854775808', '-9223372036854775808'],
  ['pipelock', '9223372036854775808', undefined],
  ['pipelock', '-9223372036854775809', undefined],
  ['pipelock', '1.0', undefined],
  ['pipelock', '1e2', undefined],
  ['pipelock', '1'.repeat(30), undefined],
  ['aarp', '9007199254740991', '9007199254740991'],
  ['aarp', '9007199254740992', undefined],
  ['aarp', '-0', undefined],
  ['ael', '-9007199254740991', '-9007199254740991'],
  ['ael', '-9007199254740992', undefined],
  ['ael', '-0', undefined],
  ['ael', '0.5', undefined],
  ['rfc8785', '1e21', '1e+21'],
  ['rfc8785', '-0', '0'],
  ['rfc8785', '1e400', undefined],
  ['sorted_go', '1.50', '1.50'],
  ['go_any', '1.50', '1.5'],
  ['go_any', '-0', '-0'],
  ['go_any', '0', '0'],
  ['go_any', '1e400', undefined],
];

for (const [profile, literal, expected] of numbers) {
  test(`number ${literal} under ${profile}`, (t) => {
    if (expected === undefined) t.throws(() => canonical(literal, profile), { code: 'json_number' });
    else t.is(canonical(literal, profile), expected);
  });
}

test('plain values are written as their JSON would be', (t) => {
  const value = { b: [1, -2, null, true, 'x'], a: {} };
  t.is(canonicalizeJcsValue(value, 'pipelock'), canonical(JSON.stringify(value), 'pipelock'));
  t.is(canonicalizeJcsValue(0.5, 'rfc8785'), '0.5');
  t.throws(() => fromPlain(Number.NaN), { code: 'json_number' });
});
