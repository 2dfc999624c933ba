// SPDX-License-Identifier: Apache-2.0
import { BASE64, unpack, unpackInto } from '../bytes/digits.js';
import type { Compression } from '../compression/inflater.js';
import { headSize, markedKind, mayBeStream, mayBeZlib, QUICK_HEAD, unmarkedKind } from '../compression/streams.js';
import { isZip } from '../compression/zip.js';
import type { PieceSink } from '../pieces.js';
import type { ViewName } from '../view.js';
import { neededRun, readLegible, type Legible } from './legible.js';
import { changesIn, isMixed } from './letter-changes.js';

const { values: VALUES } = BASE64;

/** Below this number of digits an encoding holds too little to be worth reading. */
export const MIN_BASE64 = 10;
/** From this number of digits on, base64 is also read as if it began one, two or three digits later. */
const MIN_SHIFTED = 16;
/** Fewer changes between small letters, capitals and digits have words, and names put together from words. */
const MIN_CHANGES = 2;
/** So many have runs that are more than words, however long they are. */
const MANY_CHANGES = 8;
/** Shortest run that can hold a compressed text. */
const MIN_COMPRESSED = 18;

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

/** Digits that hold the shortest stretch of text that is taken out of a run: of a long one, only a longer stretch. */
function quietDigits(length: number): number {
  return length < 512 ? 12 : Math.ceil((neededRun((length * 3) >> 2) * 4) / 3);
}

/**
 * The readings in which so many digits in a row could be ASCII text. A stretch covers each place it could end at or one
 * before it, so that the search goes on from where the last reading failed: few digits are looked at twice.
 */
function quietReadings(bytes: Uint8Array, start: number, length: number): number {
  const digits = quietDigits(length);
  let quiet = 0;
  for (let end = digits - 1; end < length && quiet !== ALL_READINGS;) {
    let open = ALL_READINGS & ~quiet;
    let at = end;
    for (; open !== 0 && at > end - digits; at--) {
      open &= ~(NOT_TEXT_IN[((at & 3) << 8) | (bytes[start + at] ?? 0)] ?? 0);
    }
    quiet |= open;
    end = open === 0 ? at + 1 + digits : end + 1;
  }
  return quiet;
}

/** Digits that are read to see whether a place holds text in any script. */
const PROBE = 12;
const CONTINUATION = -1;
const BAD = -2;
const ZERO = -3;
/** By byte: how many bytes of its character follow, or one of the above. */
const FOLLOWING = new Int8Array(256).fill(BAD);
FOLLOWING.fill(0, 0x20, 0x7f);
for (const letter of '\t\n\r') FOLLOWING[letter.charCodeAt(0)] = 0;
FOLLOWING.fill(CONTINUATION, 0x80, 0xc0);
FOLLOWING.fill(1, 0xc2, 0xe0);
FOLLOWING.fill(2, 0xe0, 0xf0);
FOLLOWING.fill(3, 0xf0, 0xf5);
FOLLOWING[0] = ZERO;

/** Bytes of a character that are awaited after a byte, those that were awaited being given; below 0 when it is none. */
function follow(awaited: number, byte: number): number {
  const following = FOLLOWING[byte & 0xff] ?? BAD;
  if (following >= 0) return awaited > 0 ? BAD : following;
  return following === CONTINUATION && awaited > 0 ? awaited - 1 : following;
}

/**
 * Whether nine bytes from a digit on are characters; one may be cut off at either end, which is why continuations are
 * good at first. Random bytes fail at the second, on average.
 */
function holdsCharacters(bytes: Uint8Array, start: number): boolean {
  let awaited = 0;
  for (let at = start; at < start + PROBE; at += 4) {
    const b = VALUES[bytes[at + 1] ?? 0] ?? 0;
    const first = ((VALUES[bytes[at] ?? 0] ?? 0) << 2) | (b >> 4);
    awaited = follow(awaited, first);
    if (awaited === CONTINUATION && at === start) awaited = 0;
    if (awaited < 0) return awaited === ZERO && isWide(bytes, start);
    const c = VALUES[bytes[at + 2] ?? 0] ?? 0;
    awaited = follow(awaited, (b << 4) | (c >> 2));
    if (awaited === CONTINUATION && at === start) awaited = 0;
    if (awaited < 0) return awaited === ZERO && isWide(bytes, start);
    awaited = follow(awaited, (c << 6) | (VALUES[bytes[at + 3] ?? 0] ?? 0));
    if (awaited === CONTINUATION && at === start) awaited = 0;
    if (awaited < 0) return awaited === ZERO && isWide(bytes, start);
  }
  return true;
}

