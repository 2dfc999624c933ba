// SPDX-License-Identifier: Apache-2.0
import { isLetter, isSpace, KIND_OF } from '../bytes/ascii.js';
import { findLongRuns, type CharacterSet } from '../bytes/long-runs.js';
import type { Utf8 } from '../bytes/utf8.js';
import type { PieceSink } from '../pieces.js';

/** International Morse code, the letters in order of the alphabet and the digits behind them. */
const MORSE =
  '.- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --.. ' +
  '----- .---- ..--- ...-- ....- ..... -.... --... ---.. ----.';
const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';
const MORSE_LETTERS = new Map(MORSE.split(' ').map((code, i) => [code, LETTERS[i] ?? '']));
const MORSE_RUN = /[.-]{1,6}(?:(?: {1,8}|[ \t]*[/|\n][ \t/|]*)[.-]{1,6}){9,}/g;

/** The words by which letters are spelled over radio, in order of the alphabet. */
const RADIO = (
  'alfa bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike november oscar papa quebec romeo ' +
  'sierra tango uniform victor whiskey xray yankee zulu'
).split(' ');
const RADIO_LETTERS = new Map(RADIO.map((word, i) => [word, LETTERS[i] ?? '']));
for (const [spelling, letter] of [
  ['alpha', 'a'],
  ['juliet', 'j'],
  ['x-ray', 'x'],
  ['whisky', 'w'],
] as const) {
  RADIO_LETTERS.set(spelling, letter);
}
const RADIO_WORD = `(?:${[...RADIO_LETTERS.keys()].join('|')})`;
const RADIO_RUN = new RegExp(`\\b${RADIO_WORD}(?:[\\s,.;/|-]{1,4}${RADIO_WORD}){9,}\\b`, 'gi');
const PARTS = new RegExp(`(${RADIO_WORD})([^a-z]*)`, 'gi');

function readMorse(run: string): string {
  return run
    .split(/ {2,}|[ \t]*[/|\n][ \t/|]*/)
    .map((word) => Array.from(word.split(' '), (code) => MORSE_LETTERS.get(code) ?? '').join(''))
    .join(' ');
}

/** A space alone stands between letters, anything else between words. */
function readRadio(run: string): string {
  return run.replace(PARTS, (_all, word: string, gap: string) => {
    return `${RADIO_LETTERS.get(word.toLowerCase()) ?? ''}${/^[ -]?$/.test(gap) ? '' : ' '}`;
  });
}

/** Fewest letters that stand apart, and how much the same stands between each two of them. */
const MIN_APART = 14;
const MAX_GLUE = 16;
/** Fewer different ones have rows of marks and answers: `Y,N,N,Y`. */
const MIN_DISTINCT = 5;

/** A set of bytes in which two letters or digits do not stand side by side, nor two blanks. */
function apartSet(): CharacterSet {
  const pairs = new Uint8Array(65_536).fill(1);
  for (let first = 0; first < 256; first++) {
    for (let second = 0; second < 256; second++) {
      const letters = (KIND_OF[first] ?? 0) > 0 && (KIND_OF[second] ?? 0) > 0;
      if (letters || (isSpace(first) && isSpace(second))) pairs[first | (second << 8)] = 0;
    }
  }
  return { bytes: new Uint8Array(256).fill(1), pairs };
}

const APART = apartSet();

function isWordByte(byte: number): boolean {
  return (KIND_OF[byte] ?? 0) > 0;
}

/** Whether at `at` stands what stands at `from`. */
function isGlue(bytes: Uint8Array, at: number, from: number, size: number): boolean {
  for (let i = 0; i < size; i++) if (bytes[at + i] !== bytes[from + i]) return false;
  return true;
}

/** How many different letters there are, capitals being small ones. */
function distinctLetters(characters: readonly number[]): number {
  let seen = 0;
  for (const code of characters) if (isLetter(code)) seen |= 1 << (code & 31);
  let count = 0;
  for (; seen !== 0; seen &= seen - 1) count++;
  return count;
}

/** The characters of the row that was read last. */
const row = { characters: [] as number[] };

/** Reads the ASCII characters that stand apart from a letter on; returns the place behind them. */
function readRow(bytes: Uint8Array, start: number, length: number): number {
  const glue = start + 1;
  let next = glue;
  while (next < length && next - glue < MAX_GLUE && !isWordByte(bytes[next] ?? 0)) next++;
  const size = next - glue;
  row.characters = [bytes[start] ?? 0];
  let end = glue;
  while (end + size < length && (bytes[end + size] ?? 0) < 0x80 && isGlue(bytes, end, glue, size)) {
    row.characters.push(bytes[end + size] ?? 0);
    end += size + 1;
  }
  return end;
}

const ascii = new TextDecoder();

/** Reads letters that stand one by one with the same between each two of them: `a-b-c`, `(a)(b)(c)`. */
function readApart({ bytes, length }: Utf8, sink: PieceSink): void {
  const bounds = findLongRuns(bytes, length, APART, 2 * MIN_APART - 1);
  for (let i = 0; i < bounds.length; i += 2) {
    const until = bounds[i + 1] ?? 0;
    for (let at = bounds[i] ?? 0; at < until; at++) {
      if (!isWordByte(bytes[at] ?? 0) || at + 1 >= length || isWordByte(bytes[at + 1] ?? 0)) continue;
      const end = readRow(bytes, at, length);
      const { characters } = row;
      if (characters.length < MIN_APART) continue;
      if (distinctLetters(characters) >= MIN_DISTINCT)
        sink.takeText('spelled', ascii.decode(Uint8Array.from(characters)));
      at = end - 1;
    }
  }
}

/** Reads text of which each letter is spelled out: one by one, in Morse code, by the words of the radio alphabet. */
export function readSpelled(text: string, encoded: Utf8, sink: PieceSink): void {
  readApart(encoded, sink);
  // Ahead of the search what nearly every such text holds and few others do.
  if (text.includes('-.')) for (const [run] of text.matchAll(MORSE_RUN)) sink.takeText('spelled', readMorse(run));
  if (text.includes('Echo') || text.includes('ECHO')) {
    for (const [run] of text.matchAll(RADIO_RUN)) sink.takeText('spelled', readRadio(run));
  }
}
