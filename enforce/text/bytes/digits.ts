// SPDX-License-Identifier: Apache-2.0

/** A positional alphabet whose digits hold whole bits. */
export interface Alphabet {
  /** Bits a digit. */
  readonly bits: number;
  /** By byte: the digit's value, -1 for what is no digit. */
  readonly values: Int8Array;
}

/** By byte: its place in any of the alphabets, -1 for what is in none. */
export function valuesOf(...alphabets: readonly string[]): Int8Array {
  const values = new Int8Array(256).fill(-1);
  for (const row of alphabets) Array.from(row).forEach((letter, value) => (values[letter.charCodeAt(0)] = value));
  return values;
}

export function alphabetOf(bits: number, ...alphabets: readonly string[]): Alphabet {
  return { bits, values: valuesOf(...alphabets) };
}

export const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
export const LOWER = UPPER.toLowerCase();
export const NUMERALS = '0123456789';
const ALNUM = `${UPPER}${LOWER}${NUMERALS}`;
export const BASE32_DIGITS = `${UPPER}234567`;
export const BASE64_DIGITS = `${ALNUM}+/`;
export const BASE64URL_DIGITS = `${ALNUM}-_`;
/** That of Bitcoin: no letter or digit that looks like another. */
export const BASE58_DIGITS = `123456789${UPPER}${LOWER}`.replace(/[IOl]/g, '');

export const HEX = alphabetOf(4, '0123456789abcdef', '0123456789ABCDEF');
export const BASE32 = alphabetOf(5, BASE32_DIGITS, BASE32_DIGITS.toLowerCase());
/** Both alphabets in one: a reader that knows one of them gains nothing from digits of the other. */
export const BASE64 = alphabetOf(6, BASE64_DIGITS, BASE64URL_DIGITS);

/** Reads the digits from `start` on as bytes into `target`, which it fills. Digits beyond the run mean nothing. */
export function unpackInto(target: Uint8Array, bytes: Uint8Array, start: number, { bits, values }: Alphabet): void {
  let held = 0;
  let pending = 0;
  for (let i = start, at = 0; at < target.length; i++) {
    held = ((held << bits) | (values[bytes[i] ?? 0] ?? 0)) & 0xfff;
    pending += bits;
    if (pending < 8) continue;
    pending -= 8;
    target[at++] = held >> pending;
  }
}

const SMALL = 4096;
const LARGE = 1_048_576;
let scratch = new Uint8Array(SMALL);
/** The beginnings of the scratch by their length, since most runs are short and there are many. */
let beginnings: (Uint8Array | undefined)[] = [];
const MAX_KEPT = 256;

function beginningOf(size: number): Uint8Array {
  if (size > MAX_KEPT) return scratch.subarray(0, size);
  return (beginnings[size] ??= scratch.subarray(0, size));
}

function renew(size: number): void {
  scratch = new Uint8Array(size);
  beginnings = [];
}

/**
 * Reads the digits from `start` to `end` as bytes; a last incomplete byte is dropped. The caller has checked that all
 * are digits. The bytes are valid until the next call.
 */
export function unpack(bytes: Uint8Array, start: number, end: number, { bits, values }: Alphabet): Uint8Array {
  const size = Math.max(0, ((end - start) * bits) >> 3);
  if (scratch.length < size) renew(size * 2);
  const target = scratch;
  let held = 0;
  let pending = 0;
  let at = 0;
  for (let i = start; at < size; i++) {
    held = ((held << bits) | (values[bytes[i] ?? 0] ?? 0)) & 0xfff;
    pending += bits;
    if (pending < 8) continue;
    pending -= 8;
    target[at++] = held >> pending;
  }
  // A large run must not keep its memory, nor its content, until the next one comes.
  if (scratch.length <= LARGE) return beginningOf(size);
  renew(SMALL);
  return target.subarray(0, size);
}
