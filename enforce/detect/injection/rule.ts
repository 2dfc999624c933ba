// SPDX-License-Identifier: Apache-2.0
import type { Severity } from '../../../evidence/model/finding.js';

/** Score from which on a text is an attack. A rule of this weight suffices alone. */
export const THRESHOLD = 100;

export type RuleCategory = 'core' | 'default' | 'user';

/** What about the place of a match makes it harmless. */
export interface RuleGuard {
  /** The first word is a verb that counts as a command only: not negated, told of someone else, or a noun. */
  readonly command?: boolean;
  /** A quotation or a description of an attack is none. On for all rules unless false. */
  readonly quotation?: boolean;
}

/** One row of a rule table. Adding a rule is adding a row and its test lines. */
export interface RuleRow extends RuleGuard {
  /** As published in findings and configuration. */
  readonly name: string;
  readonly category: 'core' | 'default';
  readonly severity: Severity;
  /** Part of THRESHOLD that one match contributes; THRESHOLD when absent. A cue is a row with less. */
  readonly weight?: number;
  /** Structures in the notation of `pattern.ts`; any of them is a match. */
  readonly structures: readonly string[];
}
