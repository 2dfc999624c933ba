// SPDX-License-Identifier: Apache-2.0

/** Stretches of a text, kept as beginnings and ends in turn, in order and apart from each other. */
export type Stretches = readonly number[];

/**
 * Adds a place to stretches: one that is no further than `gap` behind the last stretch belongs to it. Places come in
 * order, or stand in the last stretch.
 */
export function addPlace(stretches: number[], place: number, gap: number): void {
  const end = stretches[stretches.length - 1];
  if (end === undefined || place - end > gap) stretches.push(place, place);
  else if (place > end) stretches[stretches.length - 1] = place;
}

/** Adds a stretch that begins no earlier than the last one; what touches it becomes one with it. */
export function addStretch(stretches: number[], from: number, to: number): void {
  const end = stretches[stretches.length - 1];
  if (end === undefined || from > end) stretches.push(from, to);
  else if (to > end) stretches[stretches.length - 1] = to;
}

/** The stretches with so many units of the text on both sides. */
export function widen(stretches: Stretches, by: number, length: number): Stretches {
  const wide: number[] = [];
  for (let i = 0; i < stretches.length; i += 2) {
    addStretch(wide, Math.max(0, (stretches[i] ?? 0) - by), Math.min(length, (stretches[i + 1] ?? 0) + by));
  }
  return wide;
}

/** What is in either. */
export function unite(one: Stretches, other: Stretches): Stretches {
  if (one.length === 0) return other;
  if (other.length === 0) return one;
  const united: number[] = [];
  for (let i = 0, k = 0; i < one.length || k < other.length;) {
    if (k >= other.length || (i < one.length && (one[i] ?? 0) <= (other[k] ?? 0))) {
      addStretch(united, one[i] ?? 0, one[i + 1] ?? 0);
      i += 2;
    } else {
      addStretch(united, other[k] ?? 0, other[k + 1] ?? 0);
      k += 2;
    }
  }
  return united;
}

/** What is in both. */
export function intersect(one: Stretches, other: Stretches): Stretches {
  const both: number[] = [];
  for (let i = 0, k = 0; i < one.length && k < other.length;) {
    const from = Math.max(one[i] ?? 0, other[k] ?? 0);
    const to = Math.min(one[i + 1] ?? 0, other[k + 1] ?? 0);
    if (from <= to) addStretch(both, from, to);
    if ((one[i + 1] ?? 0) < (other[k + 1] ?? 0)) i += 2;
    else k += 2;
  }
  return both;
}

export function totalOf(stretches: Stretches): number {
  let total = 0;
  for (let i = 0; i < stretches.length; i += 2) total += (stretches[i + 1] ?? 0) - (stretches[i] ?? 0);
  return total;
}
