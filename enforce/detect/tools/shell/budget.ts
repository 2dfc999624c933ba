// SPDX-License-Identifier: Apache-2.0
import { ShellFault } from './syntax.js';

/**
 * What is left of the work allowed for one text. A unit is about ten nanoseconds, so that the whole stays within a few
 * milliseconds whatever the text asks for.
 */
export interface Budget {
  left: number;
}

/** Units that steps cost. */
export const COST = {
  part: 20,
  word: 24,
  field: 30,
  node: 40,
  command: 200,
  token: 60,
  nested: 80,
  reading: 300,
} as const;

/** Throws ShellFault when the text asks for more work than it may. */
export function spend(budget: Budget, units: number): void {
  budget.left -= units;
  if (budget.left < 0) throw new ShellFault('size');
}
