// SPDX-License-Identifier: Apache-2.0

/** Reads bits lowest first, as deflate and brotli count them. Beyond the end there are zeros. */
export interface BitReader {
  readonly bytes: Uint8Array;
  /** Place of the next bit. */
  at: number;
}

export function readBit(reader: BitReader): number {
  const { at } = reader;
  reader.at = at + 1;
  return ((reader.bytes[at >> 3] ?? 0) >> (at & 7)) & 1;
}

/** Reads up to 24 bits as a number. */
export function readBits(reader: BitReader, count: number): number {
  const { bytes, at } = reader;
  const from = at >> 3;
  const window =
    (bytes[from] ?? 0) |
    ((bytes[from + 1] ?? 0) << 8) |
    ((bytes[from + 2] ?? 0) << 16) |
    ((bytes[from + 3] ?? 0) << 24);
  reader.at = at + count;
  return (window >>> (at & 7)) & ((1 << count) - 1);
}

/** Whether more bits were read than there are. */
export function isPastEnd(reader: BitReader): boolean {
  return reader.at > reader.bytes.length * 8;
}

/** A prefix code: how many codes there are of each length, and the symbols in the order of their codes. */
export interface PrefixCode {
  readonly counts: Uint16Array;
  readonly symbols: Uint16Array;
}

/** Longest code of either format. */
const MAX_LENGTH = 15;

/** The code that gives each symbol a code of so many bits, 0 for none; undefined unless the code is complete. */
export function completeCode(lengths: Uint8Array): PrefixCode | undefined {
  const counts = new Uint16Array(MAX_LENGTH + 1);
  for (const length of lengths) if (length > 0) counts[length] = (counts[length] ?? 0) + 1;
  let space = 1 << MAX_LENGTH;
  for (let length = 1; length <= MAX_LENGTH; length++) space -= (counts[length] ?? 0) << (MAX_LENGTH - length);
  if (space !== 0) return undefined;
  const next = new Uint16Array(MAX_LENGTH + 2);
  for (let length = 1; length <= MAX_LENGTH; length++) next[length + 1] = (next[length] ?? 0) + (counts[length] ?? 0);
  const symbols = new Uint16Array(lengths.length);
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol] ?? 0;
    if (length === 0) continue;
    const place = next[length] ?? 0;
    symbols[place] = symbol;
    next[length] = place + 1;
  }
  return { counts, symbols };
}

/** Reads one symbol; codes come highest bit first. */
export function readSymbol(reader: BitReader, { counts, symbols }: PrefixCode): number {
  let code = 0;
  let first = 0;
  let index = 0;
  for (let length = 1; length <= MAX_LENGTH; length++) {
    code |= readBit(reader);
    const count = counts[length] ?? 0;
    if (code - first < count) return symbols[index + code - first] ?? 0;
    index += count;
    first = (first + count) << 1;
    code <<= 1;
  }
  return -1;
}
