// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { FormatError } from '../../evidence/canonical/errors.js';
import { utf8Encode } from '../../evidence/canonical/text.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { parseActionReceipt } from '../../evidence/model/receipt/action-receipt.codec.js';
import { signatureCheck } from '../support/evidence-files.js';
import { testDataFiles, testDataText } from '../support/test-data.js';

interface Expectation {
  readonly input_format: string;
}

const root = 'corpora/receipts/corpus';
const singles = (folder: string): readonly string[] =>
  testDataFiles(`${root}/${folder}`, '.json').filter((path) => {
    if (path.endsWith('.expect.json')) return false;
    const expectation = JSON.parse(readFileSync(path.replace('.json', '.expect.json'), 'utf8')) as Expectation;
    return expectation.input_format === 'receipt';
  });

const genuine = [...singles('golden'), ...singles('edge')];
if (genuine.length === 0) test.skip('the receipt corpus is absent', (t) => t.pass());

for (const path of genuine) {
  test(`corpus receipt ${basename(path)} is read and its signature holds`, async (t) => {
    const check = signatureCheck(parseActionReceipt(readFileSync(path, 'utf8')));
    t.deepEqual(await nodeSuite.verifyBatch([check]), [true]);
  });
}

/** How the codec alone sees the hostile receipts; the others need trust, time or history to be refused. */
const hostile: readonly (readonly [string, string])[] = [
  ['m01-forged-signature-wrong-key', 'signature'],
  ['m05-malformed-json-trailing-junk', 'json_trailing_data'],
  ['m11-body-tampered-after-sign', 'signature'],
  ['m13-duplicate-key-verdict', 'json_duplicate_key'],
  ['m14-duplicate-key-nested-unicode', 'json_duplicate_key'],
  ['m16-unknown-top-level-field', 'unknown_field'],
  ['m17-unknown-field-in-action-record', 'unknown_field'],
];

for (const [name, expected] of hostile) {
  const text = testDataText(`${root}/malicious/${name}.json`);
  (text === undefined ? test.skip : test)(`corpus receipt ${name} is refused: ${expected}`, async (t) => {
    let outcome: string;
    try {
      const check = signatureCheck(parseActionReceipt(text ?? ''));
      outcome = (await nodeSuite.verifyBatch([check]))[0] === true ? 'accepted' : 'signature';
    } catch (error) {
      outcome = error instanceof FormatError ? error.code : 'crash';
    }
    t.is(outcome, expected);
  });
}

/** File, bytes of the canonical record, start of its digest, receipt hash. */
const worked: readonly (readonly [string, number, string, string])[] = [
  [
    '../valid-single',
    523,
    '5fd30d1f46ab86e20815fc79e1e23749e605d00b0c78fe30356196b5c6429639',
    '9994a67b9cb324bae8d648b5baccd5d5403600b2bc5047a40d0355a610f2dc44',
  ],
  [
    'edge/e11-html-escape-canonicalization',
    618,
    '9bd354d8a9e1af8578f6eb164a689edda3bb7a72756a5bbbff0e68b11d83f375',
    '',
  ],
  [
    'golden/10-full-field-differential',
    2454,
    'ba1e88e61cc0c6054780a8f93aae77a0cdacbb8818c2697d648d1dafaca64a8b',
    '7d9996d79ab566731a858fab35a533e39252e032537b75740326365d707fb8dc',
  ],
];

for (const [name, size, digest, receiptHash] of worked) {
  const text = testDataText(`${root}/${name}.json`);
  (text === undefined ? test.skip : test)(`published digests of ${basename(name)}`, (t) => {
    const { recordText, receiptText } = parseActionReceipt(text ?? '');
    t.is(utf8Encode(recordText).length, size);
    t.is(nodeSuite.sha256Hex(recordText), digest);
    if (receiptHash !== '') t.is(nodeSuite.sha256Hex(receiptText), receiptHash);
  });
}
