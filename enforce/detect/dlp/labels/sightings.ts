// SPDX-License-Identifier: Apache-2.0
import type { Search } from '../search.js';
import type { WordIndex, WordVisit } from './word-index.js';

/** The words around labels. Labels stand close to each other, so what was read around one is kept for the next. */
export interface Sightings {
  /**
   * Calls back with each word that stands in a stretch, in order. Behind the stretch stands no letter and no digit, and
   * before it counts nothing.
   */
  visit(search: Search, from: number, to: number, visit: WordVisit): void;
}

/** Prepares the search for the words of an index. */
export function compileSightings(index: WordIndex): Sightings {
  // The search these numbers are of, the stretch that was read, and the words that begin in it.
  let serial = -1;
  let first = 0;
  let last = 0;
  const words: number[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const note: WordVisit = (word, start, end) => {
    words.push(word);
    starts.push(start);
    ends.push(end);
  };

  const read = ({ serial: current, bytes, length }: Search, from: number, to: number): void => {
    if (current !== serial || from < first || from > last) {
      serial = current;
      first = last = from;
      words.length = starts.length = ends.length = 0;
    }
    if (to > last) index.findIn(bytes, last, to, length, note);
    last = Math.max(last, to);
  };

  return {
    visit(search, from, to, visit) {
      read(search, from, to);
      // At the beginning of the stretch a word may begin that goes on what stands before it.
      index.findAt(search.bytes, from, search.length, (word, start, end) => {
        if (end <= to) visit(word, start, end);
      });
      let i = starts.length;
      while (i > 0 && (starts[i - 1] ?? 0) > from) i--;
      for (; i < starts.length && (starts[i] ?? 0) < to; i++)
        if ((ends[i] ?? 0) <= to) visit(words[i] ?? 0, starts[i] ?? 0, ends[i] ?? 0);
    },
  };
}
