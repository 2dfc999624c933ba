// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { withoutBoundSidecars } from '../../../../verify/core/sidecars.js';
import type { EvidenceDirectory } from '../../../../verify/core/source.js';

const DIGEST = 'ab'.repeat(32);
const name = (seq: number, digest = DIGEST): string => `evidence-s-${seq}-raw-${digest.slice(0, 32)}.raw.enc`;

/** A folder in which every file has one digest, except what cannot be read. */
const directory = {
  digest: (file: string) =>
    Promise.resolve(file === name(4) ? { code: 'symlink_refused', message: '' } : { size: 1, sha256: DIGEST }),
} as unknown as EvidenceDirectory;

function run(rawRefs: readonly string[], more: object = {}): Parameters<typeof withoutBoundSidecars>[2][number] {
  return { outcome: { rawRefs, entryBroken: false, damage: undefined, ...more } } as never;
}

test('a sealed file is protected by an intact entry that names it and its digest, and by nothing less', async (t) => {
  const upstream = 'evidence-s-5.raw.enc';
  const other = name(2, 'cd'.repeat(32));
  const names = [name(1), other, name(3), name(4), upstream, 'notes.txt'];
  const left = await withoutBoundSidecars(directory, names, [run([name(1), other, name(4), upstream])]);
  t.deepEqual(left, [other, name(3), name(4), upstream, 'notes.txt']);
  t.deepEqual(await withoutBoundSidecars(directory, [name(1)], [run([name(1)], { entryBroken: true })]), [name(1)]);
  t.deepEqual(await withoutBoundSidecars(directory, [name(1)], [run([name(1)], { damage: {} })]), [name(1)]);
  t.deepEqual(await withoutBoundSidecars(directory, [name(1)], []), [name(1)]);
});
