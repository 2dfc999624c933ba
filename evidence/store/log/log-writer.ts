// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { decodeUtf8Strict } from '../../canonical/text.js';
import { nodeSuite } from '../../crypto/node/suite.js';
import { parseCheckpoint, type SignedCheckpoint } from '../../log/checkpoint.js';
import { createTreeHasher, HASH_BYTES, sameHash } from '../../log/hash.js';
import { keyIdOf } from '../../log/note.js';
import { isKeyName } from '../../log/note-text.js';
import { rangeRoot } from '../../log/proof.js';
import type { TreeHead } from '../../log/proof-check.js';
import { createNodeReader } from '../../log/tile-reader.js';
import { messageOf } from '../../model/errors.js';
import { noteKeyOf, signLogCheckpoint, signTreeHead } from '../../sign/log-note.js';
import type { Signer } from '../../sign/signer.js';
import { replaceDerivedFile, replaceFile, TEMPORARY_PREFIX } from '../atomic-file.js';
import { signedNow } from '../batch.js';
import { isMissing, type StoreIo } from '../io.js';
import type { ProcessTable } from '../lock.js';
import { loadEdge, type Edge } from './edge.js';
import { takeLogLock } from './log-lock.js';
import { forked, parseLogState, writeLogState, type LogState } from './log-state.js';
import { readTile, removePartials, writeTiles } from './tile-files.js';

/** Where a log lies and under which key. */
export interface LogPlace {
  readonly io: StoreIo;
  /** The log's own folder. */
  readonly dir: string;
  readonly signer: Signer;
  /** The name a new log gets, and the one an old log must have; one is made up when undefined. */
  readonly origin: string | undefined;
  readonly fileMode: number;
  readonly processes: ProcessTable;
}

export const LOG_FILES = { checkpoint: 'checkpoint', state: 'state.json', treeHead: 'tree-head.json' } as const;
/** Folder of time stamps in the folder of a log: `<size>.tsr`, of the checkpoint beside it, `<size>.checkpoint`. */
export const TIME_STAMPS = 'timestamps';

/** The time stamp of the checkpoint of a size, and that checkpoint as it was stamped. */
export function stampPaths(logDir: string, size: number): { readonly stamp: string; readonly checkpoint: string } {
  const base = join(logDir, TIME_STAMPS, String(size));
  return { stamp: `${base}.tsr`, checkpoint: `${base}.checkpoint` };
}

const hasher = createTreeHasher(nodeSuite);

/** The log and where it stands, as one writer found it. Entries appended to the edge count once they are committed. */
export interface Standing {
  readonly origin: string;
  readonly state: LogState;
  readonly edge: Edge;
}

