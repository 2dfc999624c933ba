// SPDX-License-Identifier: Apache-2.0
import { MIN_BASE64, readBase64 } from './base64.js';
import { readBase32 } from './base32.js';
import { changesIn, isMixed } from './mixed.js';
import type { PieceSink } from './pieces.js';

/** 1 for the digits of base64 in both alphabets; those of base32 are among them. */
const IN_RUN = new Uint8Array(256);
for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_')
  IN_RUN[letter.charCodeAt(0)] = 1;

const SLASH = 0x2f;

/** Places of the maximal runs of digits, start and end in turn, in order. */
export function findRuns(bytes: Uint8Array, length: number): readonly number[] {
  const places: number[] = [];
  // A long enough run covers one of any ten places in a row, so most words are passed over in one step.
  for (let at = MIN_BASE64 - 1, free = 0; at < length;) {
    if (IN_RUN[bytes[at] ?? 0] === 0) {
      free = at + 1;
      at += MIN_BASE64;
      continue;
    }
    let start = at;
    while (start > free && IN_RUN[bytes[start - 1] ?? 0] === 1) start--;
    let end = at + 1;
    while (end < length && IN_RUN[bytes[end] ?? 0] === 1) end++;
    if (end - start >= MIN_BASE64) places.push(start, end);
    free = end + 1;
    at = end + MIN_BASE64;
  }
  return places;
}

/** Reads a run as base64 and base32, and, since a path may hold an encoding, its pieces between slashes. */
export function readRun(bytes: Uint8Array, start: number, end: number, sink: PieceSink): boolean {
  let found = readBase32(bytes, start, end, sink);
  if (readBase64(bytes, start, end, sink)) found = true;
  if (found) return true;
  const slash = bytes.subarray(start, end).indexOf(SLASH);
  if (slash < 0) return false;
  for (let from = start; from < end;) {
    let until = from;
    while (until < end && bytes[until] !== SLASH) until++;
    if (until - from >= MIN_BASE64) {
      if (readBase32(bytes, from, until, sink)) found = true;
      if (readBase64(bytes, from, until, sink)) found = true;
    }
    from = until + 1;
  }
  return found;
}

/** Whether two runs look like parts of an encoding, being neither words nor names put together from words. */
export function holdMixed(bytes: Uint8Array, runs: readonly number[]): boolean {
  let mixed = 0;
  for (let i = 0; i < runs.length; i += 2) {
    const start = runs[i] ?? 0;
    const end = runs[i + 1] ?? 0;
    if (isMixed(changesIn(bytes, start, end), end - start) && ++mixed === 2) return true;
  }
  return false;
}

/** Reads every run but those inside `done`. Both are places of start and end in turn, in order. */
export function readRuns(bytes: Uint8Array, places: readonly number[], done: readonly number[], sink: PieceSink): void {
  let next = 0;
  for (let i = 0; i < places.length; i += 2) {
    const start = places[i] ?? 0;
    const end = places[i + 1] ?? 0;
    while (next < done.length && (done[next + 1] ?? 0) < end) next += 2;
    if (next < done.length && (done[next] ?? 0) <= start) continue;
    readRun(bytes, start, end, sink);
  }
}
