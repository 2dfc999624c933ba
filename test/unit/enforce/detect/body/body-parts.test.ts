// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { bodyParts, extractBody, PARTS_BYTES } from '../../../../../enforce/detect/body/extract.js';

const FORM = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data; boundary=b';

function part(name: string, value: string): string {
  return `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
}

const BODIES: readonly (readonly [type: string, body: string | Uint8Array])[] = [
  [FORM, 'a=1&b=two+words&%63=%74hree;d'],
  [FORM, 'a=%zz'],
  [FORM, ' '],
  [` ${FORM.toUpperCase()}; charset=utf-8`, 'a=1'],
  [MULTIPART, `${part('one', 'AKIA')}${part('two', '1234')}--b--`],
  [MULTIPART, part('one', 'never ended')],
  ['application/json', '{"a":["b",1]}'],
  ['application/json', '{"a":'],
  ['text/plain; charset=utf-16le', Buffer.from('wide', 'utf16le')],
  ['text/csv', 'a,b\nc,d'],
  ['', 'a=1&b=2'],
];

test('the parts of a body are the same whether it was taken apart before or not', (t) => {
  for (const [type, body] of BODIES) {
    const bytes = Buffer.from(body);
    t.deepEqual(bodyParts(bytes, type, extractBody(bytes, type)), bodyParts(bytes, type), `${type}: ${String(body)}`);
  }
});

test('a form has fields, anything else a text, and of a long body the beginning counts', (t) => {
  t.deepEqual(bodyParts(Buffer.from('a=1&b=two+words'), FORM), {
    fields: [
      { key: 'a', value: '1' },
      { key: 'b', value: 'two words' },
    ],
  });
  t.deepEqual(bodyParts(Buffer.from('a=%zz'), FORM), { body: 'a=%zz' });
  t.deepEqual(bodyParts(Buffer.from('a=1'), 'text/plain'), { body: 'a=1' });
  const long = Buffer.alloc(PARTS_BYTES + 1, 'x');
  t.deepEqual(bodyParts(long, 'text/plain'), { body: 'x'.repeat(PARTS_BYTES) });
});
