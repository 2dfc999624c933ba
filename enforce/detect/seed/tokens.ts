// SPDX-License-Identifier: Apache-2.0
import { GAP, HAN, LETTER, isEastAsian, roleAt } from './letters.js';
import { wordTable, type WordTable } from './words.js';

/** Longest stretch between two words of a phrase: line breaks, numbers, markup. */
const MAX_GAP = 32;
/** Longest word with room for accents and invisible characters; anything longer is none. */
const MAX_TOKEN = 48;

const NOT_ASCII = 0xff;
const LESS_THAN = 0x3c;
const AMPERSAND = 0x26;
const SEMICOLON = 0x3b;
const SLASH = 0x2f;
const COLON = 0x3a;
const EQUALS = 0x3d;
const BACKSLASH = 0x5c;

/** LETTER for ASCII letters. */
const ASCII_ROLE = new Uint8Array(256);
for (let i = 0; i < 26; i++) ASCII_ROLE[0x41 + i] = ASCII_ROLE[0x61 + i] = LETTER;

/** As ASCII_ROLE; what is not ASCII has a role that only the text tells. */
const UNKNOWN = 3;
const QUICK_ROLE = Uint8Array.from(ASCII_ROLE);
QUICK_ROLE[NOT_ASCII] = UNKNOWN;
/** 1 for what makes something else of the letters behind it. */
const TURNS = new Uint8Array(256);
for (const byte of [LESS_THAN, AMPERSAND, BACKSLASH, NOT_ASCII]) TURNS[byte] = 1;

const DIGIT = 1;
const CLOSING = 2;
/** What may stand between a name and its colon: a number, then a quote or a bracket. */
const AFTER_NAME = new Uint8Array(256);
for (let i = 0x30; i <= 0x39; i++) AFTER_NAME[i] = DIGIT;
for (const mark of '"\'] \\') AFTER_NAME[mark.charCodeAt(0)] = CLOSING;

/**
 * What a stretch of letters is in the search of a phrase. A label names a word instead of being one: `<li>`, `"w1":`.
 * A block is Chinese without gaps.
 */
export type TokenKind = 'word' | 'label' | 'block' | 'other';

function isNameEnd(mark: number): boolean {
  return mark === COLON || mark === EQUALS || (AFTER_NAME[mark] ?? 0) !== 0;
}

const NO_WORD = 0;
const WORD = 1;
const UNCLEAR = 2;

/** What the letters between two places are: a word, certainly no word and no name, or something for the reader to tell. */
function quickKind(bytes: Uint8Array, length: number, start: number, end: number): number {
  const before = start > 0 ? (bytes[start - 1] ?? 0) : 0;
  if (TURNS[before] === 1 || (before === SLASH && bytes[start - 2] === LESS_THAN)) return UNCLEAR;
  const after = end < length ? (bytes[end] ?? 0) : 0;
  if (after === NOT_ASCII) return UNCLEAR;
  if (after !== 0x20 && AFTER_NAME[after] !== 0 && end + 1 < length && isNameEnd(bytes[end + 1] ?? 0)) return UNCLEAR;
  if (wordTable().latin(bytes, start, end - start) >= 0) return WORD;
  return after === COLON || after === EQUALS ? UNCLEAR : NO_WORD;
}

/** The end of the letters from a place on, and what they are. Overwritten by the next call. */
const quick = { start: 0, end: 0, kind: NO_WORD };

function readQuickly(bytes: Uint8Array, length: number, place: number): boolean {
  let start = place;
  while (start < length && QUICK_ROLE[bytes[start] ?? 0] === GAP) start++;
  if (start >= length) return false;
  let end = start;
  while (end < length && QUICK_ROLE[bytes[end] ?? 0] === LETTER) end++;
  if (end === start) quick.kind = UNCLEAR;
  else {
    while (start > 0 && QUICK_ROLE[bytes[start - 1] ?? 0] === LETTER) start--;
    quick.kind = quickKind(bytes, length, start, end);
  }
  quick.start = start;
  quick.end = end;
  return true;
}

/** Shortest Latin word with the gap behind it. */
const SHORTEST_WORD = 4;
/** Three characters a word: closer than needed, so that what stands ahead of a word found can be ruled out unread. */
const STRIDE = 3;

/**
 * The first place at which a token may belong to a phrase of `shortest` words or more, in a text that holds none up to
 * `floor`; -1 when there is no such place. Phrases of short words, as in East Asia, are not found in this way. Places
 * are so far apart that no phrase fits between them: one word in ten is read, and nothing twice.
 */
export function nextCandidate(bytes: Uint8Array, length: number, floor: number, shortest: number): number {
  const stride = latinStride(shortest);
  for (let place = floor + stride; place < length; place = quick.end + stride) {
    if (!readQuickly(bytes, length, place)) return -1;
    if (quick.kind === NO_WORD) continue;
    let most = 1 + (quick.start - (place - stride)) / SHORTEST_WORD;
    while (quick.kind === WORD && most < shortest && readQuickly(bytes, length, quick.end)) most++;
    if (quick.kind !== NO_WORD) return place;
  }
  return -1;
}

