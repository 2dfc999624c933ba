// SPDX-License-Identifier: Apache-2.0
import { readBase32 } from './base32.js';
import { readBase64 } from './base64.js';
import { changesIn, isMixed } from './mixed.js';
import type { PieceSink } from './pieces.js';

const DIGIT = 1;
const SEPARATOR = 2;
/** A digit that also stands alone between pieces: a plus sign that puts strings together. */
const SIGN = 4;
const KIND = new Uint8Array(256);
KIND.fill(DIGIT, 0x61, 0x7b);
KIND.fill(DIGIT, 0x41, 0x5b);
KIND.fill(DIGIT, 0x30, 0x3a);
for (const letter of '+/-_') KIND[letter.charCodeAt(0)] = DIGIT | SIGN;
for (const letter of '\t\n\r "\',.>|#*\\`;:()[]&') KIND[letter.charCodeAt(0)] = SEPARATOR;

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
}

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

function finish(bytes: Uint8Array, broken: Broken, done: number[], sink: PieceSink): void {
  const { starts, ends, digits, changes } = broken;
  if (starts.length < MIN_PIECES || digits < MIN_DIGITS || !isMixed(changes, digits)) return;
  const joined = joinPieces(bytes, broken);
  const found = readBase32(joined, 0, digits, sink);
  if (readBase64(joined, 0, digits, sink) || found) done.push(starts[0] ?? 0, ends.at(-1) ?? 0);
}

function start(): Broken {
  return { starts: [], ends: [], digits: 0, changes: 0 };
}

/**
 * Puts together and reads encodings that were broken over lines, spaced out, or written as several strings. Returns the
 * places that were read, start and end in turn, in order.
 */
export function readBrokenRuns(bytes: Uint8Array, length: number, sink: PieceSink): readonly number[] {
  const done: number[] = [];
  let broken = start();
  let gap = 0;
  let lines = 0;
  for (let at = 0; at < length;) {
    const kind = KIND[bytes[at] ?? 0] ?? 0;
    if ((kind & DIGIT) === 0) {
      if (bytes[at] === LINE_FEED) lines++;
      if (kind !== SEPARATOR || ++gap > MAX_SEPARATOR || lines > 1) {
        if (broken.starts.length > 0) {
          finish(bytes, broken, done, sink);
          broken = start();
        }
      }
      at++;
      continue;
    }
    const from = at;
    let seen = 0;
    for (; at < length; at++) {
      const next = KIND[bytes[at] ?? 0] ?? 0;
      if ((next & DIGIT) === 0) break;
      seen |= next ^ SIGN;
    }
    // Signs alone put pieces together.
    if ((seen & SIGN) === 0 && at - from <= 2) {
      gap += at - from;
      continue;
    }
    broken.starts.push(from);
    broken.ends.push(at);
    broken.digits += at - from;
    broken.changes += changesIn(bytes, from, at);
    gap = 0;
    lines = 0;
  }
  finish(bytes, broken, done, sink);
  return done;
}
