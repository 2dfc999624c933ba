// SPDX-License-Identifier: Apache-2.0
import { canonicalizeJcsValue } from '../canonical/jcs.js';
import type { JsonValue } from '../canonical/json-reader.js';
import type { PolicyDocument } from './policy.js';

/**
 * The bytes (as text) whose SHA-256 is the policy hash: the `pipelock` JCS profile. Throws FormatError `json_number`
 * when a condition compares with a number that is not an integer.
 */
export function canonicalizePolicyDocument(document: PolicyDocument): string {
  return canonicalizeJcsValue(document as unknown as JsonValue, 'pipelock');
}
