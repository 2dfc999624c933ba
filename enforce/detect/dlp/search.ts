// SPDX-License-Identifier: Apache-2.0
import { findLongRuns } from '../../text/bytes/long-runs.js';
import { imageOf } from '../../text/bytes/utf8.js';
import type { View } from '../../text/view.js';
import { compileAutomaton } from './automaton.js';
import { DOT, IN_LIST, IN_VALUE, MEMBERSHIP, SPACE, TOKEN, WORD } from './values/characters.js';

/** One view while it is searched. Untrusted text. */
export interface Search {
  readonly text: string;
  /** One byte for each UTF-16 unit, 0xff for what is not ASCII. */
  readonly bytes: Uint8Array;
  readonly length: number;
  /** Tells this search from others. */
  readonly serial: number;
  /** The text was put together from pieces. */
  readonly joined: boolean;
  /** What probes know of this text already, so that no stretch is read again and again. */
  readonly notes: Map<string, number>;
  /** What was seen last behind a prefix. */
  readonly glance: Glance;
  /** What stands anywhere in the text. */
  readonly traits: Traits;
  /** Whether a rule, by its index, need not be looked for any more. */
  done(rule: number): boolean;
  /** What a rule's validator says of a match; true for a rule without one. */
  accepts(rule: number, match: string): boolean;
  report(rule: number, start: number, end: number): void;
}

/** What stands from a place on. Many rows share a prefix and ask the same. */
export interface Glance {
  /** The place from which visible characters were counted, or -1 before the first, and how many there are, or enough. */
  visibleFrom: number;
  visible: number;
  /** The place of the other answers, or -1: how much the characters look like chance, blanks left out. */
  start: number;
  /** Without white space. */
  spaced: number;
  /** Without dots as well. */
  dotted: number;
}

/** What many probes ask of a text. What stands nowhere in it they do without; undefined until the first asks. */
export interface Traits {
  /** `>`, the end of the name of an element. */
  angle: boolean | undefined;
  /** `-u`, an option for a user and a password. */
  userOption: boolean | undefined;
  /** The stretch of a value that was measured last. */
  valueFrom: number;
  valueTo: number;
}

/** What becomes of what is found, and what need not be looked for. */
export type Sink = Pick<Search, 'done' | 'accepts' | 'report'>;

/** Looks at one place of a text: an anchor, a long stretch without white space, or a row of digits. */
export type Probe = (search: Search, start: number, end: number) => void;

/** `behind` are the kinds of characters one of which stands right behind the word, if the probe asks for that. */
export type Anchor = readonly [word: string, probe: Probe, free?: 'free', behind?: number];

/** What the rules want to be asked about. */
export interface Probes {
  /**
   * Words, in any case; the place given is that of the word, white space and dots inside it included. A `free` one is
   * not asked about where a letter, digit, `_` or `-` stands before it.
   */
  readonly anchors: readonly Anchor[];
  /** Stretches of at least MIN_STRETCH characters of which a value can be made. */
  readonly stretches: readonly Probe[];
  /** Words of letters, digits and `_` in those stretches, if they are as long as a stretch themselves. */
  readonly words: readonly Probe[];
  /** Rows of at least MIN_NUMBER digits with single spaces or hyphens between them. */
  readonly numbers: readonly Probe[];
  /** Rows of at least MIN_LIST digits, commas and white space. */
  readonly lists: readonly Probe[];
  /** A text as a whole, before anything else. What looks at it must be done with most texts at once. */
  readonly texts: readonly Probe[];
}

/** Shortest stretch that is shown to a probe, in characters. */
export const MIN_STRETCH = 15;
/** Shortest list of numbers that is shown to a probe, in characters. */
const MIN_LIST = 127;
/** Shortest row of digits that is shown to a probe, separators included. */
const MIN_NUMBER = 11;

function kindsAt(bytes: Uint8Array, at: number): number {
  return MEMBERSHIP[bytes[at] ?? 0] ?? 0;
}

