// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { decodeUtf8Strict } from '../../canonical/text.js';
import { nodeSuite } from '../../crypto/node/suite.js';
import { parseCheckpoint, type SignedCheckpoint } from '../../log/checkpoint.js';
import { createTreeHasher, HASH_BYTES } from '../../log/hash.js';
import { receiptOfLeaf } from '../../log/leaf.js';
import type { LogProof } from '../../log/log-proof.js';
import { consistencyProof, inclusionProof, type NodeReader } from '../../log/proof.js';
import { createNodeReader } from '../../log/tile-reader.js';
import { parseBundle, TILE_WIDTH, tilePath, tileWidth } from '../../log/tiles.js';
import { VerificationError } from '../../model/errors.js';
import type { StoreIo } from '../io.js';
import { LOG_FILES, stampPaths, TIME_STAMPS } from './log-writer.js';
import { readTile } from './tile-files.js';

type Reading = Pick<StoreIo, 'read' | 'facts'>;
const hasher = createTreeHasher(nodeSuite);

/** The log's folder, given that folder or the evidence folder around it. Throws VerificationError `no_log`. */
export function findLog(io: Reading, dir: string): string {
  for (const folder of [dir, join(dir, 'log')]) {
    if (io.facts(join(folder, LOG_FILES.checkpoint)) !== undefined) return folder;
  }
  throw new VerificationError('no_log', `${dir}: no transparency log (no file "checkpoint") is here or in "log"`);
}

/** The newest checkpoint of a log, as text and read. Its signature is not checked. */
export function readCheckpoint(
  io: Reading,
  logDir: string,
): { readonly text: string; readonly head: SignedCheckpoint } {
  const text = decodeUtf8Strict(io.read(join(logDir, LOG_FILES.checkpoint)));
  return { text, head: parseCheckpoint(text) };
}

function readEntries(io: Reading, logDir: string, index: number, size: number): readonly Uint8Array[] {
  const width = tileWidth('entries', index, size);
  // A partial bundle goes when the full one is there.
  for (const present of new Set([width, TILE_WIDTH])) {
    const path = join(logDir, tilePath({ level: 'entries', index, width: present }));
    const entries = io.facts(path) === undefined ? undefined : parseBundle(io.read(path), present);
    if (entries !== undefined) return entries.slice(0, width);
  }
  throw new VerificationError('log_damaged', `the entries from ${index * TILE_WIDTH} on are missing or damaged`);
}

/** Which leaf a receipt is. Reads the entries, newest first. Throws VerificationError `not_in_log`. */
export function findReceipt(io: Reading, logDir: string, size: number, receipt: string): number {
  for (let index = Math.ceil(size / TILE_WIDTH) - 1; index >= 0; index -= 1) {
    const at = readEntries(io, logDir, index, size).findIndex((entry) => receiptOfLeaf(entry) === receipt);
    if (at >= 0) return index * TILE_WIDTH + at;
  }
  throw new VerificationError('not_in_log', `receipt ${receipt} is not one of the ${size} leaves`);
}

/** A log as it stands at one checkpoint. Tiles that were read are kept, so that one proof after another is cheap. */
export interface Prover {
  readonly checkpoint: string;
  readonly size: number;
  readonly read: NodeReader;
  /** A time stamp of the checkpoint. */
  readonly timeStamp?: Uint8Array;
}

export function openProver(io: Reading, logDir: string): Prover {
  return proverAt(io, logDir, readCheckpoint(io, logDir));
}

/** As `openProver`, at the oldest stamped checkpoint whose tree has the leaf. Throws VerificationError `no_timestamp`. */
export function openStampedProver(io: Reading & Pick<StoreIo, 'list'>, logDir: string, index: number): Prover {
  const folder = join(logDir, TIME_STAMPS);
  const names = io.list(logDir).includes(TIME_STAMPS) ? io.list(folder) : [];
  const sizes = names.flatMap((name) => /^([1-9][0-9]{0,15})\.tsr$/.exec(name)?.slice(1).map(Number) ?? []);
  const size = Math.min(...sizes.filter((one) => one > index));
  if (size === Infinity) throw new VerificationError('no_timestamp', `no stamped checkpoint has leaf ${index} yet`);
  const { stamp, checkpoint } = stampPaths(logDir, size);
  const text = decodeUtf8Strict(io.read(checkpoint));
  const timeStamp = io.read(stamp);
  return { ...proverAt(io, logDir, { text, head: parseCheckpoint(text) }), timeStamp };
}

function proverAt(io: Reading, logDir: string, { text, head }: ReturnType<typeof readCheckpoint>): Prover {
  const read = createNodeReader(head.size, (tile) => readTile(io, logDir, tile, HASH_BYTES), hasher);
  return { checkpoint: text, size: head.size, read };
}

/** Proves that the receipt at a leaf is in the log; on request also that the log goes on from an older size. */
export function proveLeaf(io: Reading, logDir: string, prover: Prover, index: number, fromSize?: number): LogProof {
  const { size, read, checkpoint, timeStamp } = prover;
  if (index >= size) throw new VerificationError('not_in_log', `leaf ${index}: the log has ${size} leaves`);
  if (fromSize !== undefined && fromSize > size) {
    throw new VerificationError(
      'log_fork',
      `the older checkpoint has ${fromSize} leaves, the log ${size}: it was cut back`,
    );
  }
  const entry = readEntries(io, logDir, Math.floor(index / TILE_WIDTH), size)[index % TILE_WIDTH];
  const receipt = entry === undefined ? undefined : receiptOfLeaf(entry);
  if (receipt === undefined) throw new VerificationError('not_in_log', `leaf ${index} is not a receipt`);
  return {
    kind: 'receipt',
    digest: receipt,
    index,
    inclusion: inclusionProof(read, index, size, hasher),
    checkpoint,
    consistency:
      fromSize === undefined ? undefined : { fromSize, proof: consistencyProof(read, fromSize, size, hasher) },
    ...(timeStamp === undefined ? {} : { timeStamp }),
  };
}
