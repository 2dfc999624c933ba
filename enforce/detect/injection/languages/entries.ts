// SPDX-License-Identifier: Apache-2.0
import { LETTER as LOOKALIKE } from '../../../text/prose-table.js';
import { HASH_PRIME, HASH_SEED } from '../vocabulary.js';
import { foldLetters } from './fold.js';
import type { GateBuilder } from './gate.js';
import { LETTER, LETTER_KIND, RUN } from './letters.js';
import { checkOf, LETTERS, WORDS, type NodeBuilder } from './nodes.js';

/** What the hash of a stem ends with, and what its check bits differ by. */
export const STAR = 0x2a;
const COMMA = 0x2c;
const NEW_LINE = 0x0a;
const SIEVE_BITS = 1 << 17;

/** Sets of hashes, one bit for each by its low bits: most words are in none. */
export interface Sieves {
  /** First words of entries. */
  readonly words: Uint32Array;
  readonly stems: Uint32Array;
}

export function openSieves(): Sieves {
  return { words: new Uint32Array(SIEVE_BITS / 32), stems: new Uint32Array(SIEVE_BITS / 32) };
}

function put(sieve: Uint32Array, hash: number): void {
  const at = (hash & (SIEVE_BITS - 1)) >>> 5;
  sieve[at] = (sieve[at] ?? 0) | (1 << (hash & 31));
}

/** True when a hash may be one that was put into a sieve. */
export function isInSieve(sieve: Uint32Array, hash: number): boolean {
  return ((sieve[(hash & (SIEVE_BITS - 1)) >>> 5] ?? 0) & (1 << (hash & 31))) !== 0;
}

/** Where entries go. */
export interface Target {
  readonly nodes: NodeBuilder;
  readonly sieves: Sieves;
  /** Takes note of the words of entries; undefined for English ones. */
  gate: GateBuilder | undefined;
}

function addWords({ nodes, sieves, gate }: Target, units: Uint16Array, from: number, to: number): number {
  const [kinds, lookalike] = [LETTER_KIND, LOOKALIKE];
  let node = WORDS;
  gate?.begin();
  for (let at = from; at < to; at++) {
    if (kinds[units[at] ?? 0] !== LETTER) continue;
    const start = at;
    let hash = HASH_SEED;
    let plain = HASH_SEED;
    let all = 0;
    for (let unit = units[at] ?? 0; at < to && kinds[unit] === LETTER; unit = units[++at] ?? 0) {
      hash = Math.imul(hash ^ unit, HASH_PRIME);
      plain = Math.imul(plain ^ (lookalike[unit] ?? 0), HASH_PRIME);
      all |= unit;
    }
    let checked = checkOf(at - start, units[start] ?? 0, units[at - 1] ?? 0);
    if (at < to && units[at] === STAR) {
      put(sieves.stems, hash);
      hash = Math.imul(hash ^ STAR, HASH_PRIME);
      checked ^= STAR;
    } else gate?.addWord(plain, at - start, all < 0x80);
    if (node === WORDS) put(sieves.words, hash);
    node = nodes.step(node, hash, checked);
  }
  return node;
}

function addRun({ nodes }: Target, units: Uint16Array, from: number, to: number): number {
  let node = LETTERS;
  for (let at = from; at < to; at++) {
    const unit = units[at] ?? 0;
    const kind = LETTER_KIND[unit];
    if (kind === LETTER || kind === RUN) node = nodes.step(node, unit, unit);
  }
  return node;
}

/**
 * Adds the entries of a list as a person writes it, and calls `visit` with the node of each. `parted` takes the invisible
 * marks between letters for spaces.
 */
export function addEntries(target: Target, list: string, parted: boolean, visit: (node: number) => void): void {
  const { units, length } = foldLetters(list, parted ? 'parted' : 'joined');
  const kinds = LETTER_KIND;
  for (let at = 0; at < length; at++) {
    const from = at;
    let seen = 0;
    for (let unit = units[at] ?? 0; at < length && unit !== COMMA && unit !== NEW_LINE; unit = units[++at] ?? 0)
      seen |= 1 << (kinds[unit] ?? 0);
    if ((seen & (1 << RUN)) !== 0) visit(addRun(target, units, from, at));
    else if ((seen & (1 << LETTER)) !== 0) {
      const node = addWords(target, units, from, at);
      target.gate?.end(node);
      visit(node);
    }
  }
}
