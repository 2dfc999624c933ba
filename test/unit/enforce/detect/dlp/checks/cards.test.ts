// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { cardEnd, isCardNumber } from '../../../../../../enforce/detect/dlp/checks/cards.js';
import { rulesInText } from '../scan.js';

const CARD = '4111 1111 1111 1111';
const RULE = 'Credit Card Number';

function endOf(text: string): number {
  return cardEnd(new TextEncoder().encode(text), text.length, 0, false);
}

test('a card is found among numbers that are none', (t) => {
  const decoys = '4111 1111 1111 1112, '.repeat(5);
  t.false(rulesInText(decoys).includes(RULE));
  t.true(rulesInText(`${decoys}${CARD}.`).includes(RULE));
  t.true(rulesInText(`12 ${CARD} 99`).includes(RULE));
  t.true(rulesInText(`card ${CARD.replaceAll(' ', '-')} ok`).includes(RULE));
  t.true(rulesInText('n=378282246310005').includes(RULE));
});

test('digits inside a word, or parted by more than a separator, are no card', (t) => {
  for (const text of [`a${CARD}`, `${CARD}_`, CARD.replace(' ', 'x'), '4111 1111 1111 111'])
    t.false(rulesInText(text).includes(RULE), text);
  t.true(isCardNumber(CARD));
  t.false(isCardNumber(`${CARD};`));
  t.is(endOf(`${CARD}.`), CARD.length);
  t.is(endOf(`${CARD}x`), -1);
});

test('fractions and tables of numbers are no cards', (t) => {
  for (const text of [
    '0.4111111111111111',
    '4111111111111111.5',
    '5211 5212 5213 5214 5215 5216 5217 5218 5219 521A',
    '249 257 258 259 267 268 269 347 348 349 357 358',
    '4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1',
  ])
    t.false(rulesInText(text).includes(RULE), text);
});

test('single digits in a row, each the possible start of a card, are judged in one pass', (t) => {
  const row = '4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 2 ';
  t.false(rulesInText(row.repeat(2000)).includes(RULE));
  t.true(rulesInText(`${row.repeat(2000)}. ${CARD}`).includes(RULE));
});
