// SPDX-License-Identifier: Apache-2.0
import { completeCode, isPastEnd, readBit, readBits, readSymbol, type BitReader, type PrefixCode } from './bits.js';

/** What would grow more is a bomb and has a longer stream. */
const MAX_GROWTH = 256;
const LITERALS = 256;
const COMMANDS = 704;
const BLOCK_COUNTS = 26;

/** False when the window size is reserved. */
function skipWindowSize(reader: BitReader): boolean {
  if (readBit(reader) === 0) return true;
  if (readBits(reader, 3) !== 0) return true;
  return readBits(reader, 3) !== 1;
}

/** A number from 1 to 256, written with fewer bits the smaller it is. */
function readCount(reader: BitReader): number {
  if (readBit(reader) === 0) return 1;
  const bits = readBits(reader, 3);
  return 1 + (1 << bits) + readBits(reader, bits);
}

/** Lengths of the codes of one to four symbols, in the order they are given; four may be uneven. */
const SIMPLE_LENGTHS = [[0], [1, 1], [1, 2, 2], [2, 2, 2, 2], [1, 2, 3, 3]] as const;

/** The code of a few symbols: those of one length are in the order of the alphabet. The shapes fill their space. */
function simpleCode(symbols: readonly number[], shape: readonly number[]): PrefixCode {
  const counts = new Uint16Array(16);
  for (const length of shape) counts[length] = (counts[length] ?? 0) + 1;
  const order = symbols
    .map((symbol, i) => ({ symbol, length: shape[i] ?? 0 }))
    .sort((a, b) => a.length - b.length || a.symbol - b.symbol);
  return { counts, symbols: Uint16Array.from(order, ({ symbol }) => symbol) };
}

/** A code of one to four symbols, which have to differ. */
function readSimpleCode(reader: BitReader, alphabet: number): PrefixCode | undefined {
  const count = readBits(reader, 2) + 1;
  const symbols: number[] = [];
  const bits = 32 - Math.clz32(alphabet - 1);
  for (let i = 0; i < count; i++) {
    const symbol = readBits(reader, bits);
    if (symbol >= alphabet || symbols.includes(symbol)) return undefined;
    symbols.push(symbol);
  }
  const shape = SIMPLE_LENGTHS[count === 4 && readBit(reader) === 1 ? 4 : count - 1] ?? [];
  if (count === 1)
    return { counts: new Uint16Array([0, 2]), symbols: Uint16Array.of(symbols[0] ?? 0, symbols[0] ?? 0) };
  return simpleCode(symbols, shape);
}

/** Order in which the lengths of the codes for code lengths are given. */
const LENGTH_ORDER = [1, 2, 3, 4, 0, 5, 17, 6, 16, 7, 8, 9, 10, 11, 12, 13, 14, 15] as const;
/** By the next four bits: a length of a code for code lengths, and the number of bits it took. */
const LENGTH_OF = [0, 4, 3, 2, 0, 4, 3, 1, 0, 4, 3, 2, 0, 4, 3, 5] as const;
const BITS_OF = [2, 2, 2, 3, 2, 2, 2, 4, 2, 2, 2, 3, 2, 2, 2, 4] as const;

/** The code for code lengths, which must fill its space exactly. */
function readLengthCode(reader: BitReader, skipped: number): PrefixCode | undefined {
  const lengths = new Uint8Array(LENGTH_ORDER.length);
  let space = 32;
  let only = 0;
  let codes = 0;
  for (let i = skipped; i < LENGTH_ORDER.length && space > 0; i++) {
    const next = readBits({ bytes: reader.bytes, at: reader.at }, 4);
    reader.at += BITS_OF[next] ?? 4;
    const length = LENGTH_OF[next] ?? 0;
    if (length === 0) continue;
    lengths[LENGTH_ORDER[i] ?? 0] = length;
    only = LENGTH_ORDER[i] ?? 0;
    space -= 32 >> length;
    codes++;
  }
  if (codes === 1) return { counts: new Uint16Array([0, 2]), symbols: Uint16Array.of(only, only) };
  return space === 0 ? completeCode(lengths) : undefined;
}

const REPEAT = 16;

const WHOLE = 32_768;

