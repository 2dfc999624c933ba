// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../../../evidence/model/finding.js';

/** A rule that does not apply to what is exchanged with some hosts. `path` is a host, `*` standing for any characters. */
export interface Suppression {
  readonly rule: string;
  readonly path: string;
  /** When it ends, a date or an RFC 3339 time. Empty or absent: never. */
  readonly expires?: string;
}

/** How often an entry of the list has passed a finding over. */
export interface SuppressionUse {
  readonly rule: string;
  readonly path: string;
  readonly count: number;
}

/** The exemptions of a configuration and their use. URLs are never asked about. */
export interface Suppressions {
  /** Index of the entry that passes this finding over, or undefined. */
  find(finding: Finding, host: string): number | undefined;
  /** Counts one use of an entry. */
  note(index: number): void;
  /** Every entry of the list, the ones without any effect included. */
  report(): readonly SuppressionUse[];
}

/** Whether a text matches a pattern in which `*` stands for any characters. Linear: each piece is sought once. */
export function matchesGlob(pattern: string, text: string): boolean {
  const pieces = pattern.toLowerCase().split('*');
  const [first = '', ...rest] = pieces;
  if (!text.startsWith(first)) return false;
  const last = rest.pop();
  if (last === undefined) return text === first;
  let at = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

/**
 * Prepares suppressions. A finding of category `core` is never suppressed, whatever is listed. `now` gives milliseconds
 * since 1970: an entry that has ended while the product runs is no longer heeded.
 */
export function openSuppressions(listed: readonly Suppression[], now: () => number): Suppressions {
  const entries = listed.map(({ rule, path, expires }) => ({
    rule,
    path,
    endsMs: expires === undefined || expires === '' ? Infinity : Date.parse(expires),
  }));
  const counts = entries.map(() => 0);
  return {
    find({ rule, category }, host) {
      if (entries.length === 0 || category === 'core') return undefined;
      const index = entries.findIndex(
        (entry) => entry.rule === rule && matchesGlob(entry.path, host) && entry.endsMs > now(),
      );
      return index < 0 ? undefined : index;
    },
    note(index) {
      counts[index] = (counts[index] ?? 0) + 1;
    },
    report: () => entries.map(({ rule, path }, index) => ({ rule, path, count: counts[index] ?? 0 })),
  };
}
