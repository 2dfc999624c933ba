// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { parseStrictJson, toPlain } from '../../canonical/json-reader.js';
import { decodeUtf8Strict, fromHex, toHex } from '../../canonical/text.js';
import { nodeSuite } from '../../crypto/node/suite.js';
import { parseAddCheckpoint, type AddCheckpoint } from '../../log/add-checkpoint.js';
import { parseCheckpoint, type SignedCheckpoint } from '../../log/checkpoint.js';
import { createTreeHasher, sameHash } from '../../log/hash.js';
import { checkNote, type NoteKey } from '../../log/note.js';
import { checkConsistency, type TreeHead } from '../../log/proof-check.js';
import { FormatError, messageOf, VerificationError } from '../../model/errors.js';
import { cosign } from '../../sign/log-note.js';
import type { Signer } from '../../sign/signer.js';
import { replaceFile } from '../atomic-file.js';
import { isMissing, type StoreIo } from '../io.js';
import type { ProcessTable } from '../lock.js';
import { takeLogLock } from './log-lock.js';

/** A witness: which logs it knows, under which name and key it cosigns, and where it remembers what it cosigned. */
export interface WitnessPlace {
  readonly io: StoreIo;
  readonly processes: ProcessTable;
  /** The folder of its memory. */
  readonly dir: string;
  readonly name: string;
  readonly signer: Signer;
  /** Keys of logs, type 1; the name of each is its log's origin. */
  readonly logs: readonly NoteKey[];
  /** Seconds since 1970. */
  readonly now: () => bigint;
}

/** The answer to add-checkpoint, as HTTP has it. */
export interface WitnessAnswer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly contentType: string;
  readonly body: string;
}

const SCHEMA = 'pipelock.witness-state.v1';
const hasher = createTreeHasher(nodeSuite);

function answer(status: WitnessAnswer['status'], body: string, contentType = 'text/plain'): WitnessAnswer {
  return { status, contentType: `${contentType}; charset=utf-8`, body: `${body}\n` };
}

/** The file that remembers one log: its name is a hash, because an origin may hold anything. */
export function witnessStatePath(dir: string, origin: string): string {
  return join(dir, `log-${nodeSuite.sha256Hex(origin).slice(0, 32)}.json`);
}

/**
 * What the witness last cosigned of a log; the empty tree when nothing. Throws VerificationError `witness_state` when
 * the memory cannot be read: a witness that forgot would cosign a second history.
 */
export function lastCosigned({ io, dir }: Pick<WitnessPlace, 'io' | 'dir'>, origin: string): TreeHead {
  const path = witnessStatePath(dir, origin);
  let bytes: Uint8Array;
  try {
    bytes = io.read(path);
  } catch (error) {
    if (isMissing(error)) return { size: 0, root: hasher.empty() };
    throw error;
  }
  try {
    const value = toPlain(parseStrictJson(decodeUtf8Strict(bytes))) as Partial<Record<string, unknown>>;
    const { schema, size, root } = value;
    if (schema !== SCHEMA || value['origin'] !== origin) throw new FormatError('field_value', 'of another kind');
    if (!Number.isSafeInteger(size) || typeof root !== 'string') throw new FormatError('field_value', 'no tree head');
    return { size: size as number, root: fromHex(root) };
  } catch (cause) {
    throw new VerificationError('witness_state', `${path} is damaged; restore it from a copy`, { cause });
  }
}

function remember({ io, dir }: WitnessPlace, { origin, size, root }: SignedCheckpoint): void {
  const text = JSON.stringify({ schema: SCHEMA, origin, size, root: toHex(root) });
  replaceFile(io, witnessStatePath(dir, origin), `${text}\n`, 0o600);
}

/** The checkpoint, when a known log signed it. */
async function knownCheckpoint(place: WitnessPlace, text: string): Promise<SignedCheckpoint | WitnessAnswer> {
  const checkpoint = parseCheckpoint(text);
  const keys = place.logs.filter(({ name }) => name === checkpoint.origin);
  if (keys.length === 0) return answer(404, 'unknown log');
  const states = await Promise.all(keys.map((key) => checkNote(checkpoint.note, key, nodeSuite)));
  if (states.includes('invalid') || !states.includes('valid'))
    return answer(403, 'not signed by a known key of the log');
  return checkpoint;
}

/** Compares with what was cosigned last, and remembers the new head: one step that no other process can get between. */
function advance(place: WitnessPlace, checkpoint: SignedCheckpoint, request: AddCheckpoint): WitnessAnswer | undefined {
  const release = takeLogLock(place.io, place.dir, place.processes);
  try {
    const last = lastCosigned(place, checkpoint.origin);
    if (request.oldSize !== last.size) return answer(409, String(last.size), 'text/x.tlog.size');
    if (last.size === checkpoint.size && last.size > 0 && !sameHash(last.root, checkpoint.root)) {
      return answer(409, String(last.size), 'text/x.tlog.size');
    }
    if (!checkConsistency(last, checkpoint, request.proof, hasher)) {
      return answer(422, 'the consistency proof does not hold');
    }
    remember(place, checkpoint);
    return undefined;
  } finally {
    release();
  }
}

/**
 * Answers add-checkpoint (C2SP tlog-witness): cosigns a checkpoint that goes on from the last one it cosigned, and only
 * that. The body is untrusted. What was cosigned is on disk before the answer. Rejects with EvidenceUnavailableError
 * when the memory cannot be written or another process is at it, VerificationError when it is damaged.
 */
export async function answerAddCheckpoint(place: WitnessPlace, body: string): Promise<WitnessAnswer> {
  let request: AddCheckpoint;
  let checkpoint: SignedCheckpoint | WitnessAnswer;
  try {
    request = parseAddCheckpoint(body);
    checkpoint = await knownCheckpoint(place, request.checkpoint);
  } catch (error) {
    if (error instanceof FormatError) return answer(400, messageOf(error));
    throw error;
  }
  if ('status' in checkpoint) return checkpoint;
  if (request.oldSize > checkpoint.size) return answer(400, 'the old size is larger than the tree');
  const refused = advance(place, checkpoint, request);
  if (refused !== undefined) return refused;
  const line = await cosign(checkpoint.note.text, place.now(), place.signer, place.name, nodeSuite);
  return { status: 200, contentType: 'text/plain; charset=utf-8', body: line };
}
