// SPDX-License-Identifier: Apache-2.0
import type { LexiconClass } from '../lexicon.js';
import { HASH_SEED, hashStep, lookUp, NONE, pairKey, slotOf, type HashTable } from '../vocabulary.js';
import { ANY_LANGUAGE, classNumber, PHRASE, type TagClass } from './classes.js';
import type { EnglishWords } from './compile.js';
import { DEVICES, EFFECTS, MODES } from './effects.table.js';
import { foldLetters } from './fold.js';
import type { GateBuilder } from './gate.js';
import { LETTER, LETTER_KIND, RUN } from './letters.js';
import { TECHNICAL } from './technical.table.js';
import type { WrittenLexicon } from './written.js';

/** Node at which words begin, and that at which letters of scripts without spaces do. */
export const WORDS = 0;
export const LETTERS = 1;
/** What the hash of a stem ends with. */
export const STAR = 0x2a;

/**
 * The words of all languages. Entries are paths of words, or of letters, from a root; `next` holds the steps by
 * `pairKey` of a node and the hash of a word, or a letter. What an entry means stands in a list at its last node.
 */
export interface Dictionary {
  readonly next: HashTable;
  /** One bit for the hash of each word that an entry begins with, and of each stem, by their low bits. */
  readonly wordSieve: Uint32Array;
  readonly stemSieve: Uint32Array;
  /** For each node, its first sense or NONE; for each sense, the next one of its node. */
  readonly senseOf: Int32Array;
  readonly nextSense: Int32Array;
  readonly senseClass: Uint8Array;
  /** Bits of languages, by their place in the list. */
  readonly senseLanguages: Int32Array;
  /** 1 for nodes that are English words, or may be. */
  readonly english: Uint8Array;
  /** Names of rules, for senses that are phrases. */
  readonly phraseRules: readonly string[];
  /** Languages by where their verbs stand. */
  readonly verbFirst: number;
  readonly verbLast: number;
}

/** Rule of the modes that are an attack by themselves: the first of the phrases. */
const MODE_RULE = 'CJK Jailbreak Mode';

const SIEVE_BITS = 1 << 17;

function setBit(sieve: Uint32Array, hash: number): void {
  const at = (hash & (SIEVE_BITS - 1)) >>> 5;
  sieve[at] = (sieve[at] ?? 0) | (1 << (hash & 31));
}

/** True when a hash may be one that was put into a sieve. */
export function isInSieve(sieve: Uint32Array, hash: number): boolean {
  return ((sieve[(hash & (SIEVE_BITS - 1)) >>> 5] ?? 0) & (1 << (hash & 31))) !== 0;
}

/** A hash table that is being filled. */
class Filling {
  private keys = new Int32Array(1 << 17);
  private values = new Int32Array(1 << 17).fill(NONE);
  private count = 0;

  /** The value of a key; `value` when it is new. */
  put(key: number, value: number): number {
    if (this.count * 2 > this.keys.length) this.grow();
    const mask = this.keys.length - 1;
    let slot = slotOf(key, mask);
    while (this.values[slot] !== NONE) {
      if (this.keys[slot] === key) return this.values[slot] ?? NONE;
      slot = (slot + 1) & mask;
    }
    this.keys[slot] = key;
    this.values[slot] = value;
    this.count++;
    return value;
  }

  private grow(): void {
    const { keys, values } = this;
    this.keys = new Int32Array(keys.length * 2);
    this.values = new Int32Array(keys.length * 2).fill(NONE);
    this.count = 0;
    for (let slot = 0; slot < keys.length; slot++) {
      if (values[slot] !== NONE) this.put(keys[slot] ?? 0, values[slot] ?? NONE);
    }
  }

  table(): HashTable {
    return { mask: this.keys.length - 1, keys: this.keys, values: this.values };
  }
}

