// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '../../../evidence/crypto/suite.js';
import type { RotationEndorsement } from '../../../evidence/model/rotation-endorsement.js';
import { createChainVerifier, type ChainForm, type ChainOptions } from './chain.js';
import { checksOf, type Check } from '../form.js';
import { endorsementHolds } from '../folders/links.js';
import type { ChainResult } from './chain-summary.js';
import type { LineBatches } from '../input/source.js';
import { judge } from '../trust/trust.js';

/** Checks the signatures of endorsements once, before any chain leans on them: those that hold, and a check for each other. */
export async function preparedEndorsements(given: readonly RotationEndorsement[], suite: CryptoSuite) {
  const endorsements: RotationEndorsement[] = [];
  const forged: Check[] = [];
  for (const endorsement of given) {
    const { fail } = checksOf(endorsement.session_id);
    if (await endorsementHolds(endorsement, suite)) endorsements.push(endorsement);
    else forged.push(fail('endorsement_invalid', 'the old key did not sign this endorsement'));
  }
  return { endorsements, forged };
}

/** A failed check for each endorsement that nothing used: whoever gave it expected a change of keys. */
export function unusedChecks(given: readonly RotationEndorsement[], used: ReadonlySet<RotationEndorsement>): Check[] {
  const unused = given.filter((endorsement) => !used.has(endorsement));
  return unused.map(({ session_id, new_signer_key: key }) =>
    checksOf(session_id).fail('endorsement_unused', `no key change matches the endorsement of ${key}`),
  );
}

/** Verifies a chain by itself. Forged endorsements and unused ones are faults. */
export async function verifyChain(form: ChainForm, batches: LineBatches, options: ChainOptions): Promise<ChainResult> {
  const { endorsements, forged } = await preparedEndorsements(options.trust.endorsements, options.suite);
  const trust = { ...options.trust, endorsements };
  const verifier = createChainVerifier(form, { ...options, trust });
  await verifier.feed(batches);
  const { result, usedEndorsements } = await verifier.finish();
  const all = [...result.checks, ...forged, ...unusedChecks(endorsements, new Set(usedEndorsements))];
  return { ...result, ...judge(all, trust) };
}
