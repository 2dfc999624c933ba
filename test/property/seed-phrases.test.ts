// SPDX-License-Identifier: Apache-2.0
import { entropyToMnemonic } from '@scure/bip39';
import { wordlist as english } from '@scure/bip39/wordlists/english.js';
import { wordlist as japanese } from '@scure/bip39/wordlists/japanese.js';
import { wordlist as spanish } from '@scure/bip39/wordlists/spanish.js';
import test from 'ava';
import fc from 'fast-check';
import { compileSeedPhrases } from '../../enforce/detect/seed/seed.js';
import { FormatError } from '../../evidence/canonical/errors.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';

const DETECTOR = compileSeedPhrases({ enabled: true, min_words: 12, verify_checksum: true }, nodeSuite);

const gap = fc.constantFrom(
  ' ',
  '\n',
  ', ',
  '-',
  '/',
  '_',
  '.',
  '+',
  '|',
  ';',
  '","',
  ' -> ',
  '  ',
  '</b> <b>',
  '\u3000',
);
const bytes = fc.constantFrom(16, 20, 24, 28, 32).chain((size) => fc.uint8Array({ minLength: size, maxLength: size }));

test('any phrase is found in any surroundings', (t) => {
  fc.assert(
    fc.property(
      fc.constantFrom(english, spanish, japanese),
      bytes,
      gap,
      fc.lorem({ maxCount: 40 }),
      fc.lorem({ maxCount: 40 }),
      (list, entropy, between, before, after) => {
        fc.pre(new Set(entropy).size > 4);
        const words = entropyToMnemonic(entropy, list).split(/[ \u3000]/);
        t.not(DETECTOR.find(`${before} # ${words.join(between)} # ${after}`), undefined);
      },
    ),
  );
});

test('no text makes it throw anything but "too much to judge"', (t) => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(...english.slice(0, 64)),
    fc.constantFrom('\ud800', '\udc00', '\\n', '<', '&', '="', '的', 'あ', '가', '\u0301', '\u200b'),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 300 }), fc.constantFrom('', ' ', '\u0000'), (pieces, between) => {
      try {
        DETECTOR.find(pieces.join(between));
      } catch (error) {
        t.true(error instanceof FormatError);
      }
      t.pass();
    }),
  );
});