const wide = new Uint8Array(8);

/** Whether every second of eight bytes is zero, as in text of two bytes a character. */
function isWide(bytes: Uint8Array, start: number): boolean {
  unpackInto(wide, bytes, start, BASE64);
  const even = wide[0] === 0 && wide[2] === 0 && wide[4] === 0 && wide[6] === 0;
  return even || (wide[1] === 0 && wide[3] === 0 && wide[5] === 0 && wide[7] === 0);
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
      (start + shift + PROBE <= end && holdsCharacters(bytes, start + shift)) ||
      (middle + shift + PROBE <= end && holdsCharacters(bytes, middle + shift));
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

/** First digit of the mark of a zip archive, and digits that hold its first header. */
const ZIP = 0x55;
const ZIP_DIGITS = 48;

const quickHead = new Uint8Array(QUICK_HEAD);

/** The head of a stream of which the first bytes have been read. */
function readHead(bytes: Uint8Array, start: number, end: number, blockAt: number): Uint8Array {
  const digits = Math.ceil((headSize(quickHead, blockAt) * 8) / 6);
  return unpack(bytes, start, Math.min(end, start + digits), BASE64);
}

/** `H4sI` for gzip, `KLUv` for zstd, `UEsD` for zip and `e` with one of `AFJN` for zlib, at any digit. */
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
    } else if (byte === ZIP) {
      if (bytes[at + 1] === 0x45 && bytes[at + 2] === 0x73 && bytes[at + 3] === 0x44) return at;
    }
  }
  return -1;
}

/** The kind of a stream without a mark at the start of a run. */
function unmarkedAt(bytes: Uint8Array, start: number, end: number): Compression | undefined {
  const length = ((end - start) * 3) >> 2;
  unpackInto(quickHead, bytes, start, BASE64);
  return mayBeStream(quickHead, length) ? unmarkedKind(readHead(bytes, start, end, 0), length) : undefined;
}

/** The kind of a stream with a mark at a digit. */
function markedAt(bytes: Uint8Array, at: number, end: number): Compression | undefined {
  unpackInto(quickHead, bytes, at, BASE64);
  if (bytes[at] === 0x65 && !mayBeZlib(quickHead)) return undefined;
  return markedKind(readHead(bytes, at, end, 2));
}

/** Opens the compressed streams a run holds: any at its start, those with a mark at any digit. True when one was read. */
function readStreams(bytes: Uint8Array, start: number, end: number, sink: PieceSink): boolean {
  const unmarked = unmarkedAt(bytes, start, end);
  let found = unmarked !== undefined && sink.takeStream(unmarked, unpack(bytes, start, end, BASE64));
  // An archive holds all that begin behind it at such a place.
  let zips = 0;
  for (let at = streamMark(bytes, start, end); at >= 0 && sink.inflates; at = streamMark(bytes, at + 1, end)) {
    if (bytes[at] === ZIP) {
      const place = 1 << (at & 3);
      if ((zips & place) !== 0 || !isZip(unpack(bytes, at, Math.min(end, at + ZIP_DIGITS), BASE64))) continue;
      zips |= place;
      if (sink.takeEntries(unpack(bytes, at, end, BASE64))) found = true;
      continue;
    }
    const kind = markedAt(bytes, at, end);
    if (kind !== undefined && sink.takeStream(kind, unpack(bytes, at, end, BASE64))) found = true;
  }
  return found;
}

/**
 * Reads a run of base64 digits, of either alphabet or both, at each of the four places where it may begin: someone may
 * have cut or prefixed it. True when something legible was found.
 */
export function readBase64(bytes: Uint8Array, start: number, end: number, sink: PieceSink): boolean {
  const length = end - start;
  if (length < MIN_BASE64) return false;
  const changes = changesIn(bytes, start, end);
  if (changes < MIN_CHANGES) return false;
  const mixed = isMixed(changes, length);
  const found =
    (mixed || changes >= MANY_CHANGES) &&
    sink.inflates &&
    length >= MIN_COMPRESSED &&
    readStreams(bytes, start, end, sink);
  const short = length < MIN_SHIFTED;
  const promising = short ? (mixed ? 1 : 0) : promisingShifts(bytes, start, end);
  if (promising === 0 || sink.knows('base64', bytes, start, end)) return found;
  const readings: Legible[] = [];
  for (let shift = 0; promising >> shift !== 0; shift++) {
    if (((promising >> shift) & 1) === 0) continue;
    const reading = readLegible(unpack(bytes, start + shift, end, BASE64));
    if (reading !== undefined) readings.push(reading);
  }
  return sink.takeReadings(viewOf(bytes, start, end), readings) || found;
}
