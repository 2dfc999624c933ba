// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { headerForms } from '../../../../enforce/detect/body/header-forms.js';
import { detectorsWith, OPTIONS } from './detection.js';

const all = detectorsWith({ request_body_scanning: { ...OPTIONS.request_body_scanning, header_mode: 'all' } });
const BODY = 'QZ3WMTPL5XRB7NDE';
const rulesOf = (...headers: readonly (readonly [string, string])[]): readonly string[] =>
  all.request(headers, { kind: 'none' }).findings.map(({ rule }) => rule);
const quoted = (text: string): string =>
  Array.from(text, (letter) => `=${letter.charCodeAt(0).toString(16).toUpperCase()}`).join('');

for (const [name, write] of [
  ['a value', (key) => [['x-note', `see ${key}`]]],
  ['a name', (key) => [[`x-${key}`, '1']]],
  ['a cookie', (key) => [['cookie', `lang=en; sid=${Buffer.from(key).toString('base64')}`]]],
  ['cookies in parts', (key) => [['cookie', `a=${key.slice(0, 7)}; theme=dark; b=${key.slice(7)}`]]],
  [
    'cookies in two fields',
    (key) => [
      ['cookie', `a=${key.slice(0, 7)}`],
      ['accept', '*/*'],
      ['cookie', `b=${key.slice(7)}`],
    ],
  ],
  ['an encoded word', (key) => [['subject', `=?utf-8?B?${Buffer.from(key).toString('base64')}?=`]]],
  ['quoted letters', (key) => [['subject', `=?utf-8?q?${quoted(key)}?=`]]],
  ['encoded words in a row', (key) => [['subject', `=?utf-8?q?${key.slice(0, 9)}?= =?utf-8?q?${key.slice(9)}?=`]]],
  ['percent signs', (key) => [['x-note', quoted(key).replaceAll('=', '%')]]],
  ['where the request came from', (key) => [['referer', `https://app.example/?token=${key}`]]],
  [
    'letters nobody sees, as UTF-8',
    (key) => [['x-note', Buffer.from(`${key.slice(0, 6)}\u200b${key.slice(6)}`).toString('latin1')]],
  ],
  [
    'several headers',
    (key) => [
      ['x-b', key.slice(0, 8)],
      ['accept', '*/*'],
      ['x-a', key.slice(8)],
    ],
  ],
] as readonly (readonly [string, (key: string) => readonly (readonly [string, string])[]])[]) {
  test(`a credential in headers: ${name}`, (t) => {
    t.true(rulesOf(...write(`AKIA${BODY}`)).includes('AWS Access ID'));
    t.deepEqual(
      rulesOf(...write(`BLUE${BODY}`)).filter((rule) => rule.startsWith('AWS')),
      [],
    );
  });
}

test('what is written plainly has no other form', (t) => {
  t.deepEqual(headerForms('text/html; q=0.9'), []);
  t.deepEqual(headerForms('=?utf-8?q?a_b?= =?utf-8?b?Yw==?='), ['a bc']);
});
