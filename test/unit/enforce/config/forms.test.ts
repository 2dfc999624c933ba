// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import * as forms from '../../../../enforce/config/forms.js';

test('durations', (t) => {
  const rows: [string, number | undefined][] = [
    ['60s', 60_000],
    ['1m30s', 90_000],
    ['1.5h', 5_400_000],
    ['250ms', 250],
    ['', undefined],
    ['60', undefined],
    ['-1s', undefined],
    ['1d', undefined],
    ['1s ', undefined],
    [`${'9'.repeat(40)}h`, undefined],
    ['1s'.repeat(40), undefined],
  ];
  for (const [text, ms] of rows) t.is(forms.durationMs(text), ms, text);
});

test('listen addresses', (t) => {
  t.deepEqual(forms.parseListenAddress(':80'), { host: '', port: 80 });
  t.deepEqual(forms.parseListenAddress('127.0.0.1:0'), { host: '127.0.0.1', port: 0 });
  t.deepEqual(forms.parseListenAddress('[::1]:8080'), { host: '::1', port: 8080 });
  t.deepEqual(forms.parseListenAddress('localhost:8080'), { host: 'localhost', port: 8080 });
  for (const wrong of ['', '80', 'a:', 'a:65536', '[::1]', '::1:80', '[x]:80', '999.1.1.1:80', 'a b:80', 'a:-1']) {
    t.is(forms.parseListenAddress(wrong), undefined, wrong);
  }
});

test('ranges have one spelling and no bits after the prefix', (t) => {
  for (const right of ['10.0.0.0/8', '10.1.2.3/32', '0.0.0.0/0', '::/0', 'fe80::/10', '2001:db8::1/128']) {
    t.true(forms.isCidr(right), right);
  }
  for (const wrong of [
    '10.0.0.0',
    '10.0.0.0/33',
    '10.0.0.0/08',
    '10.1.0.0/8',
    '010.0.0.0/8',
    '10/8',
    'fe80::1/10',
    '::/129',
    '::%1/128',
    '/8',
    'a/8',
  ]) {
    t.false(forms.isCidr(wrong), wrong);
  }
});

test('ranges meet when one holds the other, and never across families', (t) => {
  const range = (text: string): forms.Range => {
    const parsed = forms.parseRange(text);
    if (parsed === undefined) throw new Error(`not a range: ${text}`);
    return parsed;
  };
  t.true(forms.rangesMeet(range('10.0.0.0/8'), range('10.1.0.0/16')));
  t.true(forms.rangesMeet(range('10.1.0.0/16'), range('10.0.0.0/8')));
  t.false(forms.rangesMeet(range('10.0.0.0/8'), range('11.0.0.0/8')));
  t.false(forms.rangesMeet(range('0.0.0.0/0'), range('::/0')));
  t.true(forms.rangeInside(range('172.16.5.0/24'), range('172.16.0.0/12')));
  t.false(forms.rangeInside(range('172.16.0.0/12'), range('172.16.5.0/24')));
  t.false(forms.rangeInside(range('172.32.0.0/24'), range('172.16.0.0/12')));
});

test('hosts', (t) => {
  for (const right of ['a', 'a.b', 'xn--bcher-kva.example', 'a-b.c_d.e', 'A.B.', '1a.example', '0xg.example'])
    t.true(forms.isHostName(right), right);
  for (const wrong of [
    '',
    '.',
    'a..b',
    '-a.b',
    'a-.b',
    'a b',
    '1.2.3.4',
    '1.2',
    '0x7f.1',
    'a.0x7f',
    'a:1',
    `${'a'.repeat(64)}.b`,
    'bücher.example',
  ]) {
    t.false(forms.isHostName(wrong), wrong);
  }
  t.true(forms.isHostPattern('*.a.example'));
  t.true(forms.isHostPattern('::1'));
  for (const wrong of ['*', '*.', '*.*.a', 'a.*', '**.a', '::1%eth0', '[::1]'])
    t.false(forms.isHostPattern(wrong), wrong);
});

test('public suffixes', (t) => {
  for (const wide of ['*.com', '*.co.uk', '*.github.io']) t.true(forms.coversPublicSuffix(wide), wide);
  for (const narrow of ['com', '*.example.com', '*.internal', '*.corp.internal'])
    t.false(forms.coversPublicSuffix(narrow), narrow);
});

test('instants', (t) => {
  for (const right of ['2028-02-29', '2030-01-31T10:00:00Z', '2030-01-31T10:00:00.5+02:00'])
    t.true(forms.isInstant(right), right);
  for (const wrong of ['', '2030', '2030-02-29', '2030-13-01', '2030-01-31 10:00', '2030-01-31T25:00:00Z', 'soon']) {
    t.false(forms.isInstant(wrong), wrong);
  }
});
