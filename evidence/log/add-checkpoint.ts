// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../canonical/errors.js';
import { fromBase64, toBase64 } from '../canonical/text.js';
import { HASH_BYTES } from './hash.js';
import { MAX_NOTE_CHARS } from './note.js';
import { MAX_PROOF_HASHES } from './proof-check.js';

/** What a log asks of a witness (C2SP tlog-witness, add-checkpoint). */
export interface AddCheckpoint {
  readonly oldSize: number;
  /** The consistency proof from `oldSize`. */
  readonly proof: readonly Uint8Array[];
  /** The signed checkpoint, whole. */
  readonly checkpoint: string;
}

/** Longest request: a checkpoint, 63 proof lines and the line of the old size. */
export const MAX_REQUEST_CHARS = MAX_NOTE_CHARS + 64 * 45;
const OLD = /^old (0|[1-9][0-9]{0,15})$/;

export function writeAddCheckpoint({ oldSize, proof, checkpoint }: AddCheckpoint): string {
  return `old ${oldSize}\n${proof.map((hash) => `${toBase64(hash)}\n`).join('')}\n${checkpoint}`;
}

/** Reads an untrusted request body. Throws FormatError. */
export function parseAddCheckpoint(body: string): AddCheckpoint {
  const end = body.indexOf('\n\n');
  const [first = '', ...lines] = body.slice(0, Math.max(0, end)).split('\n');
  const oldSize = Number(OLD.exec(first)?.[1] ?? NaN);
  if (body.length > MAX_REQUEST_CHARS || !Number.isSafeInteger(oldSize)) {
    throw new FormatError('field_value', 'an old size, proof lines, an empty line and a checkpoint are expected');
  }
  const proof = lines.map(fromBase64);
  if (proof.length > MAX_PROOF_HASHES || proof.some(({ length }) => length !== HASH_BYTES)) {
    throw new FormatError('field_value', `at most ${MAX_PROOF_HASHES} proof lines of 32 bytes are expected`);
  }
  return { oldSize, proof, checkpoint: body.slice(end + 2) };
}
