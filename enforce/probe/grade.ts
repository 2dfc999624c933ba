// SPDX-License-Identifier: Apache-2.0

export type Grade = 'A' | 'B' | 'C' | 'D' | 'F';

const LOWEST: readonly (readonly [number, Grade])[] = [
  [90, 'A'],
  [80, 'B'],
  [70, 'C'],
  [60, 'D'],
];

/** The grade of a whole percentage. */
export function gradeOf(percentage: number): Grade {
  return LOWEST.find(([lowest]) => percentage >= lowest)?.[1] ?? 'F';
}

/** Whole percent, rounded down; `none` where there is nothing to count. */
export function percentOf(part: number, whole: number, none: number): number {
  return whole === 0 ? none : Math.floor((part * 100) / whole);
}
