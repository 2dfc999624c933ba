// SPDX-License-Identifier: Apache-2.0
import type { Compression } from './inflater.js';
import { beginsFixedText } from './fixed-huffman.js';

/** Shortest stream that holds a text worth reading. */
const MIN_STREAM = 8;

/** Bits of a byte stream, lowest first, as deflate and brotli count them. */
function bitsAt(bytes: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let i = 0; i < count; i++) {
    const place = at + i;
    value |= (((bytes[place >> 3] ?? 0) >> (place & 7)) & 1) << i;
  }
  return value;
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8 && ((bytes[3] ?? 0xff) & 0xe0) === 0;
}

/** Method, window size, no dictionary, and a header that is a multiple of 31. */
function isZlib(bytes: Uint8Array): boolean {
  const first = bytes[0] ?? 0;
  const second = bytes[1] ?? 0;
  return (first & 0x8f) === 8 && (second & 0x20) === 0 && ((first << 8) | second) % 31 === 0;
}

function isZstd(bytes: Uint8Array): boolean {
  return bytes[0] === 0x28 && bytes[1] === 0xb5 && bytes[2] === 0x2f && bytes[3] === 0xfd;
}

/** Order in which a dynamic block gives the lengths of the codes for code lengths. */
const CODE_LENGTHS = 19;

/** The code for code lengths must be complete, which random bits hardly ever are. */
function isDynamicBlock(bytes: Uint8Array): boolean {
  const literals = bitsAt(bytes, 3, 5);
  const distances = bitsAt(bytes, 8, 5);
  if (literals > 29 || distances > 29) return false;
  const count = Math.min(CODE_LENGTHS, bitsAt(bytes, 13, 4) + 4);
  let space = 0;
  for (let i = 0; i < count; i++) {
    const length = bitsAt(bytes, 17 + 3 * i, 3);
    if (length > 0) space += 128 >> length;
  }
  return space === 128;
}

function isStoredBlock(bytes: Uint8Array): boolean {
  const size = (bytes[1] ?? 0) | ((bytes[2] ?? 0) << 8);
  const check = (bytes[3] ?? 0) | ((bytes[4] ?? 0) << 8);
  return bytes.length >= 5 && (size ^ check) === 0xffff;
}

/** Whether bytes could begin a deflate stream without a header. */
export function isDeflate(bytes: Uint8Array): boolean {
  const type = ((bytes[0] ?? 0) >> 1) & 3;
  if (type === 0) return isStoredBlock(bytes);
  if (type === 1) return beginsFixedText(bytes);
  return type === 2 && isDynamicBlock(bytes);
}

/** A stream grows at most so much; what would grow more is a bomb and has a longer stream. */
const MAX_BROTLI_GROWTH = 256;
/** Blocks up to this size are not split into kinds by an encoder. */
const UNSPLIT = 256;

/** Bits of the window size, or 0 when it is reserved. */
function brotliWindowBits(bytes: Uint8Array): number {
  if (bitsAt(bytes, 0, 1) === 0) return 1;
  if (bitsAt(bytes, 1, 3) !== 0) return 4;
  return bitsAt(bytes, 4, 3) === 1 ? 0 : 7;
}

/** Brotli has no mark: the length its first block claims has to fit the length of the stream. */
export function isBrotli(bytes: Uint8Array): boolean {
  let at = brotliWindowBits(bytes);
  if (at === 0) return false;
  const last = bitsAt(bytes, at++, 1) === 1;
  if (last && bitsAt(bytes, at++, 1) === 1) return false;
  const nibbles = bitsAt(bytes, at, 2) + 4;
  at += 2;
  if (nibbles > 6) return false;
  const size = bitsAt(bytes, at, 4 * nibbles) + 1;
  at += 4 * nibbles;
  if (size * 2 < bytes.length || size > bytes.length * MAX_BROTLI_GROWTH) return false;
  if (!last && bitsAt(bytes, at++, 1) === 1) return true;
  return size > UNSPLIT || bitsAt(bytes, at, 1) === 0;
}

const NONE: readonly Compression[] = [];
const GZIP: readonly Compression[] = ['gzip'];
const ZSTD: readonly Compression[] = ['zstd'];

/** The compressions that bytes could be, most likely first. Random bytes are hardly ever any of them. */
export function plausibleKinds(bytes: Uint8Array): readonly Compression[] {
  if (bytes.length < MIN_STREAM) return NONE;
  if (isGzip(bytes)) return GZIP;
  if (isZstd(bytes)) return ZSTD;
  const kinds: Compression[] = [];
  if (isZlib(bytes) && isDeflate(bytes.subarray(2))) kinds.push('zlib');
  if (isDeflate(bytes)) kinds.push('deflate');
  if (isBrotli(bytes)) kinds.push('brotli');
  return kinds.length === 0 ? NONE : kinds;
}

/** The deflate stream inside a gzip or zlib frame. Undefined for other kinds and for a frame that ends too early. */
export function withoutHeader(kind: Compression, bytes: Uint8Array): Uint8Array | undefined {
  if (kind === 'zlib') return bytes.subarray(2);
  if (kind !== 'gzip') return undefined;
  const flags = bytes[3] ?? 0;
  let at = 10;
  if (flags & 4) at += 2 + ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8));
  // A name, then a comment, each ended by a zero.
  for (const flag of [8, 16]) {
    if ((flags & flag) === 0) continue;
    const end = bytes.indexOf(0, at);
    if (end < 0) return undefined;
    at = end + 1;
  }
  if (flags & 2) at += 2;
  return at < bytes.length ? bytes.subarray(at) : undefined;
}
