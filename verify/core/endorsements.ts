// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '../../evidence/crypto/suite.js';
import type { RotationEndorsement } from '../../evidence/model/rotation-endorsement.js';
import { endorsementHolds } from './links.js';
import type { Check } from './result.js';

/** Endorsements whose own signature holds, and a failed check for each that does not. */
export interface PreparedEndorsements {
  readonly endorsements: readonly RotationEndorsement[];
  readonly checks: readonly Check[];
}

/** Checks the signatures of endorsements once, before any chain leans on them. */
export async function preparedEndorsements(
  endorsements: readonly RotationEndorsement[],
  suite: CryptoSuite,
): Promise<PreparedEndorsements> {
  const good: RotationEndorsement[] = [];
  const checks: Check[] = [];
  for (const endorsement of endorsements) {
    if (await endorsementHolds(endorsement, suite)) {
      good.push(endorsement);
      continue;
    }
    const message = 'the old key did not sign this endorsement';
    checks.push({ code: 'endorsement_invalid', status: 'fail', subject: endorsement.session_id, message });
  }
  return { endorsements: good, checks };
}
