// SPDX-License-Identifier: Apache-2.0

/** Symbols that are read before a stream counts as text. Random bits get that far one time in thousands. */
const ENOUGH = 24;
const END_OF_BLOCK = 256;
const LAST_SYMBOL = 285;
const LAST_DISTANCE = 29;

/** Reads a deflate block with the fixed codes, just far enough to tell whether it gives text. */
interface Reader {
  readonly bytes: Uint8Array;
  /** In bits. */
  at: number;
}

function readBit(reader: Reader): number {
  const { at } = reader;
  reader.at = at + 1;
  return ((reader.bytes[at >> 3] ?? 0) >> (at & 7)) & 1;
}

/** Extra bits come lowest first. */
function readBits(reader: Reader, count: number): number {
  let value = 0;
  for (let i = 0; i < count; i++) value |= readBit(reader) << i;
  return value;
}

/** Codes come highest bit first. */
function readCode(reader: Reader, count: number, from = 0): number {
  let value = from;
  for (let i = 0; i < count; i++) value = (value << 1) | readBit(reader);
  return value;
}

function readSymbol(reader: Reader): number {
  const seven = readCode(reader, 7);
  if (seven <= 0x17) return 256 + seven;
  const eight = readCode(reader, 1, seven);
  if (eight <= 0xbf) return eight - 0x30;
  if (eight <= 0xc7) return 280 + eight - 0xc0;
  return 144 + readCode(reader, 1, eight) - 0x190;
}

function lengthOf(symbol: number, reader: Reader): number {
  if (symbol <= 264) return symbol - 254;
  if (symbol === LAST_SYMBOL) return 258;
  const extra = (symbol - 261) >> 2;
  return ((4 + ((symbol - 265) & 3)) << extra) + 3 + readBits(reader, extra);
}

function distanceOf(code: number, reader: Reader): number {
  if (code < 4) return code + 1;
  const extra = (code >> 1) - 1;
  return ((2 + (code & 1)) << extra) + 1 + readBits(reader, extra);
}

function isTextByte(byte: number): boolean {
  return byte >= 0x20 ? byte !== 0x7f : byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

/**
 * Whether a deflate stream that begins with a block of fixed codes begins with text, or with the mark of another
 * stream. Its three bits of header have been looked at.
 */
export function beginsFixedText(bytes: Uint8Array): boolean {
  const reader: Reader = { bytes, at: 3 };
  const end = bytes.length * 8;
  let written = 0;
  let high = 0;
  let first = 0;
  for (let symbols = 0; symbols < ENOUGH && reader.at < end; symbols++) {
    const symbol = readSymbol(reader);
    if (symbol === END_OF_BLOCK) return written >= ENOUGH / 4;
    if (symbol > LAST_SYMBOL) return false;
    if (symbol < END_OF_BLOCK) {
      if (symbols === 0) first = symbol;
      if (symbols === 1 && isMark(first, symbol)) return true;
      if (!isTextByte(symbol) && !(symbols === 0 && (symbol === 0x1f || symbol === 0x28))) return false;
      if (symbol >= 0x80) high++;
      written++;
      continue;
    }
    const length = lengthOf(symbol, reader);
    const code = readCode(reader, 5);
    if (code > LAST_DISTANCE || distanceOf(code, reader) > written) return false;
    written += length;
  }
  return high * 8 <= ENOUGH * 7;
}

/** The first two bytes of gzip, zstd and of zlib as it is commonly written. */
function isMark(first: number, second: number): boolean {
  if (first === 0x1f) return second === 0x8b;
  if (first === 0x28) return second === 0xb5;
  return first === 0x78 && (second === 0x01 || second === 0x5e || second === 0x9c || second === 0xda);
}