/** A code whose lengths are given by another; it must fill its space exactly. */
function readComplexCode(reader: BitReader, alphabet: number, skipped: number): PrefixCode | undefined {
  const code = readLengthCode(reader, skipped);
  if (code === undefined) return undefined;
  const lengths = new Uint8Array(alphabet);
  let space = WHOLE;
  let before = 8;
  let repeats = 0;
  let repeated = -1;
  for (let at = 0; at < alphabet && space > 0;) {
    const symbol =
      code.symbols[0] === code.symbols[1] && code.counts[1] === 2 ? (code.symbols[0] ?? 0) : readSymbol(reader, code);
    if (symbol < 0 || isPastEnd(reader)) return undefined;
    if (symbol < REPEAT) {
      repeats = 0;
      lengths[at++] = symbol;
      if (symbol === 0) continue;
      before = symbol;
      space -= WHOLE >> symbol;
      continue;
    }
    const bits = symbol - 14;
    // Several repeats in a row are the digits of one number.
    if (symbol !== repeated) repeats = 0;
    repeated = symbol;
    const former = repeats;
    repeats = (former > 0 ? (former - 2) << bits : 0) + readBits(reader, bits) + 3;
    const count = repeats - former;
    if (at + count > alphabet) return undefined;
    if (symbol === REPEAT) {
      lengths.fill(before, at, at + count);
      space -= count * (WHOLE >> before);
    }
    at += count;
  }
  return space === 0 ? completeCode(lengths) : undefined;
}

function readPrefixCode(reader: BitReader, alphabet: number): PrefixCode | undefined {
  const skipped = readBits(reader, 2);
  return skipped === 1 ? readSimpleCode(reader, alphabet) : readComplexCode(reader, alphabet, skipped);
}

/** Bits of a block's length beyond its symbol. */
const COUNT_BITS = [2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 6, 6, 7, 8, 9, 10, 11, 12, 13, 24] as const;

/** The kinds of blocks of one sort, or 0 when what stands there is no such thing. */
function readBlockTypes(reader: BitReader): number {
  const types = readCount(reader);
  if (types === 1) return 1;
  if (readPrefixCode(reader, types + 2) === undefined) return 0;
  const counts = readPrefixCode(reader, BLOCK_COUNTS);
  if (counts === undefined) return 0;
  readBits(reader, COUNT_BITS[readOne(reader, counts)] ?? 0);
  return types;
}

/** Reads a symbol of a code that may have a single one, which takes no bits. */
function readOne(reader: BitReader, code: PrefixCode): number {
  const [first = 0, second] = code.symbols;
  return first === second && code.counts[1] === 2 ? first : readSymbol(reader, code);
}

/** Skips the map from contexts to codes; the number of codes, or 0. */
function readContextMap(reader: BitReader, size: number): number {
  const trees = readCount(reader);
  if (trees === 1) return 1;
  const longest = readBit(reader) === 0 ? 0 : 1 + readBits(reader, 4);
  const code = readPrefixCode(reader, trees + longest);
  if (code === undefined) return 0;
  for (let at = 0; at < size;) {
    const symbol = readOne(reader, code);
    if (symbol < 0 || isPastEnd(reader)) return 0;
    at += symbol > 0 && symbol <= longest ? (1 << symbol) + readBits(reader, symbol) : 1;
    if (at > size) return 0;
  }
  readBit(reader);
  return trees;
}

/** Reads the head of a compressed block as far as the first codes for literals and for commands. */
function hasCodes(reader: BitReader): boolean {
  const literalTypes = readBlockTypes(reader);
  if (literalTypes === 0 || readBlockTypes(reader) === 0) return false;
  const distanceTypes = readBlockTypes(reader);
  if (distanceTypes === 0) return false;
  reader.at += 6 + 2 * literalTypes;
  const literalTrees = readContextMap(reader, 64 * literalTypes);
  if (literalTrees === 0 || readContextMap(reader, 4 * distanceTypes) === 0) return false;
  for (let tree = 0; tree < literalTrees; tree++) {
    if (readPrefixCode(reader, LITERALS) === undefined) return false;
  }
  return readPrefixCode(reader, COMMANDS) !== undefined;
}

/** Bytes that are enough for a first look. */
export const QUICK_BROTLI = 5;

/** Reads as far as the first codes; false when the length that the first block claims does not fit the stream. */
function readSize(reader: BitReader, length: number): boolean {
  if (!skipWindowSize(reader)) return false;
  const last = readBit(reader) === 1;
  if (last && readBit(reader) === 1) return false;
  const nibbles = readBits(reader, 2) + 4;
  if (nibbles > 6) return false;
  const size = readBits(reader, 4 * nibbles) + 1;
  if (size * 2 < length || size > length * MAX_GROWTH || (nibbles > 4 && size <= 1 << (4 * nibbles - 4))) return false;
  // What an uncompressed block holds is found without opening it.
  return last || readBit(reader) === 0;
}

/** Whether a brotli stream of `length` bytes could begin with these few. */
export function mayBeBrotli(bytes: Uint8Array, length: number): boolean {
  return readSize({ bytes, at: 0 }, length);
}

/**
 * Whether a stream of `length` bytes that begins with these could be brotli, which has no mark: the length its first
 * block claims has to fit, and the codes it announces have to be complete. Where `bytes` end too early for that, the
 * answer is yes.
 */
export function isBrotli(bytes: Uint8Array, length: number): boolean {
  const reader: BitReader = { bytes, at: 0 };
  return readSize(reader, length) && (hasCodes(reader) || (isPastEnd(reader) && bytes.length < length));
}
