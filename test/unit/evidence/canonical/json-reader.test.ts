// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { FormatError } from '../../../../evidence/canonical/errors.js';
import { member, parseStrictJson, rawSlice, toPlain } from '../../../../evidence/canonical/json-reader.js';

const accepted: readonly (readonly [string, unknown])[] = [
  ['null', null],
  [' true ', true],
  ['false', false],
  ['"a\\u00e9\\n\\/"', 'aé\n/'],
  ['"\\ud83d\\ude00"', '😀'],
  ['"😀"', '😀'],
  ['[]', []],
  ['[ ]', []],
  ['{ }', {}],
  ['[1, -0.5e+2 ,0]', [1, -50, 0]],
  ['{"a":{"b":[{}]},"c":"d"}', { a: { b: [{}] }, c: 'd' }],
];

for (const [text, value] of accepted) {
  test(`reads ${text}`, (t) => {
    t.deepEqual(toPlain(parseStrictJson(text)) as unknown, value);
  });
}

const refused: readonly (readonly [string, string, string])[] = [
  ['', 'json_syntax', ''],
  ['\ufeff1', 'json_syntax', ''],
  ['nul', 'json_syntax', ''],
  ['{"a":tru}', 'json_syntax', '/a'],
  ['{a:1}', 'json_syntax', ''],
  ['{"a" 1}', 'json_syntax', '/a'],
  ['{"a":1,}', 'json_syntax', ''],
  ['[1,]', 'json_syntax', '/1'],
  ['[1 2]', 'json_syntax', ''],
  ['[1', 'json_syntax', ''],
  ['"a', 'json_syntax', ''],
  ['"a\\n', 'json_syntax', ''],
  ['"a\\', 'json_syntax', ''],
  ['"\\n\u0001"', 'json_syntax', ''],
  ['"\t"', 'json_syntax', ''],
  ['"\\x"', 'json_syntax', ''],
  ['"\\u12g4"', 'json_syntax', ''],
  ['+1', 'json_syntax', ''],
  ['01', 'json_number', ''],
  ['1.', 'json_number', ''],
  ['.5', 'json_syntax', ''],
  ['-', 'json_number', ''],
  ['1e', 'json_number', ''],
  ['1 1', 'json_trailing_data', ''],
  ['{"a":1,"a":2}', 'json_duplicate_key', '/a'],
  ['{"x":[{"a/b":1,"a\\u002fb":2}]}', 'json_duplicate_key', '/x/0/a~1b'],
  ['"\\ud800"', 'json_surrogate', ''],
  ['"\ud800"', 'json_surrogate', ''],
  ['{"k~":"\\udc00x"}', 'json_surrogate', '/k~0'],
];

for (const [text, code, path] of refused) {
  test(`refuses ${JSON.stringify(text)} with ${code}`, (t) => {
    const error = t.throws(() => parseStrictJson(text), { instanceOf: FormatError });
    t.is<string | undefined, string>(error.code, code);
    t.is(error.path, path);
  });
}

test('128 levels are read, the 129th is refused', (t) => {
  t.notThrows(() => parseStrictJson('['.repeat(128) + ']'.repeat(128)));
  t.throws(() => parseStrictJson('['.repeat(129) + ']'.repeat(129)), { code: 'json_depth' });
  const wide = `${'['.repeat(126)}[],[],{"a":{}}${']'.repeat(126)}`;
  t.notThrows(() => parseStrictJson(wide));
  t.throws(() => parseStrictJson(`[${wide}]`), { code: 'json_depth' });
});

test('offsets give back the source of any member', (t) => {
  const text = ' {"a" : [1, {"b":2.50}] }';
  const node = parseStrictJson(text);
  t.is(node.kind, 'object');
  if (node.kind !== 'object') return;
  const value = member(node, 'a');
  t.is(value === undefined ? '' : rawSlice(text, value), '[1, {"b":2.50}]');
  t.is(member(node, 'z'), undefined);
});

test('a number without an exact double is not made plain', (t) => {
  t.is(toPlain(parseStrictJson('9007199254740991')), 9007199254740991);
  t.is(toPlain(parseStrictJson('1e30')), 1e30);
  t.throws(() => toPlain(parseStrictJson('9007199254740993')), { code: 'json_number' });
  t.throws(() => toPlain(parseStrictJson('1e400')), { code: 'json_number' });
});

test('a __proto__ member is data, not a prototype', (t) => {
  const value = toPlain(parseStrictJson('{"__proto__":{"polluted":1}}'));
  t.deepEqual(Object.keys(value as object), ['__proto__']);
  t.is(Object.getPrototypeOf(value), Object.prototype);
});

const loose = 'replace';

function looseString(text: string): string {
  const node = parseStrictJson(text, loose);
  return node.kind === 'string' ? node.value : node.kind;
}

for (const [name, text, value] of [
  ['a pair', '"\\ud83d\\ude00"', '\u{1f600}'],
  ['a lone high surrogate', '"\\ud800x"', '\ufffdx'],
  ['a lone low surrogate', '"x\\udc00"', 'x\ufffd'],
  ['a high surrogate before another escape', '"\\ud800\\u0041"', '\ufffdA'],
  ['a high surrogate before a pair', '"\\ud800\\udbff\\udc00"', '\ufffd\u{10fc00}'],
  ['a low surrogate after a raw pair', '"\u{1f600}\\udc00"', '\u{1f600}\ufffd'],
  ['a raw lone surrogate', '"a\ud800b"', 'a\ufffdb'],
] as const) {
  test(`where a format says so, ${name} is read as Go reads it`, (t) => {
    t.is(looseString(text), value);
  });
}

test('names are compared after lone surrogates were replaced', (t) => {
  const error = t.throws(() => parseStrictJson('{"\\ud800":1,"\\ud801":2}', loose));
  t.like(error, { code: 'json_duplicate_key' });
  t.is(parseStrictJson('{"\\ud800":1,"\\ud800\\udc00":2}', loose).kind, 'object');
});

test('a lone surrogate is refused where nothing is said', (t) => {
  t.like(
    t.throws(() => parseStrictJson('"\\ud800"')),
    { code: 'json_surrogate' },
  );
});
