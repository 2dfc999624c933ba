// SPDX-License-Identifier: Apache-2.0
import type { Tags } from '../words/tags.js';
import type { Candidates } from './candidates.js';

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
export function markSegment(presence: Presence, candidates: Candidates, tags: Tags, from: number): void {
  const { heldFrom, heldUntil, held, columns } = candidates;
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
    const stop = heldUntil[own] ?? 0;
    const row = (((last[tag] ?? 0) - word) >> ROW_SHIFT) * columns;
    for (let i = heldFrom[own] ?? 0; i < stop; i += 2) {
      const at = row + (held[i] ?? 0);
      rows[at] = (rows[at] ?? 0) | (held[i + 1] ?? 0);
    }
  }
}

/**
 * Whether the set of a question, its column, its bit and its reach in rows, has a word within reach of rows `first` to
 * `last`. An answer of no is certain.
 */
export function isPresent(
  rows: Int32Array,
  { records, columns }: Candidates,
  question: number,
  first: number,
  last: number,
): boolean {
  const reach = records[question + 2] ?? 0;
  if (reach === 0) return true;
  const bit = records[question + 1] ?? 0;
  const until = (reach > 0 ? last + reach : last) * columns + (records[question] ?? 0);
  for (let at = until - (reach > 0 ? reach : last - first - reach) * columns; at <= until; at += columns)
    if (((rows[at] ?? 0) & bit) !== 0) return true;
  return false;
}
