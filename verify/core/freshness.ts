// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../../evidence/canonical/errors.js';
import type { Fault } from './format-fault.js';

/** Clock difference tolerated towards the future: hosts drift, and a receipt is not forged for being seconds early. */
const FORWARD_SKEW_MS = 10 * 60 * 1000;

/** The relying party's time and patience. Time is an argument: a verifier with its own clock cannot be replayed. */
export interface FreshnessPolicy {
  /** RFC 3339. */
  readonly at: string;
  readonly maxAgeSeconds: number;
}

/** Milliseconds since the epoch of an RFC 3339 time; digits beyond the third of the fraction are dropped. */
function milliseconds(time: string): number {
  const value = Date.parse(time);
  if (Number.isNaN(value)) throw new FormatError('time', `not a time: ${time}`);
  return value;
}

/**
 * Whether a signed time is within the window, both ends included.
 * @throws FormatError `time` when the policy's own time is not RFC 3339
 */
export function checkFreshness(timestamp: string, policy: FreshnessPolicy): Fault | undefined {
  const now = milliseconds(policy.at);
  const age = now - milliseconds(timestamp);
  if (age > policy.maxAgeSeconds * 1000) {
    return { code: 'expired', message: `signed time ${timestamp} is more than ${policy.maxAgeSeconds} s old` };
  }
  if (age < -FORWARD_SKEW_MS) {
    return { code: 'future_timestamp', message: `signed time ${timestamp} lies in the future of ${policy.at}` };
  }
  return undefined;
}
