// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { createEntryChain } from '../../evidence/chain/entry-chain.js';
import { FormatError } from '../../evidence/canonical/errors.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { parseEntryLine } from '../../evidence/model/entry-line.js';
import { entryHash } from '../../evidence/model/recorder-entry.codec.js';
import { testDataText } from '../support/test-data.js';

interface Vectors {
  readonly hashes: readonly { readonly name: string; readonly line: string; readonly hash: string }[];
  readonly rejects: readonly { readonly name: string; readonly line: string }[];
  readonly chains: readonly { readonly name: string; readonly lines: readonly string[]; readonly error: string }[];
}

const text = testDataText('corpora/receipts/recorder-hash/vectors.json');
if (text === undefined) test.skip('recorder hash vectors are absent', (t) => t.pass());
const vectors = JSON.parse(text ?? '{"hashes":[],"rejects":[],"chains":[]}') as Vectors;

for (const { name, line, hash } of vectors.hashes) {
  test(`entry hash: ${name}`, (t) => {
    t.is(entryHash(parseEntryLine(line), nodeSuite), hash);
  });
}

for (const { name, line } of vectors.rejects) {
  test(`entry refused: ${name}`, (t) => {
    t.throws(() => parseEntryLine(line), { instanceOf: FormatError });
  });
}

for (const { name, lines, error } of vectors.chains) {
  test(`entry chain: ${name}`, (t) => {
    const step = createEntryChain(nodeSuite);
    const faults = lines.map((line) => step(parseEntryLine(line)));
    t.is(faults.at(-1) === undefined, error === '');
  });
}

test('worked example of a version 3 entry', (t) => {
  const line =
    '{"v":3,"seq":0,"ts":"2026-11-22T20:00:00Z","session_id":"proxy","chain_kind":"recorder",' +
    '"writer_instance_id":"w1","type":"decision","transport":"fetch","summary":"s","detail":{},' +
    '"prev_hash":"genesis","hash":""}';
  t.is(entryHash(parseEntryLine(line), nodeSuite), '7629bea4327812274710d697d009a2c06dafb2bbcd3996a32c5ef46a0e0ac0da');
});
