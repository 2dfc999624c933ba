// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { nodeSuite } from '../../../../../evidence/crypto/node/suite.js';
import { verifyDirectory } from '../../../../../verify/core/folders/directory.js';
import { withoutBoundSidecars } from '../../../../../verify/core/folders/sidecars.js';
import type { EvidenceTree } from '../../../../../verify/core/form.js';
import { createTrustRoot } from '../../../../../verify/core/trust/trust.js';
import { buildRun, fileOf, memoryFolder, newSigner, rehash, runName, shardName } from '../../evidence-runs.js';

const DIGEST = nodeSuite.sha256Hex(Uint8Array.of(1));
const name = (seq: number, digest = DIGEST): string => `evidence-s-${seq}-raw-${digest.slice(0, 32)}.raw.enc`;

/** A folder in which every file has the same bytes, except what cannot be read. */
const tree = {
  bytes: (file: string) =>
    Promise.resolve(file === name(4) ? { code: 'symlink_refused', message: '' } : Uint8Array.of(1)),
} as unknown as EvidenceTree;

function run(rawRefs: readonly string[], more: object = {}): Parameters<typeof withoutBoundSidecars>[2][number] {
  return { outcome: { rawRefs, entryBroken: false, damage: undefined, ...more } } as never;
}

function unbound(names: readonly string[], runs: readonly ReturnType<typeof run>[]): Promise<readonly string[]> {
  return withoutBoundSidecars(tree, names, runs, nodeSuite);
}

test('a sealed file is protected by an intact entry that names it and its digest, and by nothing less', async (t) => {
  const upstream = 'evidence-s-5.raw.enc';
  const other = name(2, 'cd'.repeat(32));
  const names = [name(1), other, name(3), name(4), upstream, 'notes.txt'];
  const left = await unbound(names, [run([name(1), other, name(4), upstream])]);
  t.deepEqual(left, [other, name(3), name(4), upstream, 'notes.txt']);
  t.deepEqual(await unbound([name(1)], [run([name(1)], { entryBroken: true })]), [name(1)]);
  t.deepEqual(await unbound([name(1)], [run([name(1)], { damage: {} })]), [name(1)]);
  t.deepEqual(await unbound([name(1)], []), [name(1)]);
});

test('the entry of a verified run binds the sealed file that it names; edited bytes are covered by nothing', async (t) => {
  const session = runName('a');
  const signer = newSigner();
  const sealed = 'sealed bytes';
  const sidecar = `evidence-${session}-1-raw-${nodeSuite.sha256Hex(sealed).slice(0, 32)}.raw.enc`;
  const bound = rehash(buildRun({ session, signer, transcript: false, checkpoint: 'none' }).lines, (entry) =>
    entry.seq === 1n ? { ...entry, raw_ref: sidecar } : entry,
  );
  const options = { trust: createTrustRoot({ keys: [signer.publicKeyHex] }), suite: nodeSuite };
  const unprotected = async (lines: readonly string[], content: string): Promise<readonly string[]> => {
    const files = { [shardName(session)]: fileOf(lines), [sidecar]: content };
    return (await verifyDirectory(memoryFolder(files), options)).unprotected;
  };
  t.deepEqual(await unprotected(bound, sealed), []);
  t.deepEqual(await unprotected(bound, `${sealed}.`), [sidecar]);
  t.deepEqual(await unprotected(buildRun({ session, signer }).lines, sealed), [sidecar]);
});
