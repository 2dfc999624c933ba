// SPDX-License-Identifier: Apache-2.0
import type { LexiconClass } from '../lexicon.js';
import { ANY_LANGUAGE, classNumber, PHRASE, type TagClass } from './classes.js';
import type { EnglishWords } from './compile.js';
import { DEVICES, EFFECTS, MODES, WEAK } from './effects.table.js';
import { addEntries, openSieves, type Sieves, type Target } from './entries.js';
import { openGate, type Gate } from './gate.js';
import { ENGLISH_FLAG, openNodes, WEAK_FLAG, type NodeBuilder, type Nodes } from './nodes.js';
import { TECHNICAL } from './technical.table.js';
import type { WrittenLexicon } from './written.js';

/** The words of all languages. */
export interface Dictionary {
  readonly nodes: Nodes;
  readonly sieves: Sieves;
  readonly gate: Gate;
  /** Names of rules, for senses that are phrases. */
  readonly phraseRules: readonly string[];
  /** Languages by where their verbs stand, as bits. */
  readonly verbFirst: number;
  readonly verbLast: number;
}

/** Rule of the modes that are an attack by themselves: the first of the phrases. */
const MODE_RULE = 'CJK Jailbreak Mode';

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
const COMMON_CLASSES: ReadonlySet<TagClass> = new Set([
  'all',
  'your',
  'negation',
  'user',
  'tool',
  'run',
  'authority',
  'assistant',
  'quote_meta',
  'always',
  'device',
]);

/** Adds a list of a language; `name` is the number of its class. */
function addList(target: Target, lexicon: WrittenLexicon, list: string, name: number, bit: number): void {
  const visit = (node: number): void => target.nodes.mean(node, name, bit);
  for (const spelling of spellingsOf(list, lexicon.language)) {
    addEntries(target, spelling, false, visit);
    if (spelling.includes('\u200c')) addEntries(target, spelling, true, visit);
  }
}

function addWritten(target: Target, lexicon: WrittenLexicon, bit: number, phraseRules: string[]): void {
  const { language, words, phrases } = lexicon;
  const effects = EFFECTS[language];
  const lists = { ...words, ...effects, device: DEVICES[language] ?? '' };
  for (const [name, list] of Object.entries(lists) as [TagClass, string][]) {
    target.gate?.expect(!COMMON_CLASSES.has(name));
    addList(target, lexicon, list, classNumber(name), bit);
  }
  target.gate?.expect(true);
  for (const [rule, list] of Object.entries(phrases)) {
    let number = phraseRules.indexOf(rule, 1);
    if (number < 0) number = phraseRules.push(rule) - 1;
    addList(target, lexicon, list, PHRASE + number, bit);
  }
  addList(target, lexicon, MODES[language] ?? '', PHRASE, bit);
  addEntries(target, WEAK[language] ?? '', false, (node) => target.nodes.flag(node, WEAK_FLAG));
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
function addEnglish(target: Target, { lexicon, risky }: EnglishWords, lexicons: readonly WrittenLexicon[]): void {
  const { nodes } = target;
  const add = (list: string, name: TagClass, languages: number): void =>
    addEntries(target, list, false, (node) => {
      nodes.mean(node, classNumber(name), languages);
      nodes.flag(node, ENGLISH_FLAG);
    });
  for (const name of SHARED_CLASSES) add(lexicon.words[name].join(), name, ANY_LANGUAGE);
  add(risky.join(), 'risky', ANY_LANGUAGE);
  const homonyms = lexicons.map(({ homonyms = '' }) => new Set(homonyms.split(',').map((word) => word.trim())));
  for (const [name, list] of Object.entries(TECHNICAL) as [LexiconClass, string][]) {
    for (const word of list.split(',').map((entry) => entry.trim())) {
      let languages = 0;
      homonyms.forEach((set, index) => (languages |= set.has(word) ? 0 : 1 << index));
      add(word, name, languages);
    }
  }
}

/**
 * Words for commands are rules or tools, and mean little alone. What asks for a thing to be remembered does not say from
 * when on it holds.
 */
function settleMeanings(nodes: NodeBuilder): void {
  const [rules, tool] = [classNumber('rules'), classNumber('tool')];
  const [persist, memorize] = [classNumber('persist'), classNumber('memorize')];
  for (let node = nodes.count() - 1; node >= 0; node--) {
    if ((nodes.languagesOf(node, rules) & nodes.languagesOf(node, tool)) !== 0) nodes.flag(node, WEAK_FLAG);
    const memorized = nodes.languagesOf(node, memorize);
    if (memorized !== 0) nodes.unmean(node, persist, memorized);
  }
}

function languagesWith(lexicons: readonly WrittenLexicon[], order: WrittenLexicon['order']): number {
  return lexicons.reduce((bits, lexicon, index) => (lexicon.order === order ? bits | (1 << index) : bits), 0);
}

/** Compiles up to 32 lexicons together with the English words that mix with them. Input is trusted. */
export function compileDictionary(lexicons: readonly WrittenLexicon[], english: EnglishWords): Dictionary {
  if (lexicons.length > 32) throw new Error('at most 32 languages');
  const nodes = openNodes();
  const target: Target = { nodes, sieves: openSieves(), gate: undefined };
  const phraseRules = [MODE_RULE];
  addEnglish(target, english, lexicons);
  const gate = openGate(english.vocabulary, (node) => nodes.flag(node, ENGLISH_FLAG));
  target.gate = gate;
  lexicons.forEach((lexicon, index) => addWritten(target, lexicon, 1 << index, phraseRules));
  settleMeanings(nodes);
  const free = languagesWith(lexicons, 'free');
  return {
    nodes: nodes.build(),
    sieves: target.sieves,
    gate: gate.build(),
    phraseRules,
    verbFirst: languagesWith(lexicons, 'verb_first') | free,
    verbLast: languagesWith(lexicons, 'verb_last') | free,
  };
}
