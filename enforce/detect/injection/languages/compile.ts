// SPDX-License-Identifier: Apache-2.0
import type { Severity } from '../../../../evidence/model/finding.js';
import type { Lexicon } from '../lexicon.js';
import { classNumber, type TagClass } from './classes.js';
import { compileDictionary, type Dictionary } from './dictionary.js';
import { THRESHOLD } from '../rule.js';
import type { Vocabulary } from '../vocabulary.js';
import { WORD_POINTS } from './marks.js';
import { NAMED, STRUCTURES, type Head, type LanguageStructure } from './structures.table.js';
import type { WrittenLexicon } from './written.js';

/** A rule as findings name it. */
export interface LanguageRule {
  readonly name: string;
  readonly category: 'core' | 'default';
  readonly severity: Severity;
  readonly weight: number;
}

/** The structures of attacks, and the words of all languages that they are made of. */
export interface LanguageRules {
  readonly dictionary: Dictionary;
  /** For each structure the classes of its groups as bits, how its head is read, its reach in points, its weight. */
  readonly groups: readonly (readonly number[])[];
  readonly heads: readonly Head[];
  readonly firm: readonly boolean[];
  readonly clause: readonly boolean[];
  readonly reaches: Int32Array;
  readonly weights: Int32Array;
  /** For each structure and phrase a number that those of one rule share. */
  readonly sorts: Int32Array;
  /** Classes with which a structure begins, and that of speakers, as bits. */
  readonly headClasses: number;
  readonly speakerClass: number;
  /** Languages whose negation may end the sentence. */
  readonly trailing: number;
  readonly languages: readonly WrittenLexicon[];
  /** Rules of phrases, by their number in the dictionary. */
  readonly phraseRules: readonly LanguageRule[];
  /** Every rule that may be found. */
  readonly rows: readonly LanguageRule[];
}

/** English words that mix with those of other languages. */
export interface EnglishWords {
  readonly lexicon: Lexicon;
  /** Names of tools that do harm. */
  readonly risky: readonly string[];
  readonly vocabulary: Vocabulary;
}

const TRAILING = new Set(['de', 'nl', 'sv', 'da', 'nb']);
const REACH = 8;

function ruleOf({ rule, category, severity, weight = THRESHOLD }: LanguageStructure): LanguageRule {
  return { name: rule, category, severity, weight };
}

/** The rule of a phrase. */
function phraseRule(name: string): LanguageRule {
  const known = STRUCTURES.find(({ rule }) => rule === name);
  return known === undefined ? { name, category: 'default', severity: 'high', weight: THRESHOLD } : ruleOf(known);
}

/** The rule under which a structure is reported for a language: its own, where it has one. */
export function languageRule(rules: LanguageRules, structure: number, language: number, mixed: boolean): LanguageRule {
  const row = STRUCTURES[structure];
  if (row === undefined) return rules.phraseRules[structure - STRUCTURES.length] ?? phraseRule('');
  const rule = ruleOf(row);
  if (!NAMED.includes(row.rule)) return rule;
  if (mixed) return { ...rule, name: `Cross-Lingual ${row.rule}` };
  const own = Object.keys(rules.languages[language]?.phrases ?? {}).find((name) => name.includes(row.rule));
  return { ...rule, name: own ?? row.rule };
}

function bitsOf(names: readonly TagClass[]): number {
  return names.reduce((bits, name) => bits | (1 << classNumber(name)), 0);
}

function sortsOf(names: readonly string[]): Int32Array {
  return Int32Array.from(names, (name) => names.indexOf(name));
}

/** Compiles lexicons. Throws on a mistake in a table; input is trusted. */
export function compileLanguages(lexicons: readonly WrittenLexicon[], english: EnglishWords): LanguageRules {
  const dictionary = compileDictionary(lexicons, english);
  const groups = STRUCTURES.map((row) => row.groups.map(bitsOf));
  const phraseRules = dictionary.phraseRules.map(phraseRule);
  const crossing = NAMED.slice(0, 2).map((name) => phraseRule(`Cross-Lingual ${name}`));
  const unnamed = STRUCTURES.filter(({ rule, weight }) => !NAMED.includes(rule) && weight === undefined);
  return {
    dictionary,
    groups,
    firm: STRUCTURES.map(({ firm = false }) => firm),
    clause: STRUCTURES.map(({ clause = false }) => clause),
    heads: STRUCTURES.map(({ head }) => head),
    reaches: Int32Array.from(STRUCTURES, ({ reach = REACH }) => reach * WORD_POINTS),
    weights: Int32Array.from(STRUCTURES, ({ weight = THRESHOLD }) => weight),
    sorts: sortsOf([...STRUCTURES.map(({ rule }) => rule), ...dictionary.phraseRules]),
    headClasses: groups.reduce((bits, [head = 0]) => bits | head, 0),
    speakerClass: bitsOf(['authority']),
    trailing: lexicons.reduce((bits, { language }, i) => (TRAILING.has(language) ? bits | (1 << i) : bits), 0),
    languages: lexicons,
    phraseRules,
    rows: [...phraseRules, ...crossing, ...unnamed.map(ruleOf)],
  };
}
