// SPDX-License-Identifier: Apache-2.0
import type { Prose } from '../../text/prose.js';
import { APOSTROPHE, CLAUSE, END, KIND, LETTER, LINE, SPACE, SYMBOL, UNSPACED, WORD } from '../../text/prose-table.js';
import { isLink, mailEnd, mailStart, linkEnd } from './forms.js';
import {
  growTags,
  LEAD_CLAUSE,
  LEAD_DOT,
  LEAD_JOIN,
  LEAD_LINE,
  LEAD_SPACE,
  LEAD_START,
  LOOK_DIGIT,
  LOOK_FOREIGN,
  LOOK_LOWER,
  LOOK_SYMBOL,
  LOOK_UPPER,
  type Run,
  type Tags,
} from './tags.js';
import { HASH_SEED, hashStep, lookUp, MIN_STEM, NONE, pairKey, slotOf, type Vocabulary } from './vocabulary.js';

/** Entries of things that are known by their form. */
export interface Forms {
  readonly link: number;
  readonly mail: number;
}

/** Letters of a word from which on it could be several words pushed together. */
const LONG_WORD = 16;
/** So many words of equal, short length in a row could be a text that was cut into pieces. */
const MIN_PIECES = 6;
const MAX_PIECE = 6;

const LOOK = new Uint8Array(128);
for (let code = 0; code < 26; code++) {
  LOOK[0x61 + code] = LOOK_LOWER;
  LOOK[0x41 + code] = LOOK_UPPER;
}
for (let code = 0x30; code < 0x3a; code++) LOOK[code] = LOOK_DIGIT;
for (const symbol of '@$!') LOOK[symbol.charCodeAt(0)] = LOOK_SYMBOL;

/** What the tagger knows while it reads. One object, so that the pieces below stay short. */
interface State {
  readonly vocabulary: Vocabulary;
  readonly forms: Forms;
  readonly tags: Tags;
  readonly units: Uint16Array;
  readonly length: number;
  sentence: number;
  /** Words since the sentence began. */
  inSentence: number;
  ended: boolean;
  lines: number;
  lead: number;
  /** Open phrases: nodes and the place where each began. */
  open: number;
  readonly nodes: Int32Array;
  readonly nodeFirst: Int32Array;
  readonly nodeFrom: Int32Array;
  readonly nodeLead: Uint8Array;
  /** Pieces of equal length in a row. */
  pieceLength: number;
  pieces: number;
  unknownPieces: number;
  piecesFrom: number;
  piecesTo: number;
  /** Letters of a script without spaces count as half a word each. */
  half: number;
}

const MAX_OPEN = 12;
const nodes = new Int32Array(MAX_OPEN);
const nodeFirst = new Int32Array(MAX_OPEN);
const nodeFrom = new Int32Array(MAX_OPEN);
const nodeLead = new Uint8Array(MAX_OPEN);

/** Reads a folded text into `tags`, from left to right and once. */
export function tagWords(vocabulary: Vocabulary, forms: Forms, prose: Prose, tags: Tags): void {
  tags.count = 0;
  tags.words = 0;
  tags.runs.length = 0;
  const { units, length } = prose;
  const state: State = {
    vocabulary,
    forms,
    tags,
    units,
    length,
    sentence: 0,
    inSentence: 0,
    ended: true,
    lines: 0,
    lead: LEAD_START,
    open: 0,
    nodes,
    nodeFirst,
    nodeFrom,
    nodeLead,
    pieceLength: 0,
    pieces: 0,
    unknownPieces: 0,
    piecesFrom: 0,
    piecesTo: 0,
    half: 0,
  };
  for (let at = 0; at < length;) {
    const kind = KIND[units[at] ?? 0];
    if (kind === WORD) at = readWord(state, at);
    else if (kind === SPACE) at++;
    else if (kind === UNSPACED) at = readUnspaced(state, at);
    else at = readMark(state, at, kind ?? 0);
  }
  endPieces(state, length);
}

/** Reads what is neither a word nor a space; returns the place behind it. */
function readMark(state: State, at: number, kind: number): number {
  const { units } = state;
  const next = KIND[units[at + 1] ?? 0];
  if (kind === LINE) {
    if (units[at] !== 0x0d || units[at + 1] !== 0x0a) state.lines++;
    if (state.lead < LEAD_LINE) state.lead = LEAD_LINE;
    if (state.lines > 1 && state.inSentence > 1) state.ended = true;
  } else if (kind === END || (kind === SYMBOL && units[at] === 0x21)) {
    if (next === WORD) {
      if (state.lead === LEAD_SPACE) state.lead = LEAD_DOT;
    } else if (state.inSentence > 1) state.ended = true;
    else if (state.lead < LEAD_CLAUSE) state.lead = LEAD_CLAUSE;
  } else if (kind === CLAUSE || kind === APOSTROPHE || next === SPACE) {
    if (state.lead < LEAD_CLAUSE) state.lead = LEAD_CLAUSE;
  } else if (state.lead === LEAD_SPACE) state.lead = LEAD_JOIN;
  return at + 1;
}

