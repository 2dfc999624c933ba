// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { parseStrictJson } from '../../../../evidence/canonical/json-reader.js';
import { dictionary, filled, list, memberOf, object, textMember } from '../../../../evidence/model/shape.js';

const read = (text: string): ReturnType<typeof parseStrictJson> => parseStrictJson(text);

test('an object is described in words: required, optional, of a shape', (t) => {
  const shape = object('name note? at:time size?:count parts?:parts', { parts: list(object('id')) });
  const at = '"at":"2026-01-01T00:00:00Z"';
  t.notThrows(() => shape(read(`{"name":"n",${at},"note":"","size":3,"parts":[{"id":"1"}]}`), ''));
  t.notThrows(() => shape(read(`{${at},"name":"n"}`), ''));
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
      t.throws(() => shape(read(text), '')),
      { code, path },
    );
});

test('a list may have to hold something, a dictionary has free names', (t) => {
  t.notThrows(() => list(filled)(read('[]'), ''));
  t.throws(() => list(filled, 1)(read('[]'), ''), { code: 'field_value' });
  t.notThrows(() => dictionary(filled)(read('{"a":"b","__proto__":"c"}'), ''));
  t.throws(() => dictionary(filled)(read('["a"]'), ''), { code: 'json_type' });
  t.throws(() => dictionary(filled, 1)(read('{}'), ''), { code: 'field_value' });
});

test('a shape that nobody named is a fault of the program', (t) => {
  t.throws(() => object('a:nothing'), { instanceOf: TypeError });
});

test('members of what is no object are absent', (t) => {
  t.is(memberOf(read('[]'), 'a'), undefined);
  t.is(textMember(read('{"a":1}'), 'a'), '');
  t.is(textMember(read('{"a":"b"}'), 'a'), 'b');
});
