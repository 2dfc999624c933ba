// SPDX-License-Identifier: Apache-2.0
import { parseLogProof } from '../../../evidence/log/log-proof.js';
import { MAX_NOTE_CHARS } from '../../../evidence/log/note.js';
import { checksOf, demand, readPart, type EvidenceTree, type FormOptions } from '../form.js';
import { verifyLogProof } from '../log/log-proof-form.js';

/** The proof that an assessment's manifest is a leaf of its operator's log. */
export const LOG_PROOF_FILE = 'log-proof.json';
/** The log as the assessed evidence stood in it. */
export const RECORDED_CHECKPOINT = 'evidence/recorded/log/checkpoint';

/** The checkpoint beside the copied evidence, when it is of this log. */
async function recordedCheckpoint(tree: EvidenceTree, checkpoint: string): Promise<string | undefined> {
  const text = await tree.text(RECORDED_CHECKPOINT, MAX_NOTE_CHARS);
  return typeof text === 'string' && text.split('\n')[0] === checkpoint.split('\n')[0] ? text : undefined;
}

/**
 * Judges the proof in a bundle (untrusted) that this very manifest is in a log. Without a proof there is nothing to say,
 * unless the reader named the log that it has to be in.
 */
export async function judgeAssessmentLog(tree: EvidenceTree, manifest: Uint8Array, options: FormOptions) {
  const { fail } = checksOf(LOG_PROOF_FILE);
  const { trust, suite } = options;
  if (!tree.paths.includes(LOG_PROOF_FILE)) {
    const missing = 'missing: nothing proves that this assessment is in the log';
    return trust.log.keys.length === 0 ? [] : [fail('log_inclusion', missing)];
  }
  const parsed = await readPart(tree, LOG_PROOF_FILE, (text) => {
    const proof = parseLogProof(text);
    demand(proof.kind === 'assessment' && proof.digest === suite.sha256Hex(manifest), 'it is about another one');
    return proof;
  });
  if ('fault' in parsed) return [fail('log_inclusion', parsed.fault.message)];
  const proof = parsed.value;
  const checkpoint = trust.log.checkpoint ?? (await recordedCheckpoint(tree, proof.checkpoint));
  return verifyLogProof(proof, { ...options, trust: { ...trust, log: { ...trust.log, checkpoint } } }, LOG_PROOF_FILE);
}
