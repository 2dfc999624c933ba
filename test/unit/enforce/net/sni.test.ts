// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import fc from 'fast-check';
import { classifyClientHello } from '../../../../enforce/net/sni.js';
import { clientHello } from './client-hello.js';

test('the name is compared without regard to case or a trailing dot', (t) => {
  const hello = clientHello({ serverName: 'Api.Example.com' });
  t.is(classifyClientHello(hello, 'api.example.com'), 'match');
  t.is(classifyClientHello(hello, 'API.EXAMPLE.COM.'), 'match');
  t.is(classifyClientHello(hello, 'example.com'), 'mismatch');
  t.is(classifyClientHello(hello, 'xapi.example.com'), 'mismatch');
});

test('a hello without the extension, or without any, is told apart from a broken one', (t) => {
  t.is(classifyClientHello(clientHello({}), 'a'), 'no_extension');
  t.is(classifyClientHello(clientHello({ bare: true }), 'a'), 'no_extension');
  const lying = clientHello({ serverName: 'a.example' });
  // The length of the session id now reaches past the end.
  lying[5 + 4 + 34] = 0xff;
  t.is(classifyClientHello(lying, 'a.example'), 'malformed_tls');
});

test('two names, an empty name and a name with odd bytes are malformed', (t) => {
  t.is(
    classifyClientHello(clientHello({ serverName: 'a.example', secondName: 'b.example' }), 'a.example'),
    'malformed_tls',
  );
  t.is(classifyClientHello(clientHello({ serverName: '' }), ''), 'malformed_tls');
  t.is(classifyClientHello(clientHello({ serverName: 'a.example\0.b' }), 'a.example'), 'malformed_tls');
});

test('other protocols are not TLS', (t) => {
  for (const text of ['GET / HTTP/1.1\r\n\r\n', 'SSH-2.0-x\r\n', '\x80\x2e\x01\x03\x01', '\x16\x02\x00']) {
    t.is(classifyClientHello(Buffer.from(text, 'latin1'), 'a'), 'not_tls');
  }
});

test('records of another kind, empty or over-long inside a hello are malformed', (t) => {
  const hello = clientHello({ serverName: 'a.example', fragment: 20 });
  const second = 5 + 20;
  for (const [offset, value] of [
    [second, 0x17],
    [second + 1, 2],
  ] as const) {
    const changed = Uint8Array.from(hello);
    changed[offset] = value;
    t.is(classifyClientHello(changed, 'a.example'), 'malformed_tls');
  }
  t.is(classifyClientHello(Uint8Array.of(0x16, 3, 1, 0, 0), 'a'), 'malformed_tls');
  t.is(classifyClientHello(Uint8Array.of(0x16, 3, 1, 0xff, 0xff), 'a'), 'malformed_tls');
  // A handshake message that is no ClientHello.
  t.is(classifyClientHello(Uint8Array.of(0x16, 3, 1, 0, 4, 2, 0, 0, 0), 'a'), 'malformed_tls');
});

test('cut anywhere it asks for more, and fragments make no difference', (t) => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.nat(), fc.boolean(), (fragment, cut, matches) => {
      const hello = clientHello({ serverName: 'host.example', fragment });
      const host = matches ? 'host.example' : 'other.example';
      t.is(classifyClientHello(hello.subarray(0, cut % hello.length), host), 'incomplete');
      t.is(classifyClientHello(hello, host), matches ? 'match' : 'mismatch');
      // What follows the hello changes nothing.
      t.is(classifyClientHello(Buffer.concat([hello, Buffer.from('more')]), host), matches ? 'match' : 'mismatch');
    }),
  );
});

test('arbitrary bytes never throw and never match', (t) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      t.not(classifyClientHello(bytes, 'host.example'), 'match');
      t.not(
        classifyClientHello(Uint8Array.from([0x16, 3, 1, 0, bytes.length & 0xff, ...bytes]), 'host.example'),
        'match',
      );
    }),
  );
});

test('a changed byte of the name is never a match', (t) => {
  const hello = clientHello({ serverName: 'host.example' });
  const at = Buffer.from(hello).indexOf('host.example');
  fc.assert(
    fc.property(fc.nat({ max: 11 }), fc.integer({ min: 0, max: 255 }), (offset, value) => {
      const changed = Uint8Array.from(hello);
      const before = changed[at + offset] ?? 0;
      changed[at + offset] = value;
      const same = String.fromCharCode(value).toLowerCase() === String.fromCharCode(before) && value < 0x80;
      t.is(classifyClientHello(changed, 'host.example') === 'match', same);
    }),
  );
});
