// SPDX-License-Identifier: Apache-2.0
import { isDeflate, isBrotli } from './compressed.js';
import { HEX, unpack } from './digits.js';
import { characterAt } from './legible.js';
import type { PieceSink } from './pieces.js';

/** Digits that hold the shortest text worth reading. */
export const MIN_HEX = 16;
const MIN_COMPRESSED = 20;
/** Bytes in a row that count as text inside others. */
const STRETCH = 8;
/** Digits from which the first bytes of a stream are read to tell whether it is one. */
const HEAD_DIGITS = 96;
const PROBE = 9;

/** 1 for a digit that can begin a byte of ASCII text. */
const BEGINS_TEXT = new Uint8Array(256);
for (const digit of '0234567') BEGINS_TEXT[digit.charCodeAt(0)] = 1;

/** Whether so many bytes in a row could be ASCII. A stretch covers each place it could end at or one before it. */
function holdsAscii(bytes: Uint8Array, start: number, end: number): boolean {
  const size = 2 * STRETCH;
  for (let last = start + size - 2; last + 1 < end;) {
    let at = last;
    while (at > last - size && BEGINS_TEXT[bytes[at] ?? 0] === 1) at -= 2;
    if (at <= last - size) return true;
    last = at + size;
  }
  return false;
}

function beginsWithCharacters(bytes: Uint8Array, start: number, end: number): boolean {
  const head = unpack(bytes, start, Math.min(end, start + 2 * PROBE), HEX);
  let at = 0;
  while (at < 3 && ((head[at] ?? 0) & 0xc0) === 0x80) at++;
  while (at < head.length - 3) {
    const size = characterAt(head, at, head.length);
    if (size === 0) return false;
    at += size;
  }
  return true;
}

/** Whether a stream begins at a digit: `1f8b` for gzip, `28b5` for zstd, `78` for zlib. */
function beginsStream(bytes: Uint8Array, at: number, end: number): boolean {
  const first = bytes[at];
  const second = (bytes[at + 1] ?? 0) | 0x20;
  const third = (bytes[at + 2] ?? 0) | 0x20;
  const fourth = (bytes[at + 3] ?? 0) | 0x20;
  if (first === 0x31) return second === 0x66 && third === 0x38 && fourth === 0x62;
  if (first === 0x32) return second === 0x38 && third === 0x62 && fourth === 0x35;
  return (
    first === 0x37 && second === 0x38 && isDeflate(unpack(bytes, at + 4, Math.min(end, at + 4 + HEAD_DIGITS), HEX))
  );
}

function readStreams(bytes: Uint8Array, start: number, end: number, sink: PieceSink): boolean {
  if (end - start < MIN_COMPRESSED) return false;
  const head = unpack(bytes, start, Math.min(end, start + HEAD_DIGITS), HEX);
  const plain = isDeflate(head) || isBrotli(unpack(bytes, start, end, HEX));
  if (plain && sink.takeBytes('hex', unpack(bytes, start, end, HEX))) return true;
  let found = false;
  for (let at = start; at <= end - MIN_COMPRESSED; at++) {
    if (beginsStream(bytes, at, end) && sink.takeBytes('hex', unpack(bytes, at, end, HEX))) found = true;
  }
  return found;
}

/** Reads a run of hex digits from its first and from its second digit on. True when something legible was found. */
export function readHex(bytes: Uint8Array, start: number, end: number, sink: PieceSink): boolean {
  if (end - start < MIN_HEX) return false;
  let found = sink.inflates && readStreams(bytes, start, end, sink);
  for (const from of [start, start + 1]) {
    if (!holdsAscii(bytes, from, end) && !beginsWithCharacters(bytes, from, end)) continue;
    if (sink.takeBytes('hex', unpack(bytes, from, end, HEX))) found = true;
  }
  return found;
}
