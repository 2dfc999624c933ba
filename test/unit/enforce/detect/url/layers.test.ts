// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { measurePart, shannonMilli } from '../../../../../enforce/detect/url/entropy.js';
import { compileHosts } from '../../../../../enforce/detect/url/hosts.js';
import { rawPath } from '../../../../../enforce/detect/url/raw.js';
import { measureSubdomain } from '../../../../../enforce/detect/url/subdomain.js';
import { parseTarget } from '../../../../../enforce/detect/url/target.js';
import { observeRaw, observeUrl } from '../detection.js';

const RANDOM = 'x7Kq9ZpL2mVt4RwB8nYcJ3sDfG6hQ1';

test('raw: length counts bytes', (t) => {
  t.is(observeRaw('https://e.com/abc').facts['url.length'], 17);
  t.is(observeRaw('https://e.com/é').facts['url.length'], 16);
});

for (const [url, found] of [
  ['https://e.com/%0d%0aSet-Cookie:x', true],
  ['https://e.com/?q=%0A', true],
  ['https://e.com/%250d%250a', true],
  ['https://e.com/%25250a', true],
  ['https://e.com/a\r\nb', true],
  ['https://e.com/a#%0a', undefined],
  ['https://e.com/%0b%20', undefined],
  ['https://e.com/100%25', undefined],
] as const) {
  test(`raw: line break ${String(found)}: ${JSON.stringify(url)}`, (t) => {
    t.is(observeRaw(url).facts['url.crlf'], found);
  });
}

for (const [url, found] of [
  ['https://e.com/a/../b', true],
  ['https://e.com/..', true],
  ['https://e.com/a/%2e%2E/b', true],
  ['https://e.com/a/.%2e/b', true],
  ['https://e.com/a/%252e%252e/b', true],
  ['https://e.com/a%2f..%2fb', true],
  ['https://e.com/a\\..\\b', true],
  ['https://e.com/a%5c%2e.%5cb', true],
  ['https://e.com/a/.\t./b', true],
  ['https://e.com/a/..;/b', true],
  ['https://e.com/a..b/', undefined],
  ['https://e.com/.../b', undefined],
  ['https://e.com/v1..v2', undefined],
  ['https://e.com/a?x=../b', undefined],
  ['https://e.com/a#/../b', undefined],
] as const) {
  test(`raw: parent segment ${String(found)}: ${JSON.stringify(url)}`, (t) => {
    t.is(observeRaw(url).facts['url.traversal'], found);
  });
}

test('raw: user information, scheme, and what cannot be parsed or reached', (t) => {
  for (const target of [
    'https://user@e.com/',
    'http://u:p@a.test',
    'http://a.test@b.test\\x',
    'http://@a.test/',
    'http://:@a.test/',
  ]) {
    t.is(observeRaw(target).facts['url.userinfo'], true, target);
  }
  for (const target of ['http://a.test/u@b', 'http://a.test?u@b', 'http://a.test#u@b', 'http://a.test\\u@b']) {
    t.is(observeRaw(target).facts['url.userinfo'], undefined, target);
  }
  t.is(observeRaw('https://e.com/@user').facts['url.userinfo'], undefined);
  t.is(observeRaw('FILE:///etc/hosts').facts['url.scheme'], 'file');
  t.is(observeRaw('https://').facts['url.parse_error'], true);
  t.is(observeRaw('https://e.com:65536/').facts['url.parse_error'], undefined);
  t.is(observeRaw('https://e.com:65536/').facts['url.destination_error'], true);
  t.is(observeRaw('https://e.com:0/').facts['url.destination_error'], true);
  t.is(observeRaw(`https://${'a'.repeat(64)}.com/`).facts['url.destination_error'], true);
  t.is(observeRaw('https://a..b/').facts['url.destination_error'], true);
  t.is(observeRaw('https://e.com:8443/').facts['url.destination_error'], undefined);
  t.is(rawPath('https:\\\\e.com\\a?b'), '\\a');
});

test('target: hosts are brought to one spelling', (t) => {
  for (const [url, host] of [
    ['https://EXAMPLE.com./', 'example.com'],
    ['http://0xa9fea9fe/', '169.254.169.254'],
    ['http://2852039166/', '169.254.169.254'],
    ['http://0251.0376.0251.0376/', '169.254.169.254'],
    ['http://169.254.169.254./', '169.254.169.254'],
    ['http://①②⑦.0.0.1/', '127.0.0.1'],
    ['http://%31%32%37.0.0.1/', '127.0.0.1'],
    ['http://[::1]/', '::1'],
  ] as const) {
    t.is(parseTarget(url).host, host, url);
  }
});

