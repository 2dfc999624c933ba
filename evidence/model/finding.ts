// SPDX-License-Identifier: Apache-2.0

export type Severity = 'low' | 'medium' | 'high' | 'critical';

/** Severity as it stands in facts: an integer that can be compared. 0 is reserved for "none". */
export const SEVERITY_RANK: Readonly<Record<Severity, number>> = { low: 1, medium: 2, high: 3, critical: 4 };

/**
 * What a detector saw. A matched secret never enters a Finding: rule, place and span only. `span` is in UTF-16 code
 * units of the raw surface, or undefined when the match exists only in a decoded view.
 */
export interface Finding {
  readonly detector: string;
  /** The rule's published name, such as `AWS Access ID`. */
  readonly rule: string;
  readonly category: string;
  readonly severity: Severity;
  /** Name of the surface. */
  readonly surface: string;
  /** The view in which it matched: `raw`, `url`, `base64`, `hex`, `base32`, `subdomain`, `split` ... */
  readonly view: string;
  readonly span?: { readonly start: number; readonly end: number };
}
