// SPDX-License-Identifier: Apache-2.0
import { isLetter } from './ascii.js';
import { MIN_BASE64, readBase64 } from './base64.js';
import { MIN_BASE32, readBase32 } from './base32.js';
import { readBase58 } from './base58.js';
import type { Utf8 } from './bytes.js';
import { isHex } from './hex.js';
import { alphabetOf, findLongRuns } from './long-runs.js';
import { changesIn, isMixed } from './mixed.js';
import type { PieceSink } from './pieces.js';

/** The digits of base64 in either alphabet; those of base32 are among them. */
const IN_RUN = alphabetOf('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_');
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

/** Small letters but for the first and the last. */
function isWord(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start + 1; at < end - 1; at++) if ((bytes[at] ?? 0) < 0x61 || (bytes[at] ?? 0) > 0x7a) return false;
  return true;
}

/** The runs that are long enough, in order. */
export function findRuns({ bytes, length }: Utf8): readonly Run[] {
  const bounds = findLongRuns(bytes, length, IN_RUN, MIN_BASE64);
  const runs: Run[] = [];
  for (let i = 0; i < bounds.length; i += 2) {
    const [start = 0, end = 0] = [bounds[i], bounds[i + 1]];
    runs.push({ start, end, word: isWord(bytes, start, end) });
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
  if (at > 0 && IN_RUN.bytes[bytes[at - 1] ?? 0] === 1) return;
  const turned = bytes.slice(start, end).reverse();
  readBase64(turned, 0, turned.length, sink);
}

/** Shortest token that is read backwards, and how many letters it may begin with ahead of a mark: `ghp_`, `sk-`. */
const MIN_TOKEN = 20;
/** What is longer is data. */
const MAX_TOKEN = 160;
const MAX_LETTERS = 8;
/** What other tokens begin with, backwards; all end in one letter. */
const BEGINNINGS: ReadonlySet<string> = new Set(['AIKA', 'AISA', 'azIA']);
const LAST = 0x41;

/** Whether a run ends as a token begins: in a mark and a few letters. */
function endsInBeginning(bytes: Uint8Array, start: number, end: number): boolean {
  let at = end - 1;
  while (at > start && end - at <= MAX_LETTERS && isLetter(bytes[at] ?? 0)) at--;
  const mark = bytes[at];
  if ((mark === UNDERSCORE || mark === HYPHEN) && end - at > 2) return true;
  return bytes[end - 1] === LAST && BEGINNINGS.has(String.fromCharCode(...bytes.subarray(end - 4, end)));
}

/** Takes a run that may be a token written backwards. */
function takeTurned(bytes: Uint8Array, start: number, end: number, sink: PieceSink): void {
  if (end - start < MIN_TOKEN || end - start > MAX_TOKEN || !endsInBeginning(bytes, start, end)) return;
  if (!isMixed(changesIn(bytes, start, end), end - start)) return;
  let turned = '';
  for (let at = end - 1; at >= start; at--) turned += String.fromCharCode(bytes[at] ?? 0);
  sink.takeText('backwards', turned);
}

const HALF = 13;

/** A letter thirteen places on; anything else as it is. */
function rotate(byte: number): number {
  if (!isLetter(byte)) return byte;
  return (byte | 0x20) < 0x61 + HALF ? byte + HALF : byte - HALF;
}

function rotated(words: string): ReadonlySet<string> {
  const turned = Array.from(words, (letter) => String.fromCharCode(rotate(letter.charCodeAt(0)))).join('');
  return new Set(turned.split(' '));
}

/** How tokens begin that are best known, ahead of the first mark and without one: undoing ROT13 of every name is dear. */
const ROTATED = rotated(
  'ghp gho ghu ghs ghr github glpat glrt gldt sk rk xoxb xoxp xoxa xoxr xoxs xapp npm pypi hf gsk whsec dop shpat shpss ' +
    'lin ntn sntrys pplx tvly xai pcsk vercel sb dckr NRAK',
);
const ROTATED_WHOLE = rotated('AKIA ASIA AIza');
const FIRST_WHOLE = rotate(0x41);

function textAt(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, end));
}

/** Whether a run begins as a token does in ROT13. */
function beginsRotated(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  while (at < end && at - start < MAX_LETTERS && isLetter(bytes[at] ?? 0)) at++;
  const mark = bytes[at];
  if (mark === UNDERSCORE || mark === HYPHEN) return ROTATED.has(textAt(bytes, start, at));
  return bytes[start] === FIRST_WHOLE && ROTATED_WHOLE.has(textAt(bytes, start, start + 4));
}

/** Takes a run that may be a token in ROT13. */
function takeRotated(bytes: Uint8Array, start: number, end: number, sink: PieceSink): void {
  if (end - start < MIN_TOKEN || end - start > MAX_TOKEN) return;
  if (!isMixed(changesIn(bytes, start, end), end - start) || !beginsRotated(bytes, start, end)) return;
  let turned = '';
  for (let at = start; at < end; at++) turned += String.fromCharCode(rotate(bytes[at] ?? 0));
  sink.takeText('rot13', turned);
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
  takeTurned(bytes, start, end, sink);
  takeRotated(bytes, start, end, sink);
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
