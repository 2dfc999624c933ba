// SPDX-License-Identifier: Apache-2.0
import { alphabetOf, HEX, unpack, unpackInto } from '../bytes/digits.js';
import type { Compression } from '../compression/inflater.js';
import { headSize, markedKind, mayBeStream, mayBeZlib, QUICK_HEAD, unmarkedKind } from '../compression/streams.js';
import { isZip } from '../compression/zip.js';
import type { PieceSink } from '../pieces.js';
import { characterAt, neededRun, readLegible, type Legible } from './legible.js';

/** Digits that hold the shortest text worth reading. */
export const MIN_HEX = 16;
const MIN_COMPRESSED = 20;
const ZIP_DIGITS = 64;
/** Bytes in a row that count as text inside others; of a long run, more. */
const STRETCH = 8;
const LONG = 512;
const quickHead = new Uint8Array(QUICK_HEAD);
const PROBE = 9;

/** 1 for a digit that can begin a byte of ASCII text. */
const BEGINS_TEXT = new Uint8Array(256);
for (const digit of '0234567') BEGINS_TEXT[digit.charCodeAt(0)] = 1;

/** Whether so many bytes in a row could be ASCII. A stretch covers each place it could end at or one before it. */
function holdsAscii(bytes: Uint8Array, start: number, end: number): boolean {
  const size = 2 * (end - start < LONG ? STRETCH : neededRun((end - start) >> 1));
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

/** The head of a stream of which the first bytes have been read. */
function readHead(bytes: Uint8Array, start: number, end: number, blockAt: number): Uint8Array {
  return unpack(bytes, start, Math.min(end, start + 2 * headSize(quickHead, blockAt)), HEX);
}

/** The kind of a stream without a mark at the start of a run. */
function unmarkedAt(bytes: Uint8Array, start: number, end: number): Compression | undefined {
  const length = (end - start) >> 1;
  unpackInto(quickHead, bytes, start, HEX);
  return mayBeStream(quickHead, length) ? unmarkedKind(readHead(bytes, start, end, 0), length) : undefined;
}

/** The kind of a stream with a mark at a digit: `1f8b` for gzip, `28b5` for zstd, `78` for zlib. */
function markedAt(bytes: Uint8Array, at: number, end: number): Compression | undefined {
  const first = bytes[at];
  if (first !== 0x31 && first !== 0x32 && first !== 0x37) return undefined;
  const second = (bytes[at + 1] ?? 0) | 0x20;
  if (second !== (first === 0x31 ? 0x66 : 0x38)) return undefined;
  unpackInto(quickHead, bytes, at, HEX);
  if (first === 0x37 && !mayBeZlib(quickHead)) return undefined;
  return markedKind(readHead(bytes, at, end, 2));
}

/** `504b0304`, and the rest of a header. */
function isZipAt(bytes: Uint8Array, at: number, end: number): boolean {
  if (bytes[at] !== 0x35 || bytes[at + 1] !== 0x30 || bytes[at + 2] !== 0x34) return false;
  return isZip(unpack(bytes, at, Math.min(end, at + ZIP_DIGITS), HEX));
}

/** Opens the compressed streams a run holds: any at its start, those with a mark at any digit. */
function readStreams(bytes: Uint8Array, start: number, end: number, sink: PieceSink): boolean {
  if (end - start < MIN_COMPRESSED) return false;
  const unmarked = unmarkedAt(bytes, start, end);
  let found = unmarked !== undefined && sink.takeStream(unmarked, unpack(bytes, start, end, HEX));
  // An archive holds all that begin behind it at such a place.
  let zips = 0;
  for (let at = start; at <= end - MIN_COMPRESSED && sink.inflates; at++) {
    const kind = markedAt(bytes, at, end);
    if (kind !== undefined && sink.takeStream(kind, unpack(bytes, at, end, HEX))) found = true;
    if ((zips & (1 << (at & 1))) !== 0 || !isZipAt(bytes, at, end)) continue;
    zips |= 1 << (at & 1);
    if (sink.takeEntries(unpack(bytes, at, end, HEX))) found = true;
  }
  return found;
}

export function isHex(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if ((HEX.values[bytes[at] ?? 0] ?? -1) < 0) return false;
  return true;
}

/** Eight bits a character, one after the other. */
const MIN_BITS = 64;
const BITS = alphabetOf(1, '01');

function isBits(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (((bytes[at] ?? 0) | 1) !== 0x31) return false;
  return end - start >= MIN_BITS;
}

/** Reads a run of hex digits that was written backwards and is text throughout. */
function readBackwards(bytes: Uint8Array, start: number, end: number, sink: PieceSink): boolean {
  for (let at = end - 1; at > end - MIN_HEX; at -= 2) if (BEGINS_TEXT[bytes[at] ?? 0] === 0) return false;
  const turned = bytes.slice(start, end).reverse();
  return sink.takeWhole('hex', unpack(turned, 0, turned.length, HEX));
}

/** Reads a run of hex digits from its first and from its second digit on. True when something legible was found. */
export function readHex(bytes: Uint8Array, start: number, end: number, sink: PieceSink): boolean {
  if (end - start < MIN_HEX) return false;
  if (isBits(bytes, start, end)) return sink.takeBytes('charcodes', unpack(bytes, start, end, BITS));
  const streams = sink.inflates && readStreams(bytes, start, end, sink);
  const found = readBackwards(bytes, start, end, sink) || streams;
  const shifts = [start, start + 1].filter(
    (from) => holdsAscii(bytes, from, end) || beginsWithCharacters(bytes, from, end),
  );
  if (shifts.length === 0 || sink.knows('hex', bytes, start, end)) return found;
  const readings: Legible[] = [];
  for (const from of shifts) {
    const reading = readLegible(unpack(bytes, from, end, HEX));
    if (reading !== undefined) readings.push(reading);
  }
  return sink.takeReadings('hex', readings) || found;
}
