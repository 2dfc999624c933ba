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
  return new Cells();
}

class Cells implements Timeline {
  #cells = new Map<number, Counts>();
  #cellMs = MINUTE;
  #startMs = Infinity;
  #endMs = -Infinity;
  // Logs are in order, mostly: the cell of the event before is the one of the next.
  #lastStart = Infinity;
  #last = noCounts();

  at(atMs: number): Counts {
    if (atMs < this.#startMs) this.#startMs = atMs;
    if (atMs > this.#endMs) this.#endMs = atMs;
    if (atMs >= this.#lastStart && atMs < this.#lastStart + this.#cellMs) return this.#last;
    this.#cellAt(this.#startOf(atMs));
    // Regrouping copies counts into wider cells, so the cell is looked for again.
    this.#coarsen();
    this.#lastStart = this.#startOf(atMs);
    this.#last = this.#cellAt(this.#lastStart);
    return this.#last;
  }

  get range(): Timeline['range'] {
    return this.#startMs <= this.#endMs ? { startMs: this.#startMs, endMs: this.#endMs } : undefined;
  }

  buckets(): ReturnType<Timeline['buckets']> {
    const { range } = this;
    const widthMs = Math.max(this.#cellMs, range === undefined ? MINUTE : bucketWidth(range.endMs - range.startMs));
    const sorted = [...regroup(this.#cells, widthMs)].sort(([a], [b]) => a - b);
    return { widthMs, buckets: sorted.map(([start, counts]) => ({ start, counts })) };
  }

  #startOf(atMs: number): number {
    return Math.floor(atMs / this.#cellMs) * this.#cellMs;
  }

  #cellAt(start: number): Counts {
    const found = this.#cells.get(start);
    if (found !== undefined) return found;
    const counts = noCounts();
    this.#cells.set(start, counts);
    return counts;
  }

  #coarsen(): void {
    const range = this.#endMs - this.#startMs;
    const wanted = range >= 3 * DAY ? DAY : range >= 12 * HOUR ? HOUR : MINUTE;
    if (wanted > this.#cellMs) this.#widen(wanted);
    while (this.#cells.size > MAX_DAYS && this.#cellMs >= DAY) this.#widen(this.#cellMs * 2);
  }

  #widen(cellMs: number): void {
    this.#cellMs = cellMs;
    this.#cells = regroup(this.#cells, cellMs);
  }
}
