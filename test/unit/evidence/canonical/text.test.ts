// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import {
  compareCodePoints,
  decodeUtf8Strict,
  fromBase64,
  fromHex,
  isHex,
  toBase64,
  toHex,
  utf8Encode,
} from '../../../../evidence/canonical/text.js';

test('hex goes both ways', (t) => {
  t.is(toHex(new Uint8Array([0, 1, 0xab, 0xff])), '0001abff');
  t.deepEqual(fromHex('0001abff'), new Uint8Array([0, 1, 0xab, 0xff]));
  t.deepEqual(fromHex('ABff'), new Uint8Array([0xab, 0xff]));
  t.deepEqual(fromHex('abff'), new Uint8Array([0xab, 0xff]));
});

test('hex with an odd length, another character or refused upper case is no hex', (t) => {
  t.throws(() => fromHex('abc'), { code: 'field_value' });
  for (const text of ['zz', 'a:', 'a`', 'ag', '0\u0131', '\uff10\uff10', '00\u0000\u0000']) {
    t.throws(() => fromHex(text), { code: 'field_value' }, text);
  }
  t.throws(() => fromHex('00zz00'), { code: 'field_value' }, 'a good end does not make up for a bad middle');
});

test('isHex looks at case, alphabet and length', (t) => {
  t.true(isHex('0af', 3));
  t.true(isHex('0af'));
  t.false(isHex('0af', 4));
  t.false(isHex('0AF', 3));
});

test('base64 has one spelling', (t) => {
  t.is(toBase64(new Uint8Array([1, 2])), 'AQI=');
  t.deepEqual(fromBase64('AQI='), new Uint8Array([1, 2]));
  t.throws(() => fromBase64('AQI'), { code: 'field_value' });
  t.throws(() => fromBase64('AQJ='), { code: 'field_value' });
  t.throws(() => fromBase64('A Q='), { code: 'field_value' });
});

test('UTF-8 is strict', (t) => {
  t.is(decodeUtf8Strict(utf8Encode('é😀')), 'é😀');
  t.throws(() => decodeUtf8Strict(new Uint8Array([0xc3])), { code: 'utf8' });
  t.throws(() => decodeUtf8Strict(new Uint8Array([0xef, 0xbb, 0xbf, 0x7b])), { code: 'utf8' });
});

test('code-point order puts astral characters last, UTF-16 order does not', (t) => {
  t.true(compareCodePoints('\u{1f600}', '\uffff') > 0);
  t.deepEqual(['\uffff', '\u{1f600}'].sort(), ['\u{1f600}', '\uffff']);
  t.true(compareCodePoints('a', 'b') < 0);
  t.true(compareCodePoints('a', 'ab') < 0);
  t.is(compareCodePoints('ab', 'ab'), 0);
  t.true(compareCodePoints('\ue000', '\ud7ff') > 0);
});
