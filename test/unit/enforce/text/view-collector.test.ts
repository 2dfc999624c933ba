// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import fc from 'fast-check';
import { decodeToken } from '../../../../enforce/text/encodings/tokens.js';
import { decodePercentFully, decodePercentOnce } from '../../../../enforce/text/notations/percent-text.js';
import { normalizeForDlp, normalizeKeepingLines } from '../../../../enforce/text/normalize.js';
import { readText } from '../../../../enforce/text/reading.js';
import { openViews } from '../../../../enforce/text/view-collector.js';

test('normalisation removes what hides a token and keeps plain text as it is', (t) => {
  for (const [text, normal] of [
    ['sk-a\u200bnt-\u0430bc', 'sk-ant-abc'],
    ['a\u0301ll', 'all'],
    ['\u00a0x\u3000y', 'xy'],
    ['ＡＫＩＡ', 'AKIA'],
    ['tab\there\r\n', 'tabhere'],
    ['\u0451', 'e'],
    ['x\u2011y', 'x-y'],
    ['\u{1F1E6}\u{1F1FF}', 'AZ'],
    ['plain text 123', 'plain text 123'],
    ['日本', '日本'],
  ] as const) {
    t.is(normalizeForDlp(text), normal, JSON.stringify(text));
  }
  t.is(normalizeKeepingLines('a\u200b\tb\nc\u0000'), 'a\tb\nc');
});

test('normalisation applied twice changes nothing more', (t) => {
  const text = fc.string({ unit: 'binary', maxLength: 60 });
  fc.assert(
    fc.property(text, (input) => {
      const once = normalizeForDlp(input);
      t.is(normalizeForDlp(once), once);
      const lines = normalizeKeepingLines(input);
      t.is(normalizeKeepingLines(lines), lines);
    }),
    { numRuns: 500 },
  );
});

test('percent-encoding is undone to the last layer', (t) => {
  t.is(decodePercentOnce('%41%zz+%'), 'A%zz+%');
  t.is(decodePercentFully('%252541'), 'A');
  t.is(decodePercentFully(`%${'25'.repeat(500)}41`), 'A');
  t.is(decodePercentFully('%25%32%35%34%31'), 'A');
  t.is(decodePercentFully('%u0041'), 'A');
  t.is(decodePercentFully('%C3%A9'), 'é');
  t.is(decodePercentFully('100% sure'), '100% sure');
});

test('any text encoded any number of times comes back', (t) => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 20 }), fc.integer({ min: 1, max: 6 }), (text, times) => {
      fc.pre(decodePercentFully(text) === text);
      let encoded = text;
      for (let i = 0; i < times; i++) encoded = encodeURIComponent(encoded);
      t.is(decodePercentFully(encoded), text);
    }),
  );
});

const SECRET = 'a secret of thirty characters!';

test('tokens are read in every encoding, whole or cut', (t) => {
  const bytes = Buffer.from(SECRET);
  const pairs = [...bytes].map((byte) => byte.toString(16).padStart(2, '0'));
  const forms = [
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    ...[':', ' ', '-', ','].map((delimiter) => pairs.join(delimiter)),
    `\\x${pairs.join('\\x')}`,
    `0x${pairs.join('0x')}`,
    bytes.toString('base64'),
    bytes.toString('base64url'),
    'MEQHGZLDOJSXIIDPMYQHI2DJOJ2HSIDDNBQXEYLDORSXE4ZB',
    'meqhgzldojsxiidpmyqhi2djoj2hsiddnbqxeyldorsxe4zb',
  ];
  for (const form of forms)
    t.true(
      decodeToken(form).some(({ text }) => text.includes(SECRET)),
      form,
    );
  for (const prefix of ['x', 'xy', 'xyz']) {
    t.true(
      decodeToken(prefix + bytes.toString('base64')).some(({ text }) => text.includes(SECRET)),
      prefix,
    );
  }
  const wide = Buffer.from(SECRET, 'utf16le').toString('base64');
  t.true(decodeToken(wide).some(({ text }) => normalizeForDlp(text).includes(SECRET)));
  const noisy = Buffer.concat([Buffer.from([0xff, 0xfe, 0x00, 0x9c]), bytes]).toString('base64');
  t.true(decodeToken(noisy).some(({ text }) => text.includes(SECRET)));
});

test('words and random bytes decode to nothing', (t) => {
  for (const word of ['documentation', 'how-to-write-golang-tests', 'getElementById', 'short'])
    t.deepEqual(decodeToken(word), []);
  const random = Buffer.from(Array.from({ length: 120 }, (_, i) => (i * 73 + 151) % 256)).toString('base64');
  t.deepEqual(decodeToken(random), []);
});

test('a text has each distinct view once', (t) => {
  const plain = readText('plain');
  t.deepEqual(plain.credentials(), [{ name: 'raw', text: 'plain', joined: false, exact: true }]);
  t.is(plain.limit(), undefined);
  const texts = readText('a b.c%41\nd')
    .credentials()
    .map(({ text }) => text);
  t.is(new Set(texts).size, texts.length);
  for (const text of ['a b.c%41\nd', 'a b.cA\nd']) t.true(texts.includes(text), text);
});

test('encodings inside encodings are followed at least five deep, and no deeper without saying so', (t) => {
  let text = SECRET;
  for (let layer = 1; layer <= 12; layer++) {
    text = Buffer.from(text).toString('base64');
    const reading = readText(`see ${text} there`);
    const found = reading.credentials().some((view) => view.text.includes(SECRET));
    t.true(found || reading.limit() === 'depth', String(layer));
    if (layer <= 5) t.true(found, String(layer));
  }
});

test('what exceeds a cap is reported', (t) => {
  const few = openViews({ maxViews: 2, maxChars: 100 });
  t.true(few.add('raw', 'one'));
  t.false(few.add('raw', 'one'));
  t.true(few.add('raw', 'two'));
  t.is(few.limit, undefined);
  t.false(few.add('raw', 'three'));
  t.is(few.limit, 'views');
  const small = openViews({ maxViews: 9, maxChars: 5 });
  small.add('raw', 'abcdef');
  t.is(small.limit, 'size');
});
