// SPDX-License-Identifier: Apache-2.0
import { asidesOf } from '../languages/asides.table.js';
import { charactersOf } from '../languages/characters.table.js';
import { readersOf } from '../languages/readers.table.js';
import { freelyOf, switchesOf } from '../languages/switches.table.js';
import { isClassName } from '../matching/structure.js';
import type { Lexicon } from './lexicon.js';
import type { VocabularyBuilder } from './vocabulary-builder.js';

/** Classes of words beyond those every lexicon has; a class may take in others by name. */
export type ExtraClasses = Readonly<Record<string, readonly string[]>>;

/** Entries of each class, by the name of the class in structures. */
export type Classes = Map<string, Set<number>>;

function classOf(classes: Classes, name: string): Set<number> {
  const known = classes.get(name);
  if (known !== undefined) return known;
  const created = new Set<number>();
  classes.set(name, created);
  return created;
}

/** Name of a class in structures: that of the lexicon in capitals. */
function className(name: string): string {
  return name.toUpperCase().replaceAll('_', ' ');
}

/** Language of the classes that bear no suffix. */
const PLAIN = 'en';

/**
 * Classes in which people use English words within another language. In all others an English word means English text,
 * which English rules judge.
 */
const MIXED: ReadonlySet<string> = new Set(
  'drop prompt rules secret tool persona unrestricted outside negation authority assistant send user quote_meta'.split(
    ' ',
  ),
);

/**
 * Adds the words of a lexicon. Those of English make the class `NAME`, those of another language `NAME ES` and the like;
 * `NAME ANY` is all of them, `NAME ES OWN` leaves out what is also English. Words of one language are innocent in another,
 * so rules rarely mix them.
 */
export function addLexicon(classes: Classes, builder: VocabularyBuilder, lexicon: Lexicon): void {
  for (const [name, words] of Object.entries(lexicon.words)) {
    const upper = className(name);
    const own = lexicon.language === PLAIN ? upper : `${upper} ${suffixOf(lexicon)}`;
    const members = classOf(classes, own);
    const any = classOf(classes, `${upper} ANY`);
    const owned = classOf(classes, `${own} OWN`);
    for (const word of words) {
      const entry = builder.add(word);
      const foreign = builder.isForeign(entry);
      if (foreign) owned.add(entry);
      if (foreign || lexicon.language === PLAIN || MIXED.has(name)) members.add(entry);
      any.add(entry);
    }
  }
}

/** Adds the words of a language beside which an order is none, those for characters, and those for whoever reads. */
export function addAsides(classes: Classes, builder: VocabularyBuilder, lexicon: Lexicon): void {
  const asides = new Map<string, readonly string[]>([
    ...Object.entries(asidesOf(lexicon.language) ?? {}),
    ...Object.entries(charactersOf(lexicon.language) ?? {}),
    ...Object.entries(readersOf(lexicon.language) ?? {}),
  ]);
  for (const [name, words] of asides) {
    const members = classOf(classes, `${className(name)} ${suffixOf(lexicon)}`);
    for (const word of words) members.add(builder.add(word));
  }
}

/** Adds the words of a language for switching safety off; those that are English too are left to the English rules. */
export function addSwitches(classes: Classes, builder: VocabularyBuilder, lexicon: Lexicon): void {
  const switches = switchesOf(lexicon.language);
  const named = new Map<string, readonly string[]>(Object.entries(switches ?? {}));
  if (switches !== undefined) named.set('freely', freelyOf(lexicon.language));
  for (const [name, words] of named) {
    const members = classOf(classes, `${className(name)} ${suffixOf(lexicon)}`);
    for (const word of words) {
      const entry = builder.add(word);
      if (builder.isForeign(entry)) members.add(entry);
    }
  }
}

/** What the names of the classes of a language end in. */
export function suffixOf(lexicon: Lexicon): string {
  return lexicon.language.slice(0, 2).toUpperCase();
}

export function addClasses(classes: Classes, builder: VocabularyBuilder, extra: ExtraClasses): void {
  for (const [name, words] of Object.entries(extra)) {
    for (const word of words) {
      if (isClassName(word) && !classes.has(word)) throw new Error(`a class of a class comes first: ${word}`);
      const inner = isClassName(word) ? classOf(classes, word) : [builder.add(word)];
      for (const entry of inner) classOf(classes, name).add(entry);
    }
  }
}

/** Sets of alternatives, numbered; equal ones share a number. */
export interface WordSets {
  readonly members: readonly ReadonlySet<number>[];
  /** The number of the set of these classes and words. Throws on a class that no table has. */
  setOf(alternatives: readonly string[]): number;
  /** The number of the set without its English words; the same when it has none, undefined when it has no other. */
  foreignPartOf(set: number): number | undefined;
}

export function openWordSets(classes: Classes, builder: VocabularyBuilder): WordSets {
  const numbers = new Map<string, number>();
  const members: Set<number>[] = [];
  const foreignParts = new Map<number, number | undefined>();
  const foreignPartOf = (set: number): number | undefined => {
    if (foreignParts.has(set)) return foreignParts.get(set);
    const all = members[set] ?? new Set();
    const part = new Set([...all].filter((entry) => builder.isForeign(entry)));
    let number: number | undefined = set;
    if (part.size === 0) number = undefined;
    else if (part.size < all.size) number = members.push(part) - 1;
    foreignParts.set(set, number);
    return number;
  };
  const setOf = (alternatives: readonly string[]): number => {
    const key = alternatives.join('|');
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const set = new Set<number>();
    for (const alternative of alternatives) {
      if (!isClassName(alternative)) {
        set.add(builder.add(alternative));
        continue;
      }
      const entries = classes.get(alternative);
      if (entries === undefined) throw new Error(`no such class: ${alternative}`);
      for (const entry of entries) set.add(entry);
    }
    numbers.set(key, members.length);
    members.push(set);
    return members.length - 1;
  };
  return { members, setOf, foreignPartOf };
}

/** For each entry the sets that hold it as bits, one row of `setStride` words: a text has few entries, and rules many sets. */
export function packSets(members: readonly ReadonlySet<number>[], entryCount: number) {
  const setStride = (members.length + 31) >>> 5;
  const setBits = new Uint32Array(entryCount * setStride);
  members.forEach((set, index) => {
    for (const entry of set) {
      const at = entry * setStride + (index >>> 5);
      setBits[at] = (setBits[at] ?? 0) | (1 << (index & 31));
    }
  });
  return { setBits, setStride };
}
