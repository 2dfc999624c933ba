// SPDX-License-Identifier: Apache-2.0
import { KIND, LETTER, SYMBOL, WORD } from '../../../text/prose-characters.js';
import type { Prose } from '../../../text/prose.js';
import { textOfUnits } from './ciphers.js';
import type { Run } from './tags.js';
import { LETTER_BITS, type Vocabulary } from './vocabulary.js';

/** Letters in known words that a run must hold to be taken for words without spaces. */
const MIN_KNOWN = 12;
/** Shortest known word that counts for that. */
const MIN_WORD = 3;
/** So many telling words it must hold, too. */
const MIN_TELLING = 2;
/** How much of the text around a run goes with it, in units: a sentence may stand half outside. */
const SURROUNDINGS = 160;

const BLANK = 0x20;
const BREAK = ' .\n\n';

/** Units of a text that is put together again. */
class Output {
  private units = new Uint16Array(1024);
  length = 0;

  /** Makes room for so many more units and returns the array to write them to. */
  reserve(more: number): Uint16Array {
    if (this.length + more > this.units.length) {
      const larger = new Uint16Array(Math.max(this.units.length * 2, this.length + more));
      larger.set(this.units.subarray(0, this.length));
      this.units = larger;
    }
    return this.units;
  }

  put(unit: number): void {
    this.reserve(1)[this.length++] = unit;
  }

  copy(units: Uint16Array, from: number, to: number): void {
    if (to <= from) return;
    this.reserve(to - from).set(units.subarray(from, to), this.length);
    this.length += to - from;
  }

  toText(): string {
    return textOfUnits(this.units.subarray(0, this.length));
  }
}

/** Writes the letters of a run without what stands between them, a blank where the gap is wide; returns how many. */
function readLetters(units: Uint16Array, run: Run, letters: Uint16Array): number {
  let length = 0;
  let gap = 0;
  for (let at = run.from; at < run.to; at++) {
    const unit = units[at] ?? 0;
    const kind = KIND[unit];
    if (kind !== WORD && !(kind === SYMBOL && run.kind !== 'compact' && isBetweenLetters(units, at))) {
      gap++;
      continue;
    }
    if (gap > 1 && length > 0) letters[length++] = BLANK;
    gap = 0;
    letters[length++] = LETTER[unit] ?? 0;
  }
  return length;
}

function isBetweenLetters(units: Uint16Array, at: number): boolean {
  return KIND[units[at - 1] ?? 0] === WORD && KIND[units[at + 1] ?? 0] === WORD;
}

/** Whether the word that was found last is a telling one. */
let isTelling = false;

/** The end of the longest known word that begins at a place, or the place itself. */
function longestWord(vocabulary: Vocabulary, letters: Uint16Array, length: number, from: number): number {
  const { letterNext, letterEnd } = vocabulary;
  let node = 0;
  let end = from;
  isTelling = false;
  for (let at = from; at < length; at++) {
    const letter = letters[at] ?? 0;
    if (letter < 0x61 || letter > 0x7a) break;
    node = letterNext[(node << LETTER_BITS) | (letter & 31)] ?? 0;
    if (node === 0) break;
    const kind = letterEnd[node] ?? 0;
    if (kind === 0) continue;
    end = at + 1;
    isTelling = kind === 2;
  }
  return end;
}

/**
 * Cuts letters into known words, from the left and the longest first, and appends them with blanks around; takes them
 * back and returns false when too little is known. What is unknown stays together as words of their own.
 */
function cutWords(vocabulary: Vocabulary, letters: Uint16Array, length: number, output: Output): boolean {
  const start = output.length;
  // No word is shorter than two letters, so blanks are at most as many as letters.
  const cut = output.reserve(2 * length + 2);
  let at = 0;
  let to = start;
  let known = 0;
  let telling = 0;
  let inUnknown = false;
  while (at < length) {
    const end = longestWord(vocabulary, letters, length, at);
    const isBlank = letters[at] === BLANK;
    if (end > at || isBlank || !inUnknown) cut[to++] = BLANK;
    inUnknown = end === at && !isBlank;
    if (end - at >= MIN_WORD) known += end - at;
    if (isTelling) telling++;
    if (isBlank) at++;
    else for (const until = Math.max(end, at + 1); at < until; at++) cut[to++] = letters[at] ?? 0;
  }
  cut[to++] = BLANK;
  if (known < MIN_KNOWN || telling < MIN_TELLING) return false;
  output.length = to;
  return true;
}

/** A long word in program text is a name, not a sentence: it is called, assigned or a member of something. */
function isName(units: Uint16Array, run: Run): boolean {
  const before = units[run.from - 1] ?? 0;
  const behind = units[run.to] ?? 0;
  return before === 0x2e || before === 0x23 || before === 0x5f || behind === 0x28 || behind === 0x3d || behind === 0x5f;
}

/**
 * Every run that turns out to be words without spaces, or with spaces in them, written as words, with what stands around
 * it. Undefined when there is no such run. Linear in the length of the runs.
 */
export function rejoinRuns(vocabulary: Vocabulary, prose: Prose, runs: readonly Run[]): string | undefined {
  const { units, length } = prose;
  const output = new Output();
  const words = new Output();
  let letters = new Uint16Array(256);
  let copied = 0;
  let pending = 0;
  for (const run of runs) {
    if (run.from < copied || (run.kind === 'compact' && isName(units, run))) continue;
    if (letters.length < 2 * (run.to - run.from)) letters = new Uint16Array(2 * (run.to - run.from));
    words.length = 0;
    if (!cutWords(vocabulary, letters, readLetters(units, run, letters), words)) continue;
    if (pending > 0) output.copy(units, copied, Math.min(run.from, pending));
    const start = Math.max(copied, pending, run.from - SURROUNDINGS);
    if (start > pending) for (const mark of BREAK) output.put(mark.charCodeAt(0));
    output.copy(units, start, run.from);
    output.copy(words.reserve(0), 0, words.length);
    copied = run.to;
    pending = Math.min(length, run.to + SURROUNDINGS);
  }
  if (pending === 0) return undefined;
  output.copy(units, copied, pending);
  return output.toText();
}
