// SPDX-License-Identifier: Apache-2.0
import { KIND, UNSPACED } from '../../../text/prose-characters.js';
import {
  foldEntry,
  hashWord,
  LETTER_BITS,
  minimumOf,
  NONE,
  pairKey,
  sieveBit,
  slotOf,
  type HashTable,
  type Vocabulary,
} from './vocabulary.js';

function buildTable(pairs: ReadonlyMap<number, number>): HashTable {
  let size = 16;
  while (size < pairs.size * 4) size *= 2;
  const mask = size - 1;
  const keys = new Int32Array(size);
  const values = new Int32Array(size).fill(NONE);
  for (const [hash, value] of pairs) {
    let slot = slotOf(hash, mask);
    while (values[slot] !== NONE) slot = (slot + 1) & mask;
    keys[slot] = hash;
    values[slot] = value;
  }
  return { mask, keys, values };
}

function isUnspaced(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (KIND[text.charCodeAt(i)] === UNSPACED) return true;
  return false;
}

/** Collects entries, then compiles them. */
export interface VocabularyBuilder {
  /** The entry of a text as it stands in a table; the same text gives the same entry. */
  add(text: string): number;
  /** Makes another spelling of one word stand for an entry, unless it has a meaning of its own. */
  addSpelling(spelling: string, entry: number): void;
  /** The same for words in a row. */
  addPhrasing(phrase: string, entry: number): void;
  isPhrase(entry: number): boolean;
  /** From here on new words are those of other languages than English. */
  leaveEnglish(): void;
  /** Whether an entry has a word that no English table has. */
  isForeign(entry: number): boolean;
  /** `telling` are words of which some must stand in a text for it to be an attack at all. */
  build(telling: ReadonlySet<string>): Vocabulary;
}

interface Parts {
  readonly words: Map<string, number>;
  readonly entryOf: Map<number, number>;
  readonly phraseRoot: Map<number, number>;
  readonly phraseNext: Map<number, number>;
  readonly phraseEntry: Map<number, number>;
  readonly runNext: Map<number, number>;
  readonly runEntry: Map<number, number>;
  readonly spellings: Map<string, number>;
  phraseNodes: number;
  runNodes: number;
}

function wordOf(parts: Parts, letters: string): number {
  const known = parts.words.get(letters);
  if (known !== undefined) return known;
  const word = parts.words.size;
  parts.words.set(letters, word);
  return word;
}

function addPhrase(parts: Parts, pieces: readonly string[], entry: number): void {
  const first = wordOf(parts, pieces[0] ?? '');
  let node = parts.phraseRoot.get(first);
  if (node === undefined) parts.phraseRoot.set(first, (node = parts.phraseNodes++));
  for (const piece of pieces.slice(1)) {
    const key = pairKey(node, wordOf(parts, piece));
    const next = parts.phraseNext.get(key) ?? parts.phraseNodes++;
    parts.phraseNext.set(key, next);
    node = next;
  }
  if (!parts.phraseEntry.has(node)) parts.phraseEntry.set(node, entry);
}

function addRun(parts: Parts, text: string, entry: number): void {
  let node = 0;
  for (const letter of text.replaceAll(' ', '').replace(/\*$/, '')) {
    const key = pairKey(node, letter.charCodeAt(0));
    const next = parts.runNext.get(key) ?? parts.runNodes++;
    parts.runNext.set(key, next);
    node = next;
  }
  parts.runEntry.set(node, entry);
}

function toArray(size: number, map: ReadonlyMap<number, number>): Int32Array {
  const array = new Int32Array(size).fill(NONE);
  for (const [index, value] of map) array[index] = value;
  return array;
}

function compileStems(parts: Parts): Pick<Vocabulary, 'stems' | 'stemSieve' | 'stemOf'> {
  const stems = new Map<number, number>();
  const stemSieve = new Uint32Array(1024);
  const stemOf = new Int32Array(parts.words.size).fill(NONE);
  for (const [letters, word] of parts.words) {
    if (!letters.endsWith('*')) continue;
    const stem = letters.slice(0, -1);
    if (stem.length < minimumOf(stem.charCodeAt(0))) throw new Error(`too short a stem: ${letters}`);
    stems.set(hashWord(stem), word);
    const bit = sieveBit(stem.charCodeAt(0), stem.charCodeAt(1), stem.charCodeAt(2));
    stemSieve[bit >>> 5] = (stemSieve[bit >>> 5] ?? 0) | (1 << (bit & 31));
  }
  for (const [letters, word] of parts.words) {
    const shortest = minimumOf(letters.charCodeAt(0));
    for (let end = letters.length; end >= shortest && stemOf[word] === NONE && !letters.endsWith('*'); end--) {
      stemOf[word] = stems.get(hashWord(letters.slice(0, end))) ?? NONE;
    }
  }
  return { stems: buildTable(stems), stemSieve, stemOf };
}

