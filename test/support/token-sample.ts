// SPDX-License-Identifier: Apache-2.0
import type { Charset, Part, VendorToken } from '../../enforce/detect/dlp/tokens/vendor-token.js';

const DIGITS = '0123456789';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const BASE62 = DIGITS + UPPER + LOWER;

const LETTERS: Readonly<Record<Charset, string>> = {
  hex: `${DIGITS}abcdef`,
  hex_lower: `${DIGITS}abcdef`,
  hex_upper: `${DIGITS}ABCDEF`,
  alnum: BASE62,
  alnum_lower: DIGITS + LOWER,
  alnum_upper: DIGITS + UPPER,
  letters: LOWER + UPPER,
  letters_lower: LOWER,
  letters_upper: UPPER,
  digits: DIGITS,
  base32: `${UPPER}234567`,
  base32_lower: `${LOWER}234567`,
  base58: BASE62.replace(/[0OIl]/g, ''),
  base64: `${BASE62}+/`,
  word: `${BASE62}_`,
  token: `${BASE62}_-`,
  token_dot: `${BASE62}_-.`,
  unreserved: `${BASE62}_-.~`,
  printable: `${BASE62}!#$%&*+,-./:;=?@^_|~`,
  uuid: `${DIGITS}abcdef`,
};

/** A source of numbers from 0 (included) to 1 (excluded): Math.random, or one with a seed. */
export type Random = () => number;

/** Numbers that are the same for the same seed. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 0x1_0000_0000;
  };
}

function pick(random: Random, letters: string): string {
  return letters.charAt(Math.floor(random() * letters.length));
}

/** Random characters of a kind. The first and the last are letters or digits where the kind has any. */
export function randomRun(charset: Charset, length: number, random: Random): string {
  if (charset === 'uuid') return [8, 4, 4, 4, 12].map((size) => randomRun('hex_lower', size, random)).join('-');
  const letters = LETTERS[charset];
  const firm = letters.replace(/[^A-Za-z0-9]/g, '');
  return Array.from({ length }, (_, i) => pick(random, i === 0 || i === length - 1 ? firm : letters)).join('');
}

function partOf(part: Part, random: Random): string {
  if (typeof part === 'string') return part;
  // Tokens without a published length are as long as the shortest, or a little longer.
  const longest = Math.min(part.max, part.min + 8);
  return randomRun(part.charset, part.min + Math.floor(random() * (longest - part.min + 1)), random);
}

function crc32(text: string): number {
  let crc = 0xffffffff;
  for (const byte of Buffer.from(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function withChecksum(body: string): string {
  let digits = '';
  for (let rest = crc32(body.slice(0, -6)); rest > 0; rest = Math.floor(rest / 62))
    digits = BASE62.charAt(rest % 62) + digits;
  return body.slice(0, -6) + digits.padStart(6, '0');
}

/** An invented token of the shape a row describes, without any context. */
export function tokenSample(row: VendorToken, random: Random): string {
  const prefixes = row.prefixes ?? [''];
  const prefix = prefixes[Math.floor(random() * prefixes.length)] ?? '';
  const body = row.body.map((part) => partOf(part, random)).join('');
  return prefix + (row.checksum === 'crc32_base62' ? withChecksum(body) : body);
}
