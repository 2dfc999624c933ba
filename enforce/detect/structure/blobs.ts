// SPDX-License-Identifier: Apache-2.0
import { findLongRuns, IN_BASE64 } from '../../text/bytes/long-runs.js';

/** A stretch of a text that could be an encoding, lines of one length joined. */
export interface Blob {
  readonly text: string;
  /** Where it stands in the text it was found in. */
  readonly start: number;
  readonly end: number;
}

/** Lines of an encoding are 64 or 76 characters long, seldom shorter. */
const MIN_LINE = 48;
/** A line break, as it is or as an escape, and an indentation or quotes around it. */
const BREAK = /^(?:["'+ \t,]{0,8}(?:\r?\n|\\r\\n|\\n)[ \t>*#"']{0,16})$/;
const MAX_BREAK = 32;

interface Bounds {
  readonly start: number;
  end: number;
  readonly pieces: string[];
}

/** Whether a stretch goes on with the lines before it: they are of one length, and only the last one is shorter. */
function continues(text: string, before: Bounds, start: number, end: number): boolean {
  const first = before.pieces[0]?.length ?? 0;
  const last = before.pieces.at(-1)?.length ?? 0;
  if (first < MIN_LINE || last !== first || end - start > first) return false;
  return start - before.end <= MAX_BREAK && BREAK.test(text.slice(before.end, start));
}

/** The last line may be shorter than any stretch that is looked for. */
function addLastLine(text: string, bounds: Bounds): void {
  const first = bounds.pieces[0]?.length ?? 0;
  let start = bounds.end;
  while (start < text.length && start - bounds.end < MAX_BREAK && IN_BASE64.bytes[text.charCodeAt(start)] !== 1)
    start++;
  let end = start;
  while (end < text.length && end - start < first && IN_BASE64.bytes[text.charCodeAt(end)] === 1) end++;
  if (end === start || !continues(text, bounds, start, end)) return;
  bounds.pieces.push(text.slice(start, end));
  bounds.end = end;
}

/**
 * Every stretch of `min` or more characters of base64, base64url or hex, in turn. `bytes` is the image of the text (see
 * `imageOf`). Linear; untrusted input.
 */
export function findBlobs(text: string, bytes: Uint8Array, min: number): readonly Blob[] {
  const bounds = findLongRuns(bytes, text.length, IN_BASE64, Math.min(min, MIN_LINE));
  const found: Bounds[] = [];
  for (let i = 0; i < bounds.length; i += 2) {
    const start = bounds[i] ?? 0;
    const end = bounds[i + 1] ?? 0;
    const before = found.at(-1);
    if (before !== undefined && continues(text, before, start, end)) {
      before.pieces.push(text.slice(start, end));
      before.end = end;
    } else found.push({ start, end, pieces: [text.slice(start, end)] });
  }
  return found.map((bounds) => {
    if (bounds.pieces.length > 1) addLastLine(text, bounds);
    return { text: bounds.pieces.join(''), start: bounds.start, end: bounds.end };
  });
}
