// SPDX-License-Identifier: Apache-2.0
import { HEX } from '../bytes/digits.js';
import { openWriter, textOf, writeCode } from '../bytes/writer.js';
import type { PieceSink } from '../pieces.js';
import type { Chain } from './groups.js';
import { MIN_LEGIBLE } from './legible.js';

/** Fewest numbers that count as the codes of characters. */
const MIN_CODES = 6;
/** Fewest groups of hex, unless there is nothing but white space between them. */
const MIN_GROUPS = 3;
const LAST_CODE = 0x10ffff;
/** Digits of the largest code, in octal with a leading zero, or of a byte in binary. */
const MAX_DIGITS = 8;

/** How the digits of a chain can be read. */
interface Shape {
  readonly digits: number;
  readonly longest: number;
  readonly shortest: number;
  /** Every group has an even number of digits. */
  readonly even: boolean;
  /** The largest digit. */
  readonly highest: number;
}

function shapeOf(bytes: Uint8Array, { places }: Chain): Shape {
  let digits = 0;
  let longest = 0;
  let shortest = Number.MAX_SAFE_INTEGER;
  let odd = 0;
  let highest = 0;
  for (let i = 0; i < places.count; i++) {
    const start = places.start(i);
    const end = places.end(i);
    const size = end - start;
    digits += size;
    odd |= size & 1;
    if (size > longest) longest = size;
    if (size < shortest) shortest = size;
    for (let at = start; at < end; at++) highest = Math.max(highest, HEX.values[bytes[at] ?? 0] ?? 0);
  }
  return { digits, longest, shortest, even: odd === 0, highest };
}

function packHex(bytes: Uint8Array, { places }: Chain, digits: number): Uint8Array {
  const packed = new Uint8Array(digits >> 1);
  let at = 0;
  for (let i = 0; i < places.count; i++) {
    for (let place = places.start(i); place < places.end(i); place += 2) {
      packed[at++] = ((HEX.values[bytes[place] ?? 0] ?? 0) << 4) | (HEX.values[bytes[place + 1] ?? 0] ?? 0);
    }
  }
  return packed;
}

/** The values of the groups in a base; undefined when one is no code of a character. */
function valuesIn(bytes: Uint8Array, { places }: Chain, base: number): Uint32Array | undefined {
  const values = new Uint32Array(places.count);
  for (let i = 0; i < places.count; i++) {
    let value = 0;
    for (let at = places.start(i); at < places.end(i); at++) value = value * base + (HEX.values[bytes[at] ?? 0] ?? 0);
    if (value > LAST_CODE) return undefined;
    values[i] = value;
  }
  return values;
}

/** Whether a value is the code of a character that stands in text; other numbers mostly are not. */
function isCharacter(value: number): boolean {
  if (value < 0x80) return value >= 0x20 ? value !== 0x7f : value === 9 || value === 10 || value === 13;
  if (value < 0xa0) return false;
  // Halves of a surrogate pair are written one by one.
  const basic = value < 0x2100 || (value >= 0x3000 && value < 0xe000) || (value >= 0xf900 && value < 0x10000);
  return basic || (value >= 0x10000 && value < 0x20000) || value >= 0xe0000;
}

function textOfCodes(values: Uint32Array): string {
  const writer = openWriter(4 * values.length);
  for (let i = 0; i < values.length; i++) writeCode(writer, values[i] ?? 0);
  return textOf(writer);
}

function takeValues(values: Uint32Array | undefined, sink: PieceSink): boolean {
  if (values === undefined) return false;
  let largest = 0;
  let characters = true;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    if (value > largest) largest = value;
    characters = characters && isCharacter(value);
  }
  if (largest < 256 && sink.takeBytes('charcodes', Uint8Array.from(values))) return true;
  if (!characters) return false;
  sink.takeText('charcodes', textOfCodes(values));
  return true;
}

/** Letters and spaces, most of them: the codes have been read in the right base. */
function isWords(values: Uint32Array | undefined): boolean {
  if (values === undefined) return false;
  let letters = 0;
  for (const value of values) {
    const small = value | 0x20;
    if (value === 0x20 || (small >= 0x61 && small <= 0x7a)) letters++;
  }
  return letters * 4 >= values.length * 3;
}

/**
 * Reads a chain of groups as bytes in hex and as codes of characters in every base its digits allow. True when
 * something legible was found.
 */
export function readNumbers(bytes: Uint8Array, chain: Chain, sink: PieceSink): boolean {
  const { places, prefixed } = chain;
  if (places.count >= MIN_GROUPS && sink.knows('numbers', bytes, places.start(0), places.end(places.count - 1)))
    return true;
  const { digits, longest, shortest, even, highest } = shapeOf(bytes, chain);
  let found = false;
  if (even && digits >= 2 * MIN_LEGIBLE && places.count >= (chain.spaced ? 2 : MIN_GROUPS))
    found = sink.takeBytes('hex', packHex(bytes, chain, digits));
  if (places.count < MIN_CODES || longest > MAX_DIGITS) return found;
  if (prefixed) return (longest !== 2 || shortest !== 2) && takeValues(valuesIn(bytes, chain, 16), sink) ? true : found;
  if (highest <= 1 && shortest >= 7) return takeValues(valuesIn(bytes, chain, 2), sink) || found;
  const decimal = highest <= 9 && longest >= 2 ? valuesIn(bytes, chain, 10) : undefined;
  if (takeValues(decimal, sink)) found = true;
  if (highest <= 7 && !isWords(decimal) && longest >= 2 && longest <= 4 && takeValues(valuesIn(bytes, chain, 8), sink))
    found = true;
  // `U+0041`: the prefix is not part of the word.
  return ((!found || !chain.spaced) && shortest >= 4 && takeValues(valuesIn(bytes, chain, 16), sink)) || found;
}