/** Nodes and senses under construction. */
class Building {
  readonly next = new Filling();
  readonly wordSieve = new Uint32Array(SIEVE_BITS / 32);
  readonly stemSieve = new Uint32Array(SIEVE_BITS / 32);
  readonly senseOf: number[] = [NONE, NONE];
  readonly nextSense: number[] = [];
  readonly senseClass: number[] = [];
  readonly senseLanguages: number[] = [];
  readonly english: number[] = [0, 0];
  readonly phraseRules: string[] = [MODE_RULE];
  /** The entries that are being added are English. */
  isEnglish = false;
  /** Hears of the words of entries that are being added. */
  gate: GateBuilder | undefined;

  step(node: number, key: number): number {
    const created = this.senseOf.length;
    const next = this.next.put(pairKey(node, key), created);
    if (next === created) {
      this.senseOf.push(NONE);
      this.english.push(0);
    }
    return next;
  }

  mean(node: number, sense: number, languages: number): void {
    for (let known = this.senseOf[node] ?? NONE; known !== NONE; known = this.nextSense[known] ?? NONE) {
      const other = this.senseLanguages[known] ?? 0;
      if (this.senseClass[known] !== sense || (other === ANY_LANGUAGE) !== (languages === ANY_LANGUAGE)) continue;
      this.senseLanguages[known] = other | languages;
      return;
    }
    this.nextSense.push(this.senseOf[node] ?? NONE);
    this.senseOf[node] = this.senseClass.length;
    this.senseClass.push(sense);
    this.senseLanguages.push(languages);
  }

  /** Adds the entries of a list as a person writes them. */
  addList(list: string, parted: boolean, sense: number, languages: number): void {
    const { units, length } = foldLetters(list, parted ? 'parted' : 'joined');
    for (let at = 0; at < length;) {
      let end = at;
      let runs = false;
      let letters = false;
      for (; end < length && units[end] !== 0x2c && units[end] !== 0x0a; end++) {
        const kind = LETTER_KIND[units[end] ?? 0];
        if (kind === RUN) runs = true;
        if (kind === LETTER) letters = true;
      }
      if (runs || letters) {
        const node = runs ? this.addRun(units, at, end) : this.addWords(units, at, end);
        this.mean(node, sense, languages);
        if (this.isEnglish) this.english[node] = 1;
      }
      at = end + 1;
    }
  }

  private addWords(units: Uint16Array, from: number, to: number): number {
    let node = WORDS;
    this.gate?.begin();
    for (let at = from; at < to;) {
      if (LETTER_KIND[units[at] ?? 0] !== LETTER) {
        at++;
        continue;
      }
      const start = at;
      let hash = HASH_SEED;
      for (; at < to && LETTER_KIND[units[at] ?? 0] === LETTER; at++) hash = hashStep(hash, units[at] ?? 0);
      if (at < to && units[at] === STAR) {
        setBit(this.stemSieve, hash);
        hash = hashStep(hash, STAR);
      } else this.gate?.addWord(units, start, at);
      if (node === WORDS) setBit(this.wordSieve, hash);
      node = this.step(node, hash);
    }
    if (this.gate?.end() === true) this.english[node] = 1;
    return node;
  }

  private addRun(units: Uint16Array, from: number, to: number): number {
    let node = LETTERS;
    for (let at = from; at < to; at++) {
      const kind = LETTER_KIND[units[at] ?? 0];
      if (kind === LETTER || kind === RUN) node = this.step(node, units[at] ?? 0);
    }
    return node;
  }
}

const UMLAUTS: readonly (readonly [letter: RegExp, typed: string])[] = [
  [/ä/g, 'ae'],
  [/ö/g, 'oe'],
  [/ü/g, 'ue'],
];

/** A list, and what it is on a keyboard without its letters where people write them otherwise than by leaving marks out. */
function spellingsOf(list: string, language: string): readonly string[] {
  if (language !== 'de') return [list];
  const typed = UMLAUTS.reduce((result, [letter, other]) => result.replace(letter, other), list);
  return typed === list ? [list] : [list, typed];
}

/** Classes that no attack is made of alone, and that have the shortest words. */
const COMMON_CLASSES = new Set([
  'all',
  'your',
  'negation',
  'user',
  'tool',
  'run',
  'authority',
  'assistant',
  'quote_meta',
]);