/** Places this far apart meet every phrase of so many Latin words. */
export function latinStride(shortest: number): number {
  return shortest * STRIDE;
}

/**
 * Reads the words of one text in either direction. `bytes` is the image of the text (see `imageOf`), which must stay
 * valid meanwhile. `start`, `end`, `kind` and `entry` describe the token read last.
 */
export class TokenReader {
  start = 0;
  end = 0;
  kind: TokenKind = 'other';
  /** Entry in the table of words; -1 unless `kind` is `word`. */
  entry = -1;

  /** Where the letters begin, an escape that was never undone included. */
  #edge = 0;
  readonly #text: string;
  readonly #bytes: Uint8Array;
  readonly #length: number;
  readonly #words: WordTable = wordTable();

  constructor(text: string, bytes: Uint8Array) {
    this.#text = text;
    this.#bytes = bytes;
    this.#length = text.length;
  }

  /** Reads the token that covers a place, or the next one after it. False at the end of the text. */
  readAt(place: number): boolean {
    return this.#seek(place, this.#length);
  }

  /** Reads the token after the one read last, if it stands near enough to belong to the same phrase. */
  readNext(): boolean {
    return this.#seek(this.end, Math.min(this.#length, this.end + MAX_GAP));
  }

  /** Reads the token ahead of the one read last, if it stands near enough and not ahead of `floor`. */
  readPrevious(floor: number): boolean {
    const limit = Math.max(floor, this.#edge - MAX_GAP);
    for (let at = this.#edge - 1; at >= limit; at--) {
      const role = this.#roleOf(at);
      if (role === GAP) continue;
      this.#measure(at, role);
      return true;
    }
    return false;
  }

  /** Whether the token read last is written in a script of East Asia. */
  isEastAsian(): boolean {
    return this.#bytes[this.start] === NOT_ASCII && isEastAsian(this.#text.charCodeAt(this.start));
  }

  #seek(from: number, limit: number): boolean {
    for (let at = from; at < limit; at++) {
      const role = this.#roleOf(at);
      if (role === GAP) continue;
      this.#measure(at, role);
      return true;
    }
    return false;
  }

  #roleOf(at: number): number {
    const byte = this.#bytes[at] ?? 0;
    return byte === NOT_ASCII ? roleAt(this.#text, at) : (ASCII_ROLE[byte] ?? GAP);
  }

  /** Finds the bounds of the token at a place that is no gap, and what it is. */
  #measure(at: number, role: number): void {
    let start = at;
    let end = at + 1;
    while (start > 0 && this.#roleOf(start - 1) === role) start--;
    while (end < this.#length && this.#roleOf(end) === role) end++;
    this.#edge = start;
    this.end = end;
    if (role === HAN) {
      this.start = start;
      this.entry = end - start === 1 ? this.#words.han(this.#text.charCodeAt(start)) : -1;
      this.kind = this.entry >= 0 ? 'word' : 'block';
      return;
    }
    // A line break that was never undone reads as a letter of the word after it.
    const escaped = this.#bytes[start - 1] === BACKSLASH && 'nrt'.includes(this.#text.charAt(start));
    if (escaped) start++;
    this.start = start;
    this.entry = this.#lookUp(start, end);
    this.kind = start === end || this.#isLabel() ? 'label' : this.entry < 0 ? 'other' : 'word';
  }

  #lookUp(start: number, end: number): number {
    if (end - start > MAX_TOKEN) return -1;
    for (let i = start; i < end; i++) if (this.#bytes[i] === NOT_ASCII) return this.#words.wide(this.#text, start, end);
    return this.#words.latin(this.#bytes, start, end - start);
  }

  /** 0 outside the text, where the image holds anything. */
  #byte(at: number): number {
    return at < this.#length ? (this.#bytes[at] ?? 0) : 0;
  }

  /**
   * Whether the token is markup (`<li>`, `&nbsp;`) or a name (`"w1":`, `a=`). A word of a list is a name only with a
   * number behind it, since words may be parted by colons.
   */
  #isLabel(): boolean {
    const before = this.#byte(this.start - 1);
    if (before === LESS_THAN || (before === SLASH && this.#byte(this.start - 2) === LESS_THAN)) return true;
    let at = this.end;
    if (before === AMPERSAND && this.#byte(at) === SEMICOLON) return true;
    while (AFTER_NAME[this.#byte(at)] === DIGIT && at - this.end < 4) at++;
    if (this.entry >= 0 && at === this.end) return false;
    while (AFTER_NAME[this.#byte(at)] === CLOSING && at - this.end < 8) at++;
    const mark = this.#byte(at);
    return mark === COLON || mark === EQUALS;
  }
}
