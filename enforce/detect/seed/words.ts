// SPDX-License-Identifier: Apache-2.0
import { wordlist as czech } from '@scure/bip39/wordlists/czech.js';
import { wordlist as english } from '@scure/bip39/wordlists/english.js';
import { wordlist as french } from '@scure/bip39/wordlists/french.js';
import { wordlist as italian } from '@scure/bip39/wordlists/italian.js';
import { wordlist as japanese } from '@scure/bip39/wordlists/japanese.js';
import { wordlist as korean } from '@scure/bip39/wordlists/korean.js';
import { wordlist as portuguese } from '@scure/bip39/wordlists/portuguese.js';
import { wordlist as simplifiedChinese } from '@scure/bip39/wordlists/simplified-chinese.js';
import { wordlist as spanish } from '@scure/bip39/wordlists/spanish.js';
import { wordlist as traditionalChinese } from '@scure/bip39/wordlists/traditional-chinese.js';
import { foldLatin } from './letters.js';

/** Lists written in Latin letters. In each of them the first four letters of a word name it. */
const LATIN = [english, french, spanish, italian, portuguese, czech] as const;
const SYLLABIC = [japanese, korean] as const;
const CHINESE = [simplifiedChinese, traditionalChinese] as const;

/** Number of word lists; a language is its place among them. */
export const LANGUAGES = LATIN.length + SYLLABIC.length + CHINESE.length;
/** The first of the two Chinese lists. */
export const FIRST_CHINESE = LATIN.length + SYLLABIC.length;

const ABBREVIATED = 4;
const HAN_FIRST = 0x4e00;
const HAN_LAST = 0x9fff;
const SLOTS = 1 << 16;
const NO_WORD = -1;
/** Letters that fit into one number of five bits each. */
const PACKED = 6;
const MAX_LATIN = 9;

/** All word lists, prepared for looking up. */
export interface WordTable {
  /** Entry of a word of `length` ASCII letters at a place of an image of the text (see `imageOf`), or -1. */
  latin(bytes: Uint8Array, start: number, length: number): number;
  /** Entry of a word in any script but Chinese, however it is composed and accented, or -1. */
  wide(text: string, start: number, end: number): number;
  /** Entry of one Chinese character, or -1. */
  han(code: number): number;
  /** The place of an entry's word in the list of a language, or -1. */
  indexIn(entry: number, language: number): number;
}

const PACKED_BITS = 5;
const COMBINING_LATIN = /[\u0300-\u036f]/g;

/** Decomposed, without the accents of Latin letters. Marks of other scripts tell words apart and stay. */
function foldWide(word: string): string {
  return word.normalize('NFKD').replace(COMBINING_LATIN, '').toLowerCase();
}

/** The letters from `from` to `until` as one number, five bits each. */
function packLetters(bytes: Uint8Array, from: number, until: number): number {
  let packed = 0;
  for (let i = from; i < until; i++) packed = (packed << PACKED_BITS) | ((bytes[i] ?? 0) & 0x1f);
  return packed;
}

function slotOf(head: number, tail: number): number {
  const mixed = Math.imul(head ^ Math.imul(tail, 0x85ebca6b), 0x9e3779b1);
  return (mixed ^ (mixed >>> 15)) & (SLOTS - 1);
}

/** Words of ASCII letters by their packed letters: open addressing in three arrays. */
class LatinTable {
  readonly #heads = new Int32Array(SLOTS);
  readonly #tails = new Int32Array(SLOTS);
  readonly #entries = new Int32Array(SLOTS).fill(NO_WORD);
  /** A bit for each slot that is taken: most words of a text are in no list, and these few bytes tell. */
  readonly #taken = new Uint8Array(SLOTS >> 3);