/** A file of the log as text, if it is there. */
export function readOptional(place: LogPlace, name: string): string | undefined {
  try {
    return decodeUtf8Strict(place.io.read(join(place.dir, name)));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function ownCheckpoint(place: LogPlace, text: string): SignedCheckpoint {
  let checkpoint: SignedCheckpoint;
  try {
    checkpoint = parseCheckpoint(text);
  } catch (error) {
    throw forked(`its checkpoint is damaged (${messageOf(error)})`);
  }
  const { origin, note } = checkpoint;
  if (place.origin !== undefined && place.origin !== origin) {
    throw forked(`it is the log ${origin}, not ${place.origin}; correct the origin or choose another folder`);
  }
  // Ed25519 gives one signature per text and key: the log's own line is the one it would write again.
  const own = parseCheckpoint(signedNow(signLogCheckpoint(checkpoint, place.signer, nodeSuite))).note.signatures[0];
  const id = keyIdOf(noteKeyOf(place.signer, origin), nodeSuite);
  const found = note.signatures.find(({ name, keyId }) => name === origin && keyId === id);
  if (own === undefined || found === undefined || !sameHash(own.signature, found.signature)) {
    throw forked('its checkpoint is not signed by this log key; bring the key back, or choose another folder');
  }
  return checkpoint;
}

/** The tiles of a log that must be there, because its tree was signed. */
export function tilesOf(place: LogPlace) {
  return (tile: Parameters<typeof readTile>[2]): Uint8Array => {
    try {
      return readTile(place.io, place.dir, tile, HASH_BYTES);
    } catch (error) {
      if (isMissing(error)) throw forked('tiles of its signed tree are missing');
      throw error;
    }
  };
}

function createLog(place: LogPlace): Standing {
  if (place.io.list(place.dir).includes('tile')) throw forked('there are tiles but no checkpoint');
  const origin = place.origin ?? `log.pipelock.local/${randomBytes(16).toString('hex')}`;
  if (!isKeyName(origin)) throw forked(`"${origin}" is no origin: spaces and plus signs cannot stand in one`);
  const state = { size: 0, root: hasher.empty(), runs: new Map<string, number>() };
  writeCheckpoint(place, origin, state);
  return { origin, state, edge: emptyEdge(place) };
}

function emptyEdge(place: LogPlace): Edge {
  const edge = loadEdge(0, tilesOf(place), hasher);
  if (edge === undefined) throw forked('an empty tree has entries');
  return edge;
}

function writeCheckpoint(place: LogPlace, origin: string, head: TreeHead): void {
  const checkpoint = { origin, size: head.size, root: head.root };
  const note = signedNow(signLogCheckpoint(checkpoint, place.signer, nodeSuite));
  const treeHead = { log: origin, tree_head: signedNow(signTreeHead(checkpoint, place.signer)) };
  replaceFile(place.io, join(place.dir, LOG_FILES.checkpoint), note, place.fileMode);
  replaceDerivedFile(place.io, join(place.dir, LOG_FILES.treeHead), `${JSON.stringify(treeHead)}\n`, place.fileMode);
}

/** What an earlier writer left unfinished. Only the holder of the lock writes such names, lock files apart. */
function removeTemporaries({ io, dir }: LogPlace): void {
  for (const name of io.list(dir)) {
    if (name.startsWith(TEMPORARY_PREFIX) && !name.includes('.lock-')) io.remove(join(dir, name));
  }
}

/**
 * Finds out where the log stands, and that it is still the tree that was signed: the tiles at its right edge give the
 * root of the state, and the tree of the checkpoint is that tree or a beginning of it. `known` saves the reading when
 * nobody else wrote. Throws VerificationError `log_fork`.
 */
export function settleLog(place: LogPlace, known: Edge | undefined): Standing {
  const text = readOptional(place, LOG_FILES.checkpoint);
  const stateText = readOptional(place, LOG_FILES.state);
  if (text === undefined) {
    if (stateText !== undefined) throw forked('its checkpoint is missing');
    return createLog(place);
  }
  const checkpoint = ownCheckpoint(place, text);
  const state = stateText === undefined ? { ...checkpoint, runs: new Map<string, number>() } : parseLogState(stateText);
  if (stateText === undefined && checkpoint.size > 0) throw forked('its state file is missing');
  if (state.size < checkpoint.size) {
    throw forked(`it was cut back to ${state.size} leaves, but ${checkpoint.size} are signed`);
  }
  const source = tilesOf(place);
  const isKnown = known?.size === state.size && sameHash(known.root(), state.root);
  if (!isKnown) removeTemporaries(place);
  const edge = isKnown ? known : loadEdge(state.size, source, hasher);
  if (edge === undefined || !sameHash(edge.root(), state.root)) {
    throw forked('its tiles are not those of the tree that was signed');
  }
  const before = rangeRoot(createNodeReader(state.size, source, hasher), 0, checkpoint.size, hasher);
  if (!sameHash(before, checkpoint.root)) throw forked('its checkpoint is not of this tree: the history was changed');
  // A crash between the state and the checkpoint: the tree is durable, only the signature is missing.
  if (state.size > checkpoint.size) writeCheckpoint(place, checkpoint.origin, state);
  return { origin: checkpoint.origin, state, edge };
}

/**
 * Makes what was appended to the edge durable and signs it. Each step is durable before the next; what a crash after it
 * leaves:
 *  1. new tiles      tiles beyond the signed tree, written over by the next attempt
 *  2. state          a tree that is whole and not signed yet: the next writer signs it
 *  3. checkpoint     a signed tree, with partial tiles that a full one has replaced
 * `folders` holds folders whose own names are durable already, and is added to.
 */
export async function commitLog(
  place: LogPlace,
  { edge, origin, state }: Standing,
  runs: LogState['runs'],
  folders: Set<string>,
): Promise<void> {
  if (edge.size === state.size) return;
  const files = edge.takeFiles();
  await writeTiles(place.io, place.dir, files, place.fileMode, folders);
  const next = { size: edge.size, root: edge.root(), runs };
  replaceFile(place.io, join(place.dir, LOG_FILES.state), writeLogState(next), place.fileMode);
  writeCheckpoint(place, origin, next);
  removePartials(place.io, place.dir, files);
}

/** Does some work as the only writer of the log. Throws `lock` when another process is at work. */
export function withLogLock<T>({ io, dir, processes }: LogPlace, work: () => T): T {
  const release = takeLogLock(io, dir, processes);
  try {
    const result = work();
    if (result instanceof Promise) return result.finally(release) as T;
    release();
    return result;
  } catch (error) {
    release();
    throw error;
  }
}
