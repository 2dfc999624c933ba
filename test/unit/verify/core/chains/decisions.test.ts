// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { OUTCOMES } from '../../../../../evidence/model/outcomes.js';
import { receiptVerdict } from '../../../../../verify/core/chains/decisions.js';

test('a decision is held against the word that receipts have for its outcome', (t) => {
  for (const [outcome, { receiptV1 }] of Object.entries(OUTCOMES)) t.is(receiptVerdict(outcome), receiptV1);
  t.is(receiptVerdict('no outcome'), 'no outcome');
});
