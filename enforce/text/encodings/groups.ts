// SPDX-License-Identifier: Apache-2.0
import { Places } from '../bytes/places.js';
import type { Stretches } from '../bytes/stretches.js';
import { pairsOf, type Utf8 } from '../bytes/utf8.js';
import type { PieceSink } from '../pieces.js';
import { MIN_HEX, readHex } from './hex.js';
import { readNumbers } from './numbers.js';

const NUMERAL = 1;
const HEX_LETTER = 2;
const LETTER = 4;
const SPACE = 8;
const KIND = new Uint8Array(256);
KIND.fill(NUMERAL, 0x30, 0x3a);
KIND.fill(LETTER, 0x41, 0x5b);
KIND.fill(LETTER, 0x61, 0x7b);
KIND.fill(HEX_LETTER, 0x41, 0x47);
KIND.fill(HEX_LETTER, 0x61, 0x67);
for (const space of '\t\n\r ') KIND[space.charCodeAt(0)] = SPACE;
/** By two bytes as one number: 1 when one of them is a decimal digit. Either order of bytes gives the same. */
const HAS_NUMERAL = new Uint8Array(65_536);
for (let pair = 0; pair < 65_536; pair++) {
  if (KIND[pair & 0xff] === NUMERAL || KIND[pair >> 8] === NUMERAL) HAS_NUMERAL[pair] = 1;
}
const HEX_DIGIT = NUMERAL | HEX_LETTER;
const WORD = HEX_DIGIT | LETTER;

/** Numbers or hex digits with the same thing between each of them and the next. */
export interface Chain {
  /** Of the digits of each group. */
  readonly places: Places;
  /** Each group but perhaps the first has `x`, `0x` or `u` ahead of its digits. */
  prefixed: boolean;
  /** Only white space stands between the groups. */
  spaced: boolean;
}

/** What stands between two numbers is at most so long: `)+String.fromCharCode(` with some space. */
const MAX_SEPARATOR = 40;
const FACTOR = 0x01000193;
const LINE_FEED = 0x0a;

/** The group that was found last. One object, since this runs for every number of every text. */
const group = { start: 0, end: 0, prefix: 0 };

function isX(byte: number): boolean {
  return (byte | 0x20) === 0x78;
}

/** Length of what may stand ahead of hex digits: `0x`, `x` or `u`, in either case. */
function prefixAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at] ?? 0;
  if (byte === 0x30) return isX(bytes[at + 1] ?? 0) ? 2 : 0;
  return isX(byte) || (byte | 0x20) === 0x75 ? 1 : 0;
}

/**
 * Reads a group at the start of a word. False when the word is no group. Letters alone are one when they are two, or as
 * many as `expected`: in hex some groups have no numeral.
 */
function readGroup(bytes: Uint8Array, at: number, length: number, expected = 2): boolean {
  const prefix = prefixAt(bytes, at);
  const start = at + prefix;
  let end = start;
  let seen = 0;
  for (; end < length; end++) {
    const kind = KIND[bytes[end] ?? 0] ?? 0;
    if ((kind & HEX_DIGIT) === 0 || (prefix === 2 && bytes[end] === 0x30 && isX(bytes[end + 1] ?? 0))) break;
    seen |= kind;
  }
  if (end === start) return false;
  const next = KIND[bytes[end] ?? 0] ?? 0;
  // Digits with a letter behind them are part of a word, unless it begins the next group.
  if (end < length && next & LETTER && !(prefix > 0 && prefixAt(bytes, end) > 0)) return false;
  if ((seen & NUMERAL) === 0 && prefix === 0 && end - start !== 2 && end - start !== expected) return false;
  group.start = start;
  group.end = end;
  group.prefix = prefix;
  return true;
}

/** Passes over a word, and reads hex that stands inside it. Returns its end. */
function skipWord(bytes: Uint8Array, start: number, length: number, sink: PieceSink): number {
  let at = start;
  let hexStart = start;
  for (; at < length; at++) {
    const kind = KIND[bytes[at] ?? 0] ?? 0;
    if (kind & HEX_DIGIT) continue;
    if (at - hexStart >= MIN_HEX) readHex(bytes, hexStart, at, sink);
    if ((kind & WORD) === 0) return at;
    hexStart = at + 1;
  }
  if (at - hexStart >= MIN_HEX) readHex(bytes, hexStart, at, sink);
  return at;
}

/** The hash of the separator behind a group, and the place of the next word that is a group, or -1. */
const separator = { hash: 0, at: 0, found: false };

