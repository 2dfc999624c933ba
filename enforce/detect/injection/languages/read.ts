// SPDX-License-Identifier: Apache-2.0
import { isLink, linkEnd, mailEnd, mailStart } from '../forms.js';
import { HASH_PRIME, HASH_SEED, hashStep, NONE } from '../vocabulary.js';
import { ANY_LANGUAGE, classNumber } from './classes.js';
import type { Dictionary } from './dictionary.js';
import { isInSieve, STAR } from './entries.js';
import type { FoldedLetters } from './fold.js';
import { END, FULL_STOP, LETTER, LETTER_KIND, LINE, RUN, SPACE } from './letters.js';
import { addMark, endSentence, SOUND_POINTS, SYLLABLE_POINTS, WORD_POINTS, type Marks, type Span } from './marks.js';
import { checkOf, ENGLISH_FLAG, LETTERS, nextNode, WORDS, type Nodes } from './nodes.js';
import { addForm, addOtherSpellings, openForms } from './spellings.js';

const MAIL = classNumber('mail');
const LINK = classNumber('link');
const LEAK = classNumber('leak');
/** Phrases that may be open at a time, and forms of one word: as it stands, its stems, other spellings. */
const MAX_OPEN = 16;
const MAX_FORMS = 8;

/** Phrases that have begun and may go on: where they stand in the dictionary and began in the text. */
interface OpenPhrases {
  readonly node: Int32Array;
  readonly start: Int32Array;
  readonly from: Int32Array;
}

function openPhrases(): OpenPhrases {
  return { node: new Int32Array(MAX_OPEN), start: new Int32Array(MAX_OPEN), from: new Int32Array(MAX_OPEN) };
}

let open = openPhrases();
let going = openPhrases();
let openCount = 0;
const forms = openForms(MAX_FORMS);
const span: Span = { start: 0, end: 0, from: 0, to: 0 };

/** Marks what a node means. */
function addSenses(nodes: Nodes, marks: Marks, units: Uint16Array, node: number): void {
  const { senseOf, nextSense, senseClass, senseLanguages, flags } = nodes;
  const flag = flags[node] ?? 0;
  // An English word that is joined to something is an option, a name or a path.
  if ((flag & ENGLISH_FLAG) !== 0 && isJoined(units, span.from, span.to)) return;
  for (let sense = senseOf[node] ?? NONE; sense !== NONE; sense = nextSense[sense] ?? NONE)
    addMark(marks, senseClass[sense] ?? 0, senseLanguages[sense] ?? 0, flag, span);
}

const JOINING = new Uint8Array(128);
for (const mark of '-_/\\.=$@%&') JOINING[mark.charCodeAt(0)] = 1;

function isJoined(units: Uint16Array, from: number, to: number): boolean {
  const before = from > 0 ? (units[from - 1] ?? 0) : 0;
  if (before < 128 && JOINING[before] === 1) return true;
  const behind = units[to] ?? 0;
  if (behind >= 128 || JOINING[behind] !== 1 || behind === 0x2e) return behind === 0x28;
  return LETTER_KIND[units[to + 1] ?? 0] === LETTER;
}

/** Takes the step from a node with each form of the word, and keeps what it leads to; returns how many are kept. */
function takeSteps(nodes: Nodes, marks: Marks, units: Uint16Array, node: number, kept: number): number {
  let count = kept;
  for (let form = 0; form < forms.count; form++) {
    const next = nextNode(nodes, node, forms.hash[form] ?? 0, forms.check[form] ?? 0);
    if (next === NONE) continue;
    addSenses(nodes, marks, units, next);
    if (count >= MAX_OPEN) continue;
    going.node[count] = next;
    going.start[count] = span.start;
    going.from[count++] = span.from;
  }
  return count;
}