test('hosts: a star matches the apex and any depth, anything else exactly', (t) => {
  const hosts = compileHosts(['*.Example.com.', 'one.test', '*.0.0.1', '10.0.0.5']);
  for (const host of ['example.com', 'a.example.com', 'a.b.example.com', 'one.test', '10.0.0.5'])
    t.true(hosts.matches(host), host);
  for (const host of ['badexample.com', 'two.one.test', 'com', '10.0.0.1', 'example.com.evil.test'])
    t.false(hosts.matches(host), host);
});

test('entropy: the documented examples', (t) => {
  t.is(shannonMilli('AKIAIOSFODNN7EXAMPLE'), 3685);
  t.is(shannonMilli('x7Kq9ZpL2mVt4RwB8nYc'), 4322);
  t.is(shannonMilli('aaaa'), 0);
  t.is(shannonMilli(''), 0);
  t.is(shannonMilli('аб'), 1000);
  t.is(shannonMilli('AKIAIOSFODNN7EXAMPLE'), 3685, 'a second measurement finds clean counters');
  t.is(measurePart('short'), undefined);
  t.is(measurePart('550e8400-e29b-41d4-a716-446655440000'), undefined);
  t.is(measurePart('da39a3ee5e6b4b0d3255bfef95601890afd80709'), undefined);
  t.true((measurePart(RANDOM) ?? 0) > 4500);
});

test('entropy: measured in paths, keys and values, and left out where the configuration says so', (t) => {
  t.true(Number(observeUrl(`https://e.com/${RANDOM}`).facts['entropy.path_milli']) > 4500);
  t.true(Number(observeUrl(`https://e.com/?a=${RANDOM}`).facts['entropy.query_milli']) > 4500);
  t.true(Number(observeUrl(`https://e.com/?${RANDOM}=1`).facts['entropy.query_milli']) > 4500);
  t.is(observeUrl('https://e.com/short/path').facts['entropy.path_milli'], undefined);
  t.is(observeUrl(`https://objects.githubusercontent.com/${RANDOM}`).facts['entropy.path_milli'], undefined);
  t.is(observeUrl(`https://files.example/blob/${RANDOM}`).facts['entropy.path_milli'], undefined);
  t.true(Number(observeUrl(`http://files.example/blob/${RANDOM}`).facts['entropy.path_milli']) > 4500);
  t.is(observeUrl(`https://quiet.example/?a=${RANDOM}`).facts['entropy.query_milli'], undefined);
  t.is(observeUrl(`https://api.example/v1?cursor=${RANDOM}`).facts['entropy.query_milli'], undefined);
  t.true(Number(observeUrl(`https://api.example/v1?other=${RANDOM}`).facts['entropy.query_milli']) > 4500);
});

test('subdomain: encoded labels are told from words', (t) => {
  for (const [host, encoded] of [
    ['414b4941494f53464f444e4e37.evil.example', true],
    ['deadbeef01.cafebabe02.0badf00d03.x.example', true],
    ['deadbeef01.cafebabe02.a.b.x.example', true],
    ['mfrggzdf2ztwq3lk.evil.example', true],
    ['deadbeef01.cafebabe02.x.example', false],
    ['cgfzc3dvcmq9ahvudgvymg.evil.example', true],
    ['seq01-414b4941494f53.evil.example', true],
    ['x.mzxw6ytboi.k5hg64tbmnwg.y.evil.example', true],
    ['c2stbgl2zs1rzxk.dg9rzw4xmjm0.evil.example', true],
    ['104-117-110-116-101-114-50-33.evil.example', true],
    ['ec2-104-117-110-116.example.com', false],
    ['web-7d4b9c6f5d-x2x9z.example.com', false],
    ['5f3c9d8e7a6b4c0008d1e2f3--site.example.com', false],
    ['abcdefghijklmnopqrst.db.example.com', false],
    ['bucket2024data.staticassets2.s3express.example.com', false],
    ['documentation.docs.example.com', false],
    ['internationalization.docs.example.com', false],
    ['example.com', false],
  ] as const) {
    t.is(measureSubdomain(host).encoded, encoded, host);
  }
  t.is(observeUrl('https://414b4941494f53464f444e4e37.evil.example/').facts['subdomain.encoded_shape'], true);
  t.is(observeUrl('https://[2001:db8::1]/').facts['subdomain.encoded_shape'], undefined);
});

