// SPDX-License-Identifier: Apache-2.0
import { LETTER } from '../../../text/prose-table.js';
import { buildHashSet, HASH_SEED, hashStep, lookUp, NONE, type HashTable, type Vocabulary } from '../vocabulary.js';
import { ENGLISH_TOO } from './english-too.table.js';

/**
 * Words in ASCII letters that tell that a text may be in another language than English, by their hash as the reader of
 * English has it. Most words of a text are not in `sieve`, which is small; only the others are looked up.
 */
export interface Gate {
  /** One bit for the hash of each word, by its low bits. */
  readonly sieve: Uint32Array;
  readonly words: HashTable;
}

/** Shorter words are names of variables and pieces of abbreviations. */
const MIN_LETTERS = 3;
const SIEVE_BITS = 1 << 18;

export const CLOSED_GATE: Gate = { sieve: new Uint32Array(SIEVE_BITS / 32), words: buildHashSet(new Set()) };

/** Takes in the words of each entry and keeps the one that tells most. */
export interface GateBuilder {
  /** The entries that come have telling words. */
  telling: boolean;
  begin(): void;
  /** A word of the entry, in folded units. */
  addWord(units: Uint16Array, from: number, to: number): void;
  /** True when the entry is a single word that is English, too. */
  end(): boolean;
  build(): Gate;
}

function hashOf(word: string): number {
  let hash = HASH_SEED;
  for (let at = 0; at < word.length; at++) hash = hashStep(hash, LETTER[word.charCodeAt(at)] ?? 0);
  return hash;
}

/** Hashes of all words of English rules, but not of their slips. */
function hashesOf({ entries }: Vocabulary): ReadonlySet<number> {
  const hashes = new Set(Array.from(ENGLISH_TOO, hashOf));
  for (const entry of entries.keys())
    if (!entry.startsWith('#')) for (const word of entry.split(' ')) hashes.add(hashOf(word));
  return hashes;
}

export function openGate(vocabulary: Vocabulary): GateBuilder {
  const hashes = new Set<number>();
  const english = hashesOf(vocabulary);
  let words = 0;
  let longest = 0;
  let chosen = 0;
  let plain = true;
  let onlyEnglish = true;
  return {
    telling: true,
    begin: () => {
      words = longest = 0;
      plain = true;
      onlyEnglish = true;
    },
    addWord: (units, from, to) => {
      words++;
      if (!plain) return;
      let hash = HASH_SEED;
      for (let at = from; at < to; at++) {
        const unit = units[at] ?? 0;
        if (unit >= 0x80) plain = false;
        hash = hashStep(hash, LETTER[unit] ?? 0);
      }
      if (!plain || english.has(hash)) return;
      onlyEnglish = false;
      if (to - from <= longest) return;
      longest = to - from;
      chosen = hash;
    },
    end() {
      if (plain && longest >= MIN_LETTERS && this.telling) hashes.add(chosen);
      return plain && onlyEnglish && words === 1;
    },
    build: () => {
      const sieve = new Uint32Array(SIEVE_BITS / 32);
      for (const hash of hashes) {
        const bit = hash & (SIEVE_BITS - 1);
        sieve[bit >>> 5] = (sieve[bit >>> 5] ?? 0) | (1 << (bit & 31));
      }
      return { sieve, words: buildHashSet(hashes) };
    },
  };
}

/** True when a hash is that of a word of the gate. */
export function isForeign(gate: Gate, hash: number): boolean {
  const bit = hash & (SIEVE_BITS - 1);
  return ((gate.sieve[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0 && lookUp(gate.words, hash) !== NONE;
}
