// SPDX-License-Identifier: Apache-2.0

/**
 * Letters that commonly follow a letter in English words and in names of programs: 200 of 676 pairs, nine tenths of what
 * is written. Counted over documents and source code.
 */
const FOLLOWERS: Readonly<Record<string, string>> = {
  a: 'bcdfgiklmnprstu',
  b: 'aeilouy',
  c: 'aehklort',
  d: 'adeiors',
  e: 'acdefglmnprstvwx',
  f: 'adefiloru',
  g: 'ehios',
  h: 'aeiot',
  i: 'cdefglmnoprstz',
  k: 'ae',
  l: 'adefilostuy',
  m: 'aeiopu',
  n: 'acdefgiostu',
  o: 'acdfiklmnoprstuvw',
  p: 'aeiloprtu',
  r: 'acefgimnorstuy',
  s: 'acehiopstuy',
  t: 'acehioprstuy',
  u: 'bceilmnprst',
  v: 'ae',
  w: 'air',
  x: 't',
  y: 'pst',
  z: 'e',
};

/** 1 at `first << 5 | second`, letters counted from 1. */
const COMMON = new Uint8Array(1024);
for (const [first, followers] of Object.entries(FOLLOWERS))
  for (const second of followers) COMMON[((first.charCodeAt(0) & 31) << 5) | (second.charCodeAt(0) & 31)] = 1;

/** The letter of a code, counted from 1, whatever its case; 0 for anything else. */
function letterOf(code: number): number {
  const letter = (code | 0x20) - 0x60;
  return code > 0x40 && letter >= 1 && letter <= 26 ? letter : 0;
}

/**
 * How much of a text reads like words: the share of its neighbouring characters, in thousandths, that are a common pair
 * of letters. Words have some 900, names in code 600 and more, random base64 about 190.
 */
export function wordMilli(text: string): number {
  if (text.length < 2) return 0;
  let common = 0;
  let before = letterOf(text.charCodeAt(0));
  for (let i = 1; i < text.length; i++) {
    const letter = letterOf(text.charCodeAt(i));
    common += COMMON[(before << 5) | letter] ?? 0;
    before = letter;
  }
  return Math.floor((common * 1000) / (text.length - 1));
}

/** Texts with more common pairs of letters than this are made of words. */
export const MAX_RANDOM_MILLI = 420;

const SEPARATOR = 1;
const DIGIT = 2;
const HEX_LOWER = 4;
const HEX_UPPER = 8;
const ROLE = new Uint8Array(128);
for (const mark of '/-_=+') ROLE[mark.charCodeAt(0)] = SEPARATOR;
for (const digit of '0123456789') ROLE[digit.charCodeAt(0)] = DIGIT | HEX_LOWER | HEX_UPPER;
for (const letter of 'abcdef') ROLE[letter.charCodeAt(0)] = HEX_LOWER;
for (const letter of 'ABCDEF') ROLE[letter.charCodeAt(0)] = HEX_UPPER;
const MIN_PART = 4;
const MIN_HEX_PART = 6;

/**
 * Characters that belong neither to words nor to numbers and identifiers in hex, the parts of a text being those of a
 * path: between `/`, `-`, `_`, `=` and `+`.
 */
export function randomLength(text: string): number {
  let total = 0;
  let start = 0;
  let common = 0;
  let roles = DIGIT | HEX_LOWER | HEX_UPPER;
  let before = 0;
  for (let i = 0; i <= text.length; i++) {
    const code = i < text.length ? text.charCodeAt(i) : 0x2f;
    const role = ROLE[code] ?? 0;
    if (role !== SEPARATOR) {
      roles &= role;
      const letter = letterOf(code);
      common += COMMON[(before << 5) | letter] ?? 0;
      before = letter;
      continue;
    }
    const length = i - start;
    const identifier = (roles & DIGIT) !== 0 || (roles !== 0 && length >= MIN_HEX_PART);
    if (length >= MIN_PART && !identifier && common * 1000 <= MAX_RANDOM_MILLI * (length - 1)) total += length;
    start = i + 1;
    common = 0;
    before = 0;
    roles = DIGIT | HEX_LOWER | HEX_UPPER;
  }
  return total;
}
