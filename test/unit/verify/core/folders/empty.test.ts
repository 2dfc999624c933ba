// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { nodeSuite } from '../../../../../evidence/crypto/node/suite.js';
import type { DirectoryOptions } from '../../../../../verify/core/folders/directory.js';
import { verifyDirectory } from '../../../../../verify/core/folders/directory.js';
import { createTrustRoot } from '../../../../../verify/core/trust/trust.js';
import { buildRun, memoryFolder, newSigner, runFiles, runName, shardName } from '../../evidence-runs.js';

const signer = newSigner();
const trust = createTrustRoot({ keys: [signer.publicKeyHex] });
const A = buildRun({ session: runName('a'), signer });
const length = A.lines.length;

/** The verdict, and the codes that failed for the folder or a run of it. */
async function verify(files: Record<string, string>, options: Partial<DirectoryOptions> = {}): Promise<string[]> {
  const { verdict, checks, chains } = await verifyDirectory(memoryFolder(files), {
    trust,
    suite: nodeSuite,
    ...options,
  });
  const all = [...checks, ...chains.flatMap((chain) => chain.checks)];
  return [verdict, ...all.filter(({ status }) => status === 'fail').map(({ code }) => code)];
}

test('an empty file says by its name where it stands', async (t) => {
  t.deepEqual(await verify({ ...runFiles(A), [shardName(A.session, length)]: '' }), ['valid']);
  const gap = await verify({ ...runFiles(A), [shardName(A.session, length + 1)]: '' });
  t.deepEqual(gap, ['invalid', 'shard_sequence']);
  t.deepEqual((await verify({ ...runFiles(A), [shardName(runName('d'), 9)]: '' }))[0], 'invalid');
});

test('an empty run is no fault beside others, and no evidence by itself', async (t) => {
  const files = { ...runFiles(A), [shardName(runName('d'))]: '' };
  t.deepEqual(await verify(files), ['valid']);
  t.deepEqual(await verify({ [shardName(A.session)]: '' }), ['invalid', 'empty']);
  t.deepEqual(await verify(files, { session: runName('d') }), ['invalid', 'empty']);
  t.deepEqual(await verify(files, { session: A.session }), ['valid']);
});
