// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { foldProse, type Reading } from '../../../../enforce/text/prose.js';

function folded(text: string, reading: Reading = 'joined'): string {
  const { units, length } = foldProse(text, reading);
  return String.fromCharCode(...units.subarray(0, length));
}

test('plain text stays as it is, without offsets', (t) => {
  const prose = foldProse('Plain text,\twith\r\nlines.');
  t.is(prose.offsets, undefined);
  t.deepEqual(prose.interruptions, []);
  t.is(folded('Plain text,\twith\r\nlines.'), 'Plain text,\twith\r\nlines.');
});

test('compatibility forms, look-alikes and marks become ASCII letters', (t) => {
  t.is(folded('Ｐｌａｉｎ'), 'Plain');
  t.is(folded('рrоmрt'), 'prompt');
  t.is(folded('ínstrúctíón'), 'instruction');
  t.is(folded('𝐢𝓰𝔫𝕠𝖗𝑒'), 'ignore');
  t.is(folded('ﬁle'), 'file');
  t.is(folded('🅰🅱'), 'AB');
});

test('other scripts keep their letters, in lower case', (t) => {
  t.is(folded('日本語 한국어'), '日本語 한국어');
  t.is(folded('ЖЩ'), 'жщ');
});

test('invisible characters go in one reading and part words in the other', (t) => {
  t.is(folded('ig\u200bnore'), 'ignore');
  t.is(folded('ignore\u200bthis', 'parted'), 'ignore this');
  t.deepEqual(foldProse('ig\u200bnore').interruptions, [2, 2]);
  t.deepEqual(foldProse('ignore \u200b this').interruptions, []);
});

test('pictographs are gaps in one reading and nothing in the other', (t) => {
  t.is(folded('ignore😀this'), 'ignore this');
  t.is(folded('ig😀no😀re', 'parted'), 'ignore');
});

test('letters spelled in tags or variation selectors are read', (t) => {
  const tags = Array.from('hidden words', (letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join('');
  t.is(foldProse(`seen${tags}`).smuggled, 'hidden words');
  const selectors = Array.from('hidden words', (letter) => String.fromCodePoint(0xe0100 + letter.charCodeAt(0) - 16));
  t.is(foldProse(`🙂${selectors.join('')}`).smuggled, 'hidden words');
});

test('a heart with its selector smuggles nothing', (t) => {
  t.is(foldProse('love ❤\ufe0f and ☀\ufe0f').smuggled, '');
});

test('offsets lead back to the text', (t) => {
  const text = 'a\u200b𝐛ﬁ!';
  const { units, length, offsets } = foldProse(text);
  t.is(String.fromCharCode(...units.subarray(0, length)), 'abfi!');
  t.deepEqual(Array.from(offsets?.subarray(0, length) ?? []), [0, 2, 4, 4, 5]);
});

test('a text that grows when folded is not cut', (t) => {
  const text = '\ufdfa'.repeat(70_000);
  t.true(foldProse(text).length > 70_000 * 5);
});

test('an override of direction is noticed', (t) => {
  t.true(foldProse('abc \u202efed').reordered);
  t.false(foldProse('abc é').reordered);
});

test('lone surrogates and control characters are no obstacle', (t) => {
  t.is(folded('a\u0000b'), 'ab');
  t.is(folded('a\ud800b'), 'a b');
});

test('gaps in words that are close to each other are one stretch', (t) => {
  const word = 'ig\u200bnore ';
  t.deepEqual(foldProse(`${word}${word}`).interruptions, [2, 9]);
  t.deepEqual(foldProse(`${word}${'- '.repeat(1000)}${word}`).interruptions, [2, 2, 2009, 2009]);
});
