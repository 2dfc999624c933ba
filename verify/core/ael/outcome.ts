// SPDX-License-Identifier: Apache-2.0

/** FAIL: the property is violated. UV: it could not be decided. Both cap a grade; they are never merged. */
export type AelStatus = 'PASS' | 'FAIL' | 'UV';

export interface AelOutcome {
  readonly status: AelStatus;
  readonly message?: string;
}

export const PASS: AelOutcome = { status: 'PASS' };

export function failed(message: string): AelOutcome {
  return { status: 'FAIL', message };
}

export function unverifiable(message: string): AelOutcome {
  return { status: 'UV', message };
}

/** FAIL where there is a fault, PASS otherwise. */
export function faultOutcome(fault: string | undefined): AelOutcome {
  return fault === undefined ? PASS : failed(fault);
}

/** The first FAIL, otherwise the first UV, otherwise PASS. */
export function worstOf(outcomes: readonly AelOutcome[]): AelOutcome {
  const first = (status: AelStatus): AelOutcome | undefined => outcomes.find((one) => one.status === status);
  return first('FAIL') ?? first('UV') ?? PASS;
}

/** Wire ids of the checks, in the order in which they are printed. */
export const AEL_CHECKS = [
  ...['a', 'b', 'c', 'd', 'e', 'w', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm'],
  ...['n', 'o', 'p', 'q', 'u', 'r', 's', 't', 'v', 'R'],
] as const;

export type AelOutcomes = Readonly<Record<string, AelOutcome>>;

/** Outcomes of the checks of one part, and what it adds to check w. */
export interface PartResult {
  readonly outcomes: AelOutcomes;
  readonly schemaFault?: string | undefined;
}