/** Reads one word, whose forms stand in `forms`: as the next of open phrases, alone, and as the first of new ones. */
function readWord(nodes: Nodes, marks: Marks, units: Uint16Array, from: number, to: number, points: number): void {
  span.to = to;
  span.end = points + WORD_POINTS;
  let kept = 0;
  for (let i = 0; i < openCount; i++) {
    span.start = open.start[i] ?? 0;
    span.from = open.from[i] ?? 0;
    kept = takeSteps(nodes, marks, units, open.node[i] ?? 0, kept);
  }
  span.start = points;
  span.from = from;
  openCount = takeSteps(nodes, marks, units, WORDS, kept);
  if (openCount > 0) [open, going] = [going, open];
}

/** The points that a letter of a run takes. */
function pointsOf(unit: number): number {
  return unit >= 0x0e00 && unit < 0x1100 ? SOUND_POINTS : SYLLABLE_POINTS;
}

/** Spaces inside a run mean nothing; so many are passed over. */
const MAX_INNER_SPACES = 2;

/** Marks every entry that begins at a place with a letter of a script without spaces in it. */
function readRunsFrom(nodes: Nodes, marks: Marks, units: Uint16Array, from: number, points: number): void {
  let node = LETTERS;
  span.from = from;
  span.start = points;
  let end = points;
  for (let at = from; ; at++) {
    let kind = LETTER_KIND[units[at] ?? 0] ?? 0;
    const before = at;
    while ((kind === SPACE || kind === LINE) && at - before < MAX_INNER_SPACES && at > from)
      kind = LETTER_KIND[units[++at] ?? 0] ?? 0;
    if (kind !== LETTER && kind !== RUN) return;
    if (at > before && kind === LETTER && LETTER_KIND[units[before - 1] ?? 0] === LETTER) return;
    const unit = units[at] ?? 0;
    node = nextNode(nodes, node, unit, unit);
    if (node === NONE) return;
    end += kind === RUN ? pointsOf(unit) : SOUND_POINTS;
    if (kind === LETTER && LETTER_KIND[units[at + 1] ?? 0] === LETTER) continue;
    span.to = at + 1;
    span.end = end;
    addSenses(nodes, marks, units, node);
  }
}

function isBeforeRun(units: Uint16Array, at: number): boolean {
  const kind = LETTER_KIND[units[at] ?? 0];
  return kind === RUN || (kind === SPACE && LETTER_KIND[units[at + 1] ?? 0] === RUN);
}

const ITEM = new Uint8Array(128);
for (const mark of '*-+#|>\n\r') ITEM[mark.charCodeAt(0)] = 1;
const MAX_INDENT = 16;

/** True when a sentence ends with the mark at a place. */
function isEnd(units: Uint16Array, at: number): boolean {
  const kind = LETTER_KIND[units[at] ?? 0];
  if (kind === FULL_STOP) return true;
  if (kind === LINE) {
    let next = at + 1;
    if (units[at] === 0x0d && units[next] === 0x0a) next++;
    while (LETTER_KIND[units[next] ?? 0] === SPACE && next < at + MAX_INDENT) next++;
    const mark = units[next] ?? 0;
    return mark < 128 && ITEM[mark] === 1;
  }
  if (kind !== END) return false;
  const behind = units[at + 1] ?? 0;
  return behind < 0x30 || behind >= 0x80 || behind === 0x3f || behind === 0x5d;
}

