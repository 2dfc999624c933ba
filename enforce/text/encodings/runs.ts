// SPDX-License-Identifier: Apache-2.0
import { isLetter } from '../bytes/ascii.js';
import { findLongRuns, IN_BASE64 } from '../bytes/long-runs.js';
import type { Utf8 } from '../bytes/utf8.js';
import type { PieceSink } from '../pieces.js';
import { MIN_BASE32, readBase32 } from './base32.js';
import { readBase58 } from './base58.js';
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
const HALF = 13;

/** A letter thirteen places on; anything else as it is. */
function rotate(byte: number): number {
  if (!isLetter(byte)) return byte;
  return (byte | 0x20) < 0x61 + HALF ? byte + HALF : byte - HALF;
}

function rotated(words: readonly string[]): ReadonlySet<string> {
  return new Set(
    words.map((word) => String.fromCharCode(...Array.from(word, (letter) => rotate(letter.charCodeAt(0))))),
  );
}

const WHOLE_TURNED: ReadonlySet<string> = new Set(WHOLE.map((word) => Array.from(word).reverse().join('')));
const WHOLE_ROTATED = rotated(WHOLE);
/** Of every name with a mark this would be dear, so only the best known are looked for. */
const MARKED_ROTATED = rotated(MARKED);
/** What all that begin without a mark begin with. */
const FIRST = 0x41;
const FIRST_ROTATED = rotate(FIRST);

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

/** Whether a run begins as a token does in ROT13. */
function beginsRotated(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  while (at < end && at - start < MAX_LETTERS && isLetter(bytes[at] ?? 0)) at++;
  if (isMark(bytes[at])) return MARKED_ROTATED.has(textAt(bytes, start, at));
  return bytes[start] === FIRST_ROTATED && WHOLE_ROTATED.has(textAt(bytes, start, start + WHOLE_LETTERS));
}

/** Takes a run that may be a token written backwards or in ROT13. */
function takeDisguised(bytes: Uint8Array, start: number, end: number, sink: PieceSink): void {
  if (end - start < MIN_TOKEN || end - start > MAX_TOKEN) return;
  const turned = endsTurned(bytes, start, end);
  const rotatedToken = beginsRotated(bytes, start, end);
  if (!(turned || rotatedToken) || !isMixed(changesIn(bytes, start, end), end - start)) return;
  const token = bytes.slice(start, end);
  if (rotatedToken) sink.takeText('rot13', String.fromCharCode(...token.map(rotate)));
  if (turned) sink.takeText('backwards', String.fromCharCode(...token.reverse()));
}

function readRun(bytes: Uint8Array, { start, end, word }: Run, sink: PieceSink): void {
  if (word && end - start < MIN_BASE32) return;
  if (end - start >= MIN_HEX_ONLY && isHex(bytes, start, end)) return;
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
