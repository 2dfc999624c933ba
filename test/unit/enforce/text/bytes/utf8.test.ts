// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { encodeText, imageOf, isAscii } from '../../../../../enforce/text/bytes/utf8.js';

test('whether a text is ASCII is told of the text whose image was made last', (t) => {
  for (const [text, ascii] of [
    ['plain text', true],
    ['plain tex\u00e9', false],
    ['plain text', true],
    ['\u0431\u0443\u043a\u0432\u044b 1234', false],
    ['plain tex\ud800', false],
    ['', true],
    ['x'.repeat(70_000), true],
    [`${'x'.repeat(69_999)}\u00e9`, false],
    ['plain text', true],
  ] as const) {
    t.is(isAscii(imageOf(text), text.length), ascii, text.slice(0, 20));
    t.is(isAscii(imageOf(text), text.length), ascii, 'asked again');
  }
});

test('UTF-8 that is no image is looked at itself', (t) => {
  imageOf('ascii only');
  for (const text of ['ascii only', 'ascii onl\u00e9']) {
    const { bytes, length } = encodeText(text);
    t.is(isAscii(bytes, length), length === text.length, text);
  }
});

test('an image has one byte for each unit, 0xff for what is not ASCII', (t) => {
  t.deepEqual([...imageOf('a\u00e9\ud83d\ude00z').subarray(0, 5)], [0x61, 0xff, 0xff, 0xff, 0x7a]);
});
