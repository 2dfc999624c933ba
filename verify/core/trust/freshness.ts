// SPDX-License-Identifier: Apache-2.0
import { instantOf } from '../../../evidence/canonical/instant.js';
import type { Check, Say } from '../form.js';
import type { Fault } from '../input/format-fault.js';

/** Clock difference tolerated towards the future: hosts drift, and a receipt is not forged for being seconds early. */
const FORWARD_SKEW_SECONDS = 10 * 60;

/** The relying party's time and patience. Time is an argument: a verifier with its own clock cannot be replayed. */
export interface FreshnessPolicy {
  /** RFC 3339. */
  readonly at: string;
  readonly maxAgeSeconds: number;
}

/** The check that stands where no age was found to be wrong. */
export function freshnessCheck({ pass, skip }: Say, policy: FreshnessPolicy | undefined): Check {
  if (policy === undefined) return skip('freshness', 'not judged: no maximum age was given');
  return pass('freshness', `within ${policy.maxAgeSeconds} s of ${policy.at}`);
}

/**
 * Whether a signed time is within the window, both ends included.
 * @throws FormatError `time` when the policy's own time is not RFC 3339
 */
export function checkFreshness(timestamp: string, policy: FreshnessPolicy): Fault | undefined {
  const age = Number(instantOf(policy.at) - instantOf(timestamp)) / 1e9;
  if (age > policy.maxAgeSeconds)
    return { code: 'expired', message: `signed time ${timestamp} is more than ${policy.maxAgeSeconds} s old` };
  if (age < -FORWARD_SKEW_SECONDS)
    return { code: 'future_timestamp', message: `signed time ${timestamp} lies in the future of ${policy.at}` };
  return undefined;
}
