// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { fromHex } from '../../evidence/canonical/text.js';
import { portableSuite } from '../../evidence/crypto/portable.js';
import { canonicalizeChainLinkUnsigned, parseChainLink } from '../../evidence/model/chain-link.js';
import { canonicalizeRecoverySealUnsigned, parseRecoverySeal } from '../../evidence/model/recovery-seal.js';
import { parseRotationEndorsement } from '../../evidence/model/rotation-endorsement.js';
import { writeRotationEndorsement } from '../../evidence/model/link-text.js';
import { readChains } from '../support/evidence-files.js';
import { testDataFiles, testDataText } from '../support/test-data.js';
import { readFileSync } from 'node:fs';

const root = 'corpora/receipts';
const links = testDataFiles(`${root}/run-chains`, '.json').filter((path) => path.includes('chain-link-'));
const seals = testDataFiles(`${root}/recovery-seals`, 'seal.json');
const shards = [...testDataFiles(`${root}/run-chains`, '.jsonl'), ...testDataFiles(`${root}/recovery-seals`, '.jsonl')];

(links.length > 0 ? test : test.skip)('chain links verify under the successor key', async (t) => {
  for (const path of links) {
    const link = parseChainLink(readFileSync(path, 'utf8'));
    const message = canonicalizeChainLinkUnsigned(link);
    const check = {
      publicKey: fromHex(link.successor_signer_key),
      message,
      signature: fromHex(link.signature.slice(8)),
    };
    const edited = { ...check, message: canonicalizeChainLinkUnsigned({ ...link, predecessor_tail_seq: 99n }) };
    t.deepEqual(await portableSuite.verifyBatch([check, edited]), [true, false], path);
  }
});

(seals.length > 0 ? test : test.skip)('recovery seals verify under the successor key', async (t) => {
  for (const path of seals) {
    const seal = parseRecoverySeal(readFileSync(path, 'utf8'));
    const message = canonicalizeRecoverySealUnsigned(seal);
    const check = {
      publicKey: fromHex(seal.successor_signer_key),
      message,
      signature: fromHex(seal.signature.slice(8)),
    };
    t.deepEqual(await portableSuite.verifyBatch([check]), [true], path);
  }
});

(shards.length > 0 ? test : test.skip)('recorded runs hold as entry chains and receipt chains', (t) => {
  for (const path of shards) {
    const { receipts, entryFault } = readChains(readFileSync(path, 'utf8'));
    t.is(entryFault, undefined, path);
    t.is(receipts.fault, undefined, path);
  }
});

const parity = testDataText(`${root}/parity/rotated/rotation-endorsement.json`);
(parity === undefined ? test.skip : test)('the parity endorsement reads and prints as itself', (t) => {
  const endorsement = parseRotationEndorsement(parity ?? '');
  t.is(writeRotationEndorsement(endorsement), JSON.stringify(JSON.parse(parity ?? '')));
});
