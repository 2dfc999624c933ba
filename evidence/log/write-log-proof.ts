// SPDX-License-Identifier: Apache-2.0
import { writeGoJson } from '../canonical/go-words.js';
import { toBase64, toHex } from '../canonical/text.js';
import { LOG_PROOF, PROVED_KINDS, type LogProof } from './log-proof.js';

/** The document's text, without a line feed. */
export function writeLogProof(proof: LogProof): string {
  const { kind, digest, index, inclusion, checkpoint, consistency, timeStamp } = proof;
  return writeGoJson(LOG_PROOF, {
    schema: PROVED_KINDS[kind].schema,
    receipt_sha256: kind === 'receipt' ? digest : '',
    manifest_sha256: kind === 'assessment' ? digest : '',
    index,
    inclusion: inclusion.map(toHex),
    checkpoint,
    ...(consistency && {
      consistency: { from_size: consistency.fromSize, proof: consistency.proof.map(toHex) },
    }),
    timestamp: timeStamp === undefined ? '' : toBase64(timeStamp),
  });
}
