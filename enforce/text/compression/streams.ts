// SPDX-License-Identifier: Apache-2.0
import { isBrotli, mayBeBrotli, QUICK_BROTLI } from './brotli-header.js';
import { isDeflate, mayBeDeflate, QUICK_DEFLATE } from './deflate-header.js';
import type { Compression } from './inflater.js';

/** Shortest stream that holds a text worth reading. */
const MIN_STREAM = 8;

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

/** Whether a zlib stream could begin with these few bytes. */
export function mayBeZlib(bytes: Uint8Array): boolean {
  return isZlib(bytes) && mayBeDeflate(bytes.subarray(2));
}

/** The compression whose mark stands at the start, or undefined. */
export function markedKind(bytes: Uint8Array): Compression | undefined {
  if (isGzip(bytes)) return 'gzip';
  if (isZstd(bytes)) return 'zstd';
  return isZlib(bytes) && isDeflate(bytes.subarray(2)) ? 'zlib' : undefined;
}

/** Bytes that are enough to rule a stream out, in nearly every case where there is none. */
export const QUICK_HEAD = Math.max(QUICK_BROTLI, QUICK_DEFLATE + 2);
const SHORT_HEAD = 64;
const LONG_HEAD = 384;

/** Bytes that hold the head of a stream whose first deflate block begins at a place: the fixed codes need few. */
export function headSize(quick: Uint8Array, blockAt: number): number {
  return ((quick[blockAt] ?? 0) & 6) === 2 ? SHORT_HEAD : LONG_HEAD;
}

/** Whether a stream without a mark, of `length` bytes, could begin with these few. */
export function mayBeStream(head: Uint8Array, length: number): boolean {
  return mayBeDeflate(head) || mayBeBrotli(head, length);
}

/** The compression without a mark that a stream of `length` bytes beginning with `head` could be. */
export function unmarkedKind(head: Uint8Array, length: number): Compression | undefined {
  if (isDeflate(head)) return 'deflate';
  return isBrotli(head, length) ? 'brotli' : undefined;
}

const NONE: readonly Compression[] = [];

/** The compressions that bytes could be, most likely first. Random bytes are hardly ever any of them. */
export function plausibleKinds(bytes: Uint8Array): readonly Compression[] {
  if (bytes.length < MIN_STREAM) return NONE;
  const marked = markedKind(bytes);
  if (marked === 'gzip' || marked === 'zstd') return [marked];
  const kinds: Compression[] = marked === undefined ? [] : [marked];
  if (isDeflate(bytes)) kinds.push('deflate');
  if (isBrotli(bytes, bytes.length)) kinds.push('brotli');
  return kinds.length === 0 ? NONE : kinds;
}

/** Where the deflate stream inside a gzip frame begins; undefined for a frame that ends too early. */
function gzipStart(bytes: Uint8Array): number | undefined {
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
  return at < bytes.length ? at : undefined;
}

/** The deflate stream inside a gzip or zlib frame, if there is one. */
function withoutHeader(kind: Compression, bytes: Uint8Array): Uint8Array | undefined {
  if (kind === 'zlib') return bytes.subarray(2);
  const start = kind === 'gzip' ? gzipStart(bytes) : undefined;
  return start === undefined ? undefined : bytes.subarray(start);
}

/** Opens a stream; where its checksum or frame is broken, what stands in it all the same: so does whoever receives it. */
export function openStream<T>(
  kind: Compression,
  bytes: Uint8Array,
  inflate: (kind: Compression, bytes: Uint8Array) => T | undefined,
): T | undefined {
  const whole = inflate(kind, bytes);
  if (whole !== undefined) return whole;
  const bare = withoutHeader(kind, bytes);
  return bare === undefined ? undefined : inflate('deflate', bare);
}

/** Bytes that any stream may give; above that, so many times its own length. */
const FREE_BYTES = 1_048_576;
const MAX_RATIO = 128;

/** How many bytes a stream of a length may give where `left` are allowed in all; one that gives more is a bomb. */
export function inflateCeiling(length: number, left: number): number {
  return Math.min(left, Math.max(FREE_BYTES, length * MAX_RATIO));
}
