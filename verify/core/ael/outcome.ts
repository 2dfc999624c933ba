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

/** What each check asks for, under its wire id, in the order in which they are printed. */
export const AEL_CHECKS: Readonly<Record<string, string>> = {
  a: 'every record is signed by a published key',
  b: 'every payload is canonical',
  c: 'the keyholder is honest',
  d: 'run, recorder and order are as declared',
  e: 'every record names the hash of the one before',
  w: 'no member too few or too many',
  f: 'the run opens and promises heartbeats',
  g: 'seq has no gap',
  h: 'heartbeats came as promised',
  i: 'the close commits to count and head',
  j: 'what was opened was closed',
  k: 'two recorders, each whole by itself',
  l: 'every recorder has a key of its own',
  m: 'all recorders saw the same events',
  n: 'the log signed this tree head',
  o: 'every proof leads to the root',
  p: 'the anchored records are these',
  q: 'no record lies beyond the anchors',
  u: 'the log has a key of its own',
  r: 'the counterparty signed its statements',
  s: 'the statements are about this run',
  t: 'what was sent is what was received',
  v: 'the counterparty has a key of its own',
  R: 'every verdict follows from its policy and inputs',
};

export type AelOutcomes = Readonly<Record<string, AelOutcome>>;

/** Outcomes of the checks of one part, and what it adds to check w. */
export interface PartResult {
  readonly outcomes: AelOutcomes;
  readonly schemaFault?: string | undefined;
}
