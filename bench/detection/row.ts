// SPDX-License-Identifier: Apache-2.0

/** What a detector family has to say about a text. `nothing`: no family may raise an alarm. */
export type Expectation = 'injection' | 'dlp' | 'nothing';

/** One labelled text of a set. */
export interface Row {
  readonly id: string;
  readonly text: string;
  /** The kind of attack or of harmless text, as the set names it. */
  readonly kind: string;
  readonly expects: Expectation;
}

export interface LabelledSet {
  readonly name: string;
  readonly rows: readonly Row[];
}
