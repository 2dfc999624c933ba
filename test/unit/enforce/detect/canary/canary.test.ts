// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { canaryRule, compileCanaries } from '../../../../../enforce/detect/canary/canary.js';
import { readText } from '../../../../../enforce/text/reading.js';
import { openViews } from '../../../../../enforce/text/view-collector.js';

const VALUE = 'CNRY-7fQ2zL0pXw93Kd';
const OTHER = 'corp/blue=heron.4471';
const SET = compileCanaries(
  {
    enabled: true,
    tokens: [
      { name: 'vault', value: VALUE, env_var: '' },
      { name: 'wiki', value: '', env_var: 'WIKI_CANARY' },
      { name: 'absent', value: '', env_var: 'NO_SUCH_VARIABLE' },
      { name: 'short', value: 'abc1234', env_var: '' },
    ],
  },
  new Map([['WIKI_CANARY', OTHER]]),
);

function seen(text: string, set = SET): readonly string[] {
  return set.detect(readText(text).credentials(), 'body').map(({ rule, view }) => `${rule} ${view}`);
}

const codes = (text: string, radix = 10, width = 0): string[] =>
  Array.from(Buffer.from(text), (byte) => byte.toString(radix).padStart(width, '0'));

/** Every form must be found in the middle of other text. */
const FORMS: Readonly<Record<string, (value: string) => string>> = {
  raw: (value) => value,
  upper: (value) => value.toUpperCase(),
  lower: (value) => value.toLowerCase(),
  fullwidth: (value) => Array.from(value, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)).join(''),
  'zero width': (value) => Array.from(value).join('\u200b'),
  url: (value) => encodeURIComponent(value),
  'every character in percent': (value) =>
    codes(value, 16, 2)
      .map((pair) => `%${pair}`)
      .join(''),
  'percent twice': (value) =>
    codes(value, 16, 2)
      .map((pair) => `%25${pair}`)
      .join(''),
  base64: (value) => Buffer.from(value).toString('base64'),
  'base64, one byte ahead': (value) => Buffer.from(`x${value}yz`).toString('base64'),
  'base64, two bytes ahead': (value) => Buffer.from(`\u0000\u0001${value}`).toString('base64'),
  base64url: (value) => Buffer.from(value).toString('base64url'),
  'base64 twice': (value) => Buffer.from(Buffer.from(value).toString('base64')).toString('base64'),
  hex: (value) => Buffer.from(value).toString('hex'),
  'hex in capitals': (value) => Buffer.from(value).toString('hex').toUpperCase(),
  'hex with colons': (value) => codes(value, 16, 2).join(':'),
  'hex escapes': (value) =>
    codes(value, 16, 2)
      .map((pair) => `\\x${pair}`)
      .join(''),
  'hex numbers': (value) =>
    codes(value, 16, 2)
      .map((pair) => `0x${pair}`)
      .join(', '),
  'unicode escapes': (value) =>
    codes(value, 16, 4)
      .map((code) => `\\u${code}`)
      .join(''),
  'split by a slash': (value) => `${value.slice(0, 9)}/${value.slice(9)}`,
  'split by dots': (value) => Array.from(value).join('.'),
  'split over lines': (value) => Array.from(value).join('\n'),
  'split in quotes': (value) => JSON.stringify(value.match(/.{1,3}/g)),
  'split over parameters': (value) => `${value.slice(0, 5)}&${value.slice(5, 9)}=${value.slice(9)}`,
  backwards: (value) => Array.from(value).reverse().join(''),
  'character codes': (value) => JSON.stringify(codes(value).map(Number)),
  'character codes of three digits': (value) => codes(value, 10, 3).join(' '),
  octal: (value) =>
    codes(value, 8, 3)
      .map((code) => `\\${code}`)
      .join(''),
  binary: (value) => codes(value, 2, 8).join(' '),
  'decimal entities': (value) =>
    codes(value)
      .map((code) => `&#${code};`)
      .join(''),
  'hex entities': (value) =>
    codes(value, 16, 2)
      .map((code) => `&#x${code};`)
      .join(''),
};

for (const [form, write] of Object.entries(FORMS)) {
  test(`found: ${form}`, (t) => {
    for (const [name, value] of [
      ['vault', VALUE],
      ['wiki', OTHER],
    ] as const) {
      const rules = seen(`{"note": "before ${write(value)} after"}`);
      t.deepEqual(
        rules.map((rule) => rule.replace(/ \S+$/, '')),
        [canaryRule(name)],
        write(value),
      );
    }
  });

  test(`not found in another value: ${form}`, (t) => {
    t.deepEqual(seen(`{"note": "before ${write('CNRY-7fQ2zM0pXw93Kd')} after"}`), []);
    t.deepEqual(seen(`{"note": "before ${write('corp/blue=herom.4471')} after"}`), []);
  });
}

test('base32 and unpadded base64 inside a word', (t) => {
  t.is(seen(`x ${Buffer.from(`aa${VALUE}`).toString('base64').slice(1)}`).length, 1);
});

test('the view says what was undone', (t) => {
  t.deepEqual(seen(VALUE), [`${canaryRule('vault')} raw`]);
  t.deepEqual(seen(`${VALUE.slice(0, 8)}/${VALUE.slice(8)}`), [`${canaryRule('vault')} split`]);
  t.deepEqual(seen(Buffer.from(VALUE).toString('hex')), [`${canaryRule('vault')} hex`]);
  t.deepEqual(seen(Array.from(VALUE).reverse().join('')), [`${canaryRule('vault')} reversed`]);
});

test('each token is reported once, always as critical and core', (t) => {
  const findings = SET.detect(readText(`${VALUE} ${OTHER} ${VALUE} ${OTHER}`.repeat(50)).credentials(), 'url');
  t.deepEqual(findings.map(({ rule }) => rule).sort(), [canaryRule('vault'), canaryRule('wiki')]);
  for (const finding of findings)
    t.like(finding, { detector: 'canary', category: 'core', severity: 'critical', surface: 'url' });
});

test('pieces that were chosen from among others are searched too', (t) => {
  const collector = openViews({ maxViews: 10, maxChars: 1000 });
  collector.add('split', VALUE, true);
  t.is(SET.detect(collector.views, 'url').length, 1);
});

test('tokens without a usable value are named', (t) => {
  t.deepEqual(SET.missing, ['absent', 'short']);
  t.deepEqual(SET.beginnings, [VALUE.slice(0, 8), OTHER.slice(0, 8)]);
});

test('a value of signs is searched as it stands', (t) => {
  const set = compileCanaries({ enabled: true, tokens: [{ name: 's', value: '!!--::--!!a', env_var: '' }] }, new Map());
  t.deepEqual(seen('x !!--::--!!A y', set), [`${canaryRule('s')} raw`]);
  t.deepEqual(seen('x a y', set), []);
});

test('nothing is searched when it is off or empty', (t) => {
  const off = compileCanaries({ enabled: false, tokens: [{ name: 'x', value: VALUE, env_var: '' }] }, new Map());
  t.is(off.size, 0);
  t.deepEqual(seen(VALUE, off), []);
  t.deepEqual(seen(VALUE, compileCanaries({ enabled: true, tokens: [] }, new Map())), []);
});
