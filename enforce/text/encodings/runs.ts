// SPDX-License-Identifier: Apache-2.0
import { isLetter } from '../bytes/ascii.js';
import { findLongRuns, IN_BASE64 } from '../bytes/long-runs.js';
import type { Utf8 } from '../bytes/utf8.js';
import type { PieceSink } from '../pieces.js';
import { MIN_BASE32, readBase32 } from './base32.js';
import { readBase58, readDecimal } from './base58.js';
import { MIN_BASE64, readBase64 } from './base64.js';
import { isHex } from './hex.js';
import { changesIn, isMixed, isWord } from './letter-changes.js';

const SLASH = 0x2f;
const UNDERSCORE = 0x5f;
const HYPHEN = 0x2d;

/** A maximal run of digits. */
export interface Run {
  readonly start: number;
  readonly end: number;
  /** Small letters but for the first and the last: what a word looks like, and an encoding hardly ever. */
  readonly word: boolean;
}

/** The runs that are long enough, in order. */
export function findRuns({ bytes, length }: Utf8): readonly Run[] {
  const bounds = findLongRuns(bytes, length, IN_BASE64, MIN_BASE64);
  const runs: Run[] = [];
  for (let i = 0; i < bounds.length; i += 2) {
    const [start = 0, end = 0] = [bounds[i], bounds[i + 1]];
    runs.push({ start, end, word: isWord(bytes, start, end - 1) });
  }
  return runs;
}

/** Whether two runs look like parts of an encoding, being neither words nor names put together from words. */
export function holdMixed(bytes: Uint8Array, runs: readonly Run[]): boolean {
  let mixed = 0;
  for (const { start, end, word } of runs) {
    if (!word && isMixed(changesIn(bytes, start, end), end - start) && ++mixed === 2) return true;
  }
  return false;
}

/** Reads the pieces between slashes, since a path may hold an encoding. */
function readPieces(bytes: Uint8Array, start: number, end: number, sink: PieceSink): void {
  for (let from = start; from < end;) {
    let until = from;
    while (until < end && bytes[until] !== SLASH) until++;
    if (until - from >= MIN_BASE64 && until - from < end - start) {
      readBase32(bytes, from, until, sink);
      readBase64(bytes, from, until, sink);
    }
    from = until + 1;
  }
}

/** From this length on a run of hex digits alone is nothing else. */
const MIN_HEX_ONLY = 24;

const EQUALS = 0x3d;

/** Reads a run that was written backwards, if it begins with the padding and nothing is named ahead of that. */
function readBackwards(bytes: Uint8Array, start: number, end: number, sink: PieceSink): void {
  if (start === 0 || bytes[start - 1] !== EQUALS) return;
  let at = start - 1;
  while (at > 0 && bytes[at - 1] === EQUALS) at--;
  if (at > 0 && IN_BASE64.bytes[bytes[at - 1] ?? 0] === 1) return;
  const turned = bytes.slice(start, end).reverse();
  readBase64(turned, 0, turned.length, sink);
}

/** Shortest token whose letters are put right, and how many it may begin with ahead of a mark: `ghp_`, `sk-`. */
const MIN_TOKEN = 20;
/** What is longer is data. */
const MAX_TOKEN = 160;
const MAX_LETTERS = 8;
/** How tokens begin that are best known, without a mark and ahead of one. */
const WHOLE: readonly string[] = ['AKIA', 'ASIA', 'AIza'];
const MARKED: readonly string[] = (
  'ghp gho ghu ghs ghr github glpat glrt gldt sk rk xoxb xoxp xoxa xoxr xoxs xapp npm pypi hf gsk whsec dop shpat shpss ' +
  'lin ntn sntrys pplx tvly xai pcsk vercel sb dckr NRAK'
).split(' ');
const WHOLE_LETTERS = 4;
const ALPHABET = 26;

/** A letter's place in the alphabet. */
function placeOf(byte: number): number {
  return (byte | 0x20) - 0x61;
}

/** How far the letters of a name are from each other, as one number: the same in every cipher that moves them all alike. */
function stepsOf(letters: ArrayLike<number>, start: number, end: number, sign: 1 | -1): number {
  let steps = end - start;
  for (let at = start + 1; at < end; at++) {
    const step = sign * (placeOf(letters[at] ?? 0) - placeOf(letters[at - 1] ?? 0));
    steps = steps * ALPHABET + ((step + ALPHABET) % ALPHABET);
  }
  return steps;
}

/** By the steps of each name: the places its first letter may have. */
function byStep(names: readonly string[]): ReadonlyMap<number, readonly number[]> {
  const firsts = new Map<number, number[]>();
  for (const name of names) {
    const codes = Array.from(name, (letter) => letter.charCodeAt(0));
    const steps = stepsOf(codes, 0, codes.length, 1);
    firsts.set(steps, [...(firsts.get(steps) ?? []), placeOf(codes[0] ?? 0)]);
  }
  return firsts;
}

const WHOLE_TURNED: ReadonlySet<string> = new Set(WHOLE.map((word) => Array.from(word).reverse().join('')));
const WHOLE_STEPS = byStep(WHOLE);
/** Of every name with a mark this would be dear, so only the best known are looked for. */
const MARKED_STEPS = byStep(MARKED);
/** What all that begin without a mark begin with. */
const FIRST = 0x41;

