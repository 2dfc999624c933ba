// SPDX-License-Identifier: Apache-2.0
import { characterSet, BASE64_CHARACTERS, findLongRuns } from '../bytes/long-runs.js';
import { Places } from '../bytes/places.js';
import type { Stretches } from '../bytes/stretches.js';
import type { PieceSink } from '../pieces.js';
import { readBase32 } from './base32.js';
import { readBase64 } from './base64.js';
import { isHex, MIN_HEX } from './hex.js';
import { changesIn, isChange, isMixed, isWord } from './letter-changes.js';

const DIGIT = 1;
const SEPARATOR = 2;
/** A digit that also stands alone between pieces: a plus sign that puts strings together. */
const SIGN = 4;
const KIND = new Uint8Array(256);
const SIGNS = '+/-_';
for (const digit of BASE64_CHARACTERS) KIND[digit.charCodeAt(0)] = DIGIT;
for (const sign of SIGNS) KIND[sign.charCodeAt(0)] = DIGIT | SIGN;
const SEPARATORS = '\t\n\r "\',.>|#*\\`;&';
for (const letter of SEPARATORS) KIND[letter.charCodeAt(0)] = SEPARATOR;
/** Anything else stands between two encodings. */
const IN_PIECES = characterSet(`${BASE64_CHARACTERS}${SEPARATORS}`);

/** What stands between two pieces of one encoding: a line break with an indent, quotes, a plus sign. */
const MAX_SEPARATOR = 24;
const MIN_PIECES = 2;
const MIN_DIGITS = 16;
const LINE_FEED = 0x0a;

/** Pieces that stand close to each other. */
interface Broken {
  readonly places: Places;
  /** Changes in each piece, and one more where it differs from the piece before. */
  readonly changes: number[];
  digits: number;
}

/** Changes outside of the piece that has most: beside an encoding that is whole, words have none. */
const MIN_OTHERS = 2;
const EQUALS = 0x3d;

/** Whether pieces from one to another could be parts of one encoding. */
function isEncoding(bytes: Uint8Array, { places, changes }: Broken, from: number, until: number): boolean {
  let digits = 0;
  let sum = 0;
  let most = 0;
  for (let i = from; i < until; i++) {
    const count = changes[i] ?? 0;
    digits += places.end(i) - places.start(i);
    sum += count;
    if (count > most) most = count;
  }
  if (until - from < MIN_PIECES || digits < MIN_DIGITS || !isMixed(sum, digits)) return false;
  if (sum - most >= MIN_OTHERS) return true;
  // The end of a broken encoding may be a digit or two, but it is padded.
  return (changes[until - 1] ?? 0) < most && bytes[places.end(until - 1)] === EQUALS;
}

/** The digits of pieces put together. Longer ones get bytes of their own. */
const scratch = new Uint8Array(4096);

function readPieces(bytes: Uint8Array, { places }: Broken, from: number, until: number, sink: PieceSink): boolean {
  let digits = 0;
  for (let i = from; i < until; i++) digits += places.end(i) - places.start(i);
  const joined = digits <= scratch.length ? scratch : new Uint8Array(digits);
  let at = 0;
  for (let i = from; i < until; i++) {
    // Pieces are short: copying them here beats asking for it.
    const end = places.end(i);
    for (let place = places.start(i); place < end; place++) joined[at++] = bytes[place] ?? 0;
  }
  return sink.readUnlessFruitless(joined, 0, digits, () => {
    const found = readBase32(joined, 0, digits, sink);
    return readBase64(joined, 0, digits, sink) || found;
  });
}

/** Notes the pieces that need not be read by themselves: those with other pieces, not words, on both sides. */
function markDone(bytes: Uint8Array, { places }: Broken, from: number, until: number, done: number[]): void {
  const words = (i: number): boolean => isWord(bytes, places.start(i), places.end(i));
  for (let i = from + 1; i < until - 1; i++) {
    if (!words(i - 1) && !words(i + 1)) done.push(places.start(i), places.end(i));
  }
}

/** Reads what was put together, if it could be an encoding in pieces, with and without the words around it. */
function finish(bytes: Uint8Array, broken: Broken, done: number[], sink: PieceSink): void {
  const { places } = broken;
  const { count } = places;
  if (count >= MIN_PIECES && broken.digits >= MIN_DIGITS) {
    let from = 0;
    let until = count;
    while (from < until && isWord(bytes, places.start(from), places.end(from))) from++;
    while (from < until && isWord(bytes, places.start(until - 1), places.end(until - 1))) until--;
    const inner = isEncoding(bytes, broken, from, until) && readPieces(bytes, broken, from, until, sink);
    if (inner) markDone(bytes, broken, from, until, done);
    if (until - from < count && isEncoding(bytes, broken, 0, count)) readPieces(bytes, broken, 0, count, sink);
  }
  places.count = 0;
  broken.digits = 0;
}

function addPiece(broken: Broken, bytes: Uint8Array, start: number, end: number): void {
  const { places } = broken;
  const { count } = places;
  const differs = count > 0 && isChange(bytes[places.end(count - 1) - 1] ?? 0, bytes[start] ?? 0);
  places.add(start, end);
  broken.changes[count] = changesIn(bytes, start, end) + (differs ? 1 : 0);
  broken.digits += end - start;
}

function readStretch(
  bytes: Uint8Array,
  from: number,
  until: number,
  broken: Broken,
  done: number[],
  sink: PieceSink,
): void {
  let gap = 0;
  let lines = 0;
  for (let at = from; at < until;) {
    const kind = KIND[bytes[at] ?? 0] ?? 0;
    if ((kind & DIGIT) === 0) {
      if (bytes[at] === LINE_FEED) lines++;
      if (broken.places.count > 0 && (kind !== SEPARATOR || ++gap > MAX_SEPARATOR || lines > 1)) {
        finish(bytes, broken, done, sink);
      }
      at++;
      continue;
    }
    const first = at;
    let seen = 0;
    for (; at < until; at++) {
      const next = KIND[bytes[at] ?? 0] ?? 0;
      if ((next & DIGIT) === 0) break;
      seen |= next ^ SIGN;
    }
    if (at - first >= MIN_HEX && isHex(bytes, first, at)) {
      finish(bytes, broken, done, sink);
      continue;
    }
    // Signs alone put pieces together.
    if ((seen & SIGN) === 0 && at - first <= 2) {
      gap += at - first;
      continue;
    }
    addPiece(broken, bytes, first, at);
    gap = 0;
    lines = 0;
  }
  finish(bytes, broken, done, sink);
}

/**
 * Puts together and reads encodings that were broken over lines, spaced out, or written as several strings. Returns the
 * places that were read, start and end in turn, in order.
 */
export function readBrokenRuns(bytes: Uint8Array, ranges: Stretches, sink: PieceSink): readonly number[] {
  const broken: Broken = { places: new Places(), changes: [], digits: 0 };
  const done: number[] = [];
  for (let i = 0; i < ranges.length; i += 2) {
    const [from = 0, until = 0] = [ranges[i], ranges[i + 1]];
    const bounds = findLongRuns(bytes, until, IN_PIECES, MIN_DIGITS, from);
    for (let j = 0; j < bounds.length; j += 2)
      readStretch(bytes, bounds[j] ?? 0, bounds[j + 1] ?? 0, broken, done, sink);
  }
  return done;
}
