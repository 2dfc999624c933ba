// SPDX-License-Identifier: Apache-2.0
import { THRESHOLD, type RuleRow } from '../rules/rule.js';
import { applyCipher, CIPHERS, invert, reverseOrder, reverseText, ROT13, type Cipher } from '../words/ciphers.js';
import {
  addAsides,
  addClasses,
  addLexicon,
  addSwitches,
  openWordSets,
  packSets,
  type Classes,
  type ExtraClasses,
  type WordSets,
} from '../words/classes.js';
import type { Lexicon } from '../words/lexicon.js';
import type { Forms } from '../words/tagger.js';
import { openVocabulary, type VocabularyBuilder } from '../words/vocabulary-builder.js';
import { foldEntry, type Vocabulary } from '../words/vocabulary.js';
import type { StructureTables } from './candidates.js';
import { longestOf, packAnchors, type Flat, type RateOf, type SetFacts } from './compile-index.js';
import { parseStructure, type Step, type Structure } from './structure.js';

export const STEP_CROSSING = 1;
export const STEP_CLAUSE = 2;
export const STEP_CAPITALS = 4;
export const STEP_COLON = 8;
export const STEP_CALLED = 16;

/** Rule tables as flat arrays. A set is a number; -1 stands for none. */
export interface CompiledRules extends StructureTables {
  readonly vocabulary: Vocabulary;
  readonly forms: Forms;
  readonly rows: readonly RuleRow[];
  /** For each row what one match weighs. */
  readonly weights: Int32Array;
  /** For each row a number that it shares with the rows of the same name. */
  readonly groups: Int32Array;
  /** For each row the set of words near which it does not count. */
  readonly unlessOf: Int32Array;
  /** For each row the set of its negations. */
  readonly negationOf: Int32Array;
  /** For each structure: its row, the step from which the search starts. */
  readonly rowOf: Int32Array;
  readonly anchorOf: Int32Array;
  /** For each structure the sets of words that must not stand inside, and not right behind. */
  readonly withoutOf: Int32Array;
  readonly notBeforeOf: Int32Array;
  /** For each step. */
  readonly stepSet: Int32Array;
  readonly stepGap: Int32Array;
  readonly stepFlags: Uint8Array;
  /** How far behind the step before, in words, one may end at most. */
  readonly stepReach: Int32Array;
  /** For each entry the sets that hold it, as bits, `setStride` words each. */
  readonly setBits: Uint32Array;
  readonly setStride: number;
  /** Set of words that mark a quotation or a report. */
  readonly metaSet: number;
  /** Set of the words that speak to the reader, and of the verbs that do so at the beginning of a clause. */
  readonly readerSet: number;
  readonly orderSet: number;
}

/** What rules are compiled from. */
export interface RuleTables {
  readonly english: Lexicon;
  /** Classes that only English rules use. */
  readonly classes: ExtraClasses;
  readonly rows: readonly RuleRow[];
  /** Further languages, and the rules made of their classes. */
  readonly lexicons: readonly Lexicon[];
  readonly foreignRows: readonly RuleRow[];
  /** Words that are known with one slip of the pen. */
  readonly fuzzy: readonly string[];
  /** Further spellings of a word, each with the word. */
  readonly spellings: readonly (readonly [word: string, spellings: readonly string[]])[];
  /** Words whose ciphered or reversed form gives a text away. */
  readonly telltale: readonly string[];
  /** Two words that stand so in an order, and hardly ever the other way round. */
  readonly turned: readonly string[];
  /** Words of which some must stand in letters without spaces for them to be read as words. */
  readonly telling: readonly string[];
  /** How often common words stand in ten thousand. */
  readonly common: ReadonlyMap<string, number>;
}

function flagsOf(step: Step): number {
  return (
    (step.crossing ? STEP_CROSSING : 0) |
    (step.clause ? STEP_CLAUSE : 0) |
    (step.capitals ? STEP_CAPITALS : 0) |
    (step.colon ? STEP_COLON : 0) |
    (step.called ? STEP_CALLED : 0)
  );
}

/** Appends a structure whose steps have these sets. */
function append(
  flat: Flat,
  row: number,
  structure: Structure,
  sets: WordSets,
  numbers: readonly number[],
  anchor: number,
): void {
  const { steps, without, notBefore } = structure;
  flat.rowOf.push(row);
  flat.stepFrom.push(flat.stepSet.length);
  flat.anchorOf.push(anchor);
  flat.withoutOf.push(without.length === 0 ? -1 : sets.setOf(without));
  flat.notBeforeOf.push(notBefore.length === 0 ? -1 : sets.setOf(notBefore));
  flat.structures.push(structure);
  steps.forEach((step, index) => {
    flat.stepSet.push(numbers[index] ?? 0);
    flat.stepGap.push(step.gap);
    flat.stepFlags.push(flagsOf(step));
  });
}

