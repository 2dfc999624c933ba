// SPDX-License-Identifier: Apache-2.0
import { LETTER } from '../../../text/prose-table.js';
import { HASH_SEED, hashStep, lookUp, NONE, type HashTable, type Vocabulary } from '../vocabulary.js';
import { ENGLISH_TOO } from './english-too.table.js';
import { openFilling } from './filling.js';

/**
 * Words in ASCII letters that tell that a text may be in another language than English, by their hash as the reader of
 * English has it. Most words of a text are not in `sieve`, which is small; only the others are looked up.
 */
export interface Gate {
  /** One bit for the hash of each word, by its low bits. */
  readonly sieve: Uint32Array;
  readonly words: HashTable;
}

const SIEVE_BITS = 1 << 18;
/** Shorter words are names of variables and pieces of abbreviations. */
const MIN_LETTERS = 3;

export const CLOSED_GATE: Gate = { sieve: new Uint32Array(SIEVE_BITS / 32), words: openFilling(16).table() };

/** Takes in the words of each entry and keeps the one that tells most. */
export interface GateBuilder {
  /** Says whether words of the entries that come may tell. */
  expect(telling: boolean): void;
  begin(): void;
  /** A word of the entry: its hash in look-alike letters, its length, and whether all letters are ASCII. */
  addWord(hash: number, length: number, plain: boolean): void;
  /** Ends the entry, whose node it is. */
  end(node: number): void;
  build(): Gate;
}

function hashOf(word: string): number {
  let hash = HASH_SEED;
  for (let at = 0; at < word.length; at++) hash = hashStep(hash, LETTER[word.charCodeAt(at)] ?? 0);
  return hash;
}

/** Hashes of all words of English rules, but not of their slips, and of the words that are English, too. */
function englishHashes({ entries }: Vocabulary): HashTable {
  const hashes = openFilling(1 << 15);
  for (const word of ENGLISH_TOO) hashes.put(hashOf(word), 0);
  for (const entry of entries.keys()) {
    let hash = HASH_SEED;
    for (let at = 0; at <= entry.length; at++) {
      const code = entry.charCodeAt(at);
      if (at < entry.length && code !== 0x20) hash = hashStep(hash, code);
      else {
        hashes.put(hash, 0);
        hash = HASH_SEED;
      }
    }
  }
  return hashes.table();
}

/** `meet` is called with the node of each entry that is a single word of English. */
export function openGate(vocabulary: Vocabulary, meet: (node: number) => void): GateBuilder {
  const english = englishHashes(vocabulary);
  const words = openFilling(1 << 14);
  const sieve = new Uint32Array(SIEVE_BITS / 32);
  let telling = true;
  let count = 0;
  let longest = 0;
  let chosen = 0;
  let allPlain = true;
  let allEnglish = true;
  return {
    expect: (value) => (telling = value),
    begin: () => {
      count = longest = 0;
      allPlain = allEnglish = true;
    },
    addWord: (hash, length, plain) => {
      count++;
      allPlain &&= plain;
      if (!plain || lookUp(english, hash) !== NONE) return;
      allEnglish = false;
      if (length <= longest) return;
      longest = length;
      chosen = hash;
    },
    end: (node) => {
      if (!allPlain) return;
      if (count === 1 && allEnglish) meet(node);
      if (longest < MIN_LETTERS || !telling) return;
      words.put(chosen, 0);
      const bit = chosen & (SIEVE_BITS - 1);
      sieve[bit >>> 5] = (sieve[bit >>> 5] ?? 0) | (1 << (bit & 31));
    },
    build: () => ({ sieve, words: words.table() }),
  };
}

/** True when a hash is that of a word of the gate. */
export function isForeign(gate: Gate, hash: number): boolean {
  const bit = hash & (SIEVE_BITS - 1);
  return ((gate.sieve[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0 && lookUp(gate.words, hash) !== NONE;
}
