// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '../../evidence/crypto/suite.js';
import type { RotationEndorsement } from '../../evidence/model/rotation-endorsement.js';
import type { ChainForm, ChainOptions } from './chain.js';
import { createChainVerifier, feedLines } from './chain.js';
import { endorsementHolds } from './links.js';
import type { Check, ChainResult } from './result.js';
import type { LineBatch } from './source.js';
import { judge } from './trust.js';

/** Checks the signatures of endorsements once, before any chain leans on them: those that hold, and a check for each other. */
export async function preparedEndorsements(
  endorsements: readonly RotationEndorsement[],
  suite: CryptoSuite,
): Promise<{ readonly endorsements: readonly RotationEndorsement[]; readonly checks: readonly Check[] }> {
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

/** A failed check for each endorsement that nothing used: whoever gave it expected a change of keys. */
export function unusedChecks(given: readonly RotationEndorsement[], used: ReadonlySet<RotationEndorsement>): Check[] {
  const unused = given.filter((endorsement) => !used.has(endorsement));
  return unused.map((endorsement) => {
    const message = `no key change matches the endorsement of ${endorsement.new_signer_key}`;
    return { code: 'endorsement_unused', status: 'fail', subject: endorsement.session_id, message };
  });
}

/** Verifies a chain by itself. Forged endorsements and unused ones are faults. */
export async function verifyChain(
  form: ChainForm,
  batches: AsyncIterable<LineBatch> | Iterable<LineBatch>,
  options: ChainOptions,
): Promise<ChainResult> {
  const { endorsements, checks } = await preparedEndorsements(options.trust.endorsements, options.suite);
  const trust = { ...options.trust, endorsements };
  const verifier = createChainVerifier(form, { ...options, trust });
  await feedLines(verifier, batches);
  const { result, usedEndorsements } = await verifier.finish();
  const all = [...result.checks, ...checks, ...unusedChecks(endorsements, new Set(usedEndorsements))];
  return { ...result, ...judge(all, trust) };
}
