// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import fc from 'fast-check';
import { parseConnect } from '../../../../../enforce/transports/connect/parse.js';

const parse = (target: string) =>
  parseConnect({ target, headers: [], actor: { name: '', provenance: 'none' }, peer: '127.0.0.1', requestId: 'r' });

test('host and port are read as they stand', (t) => {
  for (const [target, host, port] of [
    ['a.test:443', 'a.test', 443],
    ['0x7f.1:80', '0x7f.1', 80],
    ['[::1]:8443', '[::1]', 8443],
    ['A.Test.:65535', 'A.Test.', 65_535],
  ] as const) {
    const parsed = parse(target);
    t.is(parsed.head.target, `https://${target}/`);
    t.deepEqual(parsed.refusal === undefined && [parsed.host, parsed.port], [host, port]);
  }
});

test('anything else is refused', (t) => {
  for (const target of [
    'a.test',
    'a.test:',
    ':443',
    'a:b:443',
    'a.test:0',
    'a.test:65536',
    'a.test:443/x',
    'http://a:80',
    'a b:443',
    '::1:443',
    '[::1',
    '',
  ]) {
    t.deepEqual(parse(target).refusal, { 'http.error': 'malformed' }, target);
  }
  t.deepEqual(parse('u@a.test:443').refusal, { 'http.error': 'credentials' });
});

test('an accepted host never holds a delimiter', (t) => {
  fc.assert(
    fc.property(fc.string(), fc.nat({ max: 70_000 }), (host, port) => {
      const parsed = parse(`${host}:${String(port)}`);
      if (parsed.refusal !== undefined) return;
      t.false(/[\s/\\?#@]/.test(parsed.host));
      t.true(parsed.port >= 1 && parsed.port <= 65_535);
    }),
  );
});