test('nested: destinations inside the query, plain and encoded', (t) => {
  const inner = Buffer.from('http://169.254.169.254/x').toString('base64');
  for (const [url, facts] of [
    ['https://e.com/?u=http://10.0.0.1/', { 'nested.ssrf': 'private', 'nested.allowlisted': false }],
    ['https://e.com/?u=//127.0.0.1/', { 'nested.ssrf': 'loopback', 'nested.allowlisted': false }],
    ['https://e.com/?u=http%253A%252F%252F0xa9fea9fe%252F', { 'nested.ssrf': 'metadata', 'nested.allowlisted': false }],
    [`https://e.com/?u=${inner}`, { 'nested.ssrf': 'metadata', 'nested.allowlisted': false }],
    ['https://e.com/?u=https://x.pastebin.com/', { 'nested.blocklisted': true, 'nested.allowlisted': false }],
    ['https://e.com/?u=https://github.com/', { 'nested.allowlisted': true }],
    ['https://e.com/?u=http://10.20.3.4/', { 'nested.allowlisted': false }],
    ['https://e.com/http://10.0.0.1/x', { 'nested.ssrf': 'private', 'nested.allowlisted': false }],
    ['https://e.com/w/2020/https:/github.com/a?b=1', { 'nested.allowlisted': true }],
    ['https://e.com/a:/b/http:/', {}],
    ['https://e.com/?u=ftp://10.0.0.1/', {}],
    ['https://e.com/?u=see-http-for-details', {}],
  ] as const) {
    const { facts: seen } = observeUrl(url);
    t.deepEqual(Object.fromEntries(Object.entries(seen).filter(([name]) => name.startsWith('nested.'))), facts, url);
  }
});

const SIGNED =
  'https://bucket.s3.amazonaws.com/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=' +
  'AKIA' +
  'IOSFODNN7EXAMPLE%2F20240115%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20240115T000000Z&X-Amz-Expires=3600' +
  '&X-Amz-SignedHeaders=host&X-Amz-Signature=' +
  'ab'.repeat(32);

test('presigned: the key id of a signed AWS URL is public, any other is not', (t) => {
  const clean = observeUrl(SIGNED).facts;
  t.is(clean['dlp.url.count'], undefined);
  t.is(clean['presigned.sigv4'], true);
  for (const url of [
    SIGNED.replace('amazonaws.com', 'amazonaws.com.evil.example'),
    SIGNED.replace('20240115T', '20240116T'),
    SIGNED.replace('Expires=3600', 'Expires=604801'),
    SIGNED.replace('&X-Amz-SignedHeaders=host', ''),
    `${SIGNED}&X-Amz-Date=20240115T000000Z`,
    `${SIGNED}&other=AKIA` + 'IOSFODNN7EXAMPL2',
  ]) {
    t.is(observeUrl(url).facts['dlp.url.core_count'], 1, url);
  }
});

test('hosts: lists, literals and metadata names become facts', (t) => {
  t.is(observeUrl('https://api.anthropic.com/').facts['host.allowlisted'], true);
  t.is(observeUrl('https://e.com/').facts['host.allowlisted'], false);
  t.is(observeUrl('https://x.pastebin.com/').facts['host.blocklisted'], true);
  t.is(observeUrl('https://e.com/').facts['host.blocklisted'], undefined);
  t.is(observeUrl('http://metadata.google.internal/').facts['ssrf.literal'], 'metadata');
  t.is(observeUrl('http://93.184.216.34/').facts['ssrf.literal'], 'public');
  t.is(observeUrl('http://e.com/').facts['ssrf.literal'], undefined);
});

test('escapes of characters in a query are undone', (t) => {
  for (const prefix of ['\\x41\\x4b\\x49\\x41', '%5Cu0041%5Cu004b%5Cu0049%5Cu0041', '%26%2365;KIA'])
    t.true(
      observeUrl(`https://e.com/?d=${prefix}IOSFODNN7EXAMPLE`).findings.some(({ rule }) => rule === 'AWS Access ID'),
      prefix,
    );
  t.deepEqual(observeUrl('https://e.com/?d=%5Cx41%5Cx42+and+%26%2365;').findings, []);
});