function visitWords(search: Search, from: number, to: number, probes: readonly Probe[]): void {
  const { bytes } = search;
  for (let start = from; start < to;) {
    let end = start;
    while (end < to && (kindsAt(bytes, end) & WORD) !== 0) end++;
    if (end - start >= MIN_STRETCH) for (const probe of probes) probe(search, start, end);
    start = end + 1;
  }
}

function visitStretches(search: Search, { stretches, words }: Probes): void {
  const { bytes, length } = search;
  const bounds = findLongRuns(bytes, length, IN_VALUE, MIN_STRETCH);
  for (let i = 0; i < bounds.length; i += 2) {
    const [start = 0, end = 0] = [bounds[i], bounds[i + 1]];
    for (const probe of stretches) probe(search, start, end);
    if (words.length > 0) visitWords(search, start, end, words);
  }
}

function visitLists(search: Search, probes: readonly Probe[]): void {
  const bounds = findLongRuns(search.bytes, search.length, IN_LIST, MIN_LIST);
  for (let i = 0; i < bounds.length; i += 2)
    for (const probe of probes) probe(search, bounds[i] ?? 0, bounds[i + 1] ?? 0);
}

const SPACE_CODE = 0x20;
const HYPHEN_CODE = 0x2d;

const IN_NUMBER = 1;
const PARTS_NUMBER = 2;
/** What a byte may be in a row of digits. */
const NUMBER_ROLE = new Uint8Array(256).fill(IN_NUMBER, 0x30, 0x3a);
NUMBER_ROLE[SPACE_CODE] = NUMBER_ROLE[HYPHEN_CODE] = PARTS_NUMBER;

/** Whether a place belongs to a row of digits: a digit, or one separator between two of them. */
function isInNumber(bytes: Uint8Array, length: number, at: number): boolean {
  const role = NUMBER_ROLE[bytes[at] ?? 0];
  if (role !== PARTS_NUMBER) return role === IN_NUMBER;
  if (at === 0 || at + 1 >= length) return false;
  return NUMBER_ROLE[bytes[at - 1] ?? 0] === IN_NUMBER && NUMBER_ROLE[bytes[at + 1] ?? 0] === IN_NUMBER;
}

function visitNumbers(search: Search, probes: readonly Probe[]): void {
  const { bytes, length } = search;
  for (let at = MIN_NUMBER - 1, free = 0; at < length;) {
    if (!isInNumber(bytes, length, at)) {
      free = at + 1;
      at += MIN_NUMBER;
      continue;
    }
    let start = at;
    while (start > free && isInNumber(bytes, length, start - 1)) start--;
    let end = at + 1;
    while (end < length && isInNumber(bytes, length, end)) end++;
    if (end - start >= MIN_NUMBER) for (const probe of probes) probe(search, start, end);
    free = end + 1;
    at = end + MIN_NUMBER;
  }
}

/** The place of the first character of a word that ends before `end`, what stands between its characters passed over. */
function wordStart(bytes: Uint8Array, end: number, codes: Uint8Array): number {
  let at = end - 1;
  for (let i = codes.length - 1; ; i--, at--) {
    const code = codes[i] ?? 0;
    while (at > 0 && !sameLetter(bytes[at] ?? 0, code)) at--;
    if (i === 0) return at;
  }
}

function sameLetter(byte: number, code: number): boolean {
  return byte === code || (byte >= 0x41 && byte <= 0x5a && (byte | 0x20) === code);
}

/** Searches one view for everything the probes ask for. */
export type ViewSearch = (view: View, sink: Sink) => void;

/** What is asked about at one word. */
interface WordProbes {
  readonly word: string;
  readonly codes: Uint8Array;
  readonly endsInDot: boolean;
  /** None of the probes asks about a place that is not free. */
  readonly free: boolean;
  readonly probes: readonly { readonly probe: Probe; readonly free: boolean; readonly behind: number }[];
}

