// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { parseStrictJson } from '../../../../evidence/canonical/json-reader.js';
import { KINDS, listOf, mapOf, type Kind } from '../../../../evidence/canonical/go-kinds.js';
import { goWords, object, writeGoJson } from '../../../../evidence/canonical/go-words.js';
import { member, textMember } from '../../../../evidence/canonical/json-reader.js';

const read = (text: string): ReturnType<typeof parseStrictJson> => parseStrictJson(text);
const reads = (kind: Kind, text: string): unknown => kind.read(read(text), '', text);
const FILLED = listOf(KINDS.text);

test('an object is described in words: required, optional, of a shape', (t) => {
  const shape = object('name note? at:time size?:count parts?:parts', { parts: listOf(object('id')) });
  const at = '"at":"2026-01-01T00:00:00Z"';
  t.notThrows(() => reads(shape, `{"name":"n",${at},"note":"","size":3,"parts":[{"id":"1"}]}`));
  t.notThrows(() => reads(shape, `{${at},"name":"n"}`));
  const refused = [
    [`{"name":"",${at}}`, 'field_value', '/name'],
    [`{${at}}`, 'missing_field', '/name'],
    [`{"name":"n",${at},"size":9007199254740993}`, 'json_number', '/size'],
    [`{"name":"n",${at},"parts":[{"id":"1"},{"id":1}]}`, 'json_type', '/parts/1/id'],
    [`{"name":"n",${at},"more":1}`, 'unknown_field', '/more'],
    ['[]', 'json_type', ''],
  ] as const;
  for (const [text, code, path] of refused)
    t.like(
      t.throws(() => reads(shape, text)),
      { code, path },
    );
});

test('a list may have to hold something, a dictionary has free names', (t) => {
  t.notThrows(() => reads(FILLED, '[]'));
  t.throws(() => reads(listOf(KINDS.text, 1), '[]'), { code: 'field_value' });
  t.notThrows(() => reads(mapOf(KINDS.text), '{"a":"b","__proto__":"c"}'));
  t.throws(() => reads(mapOf(KINDS.text), '["a"]'), { code: 'json_type' });
  t.throws(() => reads(mapOf(KINDS.text, 1), '{}'), { code: 'field_value' });
});

test('a kind that nobody named is a fault of the program', (t) => {
  t.throws(() => object('a:nothing'), { instanceOf: TypeError });
  t.throws(() => goWords('a:{}', {}), { instanceOf: TypeError });
});

test('a member of any kind is only read', (t) => {
  t.deepEqual(reads(KINDS.any, '[1,{"a":null}]'), [1, { a: null }]);
  t.throws(() => writeGoJson(goWords('a:any'), { a: 1 }), { code: 'field_value' });
});

test('members of what is no object are absent', (t) => {
  t.is(member(read('[]'), 'a'), undefined);
  t.is(textMember(read('{"a":1}'), 'a'), '');
  t.is(textMember(read('{"a":"b"}'), 'a'), 'b');
});
