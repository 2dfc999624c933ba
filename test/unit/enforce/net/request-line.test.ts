// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import fc from 'fast-check';
import { beginsRequest } from '../../../../enforce/net/request-line.js';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');

for (const line of [
  'GET / HTTP/1.1\r\n',
  '\r\n\r\nPOST http://a.example/b HTTP/1.0\n',
  'VERSION-CONTROL /x HTTP/1.1\r\nHost: a\r\n',
  'get / http/1.1\r\n',
  ' GET /a\tb HTTP/1.1 \r\n',
  'GET\t/\tHTTP/1.1\r\n',
  'M_1  /a b  HTTP/1.10\r\n',
  `${'A'.repeat(40)} / HTTP/1.1 more\r\n`,
  'GET /before/versions\r\n',
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
]) {
  test(`a request, whole and never before: ${JSON.stringify(line)}`, (t) => {
    const whole = line.indexOf('\n', line.search(/\w/)) + 1;
    t.true(beginsRequest(bytes(line)));
    for (let length = 0; length < whole; length++) t.is(beginsRequest(bytes(line.slice(0, length))), 'incomplete');
  });
}

for (const text of [
  'SSH-2.0-client\r\n',
  'EHLO mail.example\r\n',
  'get key\r\n',
  'MAIL FROM:<a@b.example>\r\n',
  'DESCRIBE rtsp://a.example/b RTSP/1.0\r\n',
  `${'A'.repeat(42)} / HTTP/1.1\r\n`,
  '*1\r\n$4\r\nPING\r\n',
  '\x16\x03\x01\x00\x05',
  '\x00GET / HTTP/1.1\r\n',
]) {
  test(`no request: ${JSON.stringify(text)}`, (t) => {
    t.false(beginsRequest(bytes(text)));
  });
}

test('more bytes never change what was said', (t) => {
  const piece = fc.constantFrom('GET', ' ', '/', 'HTTP/1.1', '\r\n', '\n', '\t', 'a', '\x16', '-');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
      const text = pieces.join('');
      let before: boolean | 'incomplete' = 'incomplete';
      for (let length = 0; length <= text.length; length++) {
        const now = beginsRequest(bytes(text.slice(0, length)));
        if (before !== 'incomplete') t.is(now, before);
        before = now;
      }
    }),
  );
});
