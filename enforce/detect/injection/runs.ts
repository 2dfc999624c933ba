// SPDX-License-Identifier: Apache-2.0
import type { Prose } from '../../text/prose.js';
import { KIND, LETTER, SYMBOL, WORD } from '../../text/prose-table.js';
import type { Run } from './tags.js';
import { lookUp, NONE, pairKey, type Vocabulary } from './vocabulary.js';

/** Letters in known words that a run must hold to be taken for words without spaces. */
const MIN_KNOWN = 12;
/** Shortest known word that counts for that. */
const MIN_WORD = 3;

/** So many telling words it must hold, too. */
const MIN_TELLING = 2;
/** How much of the text around a run goes with it, in units: a sentence may stand half outside. */
const SURROUNDINGS = 160;

const SPACE_CODE = 0x20;
const BREAK = ' .\n\n';

/** A text that is put together again, in pieces small enough to turn into a string at once. */
interface Output {
  text: string;
  readonly codes: number[];
}

function flush(output: Output): void {
  output.text += String.fromCharCode(...output.codes);
  output.codes.length = 0;
}

function put(output: Output, code: number): void {
  output.codes.push(code);
  if (output.codes.length >= 4096) flush(output);
}

/** The letters of a run without what stands between them; a space where the gap is wide. */
function lettersOf(units: Uint16Array, run: Run): number[] {
  const letters: number[] = [];
  let gap = 0;
  for (let at = run.from; at < run.to; at++) {
    const kind = KIND[units[at] ?? 0];
    const inside = kind === SYMBOL && run.kind !== 'compact' && isBetweenLetters(units, at);
    if (kind !== WORD && !inside) {
      gap++;
      continue;
    }
    if (gap > 1 && letters.length > 0) letters.push(SPACE_CODE);
    gap = 0;
    letters.push(LETTER[units[at] ?? 0] ?? 0);
  }
  return letters;
}

function isBetweenLetters(units: Uint16Array, at: number): boolean {
  return KIND[units[at - 1] ?? 0] === WORD && KIND[units[at + 1] ?? 0] === WORD;
}

/** Whether the word that was found last is a telling one. */
let isTelling = false;

/** The end of the longest known word that begins at a place, or the place itself. */
function longestWord(vocabulary: Vocabulary, letters: readonly number[], from: number): number {
  let node = 0;
  let end = from;
  isTelling = false;
  for (let at = from; at < letters.length; at++) {
    node = lookUp(vocabulary.letterNext, pairKey(node, letters[at] ?? 0));
    if (node === NONE) break;
    const kind = vocabulary.letterEnd[node] ?? 0;
    if (kind === 0) continue;
    end = at + 1;
    isTelling = kind === 2;
  }
  return end;
}

/**
 * Cuts letters into known words, from the left and the longest first; returns undefined when too little of it is known.
 * What is unknown stays together as words of their own.
 */
function cutWords(vocabulary: Vocabulary, letters: readonly number[]): readonly number[] | undefined {
  const cut: number[] = [];
  let known = 0;
  let telling = 0;
  let inUnknown = false;
  for (let at = 0; at < letters.length;) {
    const end = longestWord(vocabulary, letters, at);
    if (end === at || letters[at] === SPACE_CODE) {
      if (!inUnknown && cut.length > 0) cut.push(SPACE_CODE);
      inUnknown = letters[at] !== SPACE_CODE;
      if (inUnknown) cut.push(letters[at] ?? 0);
      at++;
      continue;
    }
    if (cut.length > 0) cut.push(SPACE_CODE);
    inUnknown = false;
    if (end - at >= MIN_WORD) known += end - at;
    if (isTelling) telling++;
    for (; at < end; at++) cut.push(letters[at] ?? 0);
  }
  return known >= MIN_KNOWN && telling >= MIN_TELLING ? cut : undefined;
}

/** A long word in program text is a name, not a sentence: it is called, assigned or a member of something. */
function isName(units: Uint16Array, run: Run): boolean {
  const before = units[run.from - 1] ?? 0;
  const behind = units[run.to] ?? 0;
  return before === 0x2e || before === 0x23 || before === 0x5f || behind === 0x28 || behind === 0x3d || behind === 0x5f;
}

function putBetween(output: Output, units: Uint16Array, from: number, to: number): void {
  for (let at = from; at < to; at++) put(output, units[at] ?? 0);
}

/**
 * Every run that turns out to be words without spaces, or with spaces in them, written as words, with what stands around
 * it. Undefined when there is no such run. Linear in the length of the runs.
 */
export function rejoinRuns(vocabulary: Vocabulary, prose: Prose, runs: readonly Run[]): string | undefined {
  const { units, length } = prose;
  const output: Output = { text: '', codes: [] };
  let copied = 0;
  let pending = 0;
  for (const run of runs) {
    if (run.from < copied || (run.kind === 'compact' && isName(units, run))) continue;
    const cut = cutWords(vocabulary, lettersOf(units, run));
    if (cut === undefined) continue;
    if (pending > 0) putBetween(output, units, copied, Math.min(run.from, pending));
    const start = Math.max(copied, pending, run.from - SURROUNDINGS);
    if (start > pending) for (const mark of BREAK) put(output, mark.charCodeAt(0));
    putBetween(output, units, start, run.from);
    put(output, SPACE_CODE);
    for (const letter of cut) put(output, letter);
    put(output, SPACE_CODE);
    copied = run.to;
    pending = Math.min(length, run.to + SURROUNDINGS);
  }
  if (pending === 0) return undefined;
  putBetween(output, units, copied, pending);
  flush(output);
  return output.text;
}
