// SPDX-License-Identifier: Apache-2.0
import type { Lexicon, LexiconClass } from '../lexicon.js';

/** A lexicon as a person writes it: correct spelling, entries of one class in one text parted by commas or lines. */
export interface WrittenLexicon {
  /** BCP 47. */
  readonly language: string;
  /** Words stand apart. False for scripts that write them in one run. */
  readonly spaced: boolean;
  readonly order: Lexicon['order'];
  /** Technical words that are everyday words here. */
  readonly homonyms?: string;
  /** An entry may be several words; a `*` at its end stands for any suffix. */
  readonly words: Readonly<Record<LexiconClass, string>>;
  /** Rule name to phrases, each an attack by itself. */
  readonly phrases: Readonly<Record<string, string>>;
}
