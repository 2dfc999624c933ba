// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { DETECTORS } from './detection.js';

const factsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  DETECTORS.tool('browse', JSON.stringify(value)).facts;

test('an argument that is a URL is judged like a request for it; one in a text is only mentioned', (t) => {
  t.is(factsOf({ url: 'http://169.254.169.254/latest/meta-data/' })['ssrf.literal'], 'metadata');
  t.is(
    factsOf({ url: 'http://[fe80::1]/', other: 'http://169.254.169.254/' })['ssrf.literal'],
    'metadata',
    'the worst',
  );
  t.is(factsOf({ at: ['https://mirror.example/?u=http://169.254.169.254/'] })['nested.ssrf'], 'metadata');
  t.is(factsOf({ url: 'https://paste.pastebin.com/x' })['host.blocklisted'], true);
  t.is(factsOf({ url: 'https://7365637265745f6170695f6b6579.x.example/' })['subdomain.encoded_shape'], true);
  t.is(factsOf({ text: 'The metadata address is http://169.254.169.254/ on most clouds.' })['ssrf.literal'], undefined);
});

test('a tool may be sent to this host and to ordinary ones', (t) => {
  t.deepEqual(factsOf({ url: 'http://127.0.0.1:3000/login?next=http://localhost:3000/' })['ssrf.literal'], undefined);
  t.deepEqual(factsOf({ url: 'http://127.0.0.1:3000/login?next=http://localhost:3000/' })['nested.ssrf'], undefined);
  t.deepEqual(factsOf({ url: 'https://docs.example.com/guide?page=2' })['host.blocklisted'], undefined);
});

test('more destinations than are judged are a limit', (t) => {
  const many = Array.from({ length: 70 }, (_, i) => `https://h${i}.example.com/`);
  t.is(factsOf(many)['view.limit'], 'nested');
  t.is(factsOf(many.slice(0, 10))['view.limit'], undefined);
});
