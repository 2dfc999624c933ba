// SPDX-License-Identifier: Apache-2.0
import type { Prose } from '../../../text/prose.js';
import type { Tags } from '../words/tags.js';

/**
 * What is kept of a structure, ANCHORED_SIZE numbers in a row: its number; its row; a mark, which above 0 has to stand right
 * in front of the anchor, below 0 anywhere in the text, and at 0 is none; and two questions.
 *
 * A question is a set and a reach: a word of the set has to stand so many rows of words behind the row in which the anchor
 * ends, at most, or with a reach below 0 ahead of the row in which it starts. A reach of 0 asks nothing.
 */
export const STRUCTURE = 0;
export const ROW = 1;
export const MARK = 2;
export const FIRST_SET = 3;
const SECOND_SET = 5;
export const ANCHORED_SIZE = 7;

/**
 * The same for one text, CANDIDATE_SIZE numbers in a row. Here a question is a column and a bit, for the set among those that
 * are asked about in the text, and the reach.
 */
export const FIRST_QUESTION = 3;
export const SECOND_QUESTION = 6;
export const CANDIDATE_SIZE = 9;

/** What tells which structures may stand around an entry. Sets of steps are numbered. */
export interface PresenceTables {
  /**
   * Structures that start from an entry: `anchored[anchoredFrom[entry]..anchoredFrom[entry + 1]]`, of ANCHORED_SIZE
   * numbers each.
   */
  readonly anchoredFrom: Int32Array;
  readonly anchored: Int32Array;
  /** For each entry where those begin that are for short texts only. */
  readonly briefFrom: Int32Array;
  /** For each step of a structure the number of its set. */
  readonly numberOf: Int32Array;
  /** The sets with an entry, as columns and bits in turn: `heldBits[heldFrom[entry]..heldFrom[entry + 1]]`. */
  readonly heldFrom: Int32Array;
  readonly heldBits: Int32Array;
  /** Columns of 32 sets. */
  readonly columns: number;
}

/** The structures of rules, as far as they are needed here. */
export interface StructureTables extends PresenceTables {
  readonly stepFrom: Int32Array;
  readonly stepCount: Int32Array;
}

/**
 * The structures for each step of which a text has a word, by the entry from which their search starts. A text put
 * together from words of attacks repeats them thousands of times, and most structures need a word that it has not.
 * What stands in the arrays for an entry means something only where the text at hand has the entry.
 */
export interface Candidates {
  /** Numbers the texts. */
  text: number;
  /** For each entry the last text that had it, and for each set the last text that asked about it. */
  seenIn: Int32Array;
  askedIn: Int32Array;
  /** For each set its number among those asked about. */
  localOf: Int32Array;
  /** The sets that have a word in the text, and those asked about, as bits. */
  whole: Int32Array;
  asked: Int32Array;
  /** Marks that the text has, or has not; 0 where it was not looked for. */
  readonly marks: Uint8Array;
  /** The entries of the text, once each. */
  distinct: Int32Array;
  /** `records[from[entry]..until[entry]]`, of CANDIDATE_SIZE numbers each. */
  from: Int32Array;
  until: Int32Array;
  records: Int32Array;
  /** `held[heldFrom[entry]..heldUntil[entry]]`: the sets with an entry among those asked about, as columns and bits. */
  heldFrom: Int32Array;
  heldUntil: Int32Array;
  held: Int32Array;
  /** Columns of 32 sets. */
  columns: number;
}

const NO_TEXT = 0;
const LAST_TEXT = 0x7fffffff;

export function openCandidates(): Candidates {
  const none = new Int32Array(0);
  return {
    text: NO_TEXT,
    seenIn: none,
    askedIn: none,
    localOf: none,
    whole: none,
    asked: none,
    marks: new Uint8Array(128),
    distinct: none,
    from: none,
    until: none,
    records: new Int32Array(1024),
    heldFrom: none,
    heldUntil: none,
    held: new Int32Array(1024),
    columns: 0,
  };
}

const UNKNOWN = 0;
const ABSENT = 1;
const PRESENT = 2;

function hasMark({ marks }: Candidates, { units, length }: Prose, mark: number): boolean {
  if (mark >= marks.length) return true;
  if (marks[mark] === UNKNOWN) marks[mark] = units.subarray(0, length).includes(mark) ? PRESENT : ABSENT;
  return marks[mark] === PRESENT;
}

/** Makes room for the entries and the sets of rules, and begins a text. */
function begin(candidates: Candidates, entries: number, columns: number): void {
  if (candidates.seenIn.length < entries) {
    candidates.seenIn = new Int32Array(entries);
    candidates.distinct = new Int32Array(entries);
    candidates.from = new Int32Array(entries);
    candidates.until = new Int32Array(entries);
    candidates.heldFrom = new Int32Array(entries);
    candidates.heldUntil = new Int32Array(entries);
  }
  if (candidates.whole.length < columns) {
    candidates.whole = new Int32Array(columns);
    candidates.asked = new Int32Array(columns);
    candidates.askedIn = new Int32Array(columns << 5);
    candidates.localOf = new Int32Array(columns << 5);
  }
  candidates.whole.fill(0);
  candidates.asked.fill(0);
  candidates.marks.fill(UNKNOWN);
  if (candidates.text === LAST_TEXT) {
    candidates.seenIn.fill(NO_TEXT);
    candidates.askedIn.fill(NO_TEXT);
    candidates.text = NO_TEXT;
  }
  candidates.text++;
}

