// SPDX-License-Identifier: Apache-2.0
import { APOSTROPHE, KIND, LETTER } from '../../../text/prose-characters.js';
import { foldProse } from '../../../text/prose.js';

/** No word, node or entry. */
export const NONE = -1;

/** Shortest beginning that an entry ending in `*` may have, in ASCII letters; one letter of another script may be a syllable. */
const MIN_STEM = 3;

/**
 * All words and phrases that rules speak of, compiled for look-up by hash. Built once from tables; read only.
 *
 * Words are numbered, entries are numbered: an entry is a word or a phrase with a meaning. Each table is open addressing
 * over a power of two; keys are full 32-bit hashes. Two words of one hash would be taken for each other; with some ten
 * thousand words that happens to about one dictionary word, and costs a false tag, never a missed one.
 */
export interface Vocabulary {
  readonly words: HashTable;
  /** Hashes of beginnings, to words of their own. */
  readonly stems: HashTable;
  /** One bit for each three letters that a stem may begin with, by `sieveBit`. */
  readonly stemSieve: Uint32Array;
  /** For each word: its entry, or NONE when it only occurs in phrases. */
  readonly entryOf: Int32Array;
  /** For each word: the stem that it begins with, as a word, or NONE. */
  readonly stemOf: Int32Array;
  /** For each word: the node of phrases that begin with it, or NONE. */
  readonly phraseRoot: Int32Array;
  /** Key of node and word, to node. */
  readonly phraseNext: HashTable;
  /** For each node: the entry that ends there, or NONE. */
  readonly phraseEntry: Int32Array;
  /** The same for scripts without spaces, by letter; node 0 is the root. */
  readonly runNext: HashTable;
  readonly runEntry: Int32Array;
  /**
   * English words by letter, for texts whose spaces are gone: the node behind `node` and a letter from `a` to `z` stands
   * at `node << LETTER_BITS | letter & 31`, 0 when there is none; node 0 is the root.
   */
  readonly letterNext: Uint16Array;
  /** For each node: 1 when a word ends there, 2 when it is a telling one. */
  readonly letterEnd: Uint8Array;
  readonly entryCount: number;
  /** How many words a tag of an entry is long at most. */
  readonly wordsOf: (entry: number) => number;
}

/** Children of a node: one for each letter from `a` on, in five bits. */
export const LETTER_BITS = 5;

/** Open addressing over a power of two. */
export interface HashTable {
  readonly mask: number;
  /** Hashes; a slot is free when its value is NONE. */
  readonly keys: Int32Array;
  readonly values: Int32Array;
}

/** FNV-1a over UTF-16 units. */
export const HASH_SEED = 0x811c9dc5 | 0;
export const HASH_PRIME = 0x01000193;

export function hashStep(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, HASH_PRIME);
}

/** Spreads a hash over the low bits. */
export function slotOf(hash: number, mask: number): number {
  return (hash ^ (hash >>> 15)) & mask;
}

/** The value under a hash, or NONE. */
export function lookUp(table: HashTable, hash: number): number {
  const { mask, keys, values } = table;
  for (let slot = slotOf(hash, mask); ; slot = (slot + 1) & mask) {
    const value = values[slot] ?? NONE;
    if (value === NONE || keys[slot] === hash) return value;
  }
}

/** Length of the shortest stem that may begin with a letter. */
export function minimumOf(first: number): number {
  return first < 128 ? MIN_STEM : 1;
}

/** Five bits of each of the first three letters, or fifteen of the first where stems may be as short as that. */
export function sieveBit(first: number, second: number, third: number): number {
  return first < 128 ? ((first & 31) << 10) | ((second & 31) << 5) | (third & 31) : first & 0x7fff;
}

/** Key of a node and the word or letter that leads on from it. */
export function pairKey(node: number, next: number): number {
  return hashStep(hashStep(HASH_SEED, node + 1), next);
}

export function hashWord(letters: string): number {
  let hash = HASH_SEED;
  for (let i = 0; i < letters.length; i++) hash = hashStep(hash, letters.charCodeAt(i));
  return hash;
}

/** Small ASCII letters with single spaces, as most entries are. */
function isPlain(text: string): boolean {
  let before = 0x20;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if ((unit < 0x61 || unit > 0x7a) && (unit !== 0x20 || before === 0x20)) return false;
    before = unit;
  }
  return before !== 0x20;
}

/** A text of a lexicon in the form in which it is looked up: folded, lower case, words with single spaces. */
export function foldEntry(text: string): string {
  // Of small letters one is folded into another: `l` reads as `i`.
  if (isPlain(text)) return text.replaceAll('l', 'i');
  const { units, length } = foldProse(text);
  let folded = '';
  for (let i = 0; i < length; i++) {
    const unit = units[i] ?? 0;
    const letter = LETTER[unit] ?? 0;
    if (unit === 0x2a && i === length - 1) folded += '*';
    else if (letter !== 0) folded += String.fromCharCode(letter);
    else if (KIND[unit] !== APOSTROPHE) folded += ' ';
  }
  return folded.replace(/ +/g, ' ').trim();
}
