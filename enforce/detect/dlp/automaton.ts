// SPDX-License-Identifier: Apache-2.0
import { lowerByte, MEMBERSHIP, TOKEN } from './values/characters.js';

/** Finds many words in one pass over a text. */
export interface Automaton {
  /**
   * Every place where a word ends. Case is ignored; so are white space and dots between the characters of a word, unless
   * the word has a dot there itself. No word may begin with a dot. Words are found that begin from `from` on and before
   * `to`; they may end anywhere before `length`. Valid until the next call.
   */
  search(bytes: Uint8Array, from: number, to: number, length: number): Hits;
  /** Whether any word stands in the first bytes; of a short text that is all one may want to know. */
  occurs(bytes: Uint8Array, length: number): boolean;
  /** The words, by index, that end at a hit. */
  wordsAt(state: number): readonly number[];
}

/** Places where words end, nearly in their order. */
export interface Hits {
  readonly count: number;
  readonly states: Int32Array;
  /** Places behind the last character. */
  readonly ends: Int32Array;
}

/** One row of 64 classes of characters per state, so that a place in the table is made by shifting. */
const ROW_BITS = 6;
const MAX_CLASSES = 1 << ROW_BITS;
const OTHER = 0;
const BLANK = 1;
const DOT_CODE = 0x2e;

interface Node {
  /** The characters that lead here. */
  readonly path: readonly number[];
  readonly next: Map<number, Node>;
  readonly words: number[];
  fail: Node | undefined;
  state: number;
}

function newNode(path: readonly number[] = []): Node {
  return { path, next: new Map(), words: [], fail: undefined, state: 0 };
}

function foldedCodes(word: string): readonly number[] {
  return Array.from(word.replace(/\s/g, ''), (letter) => lowerByte(letter.charCodeAt(0)));
}

/** Letters the words are written with, as classes; everything else is one class. */
function classesOf(words: readonly string[]): Uint8Array {
  const classes = new Uint8Array(256);
  for (const blank of ' \t\n\r\v\f') classes[blank.charCodeAt(0)] = BLANK;
  let known = BLANK;
  for (const code of new Set([DOT_CODE, ...words.flatMap(foldedCodes)])) classes[code] = ++known;
  for (let code = 0x41; code <= 0x5a; code++) classes[code] = classes[code | 0x20] ?? OTHER;
  if (known >= MAX_CLASSES) throw new RangeError('the words use too many different characters');
  return classes;
}

function buildTree(words: readonly string[]): Node {
  const root = newNode();
  words.forEach((word, index) => {
    let node = root;
    for (const code of foldedCodes(word)) {
      const child = node.next.get(code) ?? newNode([...node.path, code]);
      node.next.set(code, child);
      node = child;
    }
    node.words.push(index);
  });
  return root;
}

/** All nodes, parents first, with their fail links set and the words of their suffixes added. */
function linkTree(root: Node): readonly Node[] {
  const order = [root];
  for (const node of order) {
    for (const [code, child] of node.next) {
      let fail = node.fail;
      while (fail !== undefined && !fail.next.has(code)) fail = fail.fail;
      // A dot may belong to the word or be passed over: where the word does not go on, nothing was read.
      child.fail = code === DOT_CODE ? node : (fail?.next.get(code) ?? root);
      child.words.push(...child.fail.words);
      order.push(child);
    }
  }
  return order;
}

/** Numbers the states so that those that end a word come last, and returns how many do not. */
function numberStates(order: readonly Node[]): number {
  let state = 0;
  for (const node of order) if (node.words.length === 0) node.state = state++;
  const silent = state;
  for (const node of order) if (node.words.length > 0) node.state = state++;
  return silent;
}

/**
 * Whether a dot leads on in a word whose beginning is the end of what has been read. If not it is passed over; nor does
 * it count where that word would begin in the middle of another: a `glpat-` with dots in it is not `pat.`.
 */
function followsDot({ path, fail }: Node): boolean {
  for (let node = fail; node !== undefined && node.path.length > 0; node = node.fail) {
    if (!node.next.has(DOT_CODE)) continue;
    const before = path[path.length - node.path.length - 1] ?? 0;
    return ((MEMBERSHIP[before] ?? 0) & TOKEN) === 0;
  }
  return false;
}

function fillTable(order: readonly Node[], classes: Uint8Array): Uint16Array {
  const table = new Uint16Array(order.length << ROW_BITS);
  for (const node of order) {
    const row = node.state << ROW_BITS;
    if (node.fail !== undefined) {
      const from = node.fail.state << ROW_BITS;
      table.copyWithin(row, from, from + MAX_CLASSES);
    }
    table[row + BLANK] = node.state;
    const dot = row + (classes[DOT_CODE] ?? OTHER);
    if (!followsDot(node)) table[dot] = node.state;
    for (const [code, child] of node.next) table[row + (classes[code] ?? OTHER)] = child.state;
  }
  return table;
}

const FIRST_HITS = 1024;

/** Hits in typed arrays, which grow as needed and are kept for the next text. They hold places, not text. */
class HitList implements Hits {
  count = 0;
  states = new Int32Array(FIRST_HITS);
  ends = new Int32Array(FIRST_HITS);

  add(state: number, end: number): void {
    if (this.count === this.states.length) this.grow(this.count * 2);
    this.states[this.count] = state;
    this.ends[this.count++] = end;
  }

