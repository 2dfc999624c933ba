// SPDX-License-Identifier: Apache-2.0
import { decodeUtf8Strict } from '../../evidence/canonical/text.js';
import { MAX_NOTE_CHARS } from '../../evidence/log/note.js';
import { parseLogProof, type LogProof } from '../../evidence/log/log-proof.js';
import type { EvidenceTree, FormOptions } from './form.js';
import { attempt } from './format-fault.js';
import { logCheck } from './log/checkpoint-checks.js';
import { verifyLogProof } from './log/log-proof-form.js';
import { NO_LOG_TRUST } from './log/log-trust.js';
import type { Check } from './result.js';
import { LIMITS } from './source.js';

/** The proof that an assessment's manifest is a leaf of its operator's log. */
export const LOG_PROOF_FILE = 'log-proof.json';
/** The log as the assessed evidence stood in it. */
export const RECORDED_CHECKPOINT = 'evidence/recorded/log/checkpoint';

/** The reader's own older checkpoint; else the one beside the copied evidence, when it is of the same log. */
async function olderCheckpoint(
  tree: EvidenceTree,
  { checkpoint }: LogProof,
  own: string | undefined,
): Promise<string | undefined> {
  if (own !== undefined || !tree.paths.includes(RECORDED_CHECKPOINT)) return own;
  const text = await tree.text(RECORDED_CHECKPOINT, MAX_NOTE_CHARS);
  return typeof text === 'string' && text.split('\n')[0] === checkpoint.split('\n')[0] ? text : undefined;
}

/**
 * Judges the proof in a bundle (untrusted) that this very manifest is in a log. Without a proof there is nothing to say,
 * unless the reader named the log that it has to be in.
 */
export async function judgeAssessmentLog(
  tree: EvidenceTree,
  manifest: Uint8Array,
  options: FormOptions,
): Promise<readonly Check[]> {
  const fail = (message: string): readonly Check[] => [logCheck('log_inclusion', 'fail', LOG_PROOF_FILE, message)];
  const { trust, suite } = options;
  const { log = NO_LOG_TRUST } = trust;
  if (!tree.paths.includes(LOG_PROOF_FILE)) {
    return log.keys.length === 0 ? [] : fail('missing: nothing proves that this assessment is in the log');
  }
  const bytes = await tree.bytes(LOG_PROOF_FILE, LIMITS.documentBytes);
  if ('code' in bytes) return fail(bytes.message);
  const parsed = attempt(() => parseLogProof(decodeUtf8Strict(bytes)));
  if ('fault' in parsed) return fail(parsed.fault.message);
  const proof = parsed.value;
  if (proof.kind !== 'assessment' || proof.digest !== suite.sha256Hex(manifest)) return fail('it is about another one');
  const checkpoint = await olderCheckpoint(tree, proof, log.checkpoint);
  return verifyLogProof(proof, { ...options, trust: { ...trust, log: { ...log, checkpoint } } }, LOG_PROOF_FILE);
}
