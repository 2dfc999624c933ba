// SPDX-License-Identifier: Apache-2.0
import type { Stretches } from '../bytes/stretches.js';
import type { PieceSink } from '../pieces.js';
import { readBase32 } from './base32.js';
import { readBase64 } from './base64.js';
import { readHex } from './hex.js';
import { changesIn, isChange } from './letter-changes.js';

/** By byte: what a piece is made of; 2 for a mark. */
type Pieces = Uint8Array;

function piecesOf(marks: string): Pieces {
  const members = new Uint8Array(256);
  members.fill(1, 0x30, 0x3a);
  members.fill(1, 0x41, 0x5b);
  members.fill(1, 0x61, 0x7b);
  for (const mark of marks) members[mark.charCodeAt(0)] = 2;
  return members;
}

/** Tokens and encodings; and what is left when some or all of their marks are glue. */
const TOKENS = piecesOf('_-+/');
const IN_PATHS = piecesOf('_-');
const PLAIN = piecesOf('');

/** Words from one piece to the next at most: a time, a level and a name ahead of it are seven. */
const MAX_PERIOD = 8;
const MIN_PIECES = 3;
const MIN_DIGITS = 16;
/** Longest piece, and how much of a text of pieces is read: keys and digests are longer than the one. */
const MAX_PIECE = 80;
const MAX_DIGITS = 2048;
/** Pieces of a row that are looked at. */
const MAX_PIECES = 512;
/** How far a stretch and a text are looked at: what is longer is data. */
const MAX_STRETCH = 6144;
const MAX_SCANNED = 12_288;
/** How much of what is put together in one text is read: what is made of pieces again and again is data. */
const MAX_TOKENS = 4096;
const MAX_ENCODED = 4096;
/** Longer than that nothing is glue. */
const MAX_GAP = 64;
/** Of letters drawn at random more than a third differ in kind from the one ahead of them, pieces being short. */
const CHANGES_IN = 8;
/** Letters that a token begins with ahead of a mark: `ghp_`, `glpat-`, `ATATT3x`. */
const MAX_PREFIX = 10;
const FACTOR = 0x01000193;
const NUMERAL = 0x23;
const UNDERSCORE = 0x5f;
const HYPHEN = 0x2d;
/** So short a word between pieces is a name of no meaning, and may be another each time: `a`, `b`, `x1`. */
const SHORT_NAME = 2;

/** The words of a stretch, and what stands behind each. */
class Words {
  count = 0;
  starts: Int32Array = new Int32Array(256);
  ends: Int32Array = new Int32Array(256);
  /** Hash of a word in which numbers are all alike. */
  words: Int32Array = new Int32Array(256);
  /** Hash of what stands behind it, blank lines and indents being all alike. */
  gaps: Int32Array = new Int32Array(256);

  add(start: number, end: number, word: number, gap: number): void {
    if (this.count === this.starts.length) {
      this.starts = grown(this.starts);
      this.ends = grown(this.ends);
      this.words = grown(this.words);
      this.gaps = grown(this.gaps);
    }
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.words[this.count] = word;
    this.gaps[this.count++] = gap;
  }
}

function grown(numbers: Int32Array): Int32Array {
  const larger = new Int32Array(2 * numbers.length);
  larger.set(numbers);
  return larger;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function hashOfWord(bytes: Uint8Array, start: number, end: number): number {
  if (end - start <= SHORT_NAME) return 0;
  let hash = 1;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (!isDigit(byte)) hash = (Math.imul(hash, FACTOR) + byte) | 0;
    else if (at === start || !isDigit(bytes[at - 1] ?? 0)) hash = (Math.imul(hash, FACTOR) + NUMERAL) | 0;
  }
  return hash;
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

/** What stands in a gap, white space but for the fact that there is some; 0 for white space alone. */
function hashOfGap(bytes: Uint8Array, start: number, end: number): number {
  if (end - start > MAX_GAP) return -1;
  let hash = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (!isBlank(byte)) hash = (Math.imul(hash, FACTOR) + byte) | 0;
  }
  return hash;
}

