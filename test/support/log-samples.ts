// SPDX-License-Identifier: Apache-2.0
import { concatBytes } from '../../evidence/canonical/framing.js';
import { utf8Encode } from '../../evidence/canonical/text.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { createNodeSigner, generateKeyPair } from '../../evidence/crypto/node/signer.js';
import { createCompactRange } from '../../evidence/log/compact-range.js';
import { createTreeHasher } from '../../evidence/log/hash.js';
import { receiptLeafText } from '../../evidence/log/leaf.js';
import { rangeRoot, type NodeReader } from '../../evidence/log/proof.js';
import { TILE_WIDTH, tilePath } from '../../evidence/log/tiles.js';
import { signLogCheckpoint } from '../../evidence/sign/log-note.js';
import type { Signer } from '../../evidence/sign/signer.js';
import type { EvidenceTree } from '../../verify/core/form.js';

export const hasher = createTreeHasher(nodeSuite);
export const ORIGIN = 'log.example.com/proxy';

export function newLogSigner(): Signer {
  return createNodeSigner(generateKeyPair().privateKey, 'same_uid');
}

export function must<T>(value: T | Promise<T>): T {
  if (value instanceof Promise) throw new Error('the test signer is synchronous');
  return value;
}

/** A tree in memory: every complete subtree, and the root at every size. */
export interface SampleTree {
  readonly read: NodeReader;
  readonly leaf: (index: number) => Uint8Array;
  readonly root: (size: number) => Uint8Array;
}

export function sampleTree(entries: readonly Uint8Array[]): SampleTree {
  const nodes = new Map<string, Uint8Array>();
  const range = createCompactRange(hasher, (height, index, hash) => nodes.set(`${height}/${index}`, hash));
  for (const entry of entries) range.append(hasher.leaf(entry));
  const read: NodeReader = (height, index) => {
    const hash = nodes.get(`${height}/${index}`);
    if (hash === undefined) throw new Error(`no complete subtree ${height}/${index}`);
    return hash;
  };
  return { read, leaf: (index) => read(0, index), root: (size) => rangeRoot(read, 0, size, hasher) };
}

export function receiptEntries(receipts: readonly string[]): Uint8Array[] {
  return receipts.map((receipt) => utf8Encode(receiptLeafText(receipt)));
}

export function checkpointOf(entries: readonly Uint8Array[], signer: Signer, size = entries.length): string {
  const root = sampleTree(entries.slice(0, size)).root(size);
  return must(signLogCheckpoint({ origin: ORIGIN, size, root }, signer, nodeSuite));
}

function framed(entry: Uint8Array): Uint8Array[] {
  return [Uint8Array.of(entry.length >> 8, entry.length & 255), entry];
}

/** The files of a log that a verifier reads: the checkpoint and the entries. */
export function logFiles(entries: readonly Uint8Array[], checkpoint: string): Record<string, Uint8Array> {
  const files: Record<string, Uint8Array> = { 'log/checkpoint': utf8Encode(checkpoint) };
  for (let index = 0; index * TILE_WIDTH < entries.length; index += 1) {
    const part = entries.slice(index * TILE_WIDTH, (index + 1) * TILE_WIDTH);
    const path = `log/${tilePath({ level: 'entries', index, width: part.length })}`;
    files[path] = concatBytes(part.flatMap(framed));
  }
  return files;
}

/** A tree of files in memory. */
export function memoryTree(files: Readonly<Record<string, Uint8Array>>, refused: readonly string[] = []): EvidenceTree {
  const missing = { code: 'unreadable', message: 'no such file' } as const;
  return {
    paths: Object.keys(files),
    refused: refused.map((path) => ({ path, reason: 'a symbolic link' })),
    lines: async function* () {
      await Promise.resolve();
      yield { lines: [], fault: missing };
    },
    text: (path) => Promise.resolve(files[path] === undefined ? missing : new TextDecoder().decode(files[path])),
    bytes: (path) => Promise.resolve(files[path] ?? missing),
  };
}

/** Two folders put into one. */
export function beside(one: EvidenceTree, other: EvidenceTree): EvidenceTree {
  const of = (path: string): EvidenceTree => (one.paths.includes(path) ? one : other);
  return {
    paths: [...one.paths, ...other.paths],
    refused: [...one.refused, ...other.refused],
    lines: (path) => of(path).lines(path),
    text: (path, most) => of(path).text(path, most),
    bytes: (path, most) => of(path).bytes(path, most),
  };
}
