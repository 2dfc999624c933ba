// SPDX-License-Identifier: Apache-2.0
import { KIND, LETTER, SYMBOL } from '../../../text/prose-characters.js';
import { HASH_SEED, hashStep, lookUp, minimumOf, NONE, sieveBit, type Vocabulary } from './vocabulary.js';

/**
 * Looks up a word that is unknown as written: by its beginning, then with a mark at its start or end read as a letter
 * (`!gnore`, `instruction$`).
 */
export function findRareWord(vocabulary: Vocabulary, units: Uint16Array, from: number, to: number): number {
  const stem = findStem(vocabulary, units, from, to);
  if (stem !== NONE) return stem;
  const before = from > 0 && KIND[units[from - 1] ?? 0] === SYMBOL ? from - 1 : from;
  const behind = KIND[units[to] ?? 0] === SYMBOL ? to + 1 : to;
  let word = NONE;
  if (before !== from) word = findSpelled(vocabulary, units, before, to);
  if (behind !== to && word === NONE) word = findSpelled(vocabulary, units, from, behind);
  if (before !== from && behind !== to && word === NONE) word = findSpelled(vocabulary, units, before, behind);
  return word;
}

function findSpelled(vocabulary: Vocabulary, units: Uint16Array, from: number, to: number): number {
  let hash = HASH_SEED;
  for (let at = from; at < to; at++) if (units[at] !== 0x27) hash = hashStep(hash, LETTER[units[at] ?? 0] ?? 0);
  return lookUp(vocabulary.words, hash);
}

function findStem(vocabulary: Vocabulary, units: Uint16Array, from: number, to: number): number {
  const first = LETTER[units[from] ?? 0] ?? 0;
  const shortest = minimumOf(first);
  if (to - from < shortest) return NONE;
  const { stemSieve, stems } = vocabulary;
  const bit = sieveBit(first, LETTER[units[from + 1] ?? 0] ?? 0, LETTER[units[from + 2] ?? 0] ?? 0);
  if (((stemSieve[bit >>> 5] ?? 0) & (1 << (bit & 31))) === 0) return NONE;
  let hash = HASH_SEED;
  let found = NONE;
  for (let at = from, letters = 0; at < to; at++) {
    const unit = units[at] ?? 0;
    if (unit === 0x27) continue;
    hash = hashStep(hash, LETTER[unit] ?? 0);
    if (++letters < shortest) continue;
    const stem = lookUp(stems, hash);
    if (stem !== NONE) found = stem;
  }
  return found;
}