/** Gaps that tell nothing: white space and dots are passed over by who looks for a token, padding ends an encoding. */
const PASSED_OVER: ReadonlySet<number> = new Set(
  ['', '.', '=', '=='].map((gap) =>
    hashOfGap(
      Uint8Array.from(Array.from(gap), (mark) => mark.charCodeAt(0)),
      0,
      gap.length,
    ),
  ),
);

const words = new Words();

/** Finds the words of a stretch; returns how many marks are in them. */
function readWords(bytes: Uint8Array, from: number, until: number, members: Pieces): number {
  let marks = 0;
  words.count = 0;
  for (let at = from; at < until;) {
    while (at < until && members[bytes[at] ?? 0] === 0) at++;
    const start = at;
    for (; at < until; at++) {
      const member = members[bytes[at] ?? 0] ?? 0;
      if (member === 0) break;
      marks += member >> 1;
    }
    const end = at;
    while (at < until && members[bytes[at] ?? 0] === 0) at++;
    if (end > start) words.add(start, end, hashOfWord(bytes, start, end), hashOfGap(bytes, end, at));
  }
  return marks;
}

/** Some of the words: every so many of them from one to another. */
interface Row {
  readonly from: number;
  readonly until: number;
  readonly period: number;
}

/** At which place in the rhythm of a row the pieces stand, all other words being the same each time; or -1. */
function placeOfPieces({ from, until, period }: Row): number {
  if (period === 1) return 0;
  let place = -1;
  for (let phase = 0; phase < period; phase++) {
    let same = true;
    for (let i = from + phase; same && i + period <= until; i += period) {
      same = words.words[i] === words.words[i + period];
    }
    if (same) continue;
    if (place >= 0) return -1;
    place = phase;
  }
  return place;
}

/** The pieces of a row; the word at either end may be none of it. */
function findPieces({ from, until, period }: Row): Row | undefined {
  for (const [first, last] of [
    [from, until],
    [from, until - 1],
    [from + 1, until],
    [from + 1, until - 1],
  ] as const) {
    const place = placeOfPieces({ from: first, until: last, period });
    if (place >= 0) return { from: first + place, until: last, period };
    if (period === 1 || until - from > MAX_PIECES) break;
  }
  return undefined;
}

/** The sign that all words begin with but the first, or end with but the last: part of the glue, as in `a/**` + `/b`. */
function commonSign(bytes: Uint8Array, { from, until, period }: Row, end: boolean): number {
  let sign = -1;
  for (let i = end ? from : from + period; i + (end ? period : 0) <= until; i += period) {
    const byte = bytes[end ? (words.ends[i] ?? 0) - 1 : (words.starts[i] ?? 0)] ?? 0;
    if (PLAIN[byte] === 1 || (sign >= 0 && byte !== sign)) return -1;
    sign = byte;
  }
  return sign;
}

const joined = new Uint8Array(MAX_DIGITS);
/** Where the first pieces begin in that: other words may stand ahead of a token. */
const MAX_BEGINNINGS = 3;
const beginnings = new Int32Array(MAX_BEGINNINGS);

/** Puts pieces together; returns their number of bytes, or 0 when that is no text in pieces. */
function join(bytes: Uint8Array, row: Row): number {
  const leading = commonSign(bytes, row, false);
  const trailing = commonSign(bytes, row, true);
  let length = 0;
  let changes = 0;
  let pieces = 0;
  for (let i = row.from; i <= row.until; i += row.period, pieces++) {
    let start = words.starts[i] ?? 0;
    let end = words.ends[i] ?? 0;
    if (bytes[start] === leading) start++;
    if (bytes[end - 1] === trailing && end > start) end--;
    if (end - start > MAX_PIECE) return 0;
    if (length + end - start > MAX_DIGITS) break;
    // Letters one by one have changes only between them.
    if (end - start === 1 && length > 0 && isChange(joined[length - 1] ?? 0, bytes[start] ?? 0)) changes++;
    changes += changesIn(bytes, start, end);
    if (pieces < MAX_BEGINNINGS) beginnings[pieces] = length;
    for (let at = start; at < end; at++) joined[length++] = bytes[at] ?? 0;
  }
  return pieces < MIN_PIECES || length < MIN_DIGITS || changes * CHANGES_IN < length ? 0 : length;
}

/** What may still be read of one text. */
const left = { tokens: 0, encoded: 0 };

