// SPDX-License-Identifier: Apache-2.0
import type { ChainOutcome } from './chain-summary.js';
import type { Check, ChainResult } from './result.js';
import { verdictOf } from './result.js';
import type { TrustRoot } from './trust.js';
import { isAccepted, isPinned } from './trust.js';

/** A chain's result with the checks of the endorsements it was given: forged ones and unused ones are faults. */
export function withEndorsementChecks(outcome: ChainOutcome, checks: readonly Check[], trust: TrustRoot): ChainResult {
  const used = new Set(outcome.usedEndorsements);
  const unused = trust.endorsements
    .filter((endorsement) => !used.has(endorsement))
    .map((endorsement): Check => {
      const message = `no key change matches the endorsement of ${endorsement.new_signer_key}`;
      return { code: 'endorsement_unused', status: 'fail', subject: endorsement.session_id, message };
    });
  const all = [...outcome.result.checks, ...checks, ...unused];
  const verdict = verdictOf(all, isPinned(trust));
  return { ...outcome.result, checks: all, verdict, accepted: isAccepted(verdict, trust) };
}
