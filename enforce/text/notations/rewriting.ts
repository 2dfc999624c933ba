// SPDX-License-Identifier: Apache-2.0
import { addStretch, type Stretches } from '../bytes/stretches.js';
import { openWriter, type Writer } from '../bytes/writer.js';

/** Collects a text that is rewritten without one of its notations, and where it comes out otherwise than it was. */
export interface Rewriter extends Writer {
  /** For each stretch with changes four numbers: where it begins and ends in what is read and in what is written. */
  readonly changes: number[];
}

/** Changes that are no further from each other are one stretch. */
const GAP = 64;
/** Most bytes that a character takes. */
const CHARACTER = 4;

export function openRewriter(capacity: number): Rewriter {
  return { ...openWriter(capacity), changes: [] };
}

/**
 * Notes that the character at the end of what is written, or what stands around there, is not what was read. `readTo` is
 * how far that reached.
 */
export function noteChange({ changes, length }: Rewriter, readTo: number): void {
  let last = changes.length - 4;
  let from = Math.max(0, length - CHARACTER);
  for (; last >= 0 && from - (changes[last + 3] ?? 0) <= GAP; last -= 4) {
    const start = changes[last + 2] ?? 0;
    if (from >= start && last === changes.length - 4) {
      changes[last + 1] = readTo;
      changes[last + 3] = length;
      return;
    }
    from = Math.min(from, start);
  }
  changes.length = last + 4;
  // What was written since the last change is what was read.
  const shorter = last < 0 ? 0 : (changes[last + 1] ?? 0) - (changes[last + 3] ?? 0);
  changes.push(from + shorter, readTo, from, length);
}

/** What has changes: stretches of the text that was read. */
export function changedIn({ changes }: Rewriter): Stretches {
  return changes.filter((_, i) => i % 4 < 2);
}

/** What has changes: stretches of the text that was written. */
export function changedOut({ changes }: Rewriter): Stretches {
  return changes.filter((_, i) => i % 4 >= 2);
}

/** Where stretches of the text that was read stand in the one that was written; a change counts whole. */
export function carryOver(stretches: Stretches, { changes }: Rewriter): Stretches {
  const carried: number[] = [];
  // How many bytes shorter the text is behind the changes that have been passed.
  let shorter = 0;
  for (let i = 0, at = 0; i < stretches.length; i += 2) {
    const from = stretches[i] ?? 0;
    const to = stretches[i + 1] ?? 0;
    const pass = (): void => {
      shorter = (changes[at + 1] ?? 0) - (changes[at + 3] ?? 0);
      at += 4;
    };
    while (at < changes.length && (changes[at + 1] ?? 0) < from) pass();
    const start = at < changes.length && (changes[at] ?? 0) <= from ? (changes[at + 2] ?? 0) : from - shorter;
    while (at < changes.length && (changes[at + 1] ?? 0) < to) pass();
    const end = at < changes.length && (changes[at] ?? 0) <= to ? (changes[at + 3] ?? 0) : to - shorter;
    addStretch(carried, start, end);
  }
  return carried;
}
