// SPDX-License-Identifier: Apache-2.0
import { lookUp, NONE, type HashTable } from '../vocabulary.js';
import { ANY_LANGUAGE } from './classes.js';
import { openFilling } from './filling.js';

/** Node at which words begin, and that at which letters of scripts without spaces do. */
export const WORDS = 0;
export const LETTERS = 1;

/** What a node says about itself, as bits: it is English, or may be; it means little alone. */
export const ENGLISH_FLAG = 1;
export const WEAK_FLAG = 2;

/**
 * Entries as paths of words, or of letters, from a root. A step is found by the hash of what it is labelled with; `check`
 * holds some more bits of the label, so that no other is taken for it. What an entry means stands in a list at its last
 * node.
 */
export interface Nodes {
  readonly next: HashTable;
  readonly check: Uint16Array;
  readonly flags: Uint8Array;
  /** For each node, its first sense or NONE; for each sense, the next one of its node. */
  readonly senseOf: Int32Array;
  readonly nextSense: Int32Array;
  readonly senseClass: Uint8Array;
  /** Bits of languages, by their place in the list. */
  readonly senseLanguages: Int32Array;
}

/** Spreads the numbers of nodes over all bits; a step of another node has the same key only by chance. */
function keyOf(node: number, label: number): number {
  return Math.imul(node + 1, 0x9e3779b1) ^ label;
}

/** More bits of a word, whose hash is not all that it is. */
export function checkOf(length: number, first: number, last: number): number {
  return ((length << 11) ^ first ^ Math.imul(last, 37)) & 0xffff;
}

/** The node behind a step, or NONE. */
export function nextNode({ next, check }: Nodes, node: number, label: number, checked: number): number {
  const found = lookUp(next, keyOf(node, label));
  return found !== NONE && check[found] === checked ? found : NONE;
}

/** Nodes under construction. */
export interface NodeBuilder {
  step(node: number, label: number, checked: number): number;
  flag(node: number, bit: number): void;
  /** Adds languages in which an entry is of a class. English senses stand apart, behind the others. */
  mean(node: number, name: number, languages: number): void;
  /** Languages in which a node is of a class. */
  languagesOf(node: number, name: number): number;
  /** Takes languages back. */
  unmean(node: number, name: number, languages: number): void;
  count(): number;
  build(): Nodes;
}

const MANY = 1 << 16;

export function openNodes(): NodeBuilder {
  const next = openFilling(MANY * 2);
  const check: number[] = [0, 0];
  const flags: number[] = [0, 0];
  const senseOf: number[] = [NONE, NONE];
  const nextSense: number[] = [];
  const senseClass: number[] = [];
  const senseLanguages: number[] = [];
  const find = (node: number, name: number, english: boolean): number => {
    let sense = senseOf[node] ?? NONE;
    while (sense !== NONE) {
      if (senseClass[sense] === name && (senseLanguages[sense] === ANY_LANGUAGE) === english) return sense;
      sense = nextSense[sense] ?? NONE;
    }
    return NONE;
  };
  return {
    step: (node, label, checked) => {
      const created = senseOf.length;
      const found = next.put(keyOf(node, label), created);
      if (found === created) {
        senseOf.push(NONE);
        flags.push(0);
        check.push(checked);
      }
      return found;
    },
    flag: (node, bit) => (flags[node] = (flags[node] ?? 0) | bit),
    mean: (node, name, languages) => {
      const sense = find(node, name, languages === ANY_LANGUAGE);
      if (sense !== NONE) {
        senseLanguages[sense] = (senseLanguages[sense] ?? 0) | languages;
        return;
      }
      nextSense.push(senseOf[node] ?? NONE);
      senseOf[node] = senseClass.length;
      senseClass.push(name);
      senseLanguages.push(languages);
    },
    languagesOf: (node, name) => {
      const sense = find(node, name, false);
      return sense === NONE ? 0 : (senseLanguages[sense] ?? 0);
    },
    unmean: (node, name, languages) => {
      const sense = find(node, name, false);
      if (sense !== NONE) senseLanguages[sense] = (senseLanguages[sense] ?? 0) & ~languages;
    },
    count: () => senseOf.length,
    build: () => ({
      next: next.table(),
      check: Uint16Array.from(check),
      flags: Uint8Array.from(flags),
      senseOf: Int32Array.from(senseOf),
      nextSense: Int32Array.from(nextSense),
      senseClass: Uint8Array.from(senseClass),
      senseLanguages: Int32Array.from(senseLanguages),
    }),
  };
}
