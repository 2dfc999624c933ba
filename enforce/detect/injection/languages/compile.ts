// SPDX-License-Identifier: Apache-2.0
import type { Severity } from '../../../../evidence/model/finding.js';
import type { Lexicon } from '../lexicon.js';
import { classNumber } from './classes.js';
import { compileDictionary, type Dictionary } from './dictionary.js';
import { openGate, type Gate } from './gate.js';
import type { HashTable } from '../vocabulary.js';
import { WORD_POINTS } from './marks.js';
import { STRUCTURES, type LanguageStructure } from './structures.table.js';
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
  readonly gate: Gate;
  readonly dictionary: Dictionary;
  /** For each structure the classes of its groups as bits, whether it is a command, and its reach in points. */
  readonly groups: readonly (readonly number[])[];
  readonly commands: Uint8Array;
  readonly reaches: Int32Array;
  /** Bit of the class of speakers. */
  readonly speakerClass: number;
  /** Classes with which a structure begins, as bits. */
  readonly heads: number;
  /** Languages whose negation may end the sentence. */
  readonly trailing: number;
  readonly languages: readonly WrittenLexicon[];
  /** Rules of phrases, by their number in the dictionary. */
  readonly phraseRules: readonly LanguageRule[];
  /** Every rule that may be found. */
  readonly rows: readonly LanguageRule[];
}

const TRAILING = new Set(['de', 'nl', 'sv', 'da', 'nb']);
const REACH = 8;

/** Kinds of structures whose rules bear the name of the language. */
const NAMED = ['Instruction Override', 'System Prompt Disclosure', 'Jailbreak Mode'];

function ruleOf({ rule, category, severity, weight = 100 }: LanguageStructure): LanguageRule {
  return { name: rule, category, severity, weight };
}

/** The rule of a phrase. */
function phraseRule(name: string): LanguageRule {
  const known = STRUCTURES.find(({ rule }) => rule === name);
  return known === undefined ? { name, category: 'default', severity: 'high', weight: 100 } : ruleOf(known);
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

/** Compiles lexicons. Throws on a mistake in a table; input is trusted. */
export function compileLanguages(
  lexicons: readonly WrittenLexicon[],
  english: Lexicon,
  englishWords: HashTable,
): LanguageRules {
  const gate = openGate(englishWords);
  const dictionary = compileDictionary(lexicons, english, gate);
  const groups = STRUCTURES.map((row) =>
    row.groups.map((names) => names.reduce((bits, name) => bits | (1 << classNumber(name)), 0)),
  );
  const phraseRules = dictionary.phraseRules.map(phraseRule);
  const crossing = NAMED.slice(0, 2).map((name) => phraseRule(`Cross-Lingual ${name}`));
  return {
    gate: gate.build(),
    dictionary,
    groups,
    commands: Uint8Array.from(STRUCTURES, ({ command }) => (command ? 1 : 0)),
    speakerClass: 1 << classNumber('authority'),
    reaches: Int32Array.from(STRUCTURES, ({ reach = REACH }) => reach * WORD_POINTS),
    heads: groups.reduce((bits, [head = 0]) => bits | head, 0),
    trailing: lexicons.reduce((bits, { language }, i) => (TRAILING.has(language) ? bits | (1 << i) : bits), 0),
    languages: lexicons,
    phraseRules,
    rows: [...phraseRules, ...crossing, ...STRUCTURES.filter(({ rule }) => !NAMED.includes(rule)).map(ruleOf)],
  };
}
