// SPDX-License-Identifier: Apache-2.0
import { toHex } from '../../canonical/text.js';
import { nodeSuite } from '../../crypto/node/suite.js';
import type { Checkpoint } from '../../log/checkpoint.js';
import { createTreeHasher, HASH_BYTES, sameHash } from '../../log/hash.js';
import type { LogProof } from '../../log/log-proof.js';
import { consistencyProof, inclusionProof, rangeRoot } from '../../log/proof.js';
import { checkConsistency, checkInclusion, type TreeHead } from '../../log/proof-check.js';
import { createNodeReader } from '../../log/tile-reader.js';
import { MAX_ENTRY_BYTES, TILE_WIDTH, tileWidth } from '../../log/tiles.js';
import { FormatError } from '../../model/errors.js';
import { signTreeHead, type SignedTreeHead } from '../../sign/log-note.js';
import { whenFree } from './log-lock.js';
import { forked } from './log-state.js';
import {
  commitLog,
  LOG_FILES,
  readOptional,
  settleLog,
  tilesOf,
  withLogLock,
  type LogPlace,
  type Standing,
} from './log-writer.js';

/** Where an entry stands in the log: its leaf hash, its number, and the hashes from there to the root. */
export interface PlacedLeaf {
  readonly hash: Uint8Array;
  readonly index: number;
  readonly proof: readonly Uint8Array[];
}

/** What a log says about entries that it holds. */
export interface LeafReceipt {
  readonly origin: string;
  readonly head: SignedTreeHead;
  /** The signed checkpoint of the same tree, with the cosignatures that lie with it. */
  readonly checkpoint: string;
  /** In the order of the entries. */
  readonly leaves: readonly PlacedLeaf[];
  /** From the older tree that was named. */
  readonly consistency: LogProof['consistency'];
  /** Entries that were not in the log before. */
  readonly appended: number;
}

const hasher = createTreeHasher(nodeSuite);

/** The numbers of those of the wanted leaves (by hash in hex) that the log has. Newest first: mostly they are there. */
function findLeaves(place: LogPlace, size: number, wanted: ReadonlySet<string>): Map<string, number> {
  const found = new Map<string, number>();
  const source = tilesOf(place);
  for (let index = Math.ceil(size / TILE_WIDTH) - 1; index >= 0 && found.size < wanted.size; index -= 1) {
    const width = tileWidth(0, index, size);
    const hashes = source({ level: 0, index, width });
    for (let at = 0; at < width; at += 1) {
      const hash = toHex(hashes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES));
      if (wanted.has(hash)) found.set(hash, index * TILE_WIDTH + at);
    }
  }
  return found;
}

/** Throws `log_fork` unless the log goes on from a head that it gave earlier. */
function assertGoesOn(place: LogPlace, { origin, state }: Standing, older: Checkpoint): void {
  if (older.origin !== origin) throw forked(`it is the log ${origin}, and the earlier tree head is of ${older.origin}`);
  if (older.size > state.size) {
    throw forked(`it has ${state.size} leaves, and the earlier tree head counts ${older.size}: it was cut back`);
  }
  const root = rangeRoot(createNodeReader(state.size, tilesOf(place), hasher), 0, older.size, hasher);
  if (!sameHash(root, older.root)) throw forked('it does not begin with the tree of the earlier tree head');
}

function proveLeaves(
  place: LogPlace,
  { size, root }: TreeHead,
  found: readonly (readonly [Uint8Array, number])[],
): readonly PlacedLeaf[] {
  const read = createNodeReader(size, tilesOf(place), hasher);
  return found.map(([hash, index]): PlacedLeaf => {
    const proof = inclusionProof(read, index, size, hasher);
    // Tiles inside the tree are not read on opening, so what comes out of them has to prove itself.
    if (!checkInclusion({ index, size }, hash, proof, root, hasher)) {
      throw forked(`its tiles are not those of the signed tree: leaf ${index} does not lead to the root`);
    }
    return { hash, index, proof };
  });
}

function proveFrom(place: LogPlace, older: TreeHead, head: TreeHead): LogProof['consistency'] {
  const proof = consistencyProof(createNodeReader(head.size, tilesOf(place), hasher), older.size, head.size, hasher);
  if (!checkConsistency(older, head, proof, hasher)) {
    throw forked('its tiles are not those of the signed tree: they do not lead on from the earlier tree head');
  }
  return { fromSize: older.size, proof };
}

async function appendLocked(
  place: LogPlace,
  entries: readonly Uint8Array[],
  older: Checkpoint | undefined,
): Promise<LeafReceipt> {
  const standing = settleLog(place, undefined);
  if (older !== undefined) assertGoesOn(place, standing, older);
  const { edge, state, origin } = standing;
  const hashes = entries.map((entry) => hasher.leaf(entry));
  const numbers = findLeaves(place, state.size, new Set(hashes.map(toHex)));
  const found = entries.map((entry, at) => {
    const hash = hashes[at] as Uint8Array;
    const known = numbers.get(toHex(hash));
    const index = known ?? edge.size;
    if (known === undefined) {
      edge.append(entry);
      numbers.set(toHex(hash), index);
    }
    return [hash, index] as const;
  });
  const { size } = edge;
  const appended = size - state.size;
  await commitLog(place, standing, state.runs, new Set());
  const root = edge.root();
  const head = await signTreeHead({ origin, size, root }, place.signer);
  const checkpoint = readOptional(place, LOG_FILES.checkpoint) ?? '';
  const consistency = older === undefined ? undefined : proveFrom(place, older, { size, root });
  return { origin, head, checkpoint, leaves: proveLeaves(place, { size, root }, found), consistency, appended };
}

/**
 * Makes entries into leaves, each once however often it is handed in, and answers with a signed tree head and a proof
 * for each. A folder that is not there becomes a new log. An entry has at most 65535 bytes, which is what a bundle can
 * hold. Waits some seconds for other writers. Nothing is written unless the log goes on from `older`.
 * @throws FormatError `size`; VerificationError `log_fork`; EvidenceUnavailableError `lock`; what the disk says
 */
export async function appendLeaves(
  place: LogPlace,
  entries: readonly Uint8Array[],
  older?: Checkpoint,
): Promise<LeafReceipt> {
  if (entries.some(({ length }) => length > MAX_ENTRY_BYTES)) {
    throw new FormatError('size', `an entry of a log has at most ${MAX_ENTRY_BYTES} bytes`);
  }
  place.io.makeDir(place.dir, 0o750);
  return whenFree(() => withLogLock(place, () => appendLocked(place, entries, older)));
}
