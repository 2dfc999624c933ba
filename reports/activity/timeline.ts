// SPDX-License-Identifier: Apache-2.0
import { addCounts, noCounts, type Counts } from './bounded.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** More bars than this cannot be read, and hostile dates could ask for millions. */
const MAX_DAYS = 400;

export interface TimelineBucket {
  readonly start: number;
  readonly counts: Readonly<Counts>;
}

export interface Timeline {
  /** Counts of the moment, to be changed in place. */
  at(atMs: number): Counts;
  /** Time of the first and the last event; undefined when there was none. */
  readonly range: { readonly startMs: number; readonly endMs: number } | undefined;
  /** Bars of one width, those without events left out; a bar begins at a multiple of its width since 1970. */
  buckets(): { readonly widthMs: number; readonly buckets: readonly TimelineBucket[] };
}

/** Width of a bar for a range of time. */
export function bucketWidth(rangeMs: number): number {
  if (rangeMs >= 3 * DAY) return DAY;
  if (rangeMs >= 12 * HOUR) return HOUR;
  if (rangeMs >= 2 * HOUR) return 15 * MINUTE;
  if (rangeMs >= 30 * MINUTE) return 5 * MINUTE;
  return Math.max(1, Math.floor(rangeMs / 6 / MINUTE)) * MINUTE;
}

function regroup(cells: ReadonlyMap<number, Counts>, widthMs: number): Map<number, Counts> {
  const wider = new Map<number, Counts>();
  for (const [start, counts] of cells) {
    const at = Math.floor(start / widthMs) * widthMs;
    const found = wider.get(at) ?? noCounts();
    addCounts(found, counts);
    wider.set(at, found);
  }
  return wider;
}

/**
 * Counts over time in bounded memory and in any order of events: cells are minutes as long as bars could be, then hours,
 * then days, because the range only grows; with more than 400 days, two, four, eight ... days.
 */
export function createTimeline(): Timeline {
  let cells = new Map<number, Counts>();
  let cellMs = MINUTE;
  let startMs = Infinity;
  let endMs = -Infinity;
  const coarsen = (): void => {
    const range = endMs - startMs;
    const wanted = range >= 3 * DAY ? DAY : range >= 12 * HOUR ? HOUR : MINUTE;
    if (wanted > cellMs) {
      cellMs = wanted;
      cells = regroup(cells, cellMs);
    }
    while (cells.size > MAX_DAYS && cellMs >= DAY) {
      cellMs *= 2;
      cells = regroup(cells, cellMs);
    }
  };
  const cellAt = (start: number): Counts => {
    const found = cells.get(start);
    if (found !== undefined) return found;
    const counts = noCounts();
    cells.set(start, counts);
    return counts;
  };
  // Logs are in order, mostly: the cell of the event before is the one of the next.
  let lastStart = Infinity;
  let last = noCounts();
  return {
    at(atMs) {
      if (atMs < startMs) startMs = atMs;
      if (atMs > endMs) endMs = atMs;
      if (atMs >= lastStart && atMs < lastStart + cellMs) return last;
      cellAt(Math.floor(atMs / cellMs) * cellMs);
      // Regrouping copies counts into wider cells, so the cell is looked for again.
      coarsen();
      lastStart = Math.floor(atMs / cellMs) * cellMs;
      last = cellAt(lastStart);
      return last;
    },
    get range() {
      return startMs <= endMs ? { startMs, endMs } : undefined;
    },
    buckets() {
      const widthMs = Math.max(cellMs, startMs <= endMs ? bucketWidth(endMs - startMs) : MINUTE);
      const sorted = [...regroup(cells, widthMs)].sort(([a], [b]) => a - b);
      return { widthMs, buckets: sorted.map(([start, counts]) => ({ start, counts })) };
    },
  };
}