/** Reads a folded text from left to right and once, and marks all it knows. */
export function readMarks(dictionary: Dictionary, { units, length }: FoldedLetters, marks: Marks): void {
  const { nodes } = dictionary;
  const { stems, words } = dictionary.sieves;
  const kinds = LETTER_KIND;
  marks.count = 0;
  marks.sentences = 0;
  openCount = 0;
  let points = 0;
  let ended = true;
  for (let at = 0; at < length;) {
    const kind = kinds[units[at] ?? 0] ?? 0;
    if (kind === RUN) {
      readRunsFrom(nodes, marks, units, at, points);
      points += pointsOf(units[at] ?? 0);
      openCount = 0;
      ended = false;
      at++;
      continue;
    }
    if (kind !== LETTER) {
      if (kind >= END && kind !== SPACE && !ended && isEnd(units, at)) {
        endSentence(marks, points);
        // Nothing reaches over the end of a sentence by being near.
        points += WORD_POINTS;
        openCount = 0;
        ended = true;
      }
      at++;
      continue;
    }
    ended = false;
    const from = at;
    let hash = HASH_SEED;
    let all = 0;
    forms.count = 1;
    for (let unit = units[at] ?? 0; kinds[unit] === LETTER; unit = units[++at] ?? 0) {
      hash = Math.imul(hash ^ unit, HASH_PRIME);
      all |= unit < 0x3a ? 1 : unit < 0x80 ? 2 : 4;
      if (isInSieve(stems, hash))
        addForm(forms, hashStep(hash, STAR), checkOf(at - from + 1, units[from] ?? 0, unit) ^ STAR);
    }
    forms.hash[0] = hash;
    forms.check[0] = checkOf(at - from, units[from] ?? 0, units[at - 1] ?? 0);
    // Digits among letters, or two scripts in one word: a disguise, or none.
    if ((all & (all - 1)) !== 0) addOtherSpellings(forms, units, from, at);
    if (openCount > 0 || forms.count > 1 || isInSieve(words, hash)) readWord(nodes, marks, units, from, at, points);
    if (isBeforeRun(units, at)) readRunsFrom(nodes, marks, units, from, points);
    points += WORD_POINTS;
    if (units[at] === 0x3a && isLink(units, from, at)) at = readLink(marks, units, from, at, points);
    else if (units[at] === 0x40) at = readMail(marks, units, length, from, at, points);
  }
  endSentence(marks, points);
}

function readLink(marks: Marks, units: Uint16Array, from: number, colon: number, points: number): number {
  const end = linkEnd(units, units.length, colon);
  span.from = from;
  span.to = end;
  span.start = points - WORD_POINTS;
  span.end = points;
  addMark(marks, LINK, ANY_LANGUAGE, 1, span);
  if (isLeak(units, end)) addMark(marks, LEAK, ANY_LANGUAGE, 1, span);
  openCount = 0;
  return end;
}

const MAX_QUERY = 256;
const MAX_NAME = 24;

/**
 * True for a query whose value is still to be put in, as far as one can see: empty, in brackets, or a name in two words.
 * `?d=`, `?q={data}`, `?x=USER-DATA`.
 */
function isLeak(units: Uint16Array, question: number): boolean {
  if (units[question] !== 0x3f) return false;
  const limit = question + MAX_QUERY;
  for (let at = question; at < limit && (units[at] === 0x3f || units[at] === 0x26);) {
    const name = at + 1;
    for (at = name; LETTER_KIND[units[at] ?? 0] === LETTER && at - name < MAX_NAME;) at++;
    if (at === name || units[at] !== 0x3d) return false;
    const value = at + 1;
    const first = units[value] ?? 0;
    if (OPENING.has(first)) return true;
    for (at = value; isPlain(units[at] ?? 0) && at < limit;) at++;
    if (isPlaceholder(units, value, at)) return true;
  }
  return false;
}

const OPENING = new Set(Array.from('{[<$%(', (mark) => mark.charCodeAt(0)));

function isPlain(unit: number): boolean {
  return LETTER_KIND[unit] === LETTER || unit === 0x2d || unit === 0x5f;
}

/** Nothing at all, or words without digits that are joined. */
function isPlaceholder(units: Uint16Array, from: number, to: number): boolean {
  if (from === to) return LETTER_KIND[units[to] ?? 0] !== RUN && units[to] !== 0x26;
  let joined = false;
  for (let at = from; at < to; at++) {
    const unit = units[at] ?? 0;
    if (unit >= 0x30 && unit <= 0x39) return false;
    if (unit === 0x2d || unit === 0x5f) joined = true;
  }
  return joined;
}

function readMail(marks: Marks, units: Uint16Array, length: number, from: number, at: number, points: number): number {
  const end = mailEnd(units, length, at);
  if (end === 0) return at;
  span.from = mailStart(units, from);
  span.to = end;
  span.start = points - WORD_POINTS;
  span.end = points;
  addMark(marks, MAIL, ANY_LANGUAGE, 1, span);
  openCount = 0;
  return end;
}