/** The anchors of each distinct word. */
function groupAnchors(anchors: readonly Anchor[]): readonly WordProbes[] {
  const groups = new Map<string, Anchor[]>();
  for (const anchor of anchors) {
    const word = anchor[0].toLowerCase().replace(/\s/g, '');
    const known = groups.get(word);
    if (known === undefined) groups.set(word, [anchor]);
    else known.push(anchor);
  }
  return [...groups].map(([word, group]) => ({
    word,
    codes: Uint8Array.from(word, (letter) => letter.charCodeAt(0)),
    endsInDot: word.endsWith('.'),
    free: group.every(([, , free]) => free !== undefined),
    probes: group.map(([, probe, free, behind = -1]) => ({ probe, free: free !== undefined, behind })),
  }));
}

const BACKSLASH = 0x5c;
/** Letters that are the second half of an escaped line break or tab. */
const ESCAPED: ReadonlySet<number> = new Set([0x6e, 0x72, 0x74]);

/** Whether something may begin at a place: no letter, digit, `_` or `-` before it, but for the letter of an escape. */
function isFree(bytes: Uint8Array, start: number): boolean {
  if (start === 0 || (kindsAt(bytes, start - 1) & TOKEN) === 0) return true;
  return bytes[start - 2] === BACKSLASH && ESCAPED.has(bytes[start - 1] ?? 0);
}

/** Characters in which anchors are collected before they are looked at, so that no text makes the list long. */
const SEGMENT = 65_536;

/** Prepares the search: one pass over the text for anchors, a few steps for stretches and numbers. */
export function compileSearch(wanted: Probes): ViewSearch {
  const groups = groupAnchors(wanted.anchors);
  const automaton = compileAutomaton(groups.map(({ word }) => word));

  let serial = 0;
  const notes = new Map<string, number>();
  const glance: Glance = { visibleFrom: -1, visible: 0, start: -1, spaced: 0, dotted: 0 };
  const traits: Traits = { angle: undefined, userOption: undefined, valueFrom: 0, valueTo: 0 };

  const visitHit = (search: Search, state: number, end: number): void => {
    const { bytes, length } = search;
    const last = kindsAt(bytes, end - 1);
    // Behind a blank the automaton is where it was; the word has been visited already.
    if ((last & SPACE) !== 0) return;
    const behind = end < length ? kindsAt(bytes, end) : 0;
    for (const index of automaton.wordsAt(state)) {
      const group = groups[index];
      if (group === undefined || ((last & DOT) !== 0 && !group.endsInDot)) continue;
      const start = wordStart(bytes, end, group.codes);
      const free = isFree(bytes, start);
      if (!free && group.free) continue;
      for (const anchor of group.probes)
        if ((free || !anchor.free) && (anchor.behind === -1 || (anchor.behind & behind) !== 0))
          anchor.probe(search, start, end);
    }
  };

  return ({ text, joined }, { done, accepts, report }) => {
    const bytes = imageOf(text);
    const { length } = text;
    // There is one search at a time, and many of them are of short texts: what it notes needs no memory of its own.
    if (notes.size > 0) notes.clear();
    glance.start = glance.visibleFrom = -1;
    traits.angle = traits.userOption = undefined;
    traits.valueFrom = traits.valueTo = 0;
    serial++;
    const search: Search = { text, bytes, length, serial, joined, notes, glance, traits, done, accepts, report };
    for (const probe of wanted.texts) probe(search, 0, length);
    for (let from = 0; from < text.length; from += SEGMENT) {
      const { count, states, ends } = automaton.search(bytes, from, Math.min(from + SEGMENT, text.length), text.length);
      for (let i = 0; i < count; i++) visitHit(search, states[i] ?? 0, ends[i] ?? 0);
    }
    if (text.length < MIN_NUMBER) return;
    visitStretches(search, wanted);
    if (wanted.numbers.length > 0) visitNumbers(search, wanted.numbers);
    if (wanted.lists.length > 0) visitLists(search, wanted.lists);
  };
}
