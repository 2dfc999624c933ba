// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { EVIDENCE_GENESIS, checkEvidencePlace, nextEvidencePlace } from '../../../../evidence/chain/evidence-chain.js';

const HEAD = 'ab'.repeat(32);
const first = { signerKeyId: 'k', chainSeq: 0n, chainPrevHash: 'genesis' };
const second = { signerKeyId: 'k', chainSeq: 1n, chainPrevHash: HEAD };

test('a chain starts at genesis with 0 and goes on with the hash before', (t) => {
  t.is(checkEvidencePlace(first, EVIDENCE_GENESIS, 'k'), undefined);
  const place = nextEvidencePlace(EVIDENCE_GENESIS, HEAD);
  t.deepEqual(place, { seq: 1n, head: HEAD });
  t.is(checkEvidencePlace(second, place, 'k'), undefined);
});

test('signer, number and link are checked in this order', (t) => {
  const place = nextEvidencePlace(EVIDENCE_GENESIS, HEAD);
  const wrong = { signerKeyId: 'l', chainSeq: 5n, chainPrevHash: 'x' };
  t.is(checkEvidencePlace(wrong, place, 'k')?.code, 'signer_key');
  t.is(checkEvidencePlace(wrong, place, 'l')?.code, 'chain_seq');
  t.is(
    checkEvidencePlace({ ...second, chainPrevHash: 'x' }, place, 'k')?.message,
    'chain_prev_hash is not the hash of the receipt before',
  );
  t.is(
    checkEvidencePlace({ ...first, chainPrevHash: HEAD }, EVIDENCE_GENESIS, 'k')?.message,
    'chain_prev_hash is not genesis',
  );
});
