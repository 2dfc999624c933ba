// SPDX-License-Identifier: Apache-2.0
import { reverseText, undoRot13 } from './disguises.js';
import type { Lexicon } from './lexicon.js';
import { isClassName, parseStructure, type Structure } from './pattern.js';
import { THRESHOLD, type RuleRow } from './rule.js';
import type { Forms } from './tagger.js';
import { foldEntry, openVocabulary, type Vocabulary, type VocabularyBuilder } from './vocabulary.js';

export const STEP_CROSSING = 1;
export const STEP_CLAUSE = 2;
export const STEP_CAPITALS = 4;
export const STEP_COLON = 8;

/** Classes of words beyond those every lexicon has. */
export type ExtraClasses = Readonly<Record<string, readonly string[]>>;

export interface CompiledRules {
  readonly vocabulary: Vocabulary;
  readonly forms: Forms;
  readonly rows: readonly RuleRow[];
  /** For each row what one match weighs. */
  readonly weights: Int32Array;
  /** For each structure: its row, its first step, its number of steps, the step from which the search starts. */
  readonly rowOf: Int32Array;
  readonly stepFrom: Int32Array;
  readonly stepCount: Int32Array;
  readonly anchorOf: Int32Array;
  /** For each structure the set of entries that must not stand inside, or -1. */
  readonly withoutOf: Int32Array;
  /** For each structure the set of entries that must not stand right behind, or -1. */
  readonly notBeforeOf: Int32Array;
  /** For each row the set of words near which it does not count, or -1. */
  readonly unlessOf: Int32Array;
  /** For each step. */
  readonly stepSet: Int32Array;
  readonly stepGap: Int32Array;
  readonly stepFlags: Uint8Array;
  /** Sets of entries as bits, `setStride` words each. */
  readonly setBits: Uint32Array;
  readonly setStride: number;
  /** Structures that start from an entry: `anchored[anchoredFrom[entry]..anchoredFrom[entry + 1]]`. */
  readonly anchoredFrom: Int32Array;
  readonly anchored: Int32Array;
  /** Set of words that mark a quotation or a report. */
  readonly metaSet: number;
}

/** Entries of each class, by the name of the class in structures. */
type Classes = Map<string, Set<number>>;

function classOf(classes: Classes, name: string): Set<number> {
  const known = classes.get(name);
  if (known !== undefined) return known;
  const created = new Set<number>();
  classes.set(name, created);
  return created;
}

function addLexicon(classes: Classes, builder: VocabularyBuilder, lexicon: Lexicon): void {
  for (const [name, words] of Object.entries(lexicon.words)) {
    const upper = name.toUpperCase().replaceAll('_', ' ');
    for (const word of words) {
      const entry = builder.add(word);
      classOf(classes, upper).add(entry);
      // Structures with the verb last would misread a language that puts it first.
      if (lexicon.order !== 'verb_first') classOf(classes, `${upper} LAST`).add(entry);
      if (lexicon.language !== 'en') classOf(classes, `${upper} FOREIGN`).add(entry);
    }
  }
}

function addExtra(classes: Classes, builder: VocabularyBuilder, extra: ExtraClasses): void {
  for (const [name, words] of Object.entries(extra)) {
    for (const word of words) {
      const inner = isClassName(word) ? classOf(classes, word) : [builder.add(word)];
      for (const entry of inner) classOf(classes, name).add(entry);
    }
  }
}

/** Numbers the distinct sets of alternatives. */
function createSets(classes: Classes, builder: VocabularyBuilder) {
  const numbers = new Map<string, number>();
  const members: Set<number>[] = [];
  return {
    members,
    setOf: (alternatives: readonly string[]): number => {
      const key = alternatives.join('|');
      const known = numbers.get(key);
      if (known !== undefined) return known;
      const set = new Set<number>();
      for (const alternative of alternatives) {
        if (!isClassName(alternative)) set.add(builder.add(alternative));
        else {
          const entries = classes.get(alternative);
          if (entries === undefined) throw new Error(`no such class: ${alternative}`);
          for (const entry of entries) set.add(entry);
        }
      }
      numbers.set(key, members.length);
      members.push(set);
      return members.length - 1;
    },
  };
}

interface Flat {
  readonly rowOf: number[];
  readonly stepFrom: number[];
  readonly stepCount: number[];
  readonly anchorOf: number[];
  readonly withoutOf: number[];
  readonly notBeforeOf: number[];
  readonly stepSet: number[];
  readonly stepGap: number[];
  readonly stepFlags: number[];
}

function flatten(flat: Flat, row: number, structure: Structure, setOf: (names: readonly string[]) => number): void {
  flat.rowOf.push(row);
  flat.stepFrom.push(flat.stepSet.length);
  flat.stepCount.push(structure.steps.length);
  flat.anchorOf.push(structure.anchor);
  flat.withoutOf.push(structure.without.length === 0 ? -1 : setOf(structure.without));
  flat.notBeforeOf.push(structure.notBefore.length === 0 ? -1 : setOf(structure.notBefore));
  for (const step of structure.steps) {
    flat.stepSet.push(setOf(step.alternatives));
    flat.stepGap.push(step.gap);
    flat.stepFlags.push(
      (step.crossing ? STEP_CROSSING : 0) |
        (step.clause ? STEP_CLAUSE : 0) |
        (step.capitals ? STEP_CAPITALS : 0) |
        (step.colon ? STEP_COLON : 0),
    );
  }
}

