// SPDX-License-Identifier: Apache-2.0
import { isSpace } from '../bytes/ascii.js';
import { BASE58_DIGITS, LOWER, NUMERALS, UPPER, valuesOf } from '../bytes/digits.js';
import type { PieceSink } from '../pieces.js';
import type { ViewName } from '../view.js';

/** A way to write one large number. */
interface Numeral {
  readonly name: ViewName;
  readonly base: number;
  readonly values: Int8Array;
  /** Digits that tell the first bytes: as many as a number holds exactly. */
  readonly head: number;
  /** The value of a digit by how many stand behind it: from 1 to 2, and the power of two to take it by. */
  readonly factors: Float64Array;
  readonly exponents: Int32Array;
}

/** Longest run that is read, since reading one takes a time that grows with the square of its length. */
const MAX_DIGITS = 256;

function numeralOf(name: ViewName, ...alphabets: readonly string[]): Numeral {
  const base = alphabets[0]?.length ?? 0;
  const factors = new Float64Array(MAX_DIGITS);
  const exponents = new Int32Array(MAX_DIGITS);
  for (let i = 0, factor = 1, exponent = 0; i < MAX_DIGITS; i++, factor *= base) {
    for (; factor >= 2; factor /= 2) exponent++;
    factors[i] = factor;
    exponents[i] = exponent;
  }
  return { name, base, values: valuesOf(...alphabets), head: Math.floor(53 / Math.log2(base)), factors, exponents };
}

const BASE58 = numeralOf('base58', BASE58_DIGITS);
const DECIMAL = numeralOf('charcodes', NUMERALS);
/** Base36 in either case, and base62 in either order: as `toString(36)` and big numbers have them. */
const OTHERS = [
  numeralOf('base36', NUMERALS + LOWER),
  numeralOf('base36', NUMERALS + UPPER),
  numeralOf('base62', NUMERALS + UPPER + LOWER),
  numeralOf('base62', NUMERALS + LOWER + UPPER),
];

const MIN_DIGITS = 16;
/** Fewer decimal digits are a number that is one, or several. */
const MIN_DECIMAL = 36;

/** So many bytes are told before a number is read: chance passes for text in one of fifty. */
const TOLD_BYTES = 4;

const TWO_TO_32 = 2 ** 32;
const POWERS_OF_TWO = Float64Array.from({ length: 54 }, (_, i) => 2 ** i);

/** How often a whole number of up to 53 bits can be halved before it is less than two. */
function halvings(number: number): number {
  return number >= TWO_TO_32 ? 63 - Math.clz32(number / TWO_TO_32) : 31 - Math.clz32(number);
}

/**
 * Whether the first bytes of what a run holds are text, in nearly every case. The leading digits tell them: with the
 * digits behind them they give the length of the number in bits, and so which of its bits are the first.
 */
function beginsText(bytes: Uint8Array, start: number, end: number, numeral: Numeral): boolean {
  const { base, values, head, factors, exponents } = numeral;
  let number = 0;
  for (let at = start; at < start + head; at++) number = number * base + (values[bytes[at] ?? 0] ?? 0);
  if (number === 0) return false;
  const rest = end - start - head;
  const own = halvings(number);
  const leadingBits = (number / (POWERS_OF_TWO[own] ?? 1)) * (factors[rest] ?? 1);
  // Of a product that reaches two the highest bit is one place further up, which takes care of itself.
  let leading = leadingBits * (POWERS_OF_TWO[(own + (exponents[rest] ?? 0)) & 7] ?? 1);
  if (leading >= 256) leading /= 256;
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

/** Which of some numerals a byte is a digit of, a bit for each. */
function membershipOf(numerals: readonly Numeral[]): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) =>
    numerals.reduce((bits, { values }, i) => bits | ((values[byte] ?? -1) < 0 ? 0 : 1 << i), 0),
  );
}

const RUNS: readonly Numeral[] = [BASE58, ...OTHERS];
const IN_RUNS = membershipOf(RUNS);
const ALL_RUNS = (1 << RUNS.length) - 1;
const IN_DECIMAL = membershipOf([DECIMAL]);

/** The numerals of which all bytes of a run are digits, a bit for each. */
function possible(bytes: Uint8Array, start: number, end: number, membership: Uint8Array): number {
  let bits = ALL_RUNS;
  for (let at = start; at < end && bits !== 0; at++) bits &= membership[bytes[at] ?? 0] ?? 0;
  return bits;
}

function readAs(bytes: Uint8Array, start: number, end: number, numeral: Numeral, sink: PieceSink): boolean {
  return beginsText(bytes, start, end, numeral) && sink.takeWhole(numeral.name, numberOf(bytes, start, end, numeral));
}

/** Reads a run that is base58, base36 or base62 throughout, as one number. True when it holds text. */
export function readBase58(bytes: Uint8Array, start: number, end: number, sink: PieceSink): boolean {
  const length = end - start;
  if (length < MIN_DIGITS || length > MAX_DIGITS) return false;
  let found = false;
  let bits = possible(bytes, start, end, IN_RUNS);
  for (const numeral of RUNS) {
    if ((bits & 1) !== 0 && readAs(bytes, start, end, numeral, sink)) found = true;
    bits >>= 1;
  }
  return found;
}

/** Reads a run of decimal digits as one number. */
export function readDecimal(bytes: Uint8Array, start: number, end: number, sink: PieceSink): void {
  if (end - start < MIN_DECIMAL || end - start > MAX_DIGITS) return;
  if (possible(bytes, start, end, IN_DECIMAL) !== 0) readAs(bytes, start, end, DECIMAL, sink);
}