function readSeparator(bytes: Uint8Array, from: number, length: number, expected: number, sink: PieceSink): void {
  const until = Math.min(length, from + MAX_SEPARATOR);
  let hash = 0;
  let lines = 0;
  let at = from;
  separator.found = false;
  while (at < until) {
    const byte = bytes[at] ?? 0;
    const kind = KIND[byte] ?? 0;
    if ((kind & WORD) === 0) {
      // White space alone separates; beside anything else it does not count, since lines are broken anywhere. An
      // empty line ends a list.
      if (kind !== SPACE || (byte === LINE_FEED && ++lines > 1)) hash = (Math.imul(hash, FACTOR) + byte) | 0;
      at++;
      continue;
    }
    if (readGroup(bytes, at, length, expected)) {
      separator.found = true;
      hash = (Math.imul(hash, FACTOR) + group.prefix) | 0;
      break;
    }
    const end = skipWord(bytes, at, length, sink);
    for (; at < end && at < until; at++) hash = (Math.imul(hash, FACTOR) + (bytes[at] ?? 0)) | 0;
    at = end;
  }
  separator.hash = hash;
  separator.at = at;
}

/** Every second group of a chain, from the first or from the second on. */
function everySecond({ places, prefixed, spaced }: Chain, from: number): Chain {
  const chosen = new Places();
  for (let i = from; i < places.count; i += 2) chosen.add(places.start(i), places.end(i));
  return { places: chosen, prefixed, spaced };
}

/** Whether what stands between the groups is the same everywhere, or two things in turn as in `"0":72,"1":101`. */
interface Rhythm {
  period: 1 | 2;
  /** Hash of the last separator, and of the one before it. */
  last: number;
  before: number;
}

function finish(bytes: Uint8Array, chain: Chain, { period }: Rhythm, sink: PieceSink): void {
  const { places } = chain;
  if (period === 1) {
    if (places.count > 1 && readNumbers(bytes, chain, sink)) return;
  } else if (places.count > 3) {
    if (readNumbers(bytes, everySecond(chain, 1), sink) || readNumbers(bytes, everySecond(chain, 0), sink)) return;
  }
  for (let i = 0; i < places.count; i++) {
    const start = places.start(i);
    const end = places.end(i);
    if (end - start >= MIN_HEX) readHex(bytes, start, end, sink);
  }
}

/** Whether a chain goes on behind a separator. A first group that was none of it is dropped. */
function goesOn({ places }: Chain, rhythm: Rhythm, hash: number): boolean {
  if (places.count === 1) rhythm.period = 1;
  else if (rhythm.period === 1) {
    if (hash === rhythm.last) return true;
    if (places.count > 2) return false;
    rhythm.period = 2;
  } else if (hash !== rhythm.before) {
    if (places.count !== 3 || hash !== rhythm.last) return false;
    rhythm.period = 1;
    places.dropFirst();
  }
  rhythm.before = rhythm.last;
  rhythm.last = hash;
  return true;
}

/** Follows a chain from the group just read; returns the place from which to look on. */
function followChain(bytes: Uint8Array, length: number, sink: PieceSink): number {
  const places = new Places();
  places.add(group.start, group.end);
  const chain: Chain = { places, prefixed: group.prefix > 0, spaced: false };
  const rhythm: Rhythm = { period: 1, last: 0, before: 0 };
  for (;;) {
    const last = places.count - 1;
    const end = places.end(last);
    readSeparator(bytes, end, length, end - places.start(last), sink);
    if (!separator.found) break;
    if (!goesOn(chain, rhythm, separator.hash)) {
      finish(bytes, chain, rhythm, sink);
      // The last group may be the first of the next chain.
      places.keepLast();
      goesOn(chain, rhythm, separator.hash);
    }
    chain.prefixed = group.prefix > 0;
    chain.spaced = separator.hash === 0;
    places.add(group.start, group.end);
  }
  finish(bytes, chain, rhythm, sink);
  return separator.at;
}

/** Reads the chains that begin in a stretch of the text. */
function readStretch({ bytes, length }: Utf8, from: number, until: number, sink: PieceSink): number {
  const pairs = pairsOf(bytes);
  let floor = from;
  for (let at = from; at < until;) {
    if (KIND[bytes[at] ?? 0] !== NUMERAL) {
      // Two by two: most of a text is passed over here.
      let pair = ++at >> 1;
      while (2 * pair < until && HAS_NUMERAL[pairs[pair] ?? 0] === 0) pair++;
      at = Math.max(at, 2 * pair);
      if (at < until && KIND[bytes[at] ?? 0] !== NUMERAL) at++;
      if (at >= until || KIND[bytes[at] ?? 0] !== NUMERAL) continue;
    }
    let start = at;
    while (start > floor && (KIND[bytes[start - 1] ?? 0] ?? 0) & WORD) start--;
    if (readGroup(bytes, start, length)) {
      at = followChain(bytes, length, sink);
    } else {
      at = skipWord(bytes, start, length, sink);
    }
    floor = at;
  }
  return floor;
}

/**
 * Reads hex, plain or with anything between its pairs or words, and numbers that are the codes of characters, in
 * decimal, hex, octal or binary: lists, arrays over several lines, calls put together. Each byte is looked at a few times.
 */
export function readGroups(text: Utf8, ranges: Stretches, sink: PieceSink): void {
  let done = 0;
  for (let i = 0; i < ranges.length; i += 2) {
    done = readStretch(text, Math.max(done, ranges[i] ?? 0), ranges[i + 1] ?? 0, sink);
  }
}
