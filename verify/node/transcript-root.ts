// SPDX-License-Identifier: Apache-2.0
import type { TranscriptRootDetail } from '../../evidence/model/recorder-entry.js';
import { VerificationError } from '../../evidence/model/verification-errors.js';
import type { ChainResult } from '../core/chains/chain-summary.js';
import { transcriptRootOf } from '../core/chains/commitments.js';
import { createTrustRoot } from '../core/trust/trust.js';
import type { Verification } from '../core/subject.js';
import { verifyPath } from './verify-path.js';

export interface TranscriptRootOptions {
  /** Trusted public keys, 64 hex digits. At least one is needed: a root under an unknown key commits nobody. */
  readonly keys: readonly string[];
  /** The session to sum up; may be left out when there is only one. */
  readonly session?: string;
}

function chainOf(outcome: Verification, session: string | undefined): ChainResult {
  const chains =
    outcome.kind === 'chain' ? [outcome.result] : outcome.kind === 'directory' ? outcome.result.chains : [];
  const mine = session === undefined ? chains : chains.filter((chain) => chain.facts.session === session);
  const [only, second] = mine;
  if (only === undefined) throw new VerificationError('session_missing', 'no chain of this session was found');
  if (second !== undefined) throw new VerificationError('session_ambiguous', 'several sessions lie here; name one');
  return only;
}

/**
 * The transcript root of a chain, computed from its receipts after they were verified. The path is a file or a folder.
 * @throws VerificationError when the chain does not verify under the keys, or the session is missing or ambiguous
 */
export async function transcriptRoot(path: string, options: TranscriptRootOptions): Promise<TranscriptRootDetail> {
  const outcome = await verifyPath(path, {
    trust: createTrustRoot({ keys: options.keys }),
    ...(options.session === undefined ? {} : { session: options.session }),
  });
  if (outcome.result.verdict !== 'valid') {
    const failed = outcome.result.checks.find((check) => check.status === 'fail');
    const reason = failed === undefined ? outcome.result.verdict : `${failed.code}: ${failed.message}`;
    throw new VerificationError('not_verified', `the evidence does not verify (${reason})`);
  }
  const { facts } = chainOf(outcome, options.session);
  return transcriptRootOf(facts.session, facts);
}
