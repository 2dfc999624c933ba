// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBoundary } from '../../cli/keys/boundary.js';
import { fromHex } from '../../evidence/canonical/text.js';
import { createNodeSigner } from '../../evidence/crypto/node/signer.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { parseRotationEndorsement } from '../../evidence/model/rotation-endorsement.js';
import { signRotationEndorsement } from '../../evidence/sign/rotation-endorsement.js';
import { CONFORMANCE_KEY, ROTATED_KEY, TWICE_ROTATED_KEY } from '../support/evidence-files.js';
import { CONFORMANCE_SEED } from '../support/sample-records.js';
import { testDataText } from '../support/test-data.js';

const SESSION = 'conformance-session';
const chain = testDataText('corpora/receipts/g1-rotated-twice-valid.jsonl');
const golden = testDataText('corpora/receipts/g1-rotation-endorsement.json');
const corpus = chain === undefined || golden === undefined ? test.skip : test;

corpus('the boundary found in a rotated chain is the one its own endorsement names, to the last byte', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'pipelock-rotated-'));
  t.teardown(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  writeFileSync(join(folder, `evidence-${SESSION}-0.jsonl`), chain ?? '');
  const request = { folder, session: SESSION, priorKey: CONFORMANCE_KEY, newKey: ROTATED_KEY };
  const trusted = [CONFORMANCE_KEY, TWICE_ROTATED_KEY];
  const boundary = await findBoundary({ ...request, trusted });
  const known = parseRotationEndorsement(golden ?? '');
  t.deepEqual(boundary, { session: SESSION, finalSeq: known.prior_final_seq, tailHash: known.prior_tail_hash });

  const { endorsement, ...body } = known;
  const signer = createNodeSigner(fromHex(CONFORMANCE_SEED + CONFORMANCE_KEY), 'same_uid');
  const made = await signRotationEndorsement(body, signer, nodeSuite);
  t.is(made.endorsement, endorsement);

  await t.throwsAsync(findBoundary({ ...request, trusted: [CONFORMANCE_KEY] }), { code: 'not_verified' });
  await t.throwsAsync(findBoundary({ ...request, trusted, newKey: TWICE_ROTATED_KEY }), { code: 'not_verified' });
  const three = [...trusted, ROTATED_KEY];
  await t.throwsAsync(findBoundary({ ...request, trusted: three, newKey: TWICE_ROTATED_KEY }), {
    code: 'boundary_missing',
  });
});
