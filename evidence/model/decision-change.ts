// SPDX-License-Identifier: Apache-2.0
import { OUTCOMES } from './verdict.js';

/** A decision in the words of the record. `rule` is the code of what matched, where that is known. */
export interface DecisionWords {
  /** In the receipt's vocabulary. */
  readonly verdict: string;
  readonly layer: string;
  readonly reason: string;
  readonly rule?: string;
}

/** `changed`: passes, or is stopped, as before, but marked otherwise or for another reason. */
export type DecisionChange = 'same' | 'newly_blocked' | 'newly_allowed' | 'changed';

const PASSING: ReadonlySet<string> = new Set(
  Object.values(OUTCOMES).flatMap(({ passes, receiptV1 }) => (passes ? [receiptV1] : [])),
);

/** Whether a recorded verdict let the action take effect. A word that is no verdict did not. */
export function passesAs(verdict: string): boolean {
  return PASSING.has(verdict);
}

/** How two decisions about one action differ. Rules are compared where both are known. */
export function compareDecisions(before: DecisionWords, after: DecisionWords): DecisionChange {
  const passed = passesAs(before.verdict);
  if (passed !== passesAs(after.verdict)) return passed ? 'newly_blocked' : 'newly_allowed';
  const same =
    before.verdict === after.verdict &&
    before.layer === after.layer &&
    before.reason === after.reason &&
    (before.rule === undefined || after.rule === undefined || before.rule === after.rule);
  return same ? 'same' : 'changed';
}
