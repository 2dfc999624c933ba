// SPDX-License-Identifier: Apache-2.0
import { toHex, utf8Encode } from '../canonical/text.js';
import type { CheckpointDetail } from '../model/recorder-entry.js';
import type { Signer } from './signer.js';

/** What a checkpoint signature covers: the ASCII of the checkpoint entry's own `prev_hash`. */
export function checkpointMessage(prevHash: string): Uint8Array {
  return utf8Encode(prevHash);
}

/**
 * Signs a checkpoint over everything up to the entry whose hash is `prevHash` (64 hex digits). The signature is bare
 * hex. Answers at once when the signer does.
 */
export function signCheckpoint(
  unsigned: Omit<CheckpointDetail, 'signature'>,
  prevHash: string,
  signer: Signer,
): CheckpointDetail | Promise<CheckpointDetail> {
  const finish = (signature: Uint8Array): CheckpointDetail => ({ ...unsigned, signature: toHex(signature) });
  const signature = signer.sign(checkpointMessage(prevHash));
  return signature instanceof Promise ? signature.then(finish) : finish(signature);
}