function compileWords(parts: Parts): HashTable {
  const hashes = new Map<number, number>();
  for (const [spelling, entry] of parts.spellings) {
    const word = wordOf(parts, spelling);
    if (!parts.entryOf.has(word)) parts.entryOf.set(word, entry);
  }
  for (const [letters, word] of parts.words) if (!letters.endsWith('*')) hashes.set(hashWord(letters), word);
  return buildTable(hashes);
}

/** A trie of the first `count` words, those of English. */
function compileLetters(
  parts: Parts,
  count: number,
  telling: ReadonlySet<string>,
): Pick<Vocabulary, 'letterNext' | 'letterEnd'> {
  const next: Uint16Array[] = [new Uint16Array(1 << LETTER_BITS)];
  const ends: number[] = [0];
  for (const [letters, word] of parts.words) {
    if (word >= count || !/^[a-z]{2,}$/.test(letters)) continue;
    let node = 0;
    for (let i = 0; i < letters.length; i++) {
      const children = next[node] ?? next[0];
      const letter = letters.charCodeAt(i) & 31;
      let child = children?.[letter] ?? 0;
      if (child === 0 && children !== undefined) {
        child = next.push(new Uint16Array(1 << LETTER_BITS)) - 1;
        children[letter] = child;
        ends.push(0);
      }
      node = child;
    }
    ends[node] = telling.has(letters) ? 2 : 1;
  }
  const letterNext = new Uint16Array(next.length << LETTER_BITS);
  next.forEach((children, node) => letterNext.set(children, node << LETTER_BITS));
  return { letterNext, letterEnd: Uint8Array.from(ends) };
}

function createParts(): Parts {
  return {
    words: new Map(),
    entryOf: new Map(),
    phraseRoot: new Map(),
    phraseNext: new Map(),
    phraseEntry: new Map(),
    runNext: new Map(),
    runEntry: new Map(),
    spellings: new Map(),
    phraseNodes: 0,
    runNodes: 1,
  };
}

export function openVocabulary(): VocabularyBuilder {
  const parts = createParts();
  const entries = new Map<string, number>();
  const phrases = new Set<number>();
  const foreign = new Set<number>();
  const lengths: number[] = [];
  let englishWords = Number.POSITIVE_INFINITY;
  return {
    isPhrase: (entry) => phrases.has(entry),
    leaveEnglish: () => (englishWords = parts.words.size),
    isForeign: (entry) => foreign.has(entry),
    add: (text) => {
      const folded = text.startsWith('#') ? text : foldEntry(text);
      if (folded === '') throw new Error(`an entry without letters: ${text}`);
      const known = entries.get(folded);
      if (known !== undefined) return known;
      const entry = entries.size;
      entries.set(folded, entry);
      const pieces = folded.split(' ');
      // Two letters without spaces count as a word.
      lengths.push(isUnspaced(folded) ? Math.max(pieces.length, folded.length) : pieces.length);
      if (folded.startsWith('#')) return entry;
      if (pieces.some((piece) => (parts.words.get(piece) ?? parts.words.size) >= englishWords)) foreign.add(entry);
      if (isUnspaced(folded)) addRun(parts, folded, entry);
      else if (pieces.length === 1) parts.entryOf.set(wordOf(parts, folded), entry);
      else {
        phrases.add(entry);
        addPhrase(parts, pieces, entry);
      }
      return entry;
    },
    addPhrasing: (phrase, entry) => addPhrase(parts, foldEntry(phrase).split(' '), entry),
    addSpelling: (spelling, entry) => {
      if (!parts.spellings.has(spelling)) parts.spellings.set(spelling, entry);
    },
    build: (telling) => {
      // Before the spellings are added: a slip of the pen is no word to cut by.
      const letters = compileLetters(parts, Math.min(englishWords, parts.words.size), telling);
      const words = compileWords(parts);
      return {
        words,
        ...compileStems(parts),
        ...letters,
        entryOf: toArray(parts.words.size, parts.entryOf),
        phraseRoot: toArray(parts.words.size, parts.phraseRoot),
        phraseNext: buildTable(parts.phraseNext),
        phraseEntry: toArray(parts.phraseNodes, parts.phraseEntry),
        runNext: buildTable(parts.runNext),
        runEntry: toArray(parts.runNodes, parts.runEntry),
        entryCount: entries.size,
        wordsOf: (entry) => lengths[entry] ?? 1,
      };
    },
  };
}
