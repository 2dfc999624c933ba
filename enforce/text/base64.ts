// SPDX-License-Identifier: Apache-2.0
import { BASE64, unpack } from './digits.js';
import { isBrotli, isDeflate } from './compressed.js';
import { characterAt } from './legible.js';
import type { PieceSink } from './pieces.js';
import type { ViewName } from './view.js';

const { values: VALUES } = BASE64;

/** Below this number of digits an encoding holds too little to be worth reading. */
export const MIN_BASE64 = 10;
/** From this number of digits on, base64 is also read as if it began one, two or three digits later. */
const MIN_SHIFTED = 16;
/** Below this number a word of letters alone is a word. */
const MIN_WORD = 20;
/** Shortest run that can hold a compressed text. */
const MIN_COMPRESSED = 14;

/** Base64 may start at any of four places; what holds for each of the four readings stands in one byte of a number. */
const ALL_READINGS = 0x01010101;

function isTextStart(digit: number): boolean {
  return (digit >= 8 && digit < 32) || digit === 2 || digit === 3;
}

/**
 * At `place << 8 | byte`, place being that in the run modulo 4: the readings in which a digit cannot stand in ASCII
 * text. A byte's upper six bits are the first digit of a group, its upper four the end of the second, its upper two the
 * end of the third.
 */
const NOT_TEXT_IN = new Int32Array(1024);
for (let place = 0; place < 4; place++) {
  for (let byte = 0; byte < 256; byte++) {
    const digit = Math.max(0, VALUES[byte] ?? 0);
    for (let shift = 0; shift < 4; shift++) {
      const role = (place - shift) & 3;
      const upper = digit & 15;
      const fits =
        role === 0 ? isTextStart(digit) : role === 1 ? upper < 8 && upper !== 1 : role === 3 || (digit & 2) === 0;
      if (!fits) NOT_TEXT_IN[(place << 8) | byte] = (NOT_TEXT_IN[(place << 8) | byte] ?? 0) | (1 << (8 * shift));
    }
  }
}

/** Digits that hold the shortest stretch of text worth reading, nine bytes at least. */
const QUIET_DIGITS = 12;

/**
 * The readings in which so many digits in a row could be ASCII text. A stretch covers each place it could end at or one
 * before it, so that the search goes on from where the last reading failed: few digits are looked at twice.
 */
function quietReadings(bytes: Uint8Array, start: number, length: number): number {
  let quiet = 0;
  for (let end = QUIET_DIGITS - 1; end < length && quiet !== ALL_READINGS;) {
    let open = ALL_READINGS & ~quiet;
    let at = end;
    for (; open !== 0 && at > end - QUIET_DIGITS; at--) {
      open &= ~(NOT_TEXT_IN[((at & 3) << 8) | (bytes[start + at] ?? 0)] ?? 0);
    }
    quiet |= open;
    end = open === 0 ? at + 1 + QUIET_DIGITS : end + 1;
  }
  return quiet;
}

/** Bytes that are read to see whether a place holds text in any script. */
const PROBE = 9;
const probe = new Uint8Array(PROBE);

/** Whether the nine bytes from a digit on are characters; one may be cut off at either end. */
function holdsCharacters(bytes: Uint8Array, start: number): boolean {
  for (let group = 0; group < 3; group++) {
    const at = start + 4 * group;
    const a = VALUES[bytes[at] ?? 0] ?? 0;
    const b = VALUES[bytes[at + 1] ?? 0] ?? 0;
    const c = VALUES[bytes[at + 2] ?? 0] ?? 0;
    const d = VALUES[bytes[at + 3] ?? 0] ?? 0;
    probe[3 * group] = (a << 2) | (b >> 4);
    probe[3 * group + 1] = (b << 4) | (c >> 2);
    probe[3 * group + 2] = (c << 6) | d;
    if (group === 0 && !mayBeText(probe[0] ?? 0) && probe[0] !== 0) return false;
  }
  if (isWide()) return true;
  let at = 0;
  while (at < 3 && ((probe[at] ?? 0) & 0xc0) === 0x80) at++;
  while (at < PROBE - 3) {
    const size = characterAt(probe, at, PROBE);
    if (size === 0) return false;
    at += size;
  }
  return true;
}

/** Every second of the bytes read is zero, as in UTF-16. */
function isWide(): boolean {
  return (
    (probe[0] === 0 && probe[2] === 0 && probe[4] === 0 && probe[6] === 0) ||
    (probe[1] === 0 && probe[3] === 0 && probe[5] === 0 && probe[7] === 0)
  );
}

function mayBeText(byte: number): boolean {
  return byte >= 0x20 ? byte !== 0x7f : byte === 9 || byte === 10 || byte === 13;
}

