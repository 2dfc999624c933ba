// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { LANGUAGE_CASES } from './languages-cases.table.js';
import { rulesIn } from './scanner.js';

test('nine of ten attacks in any of the languages are found', (t) => {
  const attacks = Object.values(LANGUAGE_CASES).flatMap((cases) => cases.attacks.map(([, text]) => text));
  const missed = attacks.filter((text) => rulesIn(text).length === 0);
  t.true(missed.length * 10 <= attacks.length, `${missed.length} of ${attacks.length}: ${missed.join(' | ')}`);
});

test('innocent texts in any of the languages show nothing', (t) => {
  for (const { benign } of Object.values(LANGUAGE_CASES))
    for (const text of benign) t.deepEqual(rulesIn(text), [], text);
});
