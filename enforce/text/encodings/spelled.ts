// SPDX-License-Identifier: Apache-2.0
import { KIND_OF } from '../bytes/ascii.js';
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

/** Marks between single letters. Spaces and full stops are seen by who reads words and tokens. */
const MARKS = ['-', '_', '|'] as const;
const MIN_APART = 12;

const UNDERSCORE = 0x5f;

/** How far characters of words and tokens that stand one by one go on behind a mark. */
function apartUntil(text: string, first: number, mark: number): number {
  let at = first;
  while (text.charCodeAt(at) === mark) {
    const next = text.charCodeAt(at + 1);
    if ((KIND_OF[next] ?? 0) === 0 && (next !== UNDERSCORE || next === mark)) break;
    at += 2;
  }
  return at;
}

/** Reads letters that stand apart: `a-b-c`. */
function readApart(text: string, sink: PieceSink): void {
  for (const mark of MARKS) {
    const code = mark.charCodeAt(0);
    for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
      if (text.charCodeAt(at + 2) !== code || text.charCodeAt(at + 4) !== code) continue;
      const end = apartUntil(text, at, code);
      if (end - at < 2 * MIN_APART) continue;
      let letters = text.charAt(at - 1);
      for (let i = at + 1; i < end; i += 2) letters += text.charAt(i);
      sink.takeText('spelled', letters);
      at = end - 1;
    }
  }
}

/** Reads text of which each letter is spelled out: one by one, in Morse code, by the words of the radio alphabet. */
export function readSpelled(text: string, sink: PieceSink): void {
  readApart(text, sink);
  // Ahead of the search what nearly every such text holds and few others do.
  if (text.includes('-.')) for (const [run] of text.matchAll(MORSE_RUN)) sink.takeText('spelled', readMorse(run));
  if (text.includes('Echo') || text.includes('ECHO')) {
    for (const [run] of text.matchAll(RADIO_RUN)) sink.takeText('spelled', readRadio(run));
  }
}
