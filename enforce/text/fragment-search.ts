// SPDX-License-Identifier: Apache-2.0
import type { Severity } from '../../evidence/model/finding.js';

/** One rule that a text shows. */
export interface FragmentHit {
  readonly rule: string;
  readonly severity: Severity;
  readonly category: string;
  /** Where the match begins in the text, if that is known. */
  readonly start?: number;
}

/**
 * The search of single texts by which joined ones are judged: each rule once. Texts have a few thousand characters. Both
 * may throw FormatError for a text that costs too much, which the caller treats as a block.
 */
export interface FragmentSearch {
  /** What a text shows as it is written, normalised; no encoding is undone. */
  written(text: string): readonly FragmentHit[];
  /** What a text shows in every view of it, as written among them. */
  decoded(text: string): readonly FragmentHit[];
}
