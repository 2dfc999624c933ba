// SPDX-License-Identifier: Apache-2.0
import { compareCodePoints } from '../../../evidence/canonical/text.js';
import type { SignedLink } from './links.js';

interface Named {
  readonly session: string;
}

/**
 * Predecessors before successors, since a link may hand a key over; otherwise in the order given. Links that form a
 * ring cannot be ordered: its runs keep their given order and the keys they would have inherited stay unknown.
 */
export function orderRuns<R extends Named>(runs: readonly R[], links: readonly SignedLink[]): readonly R[] {
  const known = new Map(runs.map((run) => [run.session, run]));
  const before = new Map<string, string[]>();
  for (const { successor_session: session, predecessor_session: first } of links) {
    before.set(session, [...(before.get(session) ?? []), first]);
  }
  const ordered = new Set<string>();
  for (const { session } of runs) {
    // From the run back to the first of its line: a set goes on through what is added to it meanwhile.
    const line = new Set([session]);
    for (const one of line) {
      for (const first of before.get(one) ?? []) if (!ordered.has(first)) line.add(first);
    }
    for (const one of [...line].reverse()) ordered.add(one);
  }
  return [...ordered].flatMap((session) => known.get(session) ?? []);
}

/** The canonical form of times sorts in their order but for the Z behind the fraction. An unset time comes last. */
function timeOrder({ startTime }: { readonly startTime: string }): string {
  return startTime.replace('Z', '') || '~';
}

/** Oldest first, for a reader: by the time each run claims for its start, but never before the run it is linked to. */
export function listRuns<R extends Named & { readonly startTime: string }>(
  runs: readonly R[],
  links: readonly SignedLink[],
): readonly R[] {
  const byTime = runs.toSorted((a, b) => compareCodePoints(timeOrder(a), timeOrder(b)));
  return orderRuns(byTime, links);
}
