// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { UNPARSED_TARGET } from '../../../../../evidence/model/action.js';
import { parseFetch, parseLocation } from '../../../../../enforce/transports/fetch/parse.js';

const parse = (target: string, method = 'GET', received: readonly (readonly [string, string])[] = []) =>
  parseFetch({
    method,
    target,
    peer: '127.0.0.1',
    requestId: 'r',
    headers: [],
    received,
    resolveActor: (name) => ({ name: name ?? '', provenance: name === undefined ? 'none' : 'self_declared' }),
  });

test('the url is decoded once and kept raw otherwise', (t) => {
  const { head, refusal } = parse('/fetch?agent=me&url=http%3A%2F%2Fa.test%2F%252e%2e%3Fx%3D%250d%26y');
  t.is(refusal, undefined);
  t.is(head.target, 'http://a.test/%2e.?x=%0d&y');
  t.deepEqual(head.actor, { name: 'me', provenance: 'self_declared' });
});

test('the fields of the call are judged with those that are sent', (t) => {
  const { head } = parse('/fetch?url=http://a', 'GET', [['x-api-key', 'k']]);
  t.deepEqual(head.headers, [['x-api-key', 'k']]);
});

test('refusals name their status and fact', (t) => {
  const refused = (target: string, method?: string): unknown => {
    const { refusal } = parse(target, method);
    return [refusal?.status, refusal?.facts['http.error']];
  };
  t.deepEqual(refused('/fetch'), [400, 'url_missing']);
  t.deepEqual(refused('/fetch?url=x'), [400, 'malformed']);
  t.deepEqual(refused('/fetch?url=http://a&url=http://a'), [400, 'malformed']);
  t.deepEqual(refused('/fetch?url=http://a', 'HEAD'), [405, 'method']);
  t.is(parse('/fetch').head.target, UNPARSED_TARGET);
});

test('a call that a web page makes is refused; an agent, or a person at the address bar, is not', (t) => {
  const url = '/fetch?url=http://a';
  t.deepEqual(parse(url, 'GET', [['origin', 'http://evil.test']]).refusal?.facts, { 'http.error': 'web_page' });
  t.deepEqual(parse(url, 'GET', [['sec-fetch-site', 'cross-site']]).refusal?.facts, { 'http.error': 'web_page' });
  t.is(parse(url, 'GET', [['sec-fetch-site', 'none']]).refusal, undefined);
  t.is(parse(url, 'GET', [['user-agent', 'agent']]).refusal, undefined);
});

test('a redirect leads where a browser would go; an absolute one stays as written', (t) => {
  const base = new URL('https://a.test/x/y?z');
  t.is(parseLocation(['../b'], base), 'https://a.test/b');
  t.is(parseLocation(['//b.test/'], base), 'https://b.test/');
  t.is(parseLocation(['http://B.test/%2e%2e/'], base), 'http://B.test/%2e%2e/');
  t.is(parseLocation([], base), undefined);
  t.is(parseLocation(['/a', '/b'], base), undefined);
  t.is(parseLocation(['http://[bad'], base), 'http://[bad');
});
