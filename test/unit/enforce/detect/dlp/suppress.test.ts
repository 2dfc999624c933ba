// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import fc from 'fast-check';
import { matchesGlob, openSuppressions } from '../../../../../enforce/detect/dlp/suppress.js';
import { parseTarget } from '../../../../../enforce/detect/url/target.js';
import { detectorsWith } from '../detection.js';

const TOKEN = 'SG.abcDEF1234567890ghIJkl.mnOPqrstUVwxyz0123456789ABCDEFghijKLMNop_-7';
const SUPPRESS = [
  { rule: 'SendGrid API Key', path: '*.mail.example' },
  { rule: 'AWS Access ID', path: '*' },
];

function headerFacts(host: string, value: string) {
  const detectors = detectorsWith({ suppress: SUPPRESS });
  return detectors.request([['x-api-key', value]], { kind: 'none' }, parseTarget(`https://${host}/`)).facts;
}

test('a suppressed rule is passed over for its hosts, and the record says so', (t) => {
  const facts = headerFacts('api.mail.example', TOKEN);
  t.is(facts['dlp.header.count'], undefined);
  t.is(facts['dlp.header.suppressed_count'], 1);
});

test('elsewhere the rule applies', (t) => {
  const facts = headerFacts('api.mail.example.evil.test', TOKEN);
  t.is(facts['dlp.header.count'], 1);
  t.is(facts['dlp.header.suppressed_count'], undefined);
});

test('a core rule is never suppressed', (t) => {
  t.is(headerFacts('anywhere.example', 'AKIAQ7WERTYU2OPASDFG')['dlp.header.core_count'], 1);
});

test('an exemption ends while the product runs, and its use is counted', (t) => {
  const finding = {
    detector: 'dlp',
    rule: 'A',
    category: 'default',
    severity: 'high',
    surface: 'body',
    view: 'raw',
  } as const;
  let now = Date.parse('2030-01-30T00:00:00Z');
  const list = [
    { rule: 'A', path: '*.example', expires: '2030-01-31' },
    { rule: 'Typo', path: '*.example' },
  ];
  const suppressions = openSuppressions(list, () => now);
  t.is(suppressions.find(finding, 'a.example'), 0);
  t.is(suppressions.find({ ...finding, category: 'core' }, 'a.example'), undefined);
  suppressions.note(0);
  t.deepEqual(
    suppressions.report().map(({ rule, count }) => [rule, count]),
    [
      ['A', 1],
      ['Typo', 0],
    ],
  );
  now = Date.parse('2030-01-31T00:00:00Z');
  t.is(suppressions.find(finding, 'a.example'), undefined);
});

test('a URL is never affected', (t) => {
  const { facts } = detectorsWith({ suppress: SUPPRESS }).url(parseTarget(`https://api.mail.example/?k=${TOKEN}`));
  t.is(facts['dlp.url.count'], 1);
});

test('a body of unreadable kind is reported even where bodies are not searched', (t) => {
  const off = detectorsWith({ request_body_scanning: { ...detectorsOff } });
  t.is(off.request([], { kind: 'error', error: 'too_large' }).facts['body.error'], 'too_large');
});

const detectorsOff = {
  enabled: false,
  disable_patterns: [],
  scan_headers: true,
  header_mode: 'sensitive',
  sensitive_headers: [],
  ignore_headers: [],
  content_entropy_enabled: true,
  content_entropy_threshold: 4.5,
  content_entropy_min_length: 32,
  content_entropy_exclusions: [],
} as const;

test('globs: stars stand for anything, everything else for itself', (t) => {
  for (const [pattern, text] of [
    ['*', ''],
    ['*', 'a.b'],
    ['a.b', 'a.b'],
    ['*.b', 'a.b'],
    ['a*', 'a'],
    ['*a*c', 'xabac'],
  ] as const) {
    t.true(matchesGlob(pattern, text), `${pattern} ${text}`);
  }
  for (const [pattern, text] of [
    ['a.b', 'axb'],
    ['*.b', 'b'],
    ['a*a', 'a'],
    ['*ab*bc', 'abc'],
    ['', 'x'],
  ] as const) {
    t.false(matchesGlob(pattern, text), `${pattern} ${text}`);
  }
});

test('a glob made from a text by putting stars in matches it', (t) => {
  const text = fc.stringMatching(/^[a-z.]{0,20}$/);
  fc.assert(
    fc.property(text, fc.array(fc.nat(20), { maxLength: 4 }), (host, cuts) => {
      let pattern = host;
      for (const cut of cuts) pattern = `${pattern.slice(0, cut)}*${pattern.slice(cut + 1)}`;
      return matchesGlob(pattern, host) || pattern.replaceAll('*', '').length > host.length;
    }),
  );
  t.pass();
});
