// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import fc from 'fast-check';
import { concatBytes } from '../../evidence/canonical/framing.js';
import { utf8Encode } from '../../evidence/canonical/text.js';
import { createCompactRange } from '../../evidence/log/compact-range.js';
import { checkConsistency, checkInclusion } from '../../evidence/log/proof-check.js';
import { consistencyProof, inclusionProof } from '../../evidence/log/proof.js';
import { createNodeReader, edgeNodes } from '../../evidence/log/tile-reader.js';
import { hasher, sampleTree } from '../support/log-samples.js';

const MAX = 300;
const entries = Array.from({ length: MAX }, (_, index) => utf8Encode(`entry ${index}`));
const tree = sampleTree(entries);
const head = (size: number): { readonly size: number; readonly root: Uint8Array } => ({ size, root: tree.root(size) });

function flipped(hash: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(hash);
  copy[0] = (copy[0] ?? 0) ^ 1;
  return copy;
}

/** The proof with each of its hashes changed, left out or doubled, one at a time, and with one too many. */
function* damaged(proof: readonly Uint8Array[]): Generator<readonly Uint8Array[]> {
  for (const [index, hash] of proof.entries()) {
    yield proof.with(index, flipped(hash));
    yield proof.toSpliced(index, 1);
    yield proof.toSpliced(index, 0, hash);
  }
  yield [...proof, hasher.empty()];
}

test('every leaf of every tree up to 300 is proved, and no other leaf by its proof', (t) => {
  let held = 0;
  for (let size = 1; size <= MAX; size += 1) {
    const root = tree.root(size);
    for (let index = 0; index < size; index += 1) {
      const proof = inclusionProof(tree.read, index, size, hasher);
      if (checkInclusion({ index, size }, tree.leaf(index), proof, root, hasher)) held += 1;
      const next = (index + 1) % size;
      if (size > 1 && checkInclusion({ index: next, size }, tree.leaf(index), proof, root, hasher))
        t.fail(`leaf ${index} of ${size} also at ${next}`);
    }
  }
  t.is(held, (MAX * (MAX + 1)) / 2);
});

test('every tree up to 300 is consistent with every earlier one', (t) => {
  let held = 0;
  for (let to = 0; to <= MAX; to += 1)
    for (let from = 0; from <= to; from += 1)
      if (checkConsistency(head(from), head(to), consistencyProof(tree.read, from, to, hasher), hasher)) held += 1;
  t.is(held, ((MAX + 1) * (MAX + 2)) / 2);
});

test('a damaged inclusion proof, another size, root or leaf never passes', (t) => {
  for (const size of [1, 2, 3, 7, 8, 9, 31, 64, 65, 200, 256, 257]) {
    const root = tree.root(size);
    for (let index = 0; index < size; index += 1 + Math.floor(size / 40)) {
      const proof = inclusionProof(tree.read, index, size, hasher);
      const leaf = tree.leaf(index);
      for (const bad of damaged(proof))
        t.false(checkInclusion({ index, size }, leaf, bad, root, hasher), `${index} of ${size}`);
      t.false(checkInclusion({ index, size }, flipped(leaf), proof, root, hasher));
      t.false(checkInclusion({ index, size }, leaf, proof, flipped(root), hasher));
      t.false(checkInclusion({ index, size: size + 256 }, leaf, proof, root, hasher));
    }
  }
});

test('a damaged consistency proof, another root or a rewritten tree never passes', (t) => {
  const rewritten = sampleTree(entries.with(3, utf8Encode('another entry')));
  for (const to of [5, 8, 9, 33, 64, 100, 256, 300]) {
    for (let from = 1; from < to; from += 1 + Math.floor(to / 20)) {
      const proof = consistencyProof(tree.read, from, to, hasher);
      for (const bad of damaged(proof))
        t.false(checkConsistency(head(from), head(to), bad, hasher), `${from} to ${to}`);
      t.false(checkConsistency({ size: from, root: flipped(tree.root(from)) }, head(to), proof, hasher));
      t.false(checkConsistency(head(from), { size: to, root: flipped(tree.root(to)) }, proof, hasher));
      if (from <= 3) continue;
      const other = { size: to, root: rewritten.root(to) };
      t.false(checkConsistency(head(from), other, consistencyProof(rewritten.read, from, to, hasher), hasher));
    }
  }
});

/** Level to the hashes of its tiles, as a log of that size has them. */
function tilesOf(size: number): Map<number, Uint8Array[]> {
  const levels = new Map<number, Uint8Array[]>();
  const range = createCompactRange(hasher, (height, _index, hash) => {
    if (height % 8 === 0) levels.set(height / 8, [...(levels.get(height / 8) ?? []), hash]);
  });
  for (let index = 0; index < size; index += 1) range.append(hasher.leaf(utf8Encode(`entry ${index}`)));
  return levels;
}

test('proofs and the right edge out of tiles are those of the tree in memory', (t) => {
  const sizes = [1, 255, 256, 257, 600, 1025];
  const large = sampleTree(Array.from({ length: 1025 }, (_, index) => utf8Encode(`entry ${index}`)));
  for (const size of sizes) {
    const levels = tilesOf(size);
    const read = createNodeReader(
      size,
      ({ level, index, width }) => {
        const hashes = levels.get(Number(level)) ?? [];
        t.true(width > 0 && index * 256 + width <= hashes.length, `${level}/${index} of ${size}`);
        return concatBytes(hashes.slice(index * 256, index * 256 + width));
      },
      hasher,
    );
    fc.assert(
      fc.property(fc.nat(size - 1), fc.nat(size), (index, from) => {
        t.deepEqual(inclusionProof(read, index, size, hasher), inclusionProof(large.read, index, size, hasher));
        t.deepEqual(consistencyProof(read, from, size, hasher), consistencyProof(large.read, from, size, hasher));
      }),
      { numRuns: 40 },
    );
    const range = createCompactRange(hasher, undefined, { size, nodes: edgeNodes(size, read) });
    t.deepEqual(range.root(), large.root(size));
  }
});