  append(other: HitList): void {
    if (other.count === 0) return;
    const count = this.count + other.count;
    if (count > this.states.length) this.grow(count * 2);
    // Mostly there are a few, for which a view of an array costs more than they do.
    for (let i = 0; i < other.count; i++) {
      this.states[this.count] = other.states[i] ?? 0;
      this.ends[this.count++] = other.ends[i] ?? 0;
    }
  }

  private grow(size: number): void {
    const { states, ends } = this;
    this.states = new Int32Array(size);
    this.ends = new Int32Array(size);
    this.states.set(states);
    this.ends.set(ends);
  }
}

interface Tables {
  readonly table: Uint16Array;
  readonly classes: Uint8Array;
  /** States below this one end no word. */
  readonly silent: number;
  /** How many characters a state stands for. */
  readonly depths: Uint8Array;
  /** The class of the dot. */
  readonly dot: number;
}

/** Goes on from a state reached at `from` while a word that began before that place can still end. */
function runOut(
  { table, classes, silent, depths, dot }: Tables,
  bytes: Uint8Array,
  from: number,
  length: number,
  reached: number,
  hits: HitList,
): void {
  let state = reached;
  for (let at = from, read = 0; at < length && (depths[state] ?? 0) > read; at++) {
    const kind = classes[bytes[at] ?? 0] ?? 0;
    const before = state;
    state = table[(state << ROW_BITS) | kind] ?? 0;
    if (state >= silent) hits.add(state, at + 1);
    // Blanks, and dots that belong to no word, are passed over.
    if (kind !== BLANK && (kind !== dot || state !== before)) read++;
  }
}

/**
 * Four parts of a stretch at once: the next state has to be waited for, and meanwhile the other parts go on. No index needs
 * a default, because all of them are in range.
 */
function searchParts(
  tables: Tables,
  bytes: Uint8Array,
  from: number,
  to: number,
  length: number,
  parts: readonly [HitList, HitList, HitList, HitList],
): void {
  const { table, classes, silent } = tables;
  const [hits0, hits1, hits2, hits3] = parts;
  const size = (to - from) >> 2;
  const [start1, start2, start3] = [from + size, from + 2 * size, from + 3 * size];
  let state0 = 0;
  let state1 = 0;
  let state2 = 0;
  let state3 = 0;
  for (let i = 0; i < size; i++) {
    state0 = table[(state0 << ROW_BITS) | (classes[bytes[from + i] as number] as number)] as number;
    state1 = table[(state1 << ROW_BITS) | (classes[bytes[start1 + i] as number] as number)] as number;
    state2 = table[(state2 << ROW_BITS) | (classes[bytes[start2 + i] as number] as number)] as number;
    state3 = table[(state3 << ROW_BITS) | (classes[bytes[start3 + i] as number] as number)] as number;
    if (state0 >= silent) hits0.add(state0, from + i + 1);
    if (state1 >= silent) hits1.add(state1, start1 + i + 1);
    if (state2 >= silent) hits2.add(state2, start2 + i + 1);
    if (state3 >= silent) hits3.add(state3, start3 + i + 1);
  }
  for (let at = start3 + size; at < to; at++) {
    state3 = table[(state3 << ROW_BITS) | (classes[bytes[at] as number] as number)] as number;
    if (state3 >= silent) hits3.add(state3, at + 1);
  }
  runOut(tables, bytes, start1, length, state0, hits0);
  runOut(tables, bytes, start2, length, state1, hits1);
  runOut(tables, bytes, start3, length, state2, hits2);
  runOut(tables, bytes, to, length, state3, hits3);
}

/** A stretch so short is searched in one go. */
const SHORT = 128;

function searchWhole(tables: Tables, bytes: Uint8Array, from: number, to: number, length: number, hits: HitList): void {
  const { table, classes, silent } = tables;
  let state = 0;
  for (let at = from; at < to; at++) {
    state = table[(state << ROW_BITS) | (classes[bytes[at] as number] as number)] as number;
    if (state >= silent) hits.add(state, at + 1);
  }
  runOut(tables, bytes, to, length, state, hits);
}

/** Builds the automaton. Words are ASCII without white space that counts; at most 65,535 letters in all. */
export function compileAutomaton(words: readonly string[]): Automaton {
  const classes = classesOf(words);
  const order = linkTree(buildTree(words));
  if (order.length > 0xffff) throw new RangeError('the words are too many');
  const silent = numberStates(order);
  const table = fillTable(order, classes);
  const ended: (readonly number[])[] = [];
  for (const node of order) if (node.state >= silent) ended[node.state - silent] = node.words;
  const depths = new Uint8Array(order.length);
  for (const node of order) for (const child of node.next.values()) depths[child.state] = (depths[node.state] ?? 0) + 1;
  const tables: Tables = { table, classes, silent, depths, dot: classes[DOT_CODE] ?? OTHER };
  const parts = [new HitList(), new HitList(), new HitList(), new HitList()] as const;
  const [first, ...others] = parts;

  return {
    search(bytes, from, to, length) {
      for (const hits of parts) hits.count = 0;
      if (to - from < SHORT) {
        searchWhole(tables, bytes, from, to, length, first);
        return first;
      }
      searchParts(tables, bytes, from, to, length, parts);
      for (const hits of others) first.append(hits);
      return first;
    },
    occurs(bytes, length) {
      let state = 0;
      for (let at = 0; at < length; at++) {
        state = table[(state << ROW_BITS) | (classes[bytes[at] ?? 0] ?? 0)] ?? 0;
        if (state >= silent) return true;
      }
      return false;
    },
    wordsAt: (state) => ended[state - silent] ?? [],
  };
}
