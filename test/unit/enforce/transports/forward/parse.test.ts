// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { parseForward } from '../../../../../enforce/transports/forward/parse.js';

const actor = { name: '', provenance: 'none' } as const;
const parse = (target: string, headers: readonly (readonly [string, string])[] = []) =>
  parseForward({ method: 'GET', target, headers, actor, peer: '127.0.0.1', requestId: 'r' });

test('the target is handed on as received', (t) => {
  for (const target of ['http://a.test', 'HTTP://A.test:80/../%2e?x=1#y', 'ftp://a.test/', 'http://0x7f.1/a@b']) {
    const { head, refusal } = parse(target);
    t.is(refusal, undefined);
    t.is(head.target, target);
  }
});

test('no host, two Host fields, a change of protocol', (t) => {
  for (const target of ['http:///a', 'http://', 'a.test/x', '']) {
    t.deepEqual(parse(target).refusal, { 'http.error': 'malformed' }, target);
  }
  t.is(parse('http://a.test/', [['host', 'a.test']]).refusal, undefined);
  t.deepEqual(
    parse('http://a.test/', [
      ['host', 'a'],
      ['host', 'a'],
    ]).refusal,
    { 'http.error': 'malformed' },
  );
  t.deepEqual(parse('http://a.test/', [['upgrade', 'h2c']]).refusal, { 'transport.enabled': false });
});
