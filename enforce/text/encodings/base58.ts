// SPDX-License-Identifier: Apache-2.0
import { isSpace } from '../bytes/ascii.js';
import { BASE58_DIGITS, valuesOf } from '../bytes/digits.js';
import type { PieceSink } from '../pieces.js';
import type { ViewName } from '../view.js';

/** A way to write one large number. */
interface Numeral {
  readonly name: ViewName;
  readonly base: number;
  readonly values: Int8Array;
  readonly log: number;
  /** Digits that tell the first bytes: as many as a number holds exactly. */
  readonly head: number;
}

function numeralOf(name: ViewName, ...alphabets: readonly string[]): Numeral {
  const base = alphabets[0]?.length ?? 0;
  const log = Math.log2(base);
  return { name, base, values: valuesOf(...alphabets), log, head: Math.floor(53 / log) };
}

const NUMERALS = '0123456789';
const SMALL = 'abcdefghijklmnopqrstuvwxyz';
const CAPITALS = SMALL.toUpperCase();
const BASE58 = numeralOf('base58', BASE58_DIGITS);
const DECIMAL = numeralOf('charcodes', NUMERALS);
/** Base36 in either case, and base62 in either order: as `toString(36)` and big numbers have them. */
const OTHERS = [
  numeralOf('base36', NUMERALS + SMALL),
  numeralOf('base36', NUMERALS + CAPITALS),
  numeralOf('base62', NUMERALS + CAPITALS + SMALL),
  numeralOf('base62', NUMERALS + SMALL + CAPITALS),
];

/** Shortest run, and longest, since reading one takes a time that grows with the square of its length. */
const MIN_DIGITS = 16;
const MAX_DIGITS = 256;
/** Fewer decimal digits are a number that is one, or several. */
const MIN_DECIMAL = 36;

/** So many bytes are told before a number is read: chance passes for text in one of fifty. */
const TOLD_BYTES = 4;

/**
 * Whether the first bytes of what a run holds are text, in nearly every case. The leading digits tell them: the logarithm
 * of the number gives its length in bytes, and so which of its bits are the first.
 */
function beginsText(bytes: Uint8Array, start: number, end: number, { base, values, log, head }: Numeral): boolean {
  let number = 0;
  for (let at = start; at < start + head; at++) number = number * base + (values[bytes[at] ?? 0] ?? 0);
  if (number === 0) return false;
  const bits = Math.log2(number) + (end - start - head) * log;
  let leading = 2 ** (bits - 8 * Math.floor(bits / 8));
  for (let i = 0; i < TOLD_BYTES; i++) {
    const byte = Math.floor(leading);
    if ((byte < 0x20 || byte > 0x7e) && !isSpace(byte)) return false;
    leading = (leading - byte) * 256;
  }
  return true;
}

/** A byte times the value of several digits is a number of 31 bits at most. */
const MAX_FACTOR = 2 ** 22;

/** The number that digits are, its upper bytes first; several digits at once are read as fast as one. */
function numberOf(bytes: Uint8Array, start: number, end: number, { base, values }: Numeral): Uint8Array {
  const number = new Uint8Array(end - start);
  let size = 0;
  for (let at = start; at < end;) {
    let factor = 1;
    let carry = 0;
    for (; at < end && factor * base < MAX_FACTOR; at++, factor *= base) {
      carry = carry * base + (values[bytes[at] ?? 0] ?? 0);
    }
    for (let i = 0; i < size || carry > 0; i++) {
      carry += factor * (number[i] ?? 0);
      number[i] = carry & 0xff;
      carry >>= 8;
      if (i >= size) size = i + 1;
    }
  }
  return number.subarray(0, size).reverse();
}

function readAs(bytes: Uint8Array, start: number, end: number, numeral: Numeral, sink: PieceSink): boolean {
  for (let at = start; at < end; at++) if ((numeral.values[bytes[at] ?? 0] ?? -1) < 0) return false;
  if (!beginsText(bytes, start, end, numeral)) return false;
  return sink.takeWhole(numeral.name, numberOf(bytes, start, end, numeral));
}

/** Reads a run that is base58, base36 or base62 throughout, as one number. True when it holds text. */
export function readBase58(bytes: Uint8Array, start: number, end: number, sink: PieceSink): boolean {
  const length = end - start;
  if (length < MIN_DIGITS || length > MAX_DIGITS) return false;
  let found = readAs(bytes, start, end, BASE58, sink);
  for (const numeral of OTHERS) if (readAs(bytes, start, end, numeral, sink)) found = true;
  return found;
}

/** Reads a run of decimal digits as one number. */
export function readDecimal(bytes: Uint8Array, start: number, end: number, sink: PieceSink): void {
  if (end - start >= MIN_DECIMAL && end - start <= MAX_DIGITS) readAs(bytes, start, end, DECIMAL, sink);
}