  find(bytes: Uint8Array, start: number, length: number): number {
    if (length > MAX_LATIN || length < 3) return NO_WORD;
    const cut = length > PACKED ? start + PACKED : start + length;
    const head = packLetters(bytes, start, cut);
    const tail = packLetters(bytes, cut, start + length);
    const slot = slotOf(head, tail);
    if (((this.#taken[slot >> 3] ?? 0) & (1 << (slot & 7))) === 0) return NO_WORD;
    return this.#entries[this.#place(head, tail)] ?? NO_WORD;
  }

  add(word: string, entry: number): void {
    const bytes = Uint8Array.from(word, (letter) => letter.charCodeAt(0));
    const head = packLetters(bytes, 0, Math.min(PACKED, word.length));
    const tail = packLetters(bytes, PACKED, word.length);
    const slot = this.#place(head, tail);
    this.#heads[slot] = head;
    this.#tails[slot] = tail;
    this.#entries[slot] = entry;
    this.#taken[slot >> 3] = (this.#taken[slot >> 3] ?? 0) | (1 << (slot & 7));
  }

  #place(head: number, tail: number): number {
    let slot = slotOf(head, tail);
    while (this.#entries[slot] !== NO_WORD && (this.#heads[slot] !== head || this.#tails[slot] !== tail))
      slot = (slot + 1) & (SLOTS - 1);
    return slot;
  }
}

/** For every spelling, its place in each list. */
function collectSpellings(): ReadonlyMap<string, Int16Array> {
  const spellings = new Map<string, Int16Array>();
  const add = (spelling: string, language: number, index: number): void => {
    const known = spellings.get(spelling) ?? new Int16Array(LANGUAGES).fill(NO_WORD);
    known[language] = index;
    spellings.set(spelling, known);
  };
  [...LATIN, ...SYLLABIC, ...CHINESE].forEach((list, language) => {
    const folded = list.map(foldWide);
    if (language < LATIN.length) folded.forEach((word, index) => add(word.slice(0, ABBREVIATED), language, index));
    // Whole words after the abbreviations: a word of one list may abbreviate another of the same list only if it is it.
    folded.forEach((word, index) => add(word, language, index));
  });
  return spellings;
}

/** Code units with which words in neither Latin nor Chinese begin, composed and decomposed. */
function collectBeginnings(words: Iterable<string>): ReadonlySet<number> {
  const beginnings = new Set<number>();
  for (const word of words) {
    beginnings.add(word.charCodeAt(0));
    beginnings.add(word.normalize('NFC').charCodeAt(0));
  }
  return beginnings;
}

function buildTable(): WordTable {
  const spellings = collectSpellings();
  const indices = new Int16Array(spellings.size * LANGUAGES);
  const latin = new LatinTable();
  const wide = new Map<string, number>();
  const han = new Int32Array(HAN_LAST - HAN_FIRST + 1).fill(NO_WORD);
  let entry = 0;
  for (const [spelling, places] of spellings) {
    indices.set(places, entry * LANGUAGES);
    const code = spelling.charCodeAt(0);
    if (code < 0x80) latin.add(spelling, entry);
    else if (code >= HAN_FIRST && code <= HAN_LAST) han[code - HAN_FIRST] = entry;
    else wide.set(spelling, entry);
    entry++;
  }
  const beginnings = collectBeginnings(wide.keys());
  const letters = new Uint8Array(MAX_LATIN);

  return {
    latin: (bytes, start, length) => latin.find(bytes, start, length),
    han: (code) => han[code - HAN_FIRST] ?? NO_WORD,
    indexIn: (found, language) => indices[found * LANGUAGES + language] ?? NO_WORD,
    wide(text, start, end) {
      if (beginnings.has(text.charCodeAt(start))) return wide.get(foldWide(text.slice(start, end))) ?? NO_WORD;
      const length = foldLatin(text, start, end, letters);
      return length === undefined ? NO_WORD : latin.find(letters, 0, length);
    },
  };
}

let table: WordTable | undefined;

/** The table of all ten lists, built when it is first needed: about 1 MB. */
export function wordTable(): WordTable {
  return (table ??= buildTable());
}
