// SPDX-License-Identifier: Apache-2.0
import { VerificationError } from '../../evidence/model/errors.js';
import { assertValid, readSession, type SessionReceipt } from '../evidence/session.js';

/** The place in a receipt chain behind which the old key signed nothing. */
export interface RotationBoundary {
  readonly session: string;
  readonly finalSeq: bigint;
  readonly tailHash: string;
}

export interface BoundaryRequest {
  /** Evidence folder. */
  readonly folder: string;
  readonly session: string;
  /** Keys the caller trusts for this session, 64 hex digits. */
  readonly trusted: readonly string[];
  readonly priorKey: string;
  readonly newKey: string;
}

/** The last receipt of every signing segment, in order. */
function segmentTails(receipts: readonly SessionReceipt[]): SessionReceipt[] {
  return receipts.filter(({ receipt }, i) => receipts[i + 1]?.receipt.signer_key !== receipt.signer_key);
}

/**
 * Finds the boundary at which the prior key gave up, in evidence that verifies. It is either a change of key inside the
 * session, or the end of a session that is closed: behind an open end the old key may still sign.
 * Throws VerificationError: `not_verified`, `boundary_missing`, `session_open`.
 */
export async function findBoundary(request: BoundaryRequest): Promise<RotationBoundary> {
  const { folder, session, trusted, priorKey, newKey } = request;
  // The new key is what the endorsement is about; the segment behind the boundary is read under it.
  const { outcome, receipts } = await readSession({ folder, session, keys: [...trusted, newKey] });
  assertValid(session, outcome.result);
  const tails = segmentTails(receipts);
  const keys = tails.map(({ receipt }) => receipt.signer_key);
  const index = keys.findIndex((key, at) => key === priorKey && (keys[at + 1] ?? newKey) === newKey);
  const tail = tails[index];
  if (tail === undefined) {
    const message = `${session} has no end or change of key where ${priorKey} gives way to ${newKey}`;
    throw new VerificationError('boundary_missing', message);
  }
  if (index === tails.length - 1 && outcome.result.facts.runState === 'open') {
    const message = `${session} is not closed; the old key may still sign behind its end`;
    throw new VerificationError('session_open', message);
  }
  return { session, finalSeq: tail.receipt.action_record.chain_seq, tailHash: tail.hash };
}
