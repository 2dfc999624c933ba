// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { g1Genesis } from '../../evidence/chain/genesis.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { portableSuite } from '../../evidence/crypto/portable.js';
import type { SessionOpen } from '../../evidence/model/receipt/action-receipt.js';
import { testDataText } from '../support/test-data.js';

const text = testDataText('corpora/receipts/g1-genesis-vectors.json');
if (text === undefined) test.skip('g1 genesis vectors are absent', (t) => t.pass());

interface Vector {
  readonly name: string;
  readonly open: SessionOpen;
  readonly expected: string;
}

for (const { name, open, expected } of JSON.parse(text ?? '[]') as readonly Vector[]) {
  test(`g1 genesis: ${name}`, (t) => {
    t.is(g1Genesis(open, nodeSuite), expected);
    t.is(g1Genesis(open, portableSuite), expected);
  });
}