function textAt(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, end));
}

function isMark(byte: number | undefined): boolean {
  return byte === UNDERSCORE || byte === HYPHEN;
}

/** Whether a run ends as a token begins: in a mark and a few letters. */
function endsTurned(bytes: Uint8Array, start: number, end: number): boolean {
  let at = end - 1;
  while (at > start && end - at <= MAX_LETTERS && isLetter(bytes[at] ?? 0)) at--;
  if (isMark(bytes[at]) && end - at > 2) return true;
  return bytes[end - 1] === FIRST && WHOLE_TURNED.has(textAt(bytes, end - WHOLE_LETTERS, end));
}

/** How many letters of a run may be the name that a token begins with, and whether a mark stands behind them; 0 for none. */
function nameAt(bytes: Uint8Array, start: number, end: number): { readonly size: number; readonly marked: boolean } {
  let at = start;
  while (at < end && at - start < MAX_LETTERS && isLetter(bytes[at] ?? 0)) at++;
  if (isMark(bytes[at])) return { size: at - start, marked: true };
  return { size: at - start >= WHOLE_LETTERS ? WHOLE_LETTERS : 0, marked: false };
}

/** Letters moved on by a number of places, or taken from the end of the alphabet as well; anything else as it is. */
function moved(token: Uint8Array, by: number, sign: 1 | -1): string {
  const letters = token.map((byte) => {
    if (!isLetter(byte)) return byte;
    return byte - placeOf(byte) + ((((sign * placeOf(byte) + by) % ALPHABET) + ALPHABET) % ALPHABET);
  });
  return String.fromCharCode(...letters);
}

const HALF = 13;

/** Length of tokens with a name of three letters; what looks like them by chance is mostly longer or shorter. */
const SHORT_NAME = 3;
const SHORT_NAME_TOKEN = 40;

/** Whether a name says enough where its letters may be any: there are many ciphers, and many short names. */
function isDistinct(bytes: Uint8Array, start: number, end: number, size: number): boolean {
  if (size > SHORT_NAME) return true;
  const isShort = size === SHORT_NAME && end - start === SHORT_NAME_TOKEN && bytes[start + size] === UNDERSCORE;
  return isShort && bytes.subarray(start, start + size).every((byte) => (byte & 0x20) !== 0);
}

function looksDrawn(bytes: Uint8Array, start: number, end: number): boolean {
  return isMixed(changesIn(bytes, start, end), end - start);
}

/** Takes a run that begins as a token does with all letters moved on alike, or the alphabet turned round. */
function takeCiphered(bytes: Uint8Array, start: number, end: number, sink: PieceSink): void {
  const { size, marked } = nameAt(bytes, start, end);
  if (size < 2) return;
  for (const sign of [1, -1] as const) {
    const firsts = (marked ? MARKED_STEPS : WHOLE_STEPS).get(stepsOf(bytes, start, start + size, sign));
    if (firsts === undefined || !looksDrawn(bytes, start, end)) continue;
    for (const first of firsts) {
      const by = first - sign * placeOf(bytes[start] ?? 0);
      const half = sign === 1 && Math.abs(by) === HALF;
      if ((by === 0 && sign === 1) || !(half || isDistinct(bytes, start, end, size))) continue;
      sink.takeText(half ? 'rot13' : 'caesar', moved(bytes.subarray(start, end), by, sign));
    }
  }
}

/** Takes a run that may be a token written backwards or in a cipher of letters. */
function takeDisguised(bytes: Uint8Array, start: number, end: number, sink: PieceSink): void {
  if (end - start < MIN_TOKEN || end - start > MAX_TOKEN) return;
  takeCiphered(bytes, start, end, sink);
  if (!endsTurned(bytes, start, end) || !looksDrawn(bytes, start, end)) return;
  sink.takeText('backwards', String.fromCharCode(...bytes.slice(start, end).reverse()));
}

function readRun(bytes: Uint8Array, { start, end, word }: Run, sink: PieceSink): void {
  if (word && end - start < MIN_BASE32) return;
  if (end - start >= MIN_HEX_ONLY && isHex(bytes, start, end)) {
    readDecimal(bytes, start, end, sink);
    return;
  }
  if (word) {
    readBase32(bytes, start, end, sink);
    readBase64(bytes, start, end, sink);
    return;
  }
  readBackwards(bytes, start, end, sink);
  takeDisguised(bytes, start, end, sink);
  sink.readOnce(bytes, start, end, () => {
    let found = readBase32(bytes, start, end, sink);
    if (readBase58(bytes, start, end, sink)) found = true;
    if (!readBase64(bytes, start, end, sink) && !found) readPieces(bytes, start, end, sink);
  });
}

/** Reads every run as base64 and base32 but those inside `done`, places of start and end in turn, in order. */
export function readRuns(bytes: Uint8Array, runs: readonly Run[], done: readonly number[], sink: PieceSink): void {
  let next = 0;
  for (const run of runs) {
    while (next < done.length && (done[next + 1] ?? 0) < run.end) next += 2;
    if (next < done.length && (done[next] ?? 0) <= run.start) continue;
    readRun(bytes, run, sink);
  }
}
