// SPDX-License-Identifier: Apache-2.0

/** One side of a comparison. `run` does the work `iterations` times; what it needs was made before. */
export interface Side {
  readonly name: string;
  run(iterations: number): void | Promise<void>;
}

export interface SlicePlan {
  /** Timed slices per side. */
  readonly slices: number;
  /** Milliseconds a slice should last. */
  readonly sliceMs: number;
  /** Milliseconds each side runs before anything counts, so that the compiler has settled. */
  readonly warmUpMs: number;
}

/** What one side took, in nanoseconds per iteration, slice by slice. */
export interface Timing {
  readonly name: string;
  readonly perIteration: readonly number[];
}

/** The middle value; the mean of the two in the middle when their number is even. NaN for an empty list. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** Value below which the given share (0 to 1) of the list lies, interpolated between neighbours. NaN for an empty list. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? NaN;
  const above = sorted[Math.ceil(place)] ?? NaN;
  return below + (above - below) * (place - Math.floor(place));
}

/**
 * The median of the slice-by-slice quotients a/b. Slices of equal index ran side by side, so a machine that slows down
 * for a while slows both, and the quotient stays.
 */
export function medianRatio(a: readonly number[], b: readonly number[]): number {
  return median(a.map((value, index) => value / (b[index] ?? NaN)));
}

async function timeRun(side: Side, iterations: number): Promise<number> {
  const startedAt = process.hrtime.bigint();
  const running = side.run(iterations);
  // An await costs as much as a short slice; a synchronous side does not pay for it.
  if (running !== undefined) await running;
  return Number(process.hrtime.bigint() - startedAt);
}

/** Warms a side up and finds out how many iterations fill a slice. */
async function calibrate(side: Side, { sliceMs, warmUpMs }: SlicePlan): Promise<number> {
  let iterations = 1;
  let spentNs = 0;
  for (;;) {
    const took = await timeRun(side, iterations);
    spentNs += took;
    const perIteration = Math.max(took, 1) / iterations;
    const wanted = Math.max(1, Math.round((sliceMs * 1e6) / perIteration));
    if (spentNs >= warmUpMs * 1e6 && took >= (sliceMs * 1e6) / 4) return wanted;
    iterations = Math.max(1, Math.min(wanted, iterations * 4));
  }
}

/** Times the sides in alternating slices: a b, b a, a b ... so that neither always runs in the other's wake. */
export async function measureInterleaved(sides: readonly Side[], plan: SlicePlan): Promise<readonly Timing[]> {
  const lanes: { side: Side; iterations: number; perIteration: number[] }[] = [];
  for (const side of sides) lanes.push({ side, iterations: await calibrate(side, plan), perIteration: [] });
  for (let slice = 0; slice < plan.slices; slice++) {
    for (const lane of slice % 2 === 0 ? lanes : lanes.toReversed()) {
      lane.perIteration.push((await timeRun(lane.side, lane.iterations)) / lane.iterations);
    }
  }
  return lanes.map(({ side, perIteration }) => ({ name: side.name, perIteration }));
}
