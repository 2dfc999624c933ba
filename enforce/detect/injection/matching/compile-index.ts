// SPDX-License-Identifier: Apache-2.0
import { ANCHORED_SIZE, FIRST_SET, MARK, ROW, STRUCTURE, type PresenceTables } from './candidates.js';
import { ROW_SHIFT } from './presence.js';
import type { Structure } from './structure.js';

/** Structures under construction, as parallel lists. */
export interface Flat {
  readonly rowOf: number[];
  readonly stepFrom: number[];
  readonly anchorOf: number[];
  readonly withoutOf: number[];
  readonly notBeforeOf: number[];
  readonly structures: Structure[];
  readonly stepSet: number[];
  readonly stepGap: number[];
  readonly stepFlags: number[];
}

/** How often a word of a set stands in ordinary text. */
export type RateOf = (set: number) => number;

/** How many words an entry is at most, in letters without spaces too. */
export type WordsOf = (entry: number) => number;

/** Sets of entries, and what is known of them. */
export interface SetFacts {
  readonly members: readonly ReadonlySet<number>[];
  readonly entryCount: number;
  readonly rateOf: RateOf;
  readonly wordsOf: WordsOf;
}

/** True for a row that is for short texts only. */
export type IsBrief = (row: number) => boolean;

/** The mark that a row wants right in front of its first word, or 0. */
export type MarkOf = (row: number) => number;

/** For each set the length of its longest entry, in words. */
export function longestOf({ members, wordsOf }: SetFacts): readonly number[] {
  return members.map((entries) => Math.max(0, ...Array.from(entries, wordsOf)));
}

/** How far, in words, a tag of each step may end from the end of the anchor; below 0, ahead of its start. */
function reachesOf({ steps }: Structure, anchor: number, longest: readonly number[]): readonly number[] {
  const reaches = steps.map(() => 0);
  for (let step = anchor + 1; step < steps.length; step++)
    reaches[step] = (reaches[step - 1] ?? 0) + (steps[step]?.gap ?? 0) + (longest[step] ?? 0);
  for (let step = anchor - 1, start = 0; step >= 0; step--) {
    reaches[step] = start - 1 - (steps[step + 1]?.gap ?? 0);
    start = (reaches[step] ?? 0) + 1 - (longest[step] ?? 0);
  }
  return reaches;
}

/** The set and the reach of a question. */
type Question = readonly [set: number, reach: number];

/** Rate from which on a set is asked about only where no other is: it says little and is marked often. */
const COMMON_RATE = 30;
/** Longest reach that is worth asking about. */
const MAX_REACH = 40;

/** Of each structure one or two questions, about its rarest steps. */
function askAll(flat: Flat, facts: SetFacts): readonly (readonly Question[])[] {
  const { rateOf } = facts;
  const longest = longestOf(facts);
  return flat.structures.map((structure, number) => {
    const from = flat.stepFrom[number] ?? 0;
    const sets = flat.stepSet.slice(from, from + structure.steps.length);
    const lengths = sets.map((set) => longest[set] ?? 0);
    const anchor = flat.anchorOf[number] ?? 0;
    const reaches = reachesOf(structure, anchor, lengths);
    const questions = sets
      .map((set, step): Question => [set, reaches[step] ?? 0])
      .filter(([, reach], step) => step !== anchor && Math.abs(reach) <= MAX_REACH)
      .sort(([a], [b]) => rateOf(a) - rateOf(b));
    return questions.filter(([set], i) => i === 0 || (i === 1 && rateOf(set) < COMMON_RATE));
  });
}

/** A reach in words as one in rows, wherever in its row the anchor stands. */
function rowsOf(reach: number): number {
  const rows = (Math.abs(reach) + (1 << ROW_SHIFT) - 1) >> ROW_SHIFT;
  return reach < 0 ? -rows : rows;
}

/** Lists as one array, and where each of them begins. */
function flatten(lists: readonly (readonly number[])[]) {
  const from = new Int32Array(lists.length + 1);
  lists.forEach((list, index) => (from[index + 1] = (from[index] ?? 0) + list.length));
  return { from, all: lists.flat() };
}

/** For each entry the columns and the bits of the numbered sets that hold it. */
function holdersOf({ members, entryCount }: SetFacts, numbers: ReadonlyMap<number, number>) {
  const columns = Array.from({ length: entryCount }, () => new Map<number, number>());
  for (const [set, number] of numbers) {
    for (const entry of members[set] ?? []) {
      const own = columns[entry];
      own?.set(number >>> 5, (own.get(number >>> 5) ?? 0) | (1 << (number & 31)));
    }
  }
  return flatten(columns.map((own) => [...own].flat()));
}

/** Structures by the entries from which their search starts, and what they ask of other entries. */
export function packAnchors(flat: Flat, facts: SetFacts, markOf: MarkOf, isBrief: IsBrief): PresenceTables {
  const starting: number[][] = Array.from({ length: facts.entryCount }, () => []);
  flat.structures.forEach((_structure, number) => {
    const step = (flat.stepFrom[number] ?? 0) + (flat.anchorOf[number] ?? 0);
    for (const entry of facts.members[flat.stepSet[step] ?? 0] ?? []) starting[entry]?.push(number);
  });
  // Numbered in the order of structures: the sets of one entry then share columns.
  const numbers = new Map<number, number>();
  const numberOf = (set: number): number => {
    const number = numbers.get(set) ?? numbers.size;
    numbers.set(set, number);
    return number;
  };
  const questions = askAll(flat, facts).map((asked) => asked.flatMap(([set, reach]) => [numberOf(set), rowsOf(reach)]));
  const numberOfStep = Int32Array.from(flat.stepSet, numberOf);
  const isForAll = (structure: number): boolean => !isBrief(flat.rowOf[structure] ?? 0);
  const sorted = starting.map((list) => [...list.filter(isForAll), ...list.filter((one) => !isForAll(one))]);
  const anchors = flatten(sorted);
  const anchored = new Int32Array(anchors.all.length * ANCHORED_SIZE);
  anchors.all.forEach((structure, index) => {
    const at = index * ANCHORED_SIZE;
    anchored[at + STRUCTURE] = structure;
    anchored[at + ROW] = flat.rowOf[structure] ?? 0;
    const mark = markOf(flat.rowOf[structure] ?? 0);
    anchored[at + MARK] = flat.anchorOf[structure] === 0 ? mark : -mark;
    const anchor = numberOfStep[(flat.stepFrom[structure] ?? 0) + (flat.anchorOf[structure] ?? 0)] ?? 0;
    // Without a question the set of the anchor stands in its place: the text has a word of it.
    anchored[at + FIRST_SET] = anchor;
    anchored.set(questions[structure] ?? [], at + FIRST_SET);
  });
  const held = holdersOf(facts, numbers);
  return {
    anchoredFrom: anchors.from,
    briefFrom: Int32Array.from(sorted, (list, entry) => (anchors.from[entry] ?? 0) + list.filter(isForAll).length),
    anchored,
    numberOf: numberOfStep,
    heldFrom: held.from,
    heldBits: Int32Array.from(held.all),
    columns: (numbers.size + 31) >>> 5,
  };
}