function rarestOf(candidates: readonly number[], numbers: readonly number[], rateOf: RateOf): number {
  return candidates.reduce((best, index) => (rateOf(numbers[index] ?? 0) < rateOf(numbers[best] ?? 0) ? index : best));
}

function addStructure(flat: Flat, row: number, source: string, sets: WordSets, rateOf: RateOf): void {
  const structure = parseStructure(source);
  const numbers = structure.steps.map((step) => sets.setOf(step.alternatives));
  const anchor = structure.anchor ?? rarestOf(Array.from(numbers.keys()), numbers, rateOf);
  append(flat, row, structure, sets, numbers, anchor);
}

/**
 * Adds a structure of another language. English words may stand in it, but not alone: the search starts from a word that
 * is not English, in each step in turn when all steps have English words too.
 */
function addForeignStructure(flat: Flat, row: number, source: string, sets: WordSets, rateOf: RateOf): void {
  const structure = parseStructure(source);
  const numbers = structure.steps.map((step) => sets.setOf(step.alternatives));
  const own = numbers.map((set) => sets.foreignPartOf(set));
  const pure = Array.from(numbers.keys()).filter((index) => own[index] === numbers[index]);
  if (pure.length > 0) {
    append(flat, row, structure, sets, numbers, rarestOf(pure, numbers, rateOf));
    return;
  }
  own.forEach((set, index) => {
    if (set !== undefined) append(flat, row, structure, sets, numbers.with(index, set), index);
  });
}

/** Rate of a word that is not among the common ones, and of a phrase. */
const RARE = 1;
const PHRASE = 0.2;
const FORM_RATES = [
  ['#url', 40],
  ['#mail', 20],
] as const;

/** How often a word of a set stands in ordinary English text, to start searches from the rarest. */
function createRates(tables: RuleTables, builder: VocabularyBuilder, sets: WordSets): RateOf {
  const common = new Map<number, number>();
  for (const [word, rate] of [...tables.common, ...FORM_RATES]) common.set(builder.add(word), rate);
  const known = new Map<number, number>();
  return (set) => {
    let rate = known.get(set);
    if (rate === undefined) {
      rate = 0;
      for (const entry of sets.members[set] ?? []) {
        rate += common.get(entry) ?? (builder.isPhrase(entry) ? PHRASE : RARE);
      }
      known.set(set, rate);
    }
    return rate;
  };
}

/** Spellings with one letter left out, doubled, or swapped with the next. The first letter stays. */
function slips(word: string): readonly string[] {
  const spellings: string[] = [];
  for (let i = 1; i < word.length; i++) {
    spellings.push(word.slice(0, i) + word.slice(i + 1));
    spellings.push(word.slice(0, i) + word.charAt(i) + word.slice(i));
    if (i < word.length - 1) spellings.push(word.slice(0, i) + word.charAt(i + 1) + word.charAt(i) + word.slice(i + 2));
  }
  return spellings;
}

/** From so many letters on a word in any cipher is no word of another language. */
const LONG_TELLTALE = 6;

function addForms(builder: VocabularyBuilder, { telltale, turned }: RuleTables): Forms {
  const ciphers = new Map<string, Cipher>();
  const forms = {
    link: builder.add('#url'),
    mail: builder.add('#mail'),
    ciphered: builder.add('#ciphered'),
    reversed: builder.add('#reversed'),
    turned: builder.add('#turned'),
    ciphers,
  };
  for (const undone of CIPHERS) {
    const cipher = invert(undone);
    for (const word of telltale) {
      if (word.length < LONG_TELLTALE && undone !== ROT13) continue;
      const spelling = foldEntry(applyCipher(word, cipher));
      builder.addSpelling(spelling, forms.ciphered);
      if (!ciphers.has(spelling)) ciphers.set(spelling, undone);
    }
  }
  for (const word of telltale) builder.addSpelling(foldEntry(reverseText(word)), forms.reversed);
  for (const phrase of turned) builder.addPhrasing(reverseOrder(phrase), forms.turned);
  return forms;
}

function addFuzzy(builder: VocabularyBuilder, fuzzy: readonly string[]): void {
  for (const word of fuzzy) {
    const entry = builder.add(word);
    for (const spelling of slips(word)) builder.addSpelling(foldEntry(spelling), entry);
  }
}

