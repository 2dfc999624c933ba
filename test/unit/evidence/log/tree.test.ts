// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { fromHex, toHex, utf8Encode } from '../../../../evidence/canonical/text.js';
import { nodeSuite } from '../../../../evidence/crypto/node/suite.js';
import { portableSuite } from '../../../../evidence/crypto/portable.js';
import { createCompactRange } from '../../../../evidence/log/compact-range.js';
import { createTreeHasher, sameHash } from '../../../../evidence/log/hash.js';
import { checkConsistency, checkInclusion } from '../../../../evidence/log/proof-check.js';
import { consistencyProof, inclusionProof } from '../../../../evidence/log/proof.js';
import { parseBundle, tilePath, tileWidth } from '../../../../evidence/log/tiles.js';
import { edgeTiles } from '../../../../evidence/store/log/edge.js';
import { hasher, sampleTree } from '../../../support/log-samples.js';

/** The leaves and tree heads that certificate-transparency implementations have tested with since RFC 6962. */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(
  (hex) => fromHex(hex),
);
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

test('the known tree heads, with either suite', (t) => {
  for (const suite of [nodeSuite, portableSuite]) {
    const tree = createTreeHasher(suite);
    const range = createCompactRange(tree);
    t.is(toHex(range.root()), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    for (const [index, leaf] of LEAVES.entries()) {
      range.append(tree.leaf(leaf));
      t.is(range.size, index + 1);
      t.is(toHex(range.root()), ROOTS[index] ?? '');
    }
  }
});

test('the known paths of those leaves', (t) => {
  const { read, root, leaf } = sampleTree(LEAVES);
  const hex = (proof: readonly Uint8Array[]): string[] => proof.map(toHex);
  t.deepEqual(hex(inclusionProof(read, 0, 1, hasher)), []);
  t.deepEqual(hex(inclusionProof(read, 0, 8, hasher)), [
    '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
  ]);
  t.deepEqual(hex(inclusionProof(read, 5, 8, hasher)), [
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ]);
  t.deepEqual(hex(consistencyProof(read, 1, 8, hasher)), [
    '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
  ]);
  t.deepEqual(hex(consistencyProof(read, 6, 8, hasher)), [
    '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ]);
  t.true(checkInclusion({ index: 5, size: 8 }, leaf(5), inclusionProof(read, 5, 8, hasher), root(8), hasher));
});

test('what cannot be a place in a tree is refused', (t) => {
  const { root, leaf, read } = sampleTree(LEAVES);
  const proof = inclusionProof(read, 2, 8, hasher);
  const at = (index: number, size: number): boolean => checkInclusion({ index, size }, leaf(2), proof, root(8), hasher);
  t.true(at(2, 8));
  for (const [index, size] of [
    [8, 8],
    [-1, 8],
    [0.5, 8],
    [2, 2 ** 53],
    [2, NaN],
    [3, 8],
    [2, 16],
  ] as const)
    t.false(at(index, size), `${index} of ${size}`);
  const head = (size: number): { size: number; root: Uint8Array } => ({ size, root: root(size) });
  t.false(checkConsistency(head(8), head(5), [], hasher));
  t.false(checkConsistency(head(3), head(8), [], hasher), 'a proof is needed');
  t.true(checkConsistency(head(5), head(5), [], hasher));
  t.false(checkConsistency(head(5), head(5), [leaf(0)], hasher));
  t.false(checkConsistency({ size: 5, root: root(4) }, head(5), [], hasher));
  t.true(checkConsistency({ size: 0, root: hasher.empty() }, head(5), [], hasher));
  t.false(checkConsistency({ size: 0, root: root(1) }, head(5), [], hasher));
  t.false(checkConsistency({ size: 0, root: hasher.empty() }, head(5), [leaf(0)], hasher));
  t.false(checkConsistency({ size: -1, root: hasher.empty() }, head(5), [], hasher));
  t.false(checkConsistency({ size: 1, root: root(1) }, { size: 0.5, root: root(1) }, [], hasher));
  t.false(sameHash(root(1), root(1).subarray(1)));
});

test('tiles have the paths and widths of the specification', (t) => {
  t.is(tilePath({ level: 0, index: 0, width: 256 }), 'tile/0/000');
  t.is(tilePath({ level: 'entries', index: 999, width: 3 }), 'tile/entries/999.p/3');
  t.is(tilePath({ level: 2, index: 1000, width: 256 }), 'tile/2/x001/000');
  t.is(tilePath({ level: 0, index: 1_234_067, width: 256 }), 'tile/0/x001/x234/067');
  // The example of the specification: 70,000 leaves.
  t.deepEqual(edgeTiles(70_000), [
    { level: 0, index: 273, width: 112 },
    { level: 1, index: 1, width: 17 },
    { level: 2, index: 0, width: 1 },
  ]);
  t.deepEqual(edgeTiles(256), [{ level: 1, index: 0, width: 1 }]);
  t.deepEqual(edgeTiles(0), []);
  t.is(tileWidth(0, 272, 70_000), 256);
  t.is(tileWidth('entries', 273, 70_000), 112);
  t.is(tileWidth(1, 2, 70_000), 0);
});

test('a bundle is exactly as many entries as were asked for', (t) => {
  const bytes = Uint8Array.of(0, 2, 1, 2, 0, 0, 0, 1, 9);
  t.deepEqual(parseBundle(bytes, 3), [Uint8Array.of(1, 2), new Uint8Array(0), Uint8Array.of(9)]);
  t.is(parseBundle(bytes, 2), undefined, 'bytes are left');
  t.is(parseBundle(bytes, 4), undefined, 'an entry is missing');
  t.is(parseBundle(bytes.subarray(0, 8), 3), undefined, 'the last one is cut');
  t.is(parseBundle(bytes.subarray(0, 5), 2), undefined, 'half a length');
  t.deepEqual(parseBundle(new Uint8Array(0), 0), []);
  t.is(toHex(hasher.leaf(utf8Encode(''))), ROOTS[0] ?? '');
});
