// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import {
  AMBIGUOUS_VENDOR_WORDS,
  VENDOR_WORDS,
} from '../../../../../../enforce/detect/dlp/labels/vendor-names.table.js';

const LISTS = { definite: VENDOR_WORDS, ambiguous: AMBIGUOUS_VENDOR_WORDS };

test('there are as many vendors as promised, from every letter', (t) => {
  t.true(VENDOR_WORDS.length >= 900);
  for (const letter of 'abcdefghijklmnopqrstuvwxyz')
    t.true(
      VENDOR_WORDS.some((word) => word.startsWith(letter)),
      letter,
    );
});

for (const [name, words] of Object.entries(LISTS)) {
  test(`${name}: lower-case letters and digits, each once, in order`, (t) => {
    for (const word of words) t.regex(word, /^(?=.*[a-z])[a-z0-9]{3,}$/);
    t.deepEqual(words, [...new Set(words)].sort());
    // A short word of hex digits would be met inside digests.
    for (const word of words) t.notRegex(word, /^[a-f0-9]{1,4}$/);
  });
}

test('a word is in one of the lists', (t) => {
  const definite = new Set(VENDOR_WORDS);
  t.deepEqual(
    AMBIGUOUS_VENDOR_WORDS.filter((word) => definite.has(word)),
    [],
  );
});

test('no word says what a shorter one says already', (t) => {
  const definite = new Set(VENDOR_WORDS);
  const said = (word: string): boolean =>
    Array.from({ length: Math.max(0, word.length - 6) }, (_, i) => word.slice(0, 6 + i)).some((head) =>
      definite.has(head),
    );
  t.deepEqual(VENDOR_WORDS.filter(said), []);
});

test('names that are words are told from those that are not', (t) => {
  for (const word of ['abuseipdb', 'airbrake', 'openai', 'sendgrid', 'zerobounce']) t.true(VENDOR_WORDS.includes(word));
  for (const word of ['box', 'close', 'front', 'github', 'linear', 'notion', 'render', 'segment', 'square', 'stripe'])
    t.true(AMBIGUOUS_VENDOR_WORDS.includes(word), word);
  for (const word of ['version', 'string', 'commit', 'digest', 'module', 'iterable', 'column'])
    t.false(
      VENDOR_WORDS.some((vendor) => (vendor.length < 6 ? word === vendor : word.startsWith(vendor))),
      word,
    );
});
