// SPDX-License-Identifier: Apache-2.0
import type { Tags } from './tags.js';

/**
 * A structure among those that start from an entry: its number, its row, the mark that must stand in front of the anchor
 * or 0, and two questions.
 */
export const STRUCTURE = 0;
export const ROW = 1;
export const MARK = 2;
export const FIRST_QUESTION = 3;
export const SECOND_QUESTION = 6;
export const ANCHORED_SIZE = 9;

/** What tells which structures may stand around an entry. */
export interface PresenceTables {
  /**
   * Structures that start from an entry: `anchored[anchoredFrom[entry]..anchoredFrom[entry + 1]]`, of ANCHORED_SIZE
   * numbers each. A question is the column and the bit of a set, and how far from the row in which the anchor ends, in rows,
   * that of a tag of it may be; below 0, how far ahead of the row in which the anchor starts. 0 asks nothing.
   */
  readonly anchoredFrom: Int32Array;
  readonly anchored: Int32Array;
  /** For each entry where those begin that are for short texts only. */
  readonly briefFrom: Int32Array;
  /** The sets with an entry, as columns and bits in turn: `heldBits[heldFrom[entry]..heldFrom[entry + 1]]`. */
  readonly heldFrom: Int32Array;
  readonly heldBits: Int32Array;
  /** Columns of 32 sets. */
  readonly columns: number;
}

/** Tags that one attempt may look at. Bounds the work for each tag, whatever the text. */
export const BUDGET = 80;
/** Tags that are marked together. */
const SEGMENT = 2048;
/** Words to a row, as a power of two. */
export const ROW_SHIFT = 2;
/** Words on each side of those that are marked, so that no reach leads out of the rows. */
const MARGIN = 64;

/**
 * Which sets have words where: a row of bits for every few words of a text, for one segment of it at a time. Most
 * structures fail because a word they need stands nowhere near, or only in the wrong direction; in a text put together
 * from words of attacks there are dozens of them for each tag, and this rules nearly all out at a glance.
 */
export interface Presence {
  rows: Int32Array;
  /** The word of the first row. */
  word: number;
  /** Tags ahead of this one are marked, and a little of what is behind them. */
  until: number;
}

export function openPresence(): Presence {
  return { rows: new Int32Array(1024), word: 0, until: 0 };
}

/** Marks the tags of the segment that begins at a tag, and those around it that an attempt may reach. */
export function markSegment(presence: Presence, tables: PresenceTables, tags: Tags, from: number): void {
  const { heldFrom, heldBits, columns } = tables;
  const { entry, last } = tags;
  presence.until = Math.min(tags.count, from + SEGMENT);
  const start = Math.max(0, from - BUDGET);
  const end = Math.min(tags.count, presence.until + BUDGET);
  const word = ((last[start] ?? 0) - MARGIN) & -(1 << ROW_SHIFT);
  const count = (((last[end - 1] ?? 0) + MARGIN - word) >> ROW_SHIFT) + 1;
  if (presence.rows.length < count * columns) presence.rows = new Int32Array(count * columns);
  else presence.rows.fill(0, 0, count * columns);
  presence.word = word;
  const { rows } = presence;
  for (let tag = start; tag < end; tag++) {
    const own = entry[tag] ?? 0;
    const stop = heldFrom[own + 1] ?? 0;
    const row = (((last[tag] ?? 0) - word) >> ROW_SHIFT) * columns;
    for (let i = heldFrom[own] ?? 0; i < stop; i += 2) {
      const at = row + (heldBits[i] ?? 0);
      rows[at] = (rows[at] ?? 0) | (heldBits[i + 1] ?? 0);
    }
  }
}

/** Whether the set of a question has a word within reach of rows `first` to `last`. An answer of no is certain. */
export function isPresent(
  rows: Int32Array,
  { anchored, columns }: PresenceTables,
  question: number,
  first: number,
  last: number,
): boolean {
  const reach = anchored[question + 2] ?? 0;
  if (reach === 0) return true;
  const bit = anchored[question + 1] ?? 0;
  const until = (reach > 0 ? last + reach : last) * columns + (anchored[question] ?? 0);
  for (let at = until - (reach > 0 ? reach : last - first - reach) * columns; at <= until; at += columns)
    if (((rows[at] ?? 0) & bit) !== 0) return true;
  return false;
}
