// SPDX-License-Identifier: Apache-2.0

export type Unit = 'x' | 'us' | 'ms' | 's' | 'MB' | 'per second' | 'count';

/** What a figure is held against. It is printed, never enforced: a shared machine must not fail a build. */
export interface Target {
  readonly atMost?: number;
  readonly atLeast?: number;
  /** The value to work towards, beyond the one promised. */
  readonly aim?: number;
}

export interface Figure {
  readonly name: string;
  readonly unit: Unit;
  readonly value: number;
  readonly target?: Target;
}

export interface BenchContext {
  /** A short run whose figures show only that the bench works. */
  readonly quick: boolean;
  /** The URL to scan instead of the standard one. */
  readonly url?: string;
  /** The text to scan instead of the standard one. */
  readonly text?: string;
  /** Says what is going on; goes nowhere when nobody watches. */
  readonly progress: (message: string) => void;
}

export interface Bench {
  readonly name: string;
  readonly summary: string;
  run(context: BenchContext): Promise<readonly Figure[]>;
}

export function isMet({ value, target }: Figure): boolean | undefined {
  if (target === undefined) return undefined;
  return value <= (target.atMost ?? Infinity) && value >= (target.atLeast ?? -Infinity);
}