function packSets(members: readonly ReadonlySet<number>[], entryCount: number) {
  const setStride = (entryCount + 31) >>> 5;
  const setBits = new Uint32Array(members.length * setStride);
  members.forEach((set, index) => {
    for (const entry of set) {
      const at = index * setStride + (entry >>> 5);
      setBits[at] = (setBits[at] ?? 0) | (1 << (entry & 31));
    }
  });
  return { setBits, setStride };
}

function packAnchors(flat: Flat, members: readonly ReadonlySet<number>[], entryCount: number) {
  const lists: number[][] = Array.from({ length: entryCount }, () => []);
  flat.rowOf.forEach((_row, structure) => {
    const step = (flat.stepFrom[structure] ?? 0) + (flat.anchorOf[structure] ?? 0);
    for (const entry of members[flat.stepSet[step] ?? 0] ?? []) lists[entry]?.push(structure);
  });
  const anchoredFrom = new Int32Array(entryCount + 1);
  lists.forEach((list, entry) => (anchoredFrom[entry + 1] = (anchoredFrom[entry] ?? 0) + list.length));
  return { anchoredFrom, anchored: Int32Array.from(lists.flat()) };
}

/** Spellings with one letter left out, doubled, or swapped with the next. The first and last letter stay. */
function slips(word: string): readonly string[] {
  const spellings: string[] = [];
  for (let i = 1; i < word.length; i++) {
    if (i < word.length - 1) spellings.push(word.slice(0, i) + word.slice(i + 1));
    spellings.push(word.slice(0, i) + word.charAt(i) + word.slice(i));
    if (i < word.length - 1) spellings.push(word.slice(0, i) + word.charAt(i + 1) + word.charAt(i) + word.slice(i + 2));
  }
  return spellings;
}

function addForms(builder: VocabularyBuilder, telltale: readonly string[]): Forms {
  const forms = {
    link: builder.add('#url'),
    mail: builder.add('#mail'),
    rot13: builder.add('#rot13'),
    reversed: builder.add('#reversed'),
  };
  for (const word of telltale) {
    builder.addSpelling(foldEntry(undoRot13(word)), forms.rot13);
    builder.addSpelling(foldEntry(reverseText(word)), forms.reversed);
  }
  return forms;
}

/**
 * Compiles lexicons and rule tables. `fuzzy` are words that are known with one slip of the pen; `telltale` those whose
 * ROT13 or reversed form gives a text away. Throws on a mistake in a table; input is trusted. */
export function compileRules(
  lexicons: readonly Lexicon[],
  extra: ExtraClasses,
  rows: readonly RuleRow[],
  fuzzy: readonly string[],
  telltale: readonly string[],
): CompiledRules {
  const builder = openVocabulary();
  const classes: Classes = new Map();
  for (const lexicon of lexicons) addLexicon(classes, builder, lexicon);
  addExtra(classes, builder, extra);
  const forms = addForms(builder, telltale);
  const { setOf, members } = createSets(classes, builder);
  const flat: Flat = {
    rowOf: [],
    stepFrom: [],
    stepCount: [],
    anchorOf: [],
    withoutOf: [],
    notBeforeOf: [],
    stepSet: [],
    stepGap: [],
    stepFlags: [],
  };
  rows.forEach((row, index) => {
    for (const source of row.structures) flatten(flat, index, parseStructure(source), setOf);
  });
  for (const word of fuzzy) {
    const entry = builder.add(word);
    for (const spelling of slips(word)) builder.addSpelling(foldEntry(spelling), entry);
  }
  const unlessOf = Int32Array.from(rows, (row) => (row.unless === undefined ? -1 : setOf(row.unless)));
  const metaSet = setOf(['QUOTE META']);
  const vocabulary = builder.build();
  const { entryCount } = vocabulary;
  return {
    vocabulary,
    forms,
    rows,
    weights: Int32Array.from(rows, (row) => row.weight ?? THRESHOLD),
    rowOf: Int32Array.from(flat.rowOf),
    stepFrom: Int32Array.from(flat.stepFrom),
    stepCount: Int32Array.from(flat.stepCount),
    anchorOf: Int32Array.from(flat.anchorOf),
    withoutOf: Int32Array.from(flat.withoutOf),
    notBeforeOf: Int32Array.from(flat.notBeforeOf),
    unlessOf,
    stepSet: Int32Array.from(flat.stepSet),
    stepGap: Int32Array.from(flat.stepGap),
    stepFlags: Uint8Array.from(flat.stepFlags),
    metaSet,
    ...packSets(members, entryCount),
    ...packAnchors(flat, members, entryCount),
  };
}