function startWord(state: State): void {
  if (state.ended) {
    state.sentence++;
    state.inSentence = 0;
    state.ended = false;
    state.lead = LEAD_START;
    state.open = 0;
  }
  state.lines = 0;
  state.inSentence++;
}

/** Reads one word; returns the place behind it. */
function readWord(state: State, from: number): number {
  const { units, vocabulary } = state;
  startWord(state);
  let hash = HASH_SEED;
  let look = 0;
  let letters = 0;
  let at = from;
  for (;;) {
    const unit = units[at] ?? 0;
    const kind = KIND[unit];
    if (kind !== WORD) {
      // A mark inside a word stands for a letter, an apostrophe for none; anywhere else they end it.
      if ((kind !== SYMBOL && kind !== APOSTROPHE) || KIND[units[at + 1] ?? 0] !== WORD) break;
      if (unit === 0x40 && mailEnd(state.units, state.length, at) > 0) return readMail(state, from, at);
      if (kind === APOSTROPHE) {
        at++;
        continue;
      }
    }
    look |= unit < 128 ? (LOOK[unit] ?? 0) : LOOK_FOREIGN;
    hash = hashStep(hash, LETTER[unit] ?? 0);
    letters++;
    at++;
  }
  const word = lookUp(vocabulary.words, hash);
  if (letters !== state.pieceLength) endPieces(state, from);
  addPiece(state, from, at, letters, word);
  if (word !== NONE) addWord(state, word, from, at, look);
  else if (!addRareWord(state, from, at, look)) {
    state.open = 0;
    if (letters >= LONG_WORD && state.tags.runs.length < MAX_RUNS) addRun(state.tags, from, at, 'compact');
  }
  state.tags.words++;
  state.lead = LEAD_SPACE;
  if (units[at] === 0x3a && isLink(units, from, at)) return readLink(state, from, at);
  return at;
}

/** Runs beyond this are not searched; each costs about as much as its length. */
const MAX_RUNS = 4096;

function addRun(tags: Tags, from: number, to: number, kind: Run['kind']): void {
  tags.runs.push({ from, to, kind });
}

function addPiece(state: State, from: number, to: number, letters: number, word: number): void {
  if (letters > MAX_PIECE) return;
  if (state.pieces === 0) {
    state.piecesFrom = from;
    state.pieceLength = letters;
  }
  state.pieces++;
  if (word === NONE) state.unknownPieces++;
  state.piecesTo = to;
}

/** A last, shorter piece belongs to the run that it ends, and so does the one behind it. */
function endPieces(state: State, nextFrom: number): void {
  const { pieces, pieceLength, unknownPieces, tags } = state;
  if (pieces >= MIN_PIECES && (pieceLength === 1 || unknownPieces * 3 >= pieces) && tags.runs.length < MAX_RUNS) {
    let to = state.piecesTo;
    if (pieceLength > 1) {
      to = nextFrom;
      while (to < state.length && KIND[state.units[to] ?? 0] === WORD) to++;
    }
    addRun(tags, state.piecesFrom, to, pieceLength === 1 ? 'spaced' : 'chunked');
  }
  state.pieces = 0;
  state.unknownPieces = 0;
  state.pieceLength = 0;
}

/** A word that is known by its beginning only, or with a mark at its start or end read as a letter. */
function addRareWord(state: State, from: number, to: number, look: number): boolean {
  const { units, vocabulary } = state;
  const stem = findStem(vocabulary, units, from, to);
  if (stem !== NONE) {
    addWord(state, stem, from, to, look);
    return true;
  }
  const before = from > 0 && KIND[units[from - 1] ?? 0] === SYMBOL ? from - 1 : from;
  const behind = KIND[units[to] ?? 0] === SYMBOL ? to + 1 : to;
  if (before === from && behind === to) return false;
  for (const [start, end] of [
    [before, to],
    [from, behind],
    [before, behind],
  ] as const) {
    let hash = HASH_SEED;
    for (let at = start; at < end; at++) hash = hashStep(hash, LETTER[units[at] ?? 0] ?? 0);
    const word = lookUp(vocabulary.words, hash);
    if (word === NONE) continue;
    addWord(state, word, start, end, look | LOOK_SYMBOL);
    return true;
  }
  return false;
}

function findStem(vocabulary: Vocabulary, units: Uint16Array, from: number, to: number): number {
  if (to - from <= MIN_STEM) return NONE;
  const { stemSieve, stems } = vocabulary;
  let hash = HASH_SEED;
  let found = NONE;
  for (let at = from, letters = 0; at < to; at++) {
    const unit = units[at] ?? 0;
    if (unit === 0x27) continue;
    hash = hashStep(hash, LETTER[unit] ?? 0);
    letters++;
    if (letters < MIN_STEM) continue;
    if (letters === MIN_STEM) {
      const bit = slotOf(hash, 0x7fff);
      if (((stemSieve[bit >>> 5] ?? 0) & (1 << (bit & 31))) === 0) return NONE;
    }
    const stem = lookUp(stems, hash);
    if (stem !== NONE) found = stem;
  }
  return found;
}