/** Notes which entries and which sets the text has; returns how many entries. */
function meetEntries(candidates: Candidates, { heldFrom, heldBits }: PresenceTables, { entry, count }: Tags): number {
  const { text, seenIn, distinct, whole } = candidates;
  let met = 0;
  for (let tag = 0; tag < count; tag++) {
    const own = entry[tag] ?? 0;
    if (seenIn[own] === text) continue;
    seenIn[own] = text;
    distinct[met++] = own;
    const stop = heldFrom[own + 1] ?? 0;
    for (let i = heldFrom[own] ?? 0; i < stop; i += 2) {
      const column = heldBits[i] ?? 0;
      whole[column] = (whole[column] ?? 0) | (heldBits[i + 1] ?? 0);
    }
  }
  return met;
}

function isMet(whole: Int32Array, set: number): boolean {
  return (((whole[set >>> 5] ?? 0) >>> (set & 31)) & 1) === 1;
}

/** Whether the text has a word for each step of a structure. */
function mayStand(whole: Int32Array, { stepFrom, stepCount, numberOf }: StructureTables, structure: number): boolean {
  const from = stepFrom[structure] ?? 0;
  const until = from + (stepCount[structure] ?? 0);
  for (let step = from; step < until; step++) if (!isMet(whole, numberOf[step] ?? 0)) return false;
  return true;
}

/** Writes a question of a record; the set gets a number when it is the first to be asked about. Returns the next number. */
function ask(candidates: Candidates, at: number, set: number, reach: number, next: number): number {
  const { text, askedIn, localOf, asked, records } = candidates;
  records[at + 2] = reach;
  if (reach === 0) return next;
  const isNew = askedIn[set] !== text;
  if (isNew) {
    askedIn[set] = text;
    localOf[set] = next;
    asked[set >>> 5] = (asked[set >>> 5] ?? 0) | (1 << (set & 31));
  }
  const local = localOf[set] ?? 0;
  records[at] = local >>> 5;
  records[at + 1] = 1 << (local & 31);
  return isNew ? next + 1 : next;
}

/** Room for so many more numbers. */
function reserve(array: Int32Array, length: number): Int32Array {
  if (length <= array.length) return array;
  const larger = new Int32Array(Math.max(length, 2 * array.length));
  larger.set(array);
  return larger;
}

/** Writes the sets with an entry among those asked about; returns the place behind them. */
function hold(candidates: Candidates, { heldFrom, heldBits }: PresenceTables, own: number, start: number): number {
  const { asked, localOf } = candidates;
  const stop = heldFrom[own + 1] ?? 0;
  let to = start;
  for (let i = heldFrom[own] ?? 0; i < stop; i += 2) {
    const column = heldBits[i] ?? 0;
    let bits = (heldBits[i + 1] ?? 0) & (asked[column] ?? 0);
    candidates.held = reserve(candidates.held, to + 64);
    const { held } = candidates;
    for (; bits !== 0; bits &= bits - 1) {
      const local = localOf[(column << 5) | (31 - Math.clz32(bits & -bits))] ?? 0;
      if (to === start || held[to - 2] !== local >>> 5) {
        held[to++] = local >>> 5;
        held[to++] = 0;
      }
      held[to - 1] = (held[to - 1] ?? 0) | (1 << (local & 31));
    }
  }
  return to;
}

/** Finds out which structures a text could hold at all, from its tags. */
export function chooseCandidates(
  candidates: Candidates,
  tables: StructureTables,
  tags: Tags,
  prose: Prose,
  isBrief: boolean,
): void {
  const { anchoredFrom, briefFrom, anchored, columns } = tables;
  begin(candidates, anchoredFrom.length, columns);
  const met = meetEntries(candidates, tables, tags);
  const { whole, distinct, from, until } = candidates;
  let next = 0;
  let to = 0;
  for (let i = 0; i < met; i++) {
    const own = distinct[i] ?? 0;
    from[own] = to;
    const stop = ((isBrief ? anchoredFrom[own + 1] : briefFrom[own]) ?? 0) * ANCHORED_SIZE;
    for (let at = (anchoredFrom[own] ?? 0) * ANCHORED_SIZE; at < stop; at += ANCHORED_SIZE) {
      // The rarest sets first: most structures are ruled out by them.
      const first = anchored[at + FIRST_SET] ?? 0;
      if (!isMet(whole, first) || !mayStand(whole, tables, anchored[at + STRUCTURE] ?? 0)) continue;
      const mark = anchored[at + MARK] ?? 0;
      if (mark !== 0 && !hasMark(candidates, prose, Math.abs(mark))) continue;
      candidates.records = reserve(candidates.records, to + CANDIDATE_SIZE);
      const { records } = candidates;
      records[to + STRUCTURE] = anchored[at + STRUCTURE] ?? 0;
      records[to + ROW] = anchored[at + ROW] ?? 0;
      records[to + MARK] = Math.max(0, mark);
      next = ask(candidates, to + FIRST_QUESTION, first, anchored[at + FIRST_SET + 1] ?? 0, next);
      const second = anchored[at + SECOND_SET] ?? 0;
      next = ask(candidates, to + SECOND_QUESTION, second, anchored[at + SECOND_SET + 1] ?? 0, next);
      to += CANDIDATE_SIZE;
    }
    until[own] = to;
  }
  candidates.columns = (next + 31) >>> 5;
  to = 0;
  for (let i = 0; i < met; i++) {
    const own = distinct[i] ?? 0;
    candidates.heldFrom[own] = to;
    if (next > 0) to = hold(candidates, tables, own, to);
    candidates.heldUntil[own] = to;
  }
}