function groupRows(rows: readonly RuleRow[]): Int32Array {
  const names = new Map<string, number>();
  return Int32Array.from(rows, ({ name }) => {
    const known = names.get(name) ?? names.size;
    names.set(name, known);
    return known;
  });
}

function noStructures(): Flat {
  return {
    rowOf: [],
    stepFrom: [],
    anchorOf: [],
    withoutOf: [],
    notBeforeOf: [],
    structures: [],
    stepSet: [],
    stepGap: [],
    stepFlags: [],
  };
}

/** The same as arrays of numbers; `longest` is the length in words of the longest member of each set. */
function packStructures(flat: Flat, longest: ArrayLike<number>) {
  return {
    rowOf: Int32Array.from(flat.rowOf),
    stepFrom: Int32Array.from(flat.stepFrom),
    stepCount: Int32Array.from(flat.structures, ({ steps }) => steps.length),
    anchorOf: Int32Array.from(flat.anchorOf),
    withoutOf: Int32Array.from(flat.withoutOf),
    notBeforeOf: Int32Array.from(flat.notBeforeOf),
    stepSet: Int32Array.from(flat.stepSet),
    stepGap: Int32Array.from(flat.stepGap),
    stepFlags: Uint8Array.from(flat.stepFlags),
    stepReach: Int32Array.from(flat.stepGap, (gap, step) => gap + (longest[flat.stepSet[step] ?? 0] ?? 0)),
  };
}

function addLanguages(lexicons: readonly Lexicon[], classes: Classes, builder: VocabularyBuilder): void {
  for (const lexicon of lexicons) {
    addLexicon(classes, builder, lexicon);
    addSwitches(classes, builder, lexicon);
    addAsides(classes, builder, lexicon);
  }
}

/** Adds every structure of the rows, which are numbered from `first` on. */
function addRows(rows: readonly RuleRow[], first: number, add: (row: number, source: string) => void): void {
  rows.forEach(({ structures }, index) => {
    for (const source of structures) add(first + index, source);
  });
}

/** Compiles lexicons and rule tables. Throws on a mistake in a table; input is trusted. */
export function compileRules(tables: RuleTables): CompiledRules {
  const rows = [...tables.rows, ...tables.foreignRows];
  const builder = openVocabulary();
  const classes: Classes = new Map();
  addLexicon(classes, builder, tables.english);
  addClasses(classes, builder, tables.classes);
  const forms = addForms(builder, tables);
  const sets = openWordSets(classes, builder);
  const rateOf = createRates(tables, builder, sets);
  const flat = noStructures();
  addRows(tables.rows, 0, (row, source) => addStructure(flat, row, source, sets, rateOf));
  // English goes first: whatever has no number by then is not English.
  builder.leaveEnglish();
  addLanguages(tables.lexicons, classes, builder);
  addRows(tables.foreignRows, tables.rows.length, (row, source) =>
    addForeignStructure(flat, row, source, sets, rateOf),
  );
  for (const [word, spellings] of tables.spellings) {
    for (const spelling of spellings) builder.addSpelling(foldEntry(spelling), builder.add(word));
  }
  addFuzzy(builder, tables.fuzzy);
  const setOrNone = (names: readonly string[] = []): number => (names.length === 0 ? -1 : sets.setOf(names));
  const unlessOf = Int32Array.from(rows, ({ unless }) => setOrNone(unless));
  const negationOf = Int32Array.from(rows, ({ negation }) => setOrNone(negation === undefined ? [] : [negation]));
  const metaSet = sets.setOf(['QUOTE META ANY']);
  const readerSet = sets.setOf(['READERWORD']);
  const orderSet = sets.setOf(['TOREADER']);
  // Now that every set is made.
  const vocabulary = builder.build(new Set(tables.telling.map(foldEntry)));
  const { entryCount, wordsOf } = vocabulary;
  const facts: SetFacts = { members: sets.members, entryCount, rateOf, wordsOf };
  return {
    vocabulary,
    forms,
    rows,
    metaSet,
    readerSet,
    orderSet,
    unlessOf,
    negationOf,
    groups: groupRows(rows),
    weights: Int32Array.from(rows, ({ weight = THRESHOLD }) => weight),
    ...packStructures(flat, longestOf(facts)),
    ...packSets(sets.members, entryCount),
    ...packAnchors(
      flat,
      facts,
      (row) => rows[row]?.wrap?.[0].slice(-1).charCodeAt(0) ?? 0,
      (row) => rows[row]?.brief === true,
    ),
  };
}
