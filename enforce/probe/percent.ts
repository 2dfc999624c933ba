// SPDX-License-Identifier: Apache-2.0

/** Whole percent, rounded down; `none` where there is nothing to count. */
export function percentOf(part: number, whole: number, none: number): number {
  return whole === 0 ? none : Math.floor((part * 100) / whole);
}