/** Readings, as bits, in which a run could hold text. Most runs are words or opaque, and reading each would cost more. */
function promisingShifts(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  const quiet = quietReadings(bytes, start, length);
  const middle = start + ((length >> 3) << 2);
  let promising = 0;
  for (let shift = 0; shift < 4; shift++) {
    const fits =
      ((quiet >> (8 * shift)) & 1) === 1 ||
      (start + shift + 12 <= end && holdsCharacters(bytes, start + shift)) ||
      (middle + shift + 12 <= end && holdsCharacters(bytes, middle + shift));
    if (fits) promising |= 1 << shift;
  }
  return promising;
}

const PLUS = 0x2b;
const SLASH = 0x2f;
const HYPHEN = 0x2d;
const UNDERSCORE = 0x5f;

function viewOf(bytes: Uint8Array, start: number, end: number): ViewName {
  for (let at = start; at < end; at++) {
    const byte = bytes[at];
    if (byte === HYPHEN || byte === UNDERSCORE) return 'base64url';
    if (byte === PLUS || byte === SLASH) return 'base64';
  }
  return 'base64';
}

/** Small letters but for the first: what a word looks like, and an encoding hardly ever. */
function isWord(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start + 1; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x61 || byte > 0x7a) return false;
  }
  return true;
}

/** Digits from which the first bytes of a stream are read to tell whether it is one. */
const HEAD_DIGITS = 64;

/** Whether what a run holds from `start` on could be a compressed stream, by its mark or, at its very start, without. */
function mayBeStream(bytes: Uint8Array, start: number, end: number): boolean {
  const head = unpack(bytes, start, Math.min(end, start + HEAD_DIGITS), BASE64);
  return isDeflate(head) || isBrotliHead(head, ((end - start) * 3) >> 2);
}

/** The check compares a claimed length with that of the stream, of which only the head was read. */
function isBrotliHead(head: Uint8Array, length: number): boolean {
  if (head.length === length) return isBrotli(head);
  const longer = new Uint8Array(length);
  longer.set(head.subarray(0, 16));
  return isBrotli(longer);
}

/** `H4sI` for gzip, `KLUv` for zstd, and `e` with one of `AFJN` for zlib, at any digit. */
function streamMark(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from; at <= end - MIN_COMPRESSED; at++) {
    const byte = bytes[at];
    if (byte === 0x65) {
      const next = bytes[at + 1];
      if (next === 0x4a || next === 0x4e || next === 0x41 || next === 0x46) return at;
    } else if (byte === 0x48) {
      if (bytes[at + 1] === 0x34 && bytes[at + 2] === 0x73 && bytes[at + 3] === 0x49) return at;
    } else if (byte === 0x4b) {
      if (bytes[at + 1] === 0x4c && bytes[at + 2] === 0x55 && bytes[at + 3] === 0x76) return at;
    }
  }
  return -1;
}

/** Opens every compressed stream a run holds. True when one was read. */
function readStreams(bytes: Uint8Array, start: number, end: number, view: ViewName, sink: PieceSink): boolean {
  if (end - start < MIN_COMPRESSED) return false;
  if (mayBeStream(bytes, start, end) && sink.takeBytes(view, unpack(bytes, start, end, BASE64))) return true;
  let found = false;
  for (let at = streamMark(bytes, start, end); at >= 0; at = streamMark(bytes, at + 1, end)) {
    const head = unpack(bytes, at, Math.min(end, at + HEAD_DIGITS), BASE64);
    if (bytes[at] === 0x65 && !isDeflate(head.subarray(2))) continue;
    if (sink.takeBytes(view, unpack(bytes, at, end, BASE64))) found = true;
  }
  return found;
}

/**
 * Reads a run of base64 digits, of either alphabet or both, at each of the four places where it may begin: someone may
 * have cut or prefixed it. True when something legible was found.
 */
export function readBase64(bytes: Uint8Array, start: number, end: number, sink: PieceSink): boolean {
  const length = end - start;
  if (length < MIN_BASE64 || (length < MIN_WORD && isWord(bytes, start, end))) return false;
  const view = viewOf(bytes, start, end);
  let found = sink.inflates && readStreams(bytes, start, end, view, sink);
  if (length < MIN_SHIFTED) return sink.takeBytes(view, unpack(bytes, start, end, BASE64)) || found;
  const promising = promisingShifts(bytes, start, end);
  for (let shift = 0; promising >> shift !== 0; shift++) {
    if ((promising >> shift) & 1 && sink.takeBytes(view, unpack(bytes, start + shift, end, BASE64))) found = true;
  }
  return found;
}
