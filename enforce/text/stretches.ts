// SPDX-License-Identifier: Apache-2.0

/**
 * Adds a place to stretches, kept as beginnings and ends in turn: one that is no further than `gap` behind the last
 * stretch belongs to it. Places come in order, or stand in the last stretch.
 */
export function addPlace(stretches: number[], place: number, gap: number): void {
  const end = stretches[stretches.length - 1];
  if (end === undefined || place - end > gap) stretches.push(place, place);
  else if (place > end) stretches[stretches.length - 1] = place;
}