/** How tokens begin that have no mark behind their first letters. */
const WHOLE: readonly string[] = ['AKIA', 'ASIA', 'AIza', 'ya29', 'ATAT', 'eyJ', 'dapi'];

/** Whether what was put together goes on from a piece as tokens begin: a name and a mark, or a name known without one. */
function beginsToken(from: number, length: number): boolean {
  let at = from;
  while (at < length && at - from <= MAX_PREFIX && PLAIN[joined[at] ?? 0] === 1) at++;
  const size = at - from;
  if (size >= 2 && size <= MAX_PREFIX && (joined[at] === UNDERSCORE || joined[at] === HYPHEN)) return true;
  return WHOLE.some((word) => Array.from(word).every((letter, i) => joined[from + i] === letter.charCodeAt(0)));
}

/** Takes what was put together from each piece on that a token may begin with. */
function takeTokens(length: number, sink: PieceSink): boolean {
  let taken = false;
  for (const from of beginnings) {
    if (length - from < MIN_DIGITS || !beginsToken(from, length)) continue;
    taken = true;
    left.tokens -= length - from;
    if (left.tokens > 0) sink.takeText('split', String.fromCharCode(...joined.subarray(from, length)));
  }
  return taken;
}

/** Whether pieces are as long as each other, but for the last. */
function areEven({ from, until }: Row): boolean {
  const size = (words.ends[from] ?? 0) - (words.starts[from] ?? 0);
  for (let i = from + 1; i < until; i++) if ((words.ends[i] ?? 0) - (words.starts[i] ?? 0) !== size) return false;
  return size > 1 && (words.ends[until] ?? 0) - (words.starts[until] ?? 0) <= size;
}

function readRow(bytes: Uint8Array, whole: Row, members: Pieces, sink: PieceSink): void {
  const gap = words.gaps[whole.from];
  if (whole.period === 1 && PASSED_OVER.has(gap ?? 0) && commonSign(bytes, whole, false) < 0) return;
  if (members !== TOKENS && !areEven(whole)) return;
  const row = findPieces(whole);
  const length = row === undefined ? 0 : join(bytes, row);
  if (length === 0 || takeTokens(length, sink)) return;
  left.encoded -= length;
  if (left.encoded > 0) {
    sink.readUnlessFruitless(joined, 0, length, () => {
      let found = readBase32(joined, 0, length, sink);
      if (readBase64(joined, 0, length, sink)) found = true;
      return readHex(joined, 0, length, sink) || found;
    });
  }
}

/** Reads the rows of words in which gaps come again after so many words. */
function readPeriod(bytes: Uint8Array, period: number, members: Pieces, sink: PieceSink): void {
  const { gaps, count } = words;
  for (let from = 0; from + period < count;) {
    let until = from;
    // The gap behind the last word is where the row ends.
    while (until + period + 1 < count && gaps[until] === gaps[until + period] && gaps[until] !== -1) until++;
    const last = Math.min(count - 1, until + period, from + MAX_PIECES * period);
    if (until > from) readRow(bytes, { from, until: last, period }, members, sink);
    from = until + 1;
  }
}

/**
 * Puts together what stands in pieces with the same thing between each two of them: lists, sums and calls of strings,
 * numbered lines, parameters one after the other. Only where letters and digits stand beside each other as in no words.
 */
export function readGlued(bytes: Uint8Array, ranges: Stretches, sink: PieceSink): void {
  left.tokens = MAX_TOKENS;
  left.encoded = MAX_ENCODED;
  for (let i = 0, scanned = 0; i < ranges.length && scanned < MAX_SCANNED; i += 2) {
    const from = ranges[i] ?? 0;
    const until = Math.min(ranges[i + 1] ?? 0, from + MAX_STRETCH);
    scanned += until - from;
    const marks = readWords(bytes, from, until, TOKENS);
    for (let period = 1; period <= MAX_PERIOD && 2 * period < words.count; period++) {
      readPeriod(bytes, period, TOKENS, sink);
    }
    if (marks < MIN_PIECES) continue;
    for (const members of [IN_PATHS, PLAIN]) {
      readWords(bytes, from, until, members);
      readPeriod(bytes, 1, members, sink);
    }
  }
}
