// SPDX-License-Identifier: Apache-2.0
import { readBase32 } from './base32.js';
import { readBase64 } from './base64.js';
import { changesIn, isChange, isMixed } from './mixed.js';
import type { PieceSink } from './pieces.js';
import type { Ranges } from './survey.js';

const DIGIT = 1;
const SEPARATOR = 2;
/** A digit that also stands alone between pieces: a plus sign that puts strings together. */
const SIGN = 4;
const KIND = new Uint8Array(256);
KIND.fill(DIGIT, 0x61, 0x7b);
KIND.fill(DIGIT, 0x41, 0x5b);
KIND.fill(DIGIT, 0x30, 0x3a);
for (const letter of '+/-_') KIND[letter.charCodeAt(0)] = DIGIT | SIGN;
for (const letter of '\t\n\r "\',.>|#*\\`;&') KIND[letter.charCodeAt(0)] = SEPARATOR;

/** What stands between two pieces of one encoding: a line break with an indent, quotes, a plus sign. */
const MAX_SEPARATOR = 24;
const MIN_PIECES = 2;
const MIN_DIGITS = 16;
const LINE_FEED = 0x0a;

interface Broken {
  readonly starts: number[];
  readonly ends: number[];
  digits: number;
  changes: number;
  /** Of those, the most inside one piece. */
  most: number;
}

/** Changes outside of the piece that has most: beside an encoding that is whole, words have none. */
const MIN_OTHERS = 2;

function joinPieces(bytes: Uint8Array, { starts, ends, digits }: Broken): Uint8Array {
  const joined = new Uint8Array(digits);
  let at = 0;
  for (let i = 0; i < starts.length; i++) {
    const piece = bytes.subarray(starts[i] ?? 0, ends[i] ?? 0);
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}

/** Reads what was put together, if it could be an encoding in pieces, and begins anew. */
function finish(bytes: Uint8Array, broken: Broken, done: number[], sink: PieceSink): void {
  const { starts, ends, digits, changes, most } = broken;
  if (starts.length >= MIN_PIECES && digits >= MIN_DIGITS && isMixed(changes, digits) && changes - most >= MIN_OTHERS) {
    const joined = joinPieces(bytes, broken);
    const found = readBase32(joined, 0, digits, sink);
    if (readBase64(joined, 0, digits, sink) || found) done.push(starts[0] ?? 0, ends.at(-1) ?? 0);
  }
  starts.length = 0;
  ends.length = 0;
  broken.digits = 0;
  broken.changes = 0;
  broken.most = 0;
}

function addPiece(broken: Broken, bytes: Uint8Array, start: number, end: number): void {
  const changes = changesIn(bytes, start, end);
  const last = broken.ends.at(-1);
  if (last !== undefined && isChange(bytes[last - 1] ?? 0, bytes[start] ?? 0)) broken.changes++;
  broken.starts.push(start);
  broken.ends.push(end);
  broken.digits += end - start;
  broken.changes += changes;
  broken.most = Math.max(broken.most, changes);
}

function readStretch(bytes: Uint8Array, from: number, until: number, done: number[], sink: PieceSink): void {
  const broken: Broken = { starts: [], ends: [], digits: 0, changes: 0, most: 0 };
  let gap = 0;
  let lines = 0;
  for (let at = from; at < until;) {
    const kind = KIND[bytes[at] ?? 0] ?? 0;
    if ((kind & DIGIT) === 0) {
      if (bytes[at] === LINE_FEED) lines++;
      if (broken.starts.length > 0 && (kind !== SEPARATOR || ++gap > MAX_SEPARATOR || lines > 1)) {
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
export function readBrokenRuns(bytes: Uint8Array, ranges: Ranges, sink: PieceSink): readonly number[] {
  const done: number[] = [];
  for (let i = 0; i < ranges.length; i += 2) readStretch(bytes, ranges[i] ?? 0, ranges[i + 1] ?? 0, done, sink);
  return done;
}
