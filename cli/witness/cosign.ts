// SPDX-License-Identifier: Apache-2.0
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { writeAddCheckpoint } from '../../evidence/log/add-checkpoint.js';
import { parseCheckpoint } from '../../evidence/log/checkpoint.js';
import { createTreeHasher } from '../../evidence/log/hash.js';
import { consistencyProof } from '../../evidence/log/proof.js';
import { buildFromTiles } from '../../evidence/log/remote-proof.js';
import { VerificationError } from '../../evidence/model/errors.js';
import { replaceFile } from '../../evidence/store/atomic-file.js';
import { answerAddCheckpoint, lastCosigned, type WitnessPlace } from '../../evidence/store/log/witness.js';
import type { LogSource } from './log-source.js';

const hasher = createTreeHasher(nodeSuite);

export interface Cosigned {
  readonly origin: string;
  readonly size: number;
}

const REFUSALS: Readonly<Record<number, string>> = {
  403: 'its checkpoint is not signed by the key that was given',
  404: 'it is not the log whose key was given',
  409: 'it shows another tree of the same size than the one that was cosigned',
  422: 'its tiles do not lead from what was cosigned to its checkpoint: history was changed',
};

/**
 * Looks at a log and cosigns its checkpoint, when that goes on from the one cosigned last. The cosigned checkpoint is
 * written to `out`. Rejects with VerificationError `log_fork` when the log was rewritten or cut back.
 */
export async function cosignOnce(place: WitnessPlace, source: LogSource, out: string): Promise<Cosigned> {
  const text = await source.checkpoint();
  const { origin, size } = parseCheckpoint(text);
  const last = lastCosigned(place, origin);
  if (size < last.size) {
    throw new VerificationError(
      'log_fork',
      `${origin} has ${size} leaves, but ${last.size} were cosigned: it was cut back`,
    );
  }
  const proof = await buildFromTiles(
    size,
    (tile) => source.tile(tile),
    hasher,
    (read) => consistencyProof(read, last.size, size, hasher),
  );
  const answer = await answerAddCheckpoint(place, writeAddCheckpoint({ oldSize: last.size, proof, checkpoint: text }));
  if (answer.status !== 200) {
    throw new VerificationError('log_fork', `${origin}: ${REFUSALS[answer.status] ?? answer.body.trim()}`);
  }
  replaceFile(place.io, out, text + answer.body, 0o644);
  return { origin, size };
}
