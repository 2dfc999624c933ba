// SPDX-License-Identifier: Apache-2.0
import { foldEntry, hashWord } from './vocabulary.js';

/** Hashes of words, since the words in front of a match are many and compared to a few. */
export type WordSet = ReadonlySet<number>;

export function wordHash(word: string): number {
  return hashWord(foldEntry(word));
}

/** The words of a list, with blanks between them. */
export function wordSet(list: string): WordSet {
  return new Set(list.trim().split(/\s+/).map(wordHash));
}
