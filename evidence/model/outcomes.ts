// SPDX-License-Identifier: Apache-2.0

export type Outcome = 'allow' | 'warn' | 'strip' | 'redact' | 'ask' | 'redirect' | 'defer' | 'block';

interface OutcomeRow {
  /** The `verdict` string of an ActionReceipt v1. */
  readonly receiptV1: 'allow' | 'warn' | 'strip' | 'ask' | 'redirect' | 'defer' | 'block';
  /** The verdict of an evidence-level decision record. */
  readonly evidenceLevel: 'allow' | 'defer' | 'block';
  /** Whether the action may take effect. */
  readonly passes: boolean;
}

/** The one mapping of outcomes to wire vocabularies. */
export const OUTCOMES = {
  allow: { receiptV1: 'allow', evidenceLevel: 'allow', passes: true },
  warn: { receiptV1: 'warn', evidenceLevel: 'allow', passes: true },
  strip: { receiptV1: 'strip', evidenceLevel: 'allow', passes: true },
  redact: { receiptV1: 'strip', evidenceLevel: 'allow', passes: true },
  ask: { receiptV1: 'ask', evidenceLevel: 'defer', passes: false },
  redirect: { receiptV1: 'redirect', evidenceLevel: 'allow', passes: false },
  defer: { receiptV1: 'defer', evidenceLevel: 'defer', passes: false },
  block: { receiptV1: 'block', evidenceLevel: 'block', passes: false },
} as const satisfies Record<Outcome, OutcomeRow>;
