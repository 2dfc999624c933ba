// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { findCardStart, isCardNumber } from '../../../../../enforce/detect/dlp/validators.js';
import { DETECTORS } from '../detection.js';

const CARD = '4111 1111 1111 1111';

test('a card is found among numbers that are none, at its own place', (t) => {
  const decoys = '4111 1111 1111 1112, '.repeat(5);
  t.is(findCardStart(decoys), undefined);
  t.is(findCardStart(`${decoys}${CARD}.`), decoys.length);
  t.is(findCardStart(`12 ${CARD} 99`), 3);
});

test('digits inside a word, or parted by more than a separator, are no card', (t) => {
  for (const text of [`a${CARD}`, `${CARD}_`, CARD.replace(' ', 'x'), '4111 1111 1111 111']) {
    t.is(findCardStart(text), undefined, text);
  }
  t.true(isCardNumber(CARD));
  t.false(isCardNumber(`${CARD};`));
});

test('single digits in a row, each the possible start of a card, are judged in one pass', (t) => {
  const row = '4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 2 ';
  const search = (text: string): readonly string[] =>
    DETECTORS.request([], { kind: 'bytes', bytes: Buffer.from(text), mediaType: 'text/plain' }).findings.map(
      ({ rule }) => rule,
    );
  t.deepEqual(search(row.repeat(2000)), []);
  t.deepEqual(search(`${row.repeat(2000)}. ${CARD}`), ['Credit Card Number']);
});
