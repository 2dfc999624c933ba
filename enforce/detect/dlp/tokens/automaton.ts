// SPDX-License-Identifier: Apache-2.0
import { lowerByte } from './characters.js';

/** Finds many words in one pass over a text. */
export interface Automaton {
  /**
   * Calls back with the index of each word and the place after it. Case is ignored; so are white space and dots between
   * the characters of a word, unless the word has a dot there itself.
   */
  search(bytes: Uint8Array, length: number, visit: (word: number, end: number) => void): void;
}

/** One row of 64 classes of characters per state, so that a place in the table is made by shifting. */
const ROW_BITS = 6;
const MAX_CLASSES = 1 << ROW_BITS;
const OTHER = 0;
const BLANK = 1;
const DOT_CODE = 0x2e;

interface Node {
  readonly next: Map<number, Node>;
  readonly words: number[];
  fail: Node | undefined;
  state: number;
}

function newNode(): Node {
  return { next: new Map(), words: [], fail: undefined, state: 0 };
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
      const child = node.next.get(code) ?? newNode();
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
      child.fail = fail?.next.get(code) ?? root;
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
    // A dot that belongs to no word is passed over; one that leads on in a shorter word is followed there.
    if (node.fail === undefined || table[dot] === node.fail.state) table[dot] = node.state;
    for (const [code, child] of node.next) table[row + (classes[code] ?? OTHER)] = child.state;
  }
  return table;
}

/** Builds the automaton. Words are ASCII without white space that counts; at most 65,535 letters in all. */
export function compileAutomaton(words: readonly string[]): Automaton {
  const classes = classesOf(words);
  const order = linkTree(buildTree(words));
  if (order.length > 0xffff) throw new RangeError('the words are too many');
  const silent = numberStates(order);
  const table = fillTable(order, classes);
  const dot = classes[DOT_CODE];
  const ended: (readonly number[])[] = [];
  for (const node of order) if (node.state >= silent) ended[node.state - silent] = node.words;

  return {
    search(bytes, length, visit) {
      let state = 0;
      for (let at = 0; at < length; at++) {
        const kind = classes[bytes[at] ?? 0] ?? 0;
        const before = state;
        state = table[(state << ROW_BITS) | kind] ?? 0;
        if (state < silent) continue;
        // What is passed over leaves the state as it is; the word has been told already.
        if (state === before && (kind === BLANK || kind === dot)) continue;
        for (const word of ended[state - silent] ?? []) visit(word, at + 1);
      }
    },
  };
}