function addWritten(building: Building, lexicon: WrittenLexicon, languages: number): void {
  const { language } = lexicon;
  const add = (list: string, sense: number): void => {
    for (const spelling of spellingsOf(list, language)) {
      building.addList(spelling, false, sense, languages);
      if (spelling.includes('\u200c')) building.addList(spelling, true, sense, languages);
    }
  };
  const addPhrases = (rule: string, list: string): void => {
    let number = building.phraseRules.indexOf(rule, 1);
    if (number < 0) number = building.phraseRules.push(rule) - 1;
    add(list, PHRASE + number);
  };
  for (const [name, list] of Object.entries(lexicon.words)) {
    if (building.gate !== undefined) building.gate.telling = !COMMON_CLASSES.has(name);
    add(list, classNumber(name as LexiconClass));
  }
  for (const [name, list] of Object.entries(EFFECTS[language] ?? {}))
    add(list as string, classNumber(name as TagClass));
  add(DEVICES[language] ?? '', classNumber('device'));
  if (building.gate !== undefined) building.gate.telling = true;
  for (const [rule, list] of Object.entries(lexicon.phrases)) addPhrases(rule, list);
  // The first rule is that of the modes; see MODE_RULE.
  add(MODES[language] ?? '', PHRASE);
}

/** Classes of English that go together with words of another language. */
const SHARED_CLASSES: readonly LexiconClass[] = [
  'drop',
  'prior',
  'all',
  'rules',
  'reveal',
  'prompt',
  'your',
  'send',
  'secret',
  'outside',
  'user',
  'role',
  'persona',
  'unrestricted',
  'tool',
  'negation',
];

/** English words, and the technical ones that people use unchanged in whatever language they write. */
function addEnglish(building: Building, english: EnglishWords, lexicons: readonly WrittenLexicon[]): void {
  building.isEnglish = true;
  for (const name of SHARED_CLASSES)
    building.addList(english.lexicon.words[name].join(), false, classNumber(name), ANY_LANGUAGE);
  building.addList(english.risky.join(), false, classNumber('risky'), ANY_LANGUAGE);
  const homonyms = lexicons.map(({ homonyms = '' }) => new Set(homonyms.split(',').map((word) => word.trim())));
  for (const [name, list] of Object.entries(TECHNICAL)) {
    for (const word of list.split(',').map((entry) => entry.trim())) {
      let languages = 0;
      homonyms.forEach((set, index) => {
        if (!set.has(word)) languages |= 1 << index;
      });
      building.addList(word, false, classNumber(name as LexiconClass), languages);
    }
  }
  building.isEnglish = false;
}

function languagesWith(lexicons: readonly WrittenLexicon[], order: WrittenLexicon['order']): number {
  return lexicons.reduce((bits, lexicon, index) => (lexicon.order === order ? bits | (1 << index) : bits), 0);
}

/** Compiles up to 32 lexicons together with the English words that mix with them. Input is trusted. */
export function compileDictionary(
  lexicons: readonly WrittenLexicon[],
  english: EnglishWords,
  gate: GateBuilder,
): Dictionary {
  if (lexicons.length > 32) throw new Error('at most 32 languages');
  const building = new Building();
  addEnglish(building, english, lexicons);
  building.gate = gate;
  lexicons.forEach((lexicon, index) => addWritten(building, lexicon, 1 << index));
  const free = languagesWith(lexicons, 'free');
  return {
    next: building.next.table(),
    wordSieve: building.wordSieve,
    stemSieve: building.stemSieve,
    senseOf: Int32Array.from(building.senseOf),
    nextSense: Int32Array.from(building.nextSense),
    senseClass: Uint8Array.from(building.senseClass),
    senseLanguages: Int32Array.from(building.senseLanguages),
    english: Uint8Array.from(building.english),
    phraseRules: building.phraseRules,
    verbFirst: languagesWith(lexicons, 'verb_first') | free,
    verbLast: languagesWith(lexicons, 'verb_last') | free,
  };
}

/** The node behind a word or letter, or NONE. */
export function nextNode(dictionary: Dictionary, node: number, key: number): number {
  return lookUp(dictionary.next, pairKey(node, key));
}
