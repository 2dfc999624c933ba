// SPDX-License-Identifier: Apache-2.0
import { compareCodePoints } from '../../evidence/canonical/text.js';
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
  for (const link of links) {
    if (known.has(link.predecessor_session))
      before.set(link.successor_session, [...(before.get(link.successor_session) ?? []), link.predecessor_session]);
  }
  const ordered: R[] = [];
  const seen = new Set<string>();
  for (const run of runs) {
    // A stack instead of recursion: a folder may hold a long line of runs.
    const stack = [run.session];
    for (let session = stack.at(-1); session !== undefined; session = stack.at(-1)) {
      seen.add(session);
      const next = before.get(session)?.find((one) => !seen.has(one));
      if (next !== undefined) {
        stack.push(next);
        continue;
      }
      stack.pop();
      const files = known.get(session);
      if (files !== undefined) {
        ordered.push(files);
        known.delete(session);
      }
    }
  }
  return ordered;
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
