// SPDX-License-Identifier: Apache-2.0
import { completeCode, isPastEnd, readBit, readBits, readSymbol, type BitReader } from './bits.js';

const FIXED_ENOUGH = 24;
const END_OF_BLOCK = 256;
const LAST_SYMBOL = 285;
const LAST_DISTANCE = 29;

/** Codes come highest bit first. */
function readCode(reader: BitReader, count: number, from = 0): number {
  let value = from;
  for (let i = 0; i < count; i++) value = (value << 1) | readBit(reader);
  return value;
}

function readFixedSymbol(reader: BitReader): number {
  const seven = readCode(reader, 7);
  if (seven <= 0x17) return 256 + seven;
  const eight = readCode(reader, 1, seven);
  if (eight <= 0xbf) return eight - 0x30;
  if (eight <= 0xc7) return 280 + eight - 0xc0;
  return 144 + readCode(reader, 1, eight) - 0x190;
}

function lengthOf(symbol: number, reader: BitReader): number {
  if (symbol <= 264) return symbol - 254;
  if (symbol === LAST_SYMBOL) return 258;
  const extra = (symbol - 261) >> 2;
  return ((4 + ((symbol - 265) & 3)) << extra) + 3 + readBits(reader, extra);
}

function distanceOf(code: number, reader: BitReader): number {
  if (code < 4) return code + 1;
  const extra = (code >> 1) - 1;
  return ((2 + (code & 1)) << extra) + 1 + readBits(reader, extra);
}

function isTextByte(byte: number): boolean {
  return byte >= 0x20 ? byte !== 0x7f : byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

/** The first two bytes of gzip, zstd and of zlib as it is commonly written. */
function isMark(first: number, second: number): boolean {
  if (first === 0x1f) return second === 0x8b;
  if (first === 0x28) return second === 0xb5;
  return first === 0x78 && (second === 0x01 || second === 0x5e || second === 0x9c || second === 0xda);
}

/**
 * Whether a block with the fixed codes begins with text, or with the mark of another stream. A few symbols tell: random
 * bits get that far one time in thousands.
 */
function isFixedBlock(reader: BitReader): boolean {
  let written = 0;
  let first = 0;
  for (let symbols = 0; symbols < FIXED_ENOUGH; symbols++) {
    const symbol = readFixedSymbol(reader);
    if (isPastEnd(reader)) return true;
    if (symbol === END_OF_BLOCK) return written >= FIXED_ENOUGH / 4;
    if (symbol > LAST_SYMBOL) return false;
    if (symbol < END_OF_BLOCK) {
      if (symbols === 0) first = symbol;
      if (symbols === 1 && isMark(first, symbol)) return true;
      if (!isTextByte(symbol) && !(symbols === 0 && (symbol === 0x1f || symbol === 0x28))) return false;
      written++;
      continue;
    }
    const length = lengthOf(symbol, reader);
    const code = readCode(reader, 5);
    const distance = distanceOf(code, reader);
    if (isPastEnd(reader)) return true;
    if (code > LAST_DISTANCE || distance > written) return false;
    written += length;
  }
  return true;
}

function isStoredBlock(bytes: Uint8Array): boolean {
  const size = (bytes[1] ?? 0) | ((bytes[2] ?? 0) << 8);
  const check = (bytes[3] ?? 0) | ((bytes[4] ?? 0) << 8);
  return bytes.length >= 5 && (size ^ check) === 0xffff;
}

/** Order in which a dynamic block gives the lengths of the codes for code lengths. */
const LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15] as const;

/** The lengths of `total` codes, written with repeats; undefined when they do not come out even. */
function readLengths(reader: BitReader, total: number, lengthCodes: Uint8Array): Uint8Array | undefined {
  const code = completeCode(lengthCodes);
  if (code === undefined) return undefined;
  const lengths = new Uint8Array(total);
  for (let at = 0; at < total;) {
    const symbol = readSymbol(reader, code);
    if (symbol < 0 || isPastEnd(reader)) return undefined;
    if (symbol < 16) {
      lengths[at++] = symbol;
      continue;
    }
    if (symbol === 16 && at === 0) return undefined;
    const value = symbol === 16 ? (lengths[at - 1] ?? 0) : 0;
    const repeats =
      symbol === 16 ? 3 + readBits(reader, 2) : symbol === 17 ? 3 + readBits(reader, 3) : 11 + readBits(reader, 7);
    if (at + repeats > total) return undefined;
    lengths.fill(value, at, at + repeats);
    at += repeats;
  }
  return lengths;
}

/** Bits of the head of a dynamic block, as far as the code for code lengths. */
const QUICK_BITS = 17 + 3 * 19;

/** Whether the code for code lengths is complete: a quick look that leaves one in fifty of random heads. */
function hasLengthCode(bytes: Uint8Array): boolean {
  const reader: BitReader = { bytes, at: 3 };
  if (readBits(reader, 5) > 29 || readBits(reader, 5) > 29) return false;
  const count = readBits(reader, 4) + 4;
  let space = 128;
  for (let i = 0; i < count; i++) {
    const length = readBits(reader, 3);
    if (length > 0) space -= 128 >> length;
  }
  return space === 0;
}

/** Whether the codes a dynamic block announces are complete, which random bits hardly ever are. */
function isDynamicBlock(reader: BitReader): boolean {
  const literals = readBits(reader, 5) + 257;
  const distances = readBits(reader, 5) + 1;
  const count = readBits(reader, 4) + 4;
  const lengthCodes = new Uint8Array(LENGTH_ORDER.length);
  for (let i = 0; i < count; i++) lengthCodes[LENGTH_ORDER[i] ?? 0] = readBits(reader, 3);
  const lengths = readLengths(reader, literals + distances, lengthCodes);
  if (lengths === undefined || lengths[END_OF_BLOCK] === 0) return false;
  if (completeCode(lengths.subarray(0, literals)) === undefined) return false;
  // One distance, or none, makes no complete code and is allowed.
  const used = lengths.subarray(literals).filter((length) => length > 0).length;
  return used <= 1 || completeCode(lengths.subarray(literals)) !== undefined;
}

/** Bytes that are enough for a first look. */
export const QUICK_DEFLATE = Math.ceil(QUICK_BITS / 8);

/** Whether a deflate stream could begin with these few bytes. */
export function mayBeDeflate(bytes: Uint8Array): boolean {
  const type = ((bytes[0] ?? 0) >> 1) & 3;
  if (type === 0) return isStoredBlock(bytes);
  if (type === 1) return isFixedBlock({ bytes, at: 3 });
  return type === 2 && hasLengthCode(bytes);
}

/** Whether bytes could begin a deflate stream without a header; they have to hold the whole head of its first block. */
export function isDeflate(bytes: Uint8Array): boolean {
  if (!mayBeDeflate(bytes)) return false;
  return ((bytes[0] ?? 0) & 6) !== 4 || isDynamicBlock({ bytes, at: 3 });
}
