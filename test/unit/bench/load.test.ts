// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { responseLength } from '../../../bench/load.js';

const counted = 'HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc';
const chunked = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n';

for (const [name, text] of Object.entries({ counted, chunked })) {
  test(`a ${name} answer is complete with its last byte and not before`, (t) => {
    const bytes = Buffer.from(text);
    t.is(responseLength(bytes), bytes.length);
    for (let length = 0; length < bytes.length; length++)
      t.is(responseLength(bytes.subarray(0, length)), undefined, `${length}`);
  });
}

test('an answer that is not a 200, or that has no length, ends the bench', (t) => {
  t.throws(() => responseLength(Buffer.from('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n')), {
    message: /403/,
  });
  t.throws(() => responseLength(Buffer.from('HTTP/1.1 200 OK\r\n\r\n')), { message: /without length/ });
});
