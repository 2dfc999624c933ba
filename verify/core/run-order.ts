// SPDX-License-Identifier: Apache-2.0
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

/** Times of the canonical form in the order of time; the fraction has any number of digits. An unset time comes last. */
function isEarlier(a: string, b: string): boolean {
  if (a === '' || b === '') return a !== '';
  return a.replace('Z', '') < b.replace('Z', '');
}

/** Oldest first, for a reader: by the time each run claims for its start, but never before the run it is linked to. */
export function listRuns<R extends Named & { readonly startTime: string }>(
  runs: readonly R[],
  links: readonly SignedLink[],
): readonly R[] {
  return orderRuns(
    runs.toSorted((a, b) => (isEarlier(a.startTime, b.startTime) ? -1 : isEarlier(b.startTime, a.startTime) ? 1 : 0)),
    links,
  );
}
