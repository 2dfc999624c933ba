// SPDX-License-Identifier: Apache-2.0
import { addPlace } from './stretches.js';
import { openWriter, textOf, type Writer } from './writer.js';

/** Collects a text that is rewritten without one of its notations, and where it came out otherwise than it was. */
export interface Rewriter extends Writer {
  /** Stretches that hold all changes, as offsets of their beginnings and ends. */
  readonly changes: number[];
}

/** A text without one of its notations, or what of it stands near to where it was changed. */
export interface Rewriting {
  readonly text: string;
  readonly excerpt: boolean;
}

/** Up to so many bytes a text is kept whole. */
const SHORT = 16_384;
/** What stands so near to a change may mean something together with it: more than any rule reaches. */
const NEAR = 1024;
/** The beginning tells what kind of text it is. */
const HEAD = 1024;
const BETWEEN = '\n\n';

export function openRewriter(capacity: number): Rewriter {
  return { ...openWriter(capacity), changes: [] };
}

/** Notes that the text differs from what was read at the end of what is written. */
export function noteChange({ changes, length }: Rewriter): void {
  addPlace(changes, length, 2 * NEAR);
}

/** By byte: 1 for what tokens and encoded data consist of, which is not cut, and for the middle of a character. */
const JOINS = new Uint8Array(256);
for (const letter of '+/_=.-') JOINS[letter.charCodeAt(0)] = 1;
for (let byte = 0; byte < 256; byte++) {
  const letter = byte | 0x20;
  if (byte >= 0x80 || (byte >= 0x30 && byte <= 0x39) || (letter >= 0x61 && letter <= 0x7a)) JOINS[byte] = 1;
}

/** The stretches of a text that are near to changes, its beginning ahead of them; neighbours are one. */
function stretchesOf({ bytes, length, changes }: Rewriter): readonly (readonly [from: number, to: number])[] {
  const stretches: [number, number][] = [[0, HEAD]];
  for (let i = 0; i < changes.length; i += 2) {
    let from = Math.max(0, (changes[i] ?? 0) - NEAR);
    let to = Math.min(length, (changes[i + 1] ?? 0) + NEAR);
    while (from > 0 && JOINS[bytes[from - 1] ?? 0] === 1) from--;
    while (to < length && JOINS[bytes[to] ?? 0] === 1) to++;
    const before = stretches[stretches.length - 1];
    if (before !== undefined && from <= before[1]) before[1] = Math.max(before[1], to);
    else stretches.push([from, to]);
  }
  return stretches;
}

/**
 * The rewritten text. Of a long one that is as it was nearly everywhere, an excerpt where one is wanted: the rest was
 * read already, and a document with a handful of escapes must not be read again whole for each notation in it.
 */
export function rewritingOf(rewriter: Rewriter, excerpts: boolean): Rewriting | undefined {
  const { bytes, length, changes } = rewriter;
  if (changes.length === 0) return undefined;
  const whole = (): Rewriting => ({ text: textOf(rewriter), excerpt: false });
  if (!excerpts || length <= SHORT) return whole();
  const stretches = stretchesOf(rewriter);
  if (2 * stretches.reduce((sum, [from, to]) => sum + to - from, 0) > length) return whole();
  const texts = stretches.map(([from, to]) => textOf({ bytes: bytes.subarray(from, to), length: to - from }));
  return { text: texts.join(BETWEEN), excerpt: true };
}