function addWord(state: State, word: number, from: number, to: number, look: number): void {
  const { vocabulary, tags } = state;
  const entry = vocabulary.entryOf[word] ?? NONE;
  const stem = vocabulary.stemOf[word] ?? NONE;
  if (entry !== NONE) addTag(state, entry, tags.words, from, from, to, state.lead, look);
  const stemEntry = stem === NONE ? NONE : (vocabulary.entryOf[stem] ?? NONE);
  if (stemEntry !== NONE) addTag(state, stemEntry, tags.words, from, from, to, state.lead, look);
  advancePhrases(state, word, stem, to, look);
  const root = vocabulary.phraseRoot[word] ?? NONE;
  if (root === NONE || state.open >= MAX_OPEN) return;
  state.nodes[state.open] = root;
  state.nodeFirst[state.open] = tags.words;
  state.nodeFrom[state.open] = from;
  state.nodeLead[state.open] = state.lead;
  state.open++;
}

function advancePhrases(state: State, word: number, stem: number, to: number, look: number): void {
  const { vocabulary } = state;
  let kept = 0;
  for (let i = 0; i < state.open; i++) {
    const node = state.nodes[i] ?? 0;
    let next = lookUp(vocabulary.phraseNext, pairKey(node, word));
    if (next === NONE && stem !== NONE) next = lookUp(vocabulary.phraseNext, pairKey(node, stem));
    if (next === NONE) continue;
    const first = state.nodeFirst[i] ?? 0;
    const from = state.nodeFrom[i] ?? 0;
    const lead = state.nodeLead[i] ?? 0;
    const entry = vocabulary.phraseEntry[next] ?? NONE;
    if (entry !== NONE) addTag(state, entry, first, from, from, to, lead, look);
    state.nodes[kept] = next;
    state.nodeFirst[kept] = first;
    state.nodeFrom[kept] = from;
    state.nodeLead[kept] = lead;
    kept++;
  }
  state.open = kept;
}

function addTag(
  state: State,
  entry: number,
  first: number,
  _start: number,
  from: number,
  to: number,
  lead: number,
  look: number,
): void {
  const { tags } = state;
  const at = tags.count;
  if (at >= tags.entry.length) growTags(tags);
  tags.entry[at] = entry;
  tags.first[at] = first;
  tags.last[at] = tags.words;
  tags.from[at] = from;
  tags.to[at] = to;
  tags.sentence[at] = state.sentence;
  tags.lead[at] = lead;
  tags.look[at] = look;
  tags.count++;
}

function readMail(state: State, from: number, at: number): number {
  const end = mailEnd(state.units, state.length, at);
  addTag(state, state.forms.mail, state.tags.words, from, mailStart(state.units, from), end, state.lead, 0);
  state.tags.words++;
  state.lead = LEAD_SPACE;
  state.open = 0;
  endPieces(state, from);
  return end;
}

/** A link counts as one word; what stands behind its question mark is read as words again. */
function readLink(state: State, from: number, colon: number): number {
  const end = linkEnd(state.units, state.length, colon);
  state.tags.words--;
  addTag(state, state.forms.link, state.tags.words, from, from, end, LEAD_SPACE, 0);
  state.tags.words++;
  state.open = 0;
  endPieces(state, from);
  return end;
}

/** Reads a stretch of letters of a script without spaces; at each letter the longest known words begin. */
function readUnspaced(state: State, from: number): number {
  const { units, vocabulary, tags } = state;
  startWord(state);
  endPieces(state, from);
  state.open = 0;
  let at = from;
  for (; KIND[units[at] ?? 0] === UNSPACED; at++) {
    let node = lookUp(vocabulary.runNext, pairKey(0, units[at] ?? 0));
    for (let next = at + 1; node !== NONE; next++) {
      const entry = vocabulary.runEntry[node] ?? NONE;
      if (entry !== NONE) addRunTag(state, entry, at, next);
      node = lookUp(vocabulary.runNext, pairKey(node, units[next] ?? 0));
    }
    state.half ^= 1;
    tags.words += state.half;
    state.lead = LEAD_SPACE;
  }
  state.inSentence++;
  return at;
}

/** Tags of such scripts may reach beyond the word count at their start; order and distance go by `from` and `to`. */
function addRunTag(state: State, entry: number, from: number, to: number): void {
  const at = state.tags.count;
  addTag(state, entry, state.tags.words, from, from, to, state.lead, LOOK_FOREIGN);
  state.tags.last[at] = state.tags.words + ((to - from - 1) >> 1);
}
