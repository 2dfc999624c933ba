// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { extractBody } from '../../../../../enforce/detect/body/extract.js';

const TYPE = 'multipart/form-data; boundary=b';
const encoder = new TextEncoder();

const errorOf = (body: string, type = TYPE): string | undefined => extractBody(encoder.encode(body), type).error;
const part = (head: string, content = 'words'): string => `--b\r\n${head}\r\n\r\n${content}\r\n`;

test('what two servers would take apart in two ways is refused; its plain twin is not', (t) => {
  const twin = `${part('X-A: 1')}--b--\r\n`;
  t.is(errorOf(twin), undefined);
  t.is(errorOf(`before\r\n${twin}behind`), undefined);
  t.is(errorOf(twin.replaceAll('--b', '--b \t')), 'malformed_multipart', 'no end');
  t.is(errorOf(twin, 'multipart/form-data; boundary=c; boundary=b'), 'malformed_multipart');
  t.is(errorOf(twin, 'multipart/form-data'), 'malformed_multipart');
  t.is(errorOf(part('X-A: 1')), 'malformed_multipart');
  t.is(errorOf(`${twin}${twin}`), 'malformed_multipart', 'two ends');
  t.is(errorOf(`${part('Content-Type: multipart/mixed; boundary=bb', '--bb\r\n\r\nx\r\n--bb--')}--b--`), undefined);
  t.is(errorOf(`${part('Content-Type: multipart/mixed; boundary=bb', '--bb\r\n\r\nx')}--b--`), 'malformed_multipart');
});

test('a part in a form that nobody here undoes is refused; those that say what they are pass', (t) => {
  const whole = (head: string, content?: string): string | undefined => errorOf(`${part(head, content)}--b--`);
  for (const [head, error] of [
    ['Content-Type: text/plain; charset=utf-7', 'charset'],
    ['Content-Type: text/plain;\r\n charset="cp037"', 'charset'],
    ['Content-Encoding: br', 'compressed'],
    ['Content-Transfer-Encoding: x-uuencode', 'malformed_multipart'],
    ['Content-Transfer-Encoding: base64\r\nContent-Transfer-Encoding: 7bit', 'malformed_multipart'],
    [`Content-Disposition: form-data; filename*0="${'a'.repeat(200)}"; filename*1="${'b'.repeat(57)}"`, 'limit'],
  ] as const) {
    t.is(whole(head), error, head);
  }
  t.is(whole('Content-Disposition: form-data; name="_charset_"', 'utf-7'), 'charset');
  for (const head of [
    'Content-Type: text/plain; charset=iso-8859-1',
    'Content-Encoding: identity',
    'Content-Transfer-Encoding: 8BIT',
    'content-transfer-encoding:\r\n base64',
    `Content-Disposition: form-data; filename="${'a'.repeat(256)}"`,
  ]) {
    t.is(whole(head), undefined, head);
  }
  t.is(whole('Content-Disposition: form-data; name="_charset_"', 'utf-8'), undefined);
  const nested = (depth: number): string =>
    depth === 0
      ? 'x'
      : `--n${depth}\r\nContent-Type: multipart/mixed; boundary=n${depth - 1}\r\n\r\n${nested(depth - 1)}\r\n--n${depth}--`;
  t.is(errorOf(nested(6), 'multipart/mixed; boundary=n6'), 'limit');
});
