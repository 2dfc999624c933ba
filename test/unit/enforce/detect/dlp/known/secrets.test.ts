// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { collapse } from '../../../../../../enforce/detect/dlp/known/collapse.js';
import { compileSecrets, ENVIRONMENT_SECRET, FILE_SECRET } from '../../../../../../enforce/detect/dlp/known/secrets.js';
import { readText } from '../../../../../../enforce/text/reading.js';

const VALUE = 'qX9-wv73Lk0_tRzP5m';
const SECRETS = compileSecrets({ environment: [['SERVICE_KEY', VALUE]], file: ['a line of the secrets file 77'] }, 16);

const found = (text: string): boolean =>
  readText(text)
    .credentials()
    .some((view) => (SECRETS.find(view) ?? SECRETS.findCollapsed(collapse(view.text))) !== undefined);
const pairs = (text: string): string[] => Array.from(Buffer.from(text), (byte) => byte.toString(16).padStart(2, '0'));

const FORMS: Readonly<Record<string, (value: string) => string>> = {
  raw: (value) => value,
  capitals: (value) => value.toUpperCase(),
  backwards: (value) => Array.from(value).reverse().join(''),
  'over lines': (value) => Array.from(value).join('\n'),
  'over dots': (value) => Array.from(value).join('.'),
  percent: (value) =>
    pairs(value)
      .map((pair) => `%${pair}`)
      .join(''),
  base64: (value) => Buffer.from(value).toString('base64'),
  'base64 in the middle of bytes': (value) => Buffer.from(`\u0001${value}\u0002`).toString('base64'),
  base64url: (value) => Buffer.from(`??${value}`).toString('base64url'),
  hex: (value) => Buffer.from(value).toString('hex'),
  'hex with spaces': (value) => pairs(value).join(' '),
  'hex with colons': (value) => pairs(value).join(':'),
  'hex with commas': (value) => pairs(value).join(','),
  'hex with hyphens': (value) => pairs(value).join('-'),
  'hex escapes': (value) =>
    pairs(value)
      .map((pair) => `\\x${pair}`)
      .join(''),
  'hex numbers': (value) =>
    pairs(value)
      .map((pair) => `0x${pair}`)
      .join(''),
  'unicode escapes': (value) =>
    pairs(value)
      .map((pair) => `\\u00${pair}`)
      .join(''),
  'character codes': (value) => JSON.stringify(Array.from(Buffer.from(value))),
};

for (const [form, write] of Object.entries(FORMS)) {
  test(`a known secret is found: ${form}`, (t) => {
    t.true(found(`before ${write(VALUE)} after`));
    t.false(found(`before ${write('qX9-wv72Lk0_tRzP5m')} after`));
  });
}

test('a known secret in pieces', (t) => {
  for (const text of ['qX9-wv73 / Lk0_tRzP5m', '?qX9-wv7&3Lk0=_tRzP5m', '["qX9-","wv73","Lk0_","tRzP","5m"]'])
    t.is(SECRETS.findCollapsed(collapse(text))?.rule, ENVIRONMENT_SECRET, text);
  t.is(SECRETS.findCollapsed(collapse('a line, of the secrets-file 77'))?.rule, FILE_SECRET);
  t.is(SECRETS.findCollapsed(collapse('qX9 wv73 Lk0 tRzP 6m')), undefined);
});

test('places, words and known names are no secrets', (t) => {
  const ofEnvironment = (name: string, value: string): number =>
    compileSecrets({ environment: [[name, value]], file: [] }, 16).size;
  t.is(ofEnvironment('ANDROID_SDK', '/opt/android-sdk-linux/tools'), 0);
  t.is(ofEnvironment('EXTRA_DIRS', '/opt/first/dir:/opt/second/dir'), 0);
  t.is(ofEnvironment('WINDOWS_SDK', 'C:\\Program Files\\Windows Kits\\10'), 0);
  t.is(ofEnvironment('HOME', 'zK39dk20dkWm30dkeowq'), 0);
  t.is(ofEnvironment('LC_SOMETHING', 'zK39dk20dkWm30dkeowq'), 0);
  t.is(ofEnvironment('FILLER', 'aaaaaaaaaaaaaaaaaaaa'), 0);
  t.is(ofEnvironment('SHORT', 'zK39dk20dk'), 0);
  t.is(ofEnvironment('SERVICE_KEY', '/zK39dk20dkWm30/dkeowq'), 1);
  t.is(ofEnvironment('SERVICE_KEY', 'zK39dk20dkWm30dkeowq'), 1);
  t.is(compileSecrets({ environment: [], file: ['/srv/secret/place/of/mine'] }, 16).size, 1);
});

test('a hit names the rule, the encoding and the place, never the value', (t) => {
  t.deepEqual(SECRETS.find({ name: 'raw', text: `key ${VALUE}`, joined: false, exact: true }), {
    rule: ENVIRONMENT_SECRET,
    encoding: 'raw',
    start: 4,
    end: 4 + VALUE.length,
  });
});
