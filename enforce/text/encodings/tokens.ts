// SPDX-License-Identifier: Apache-2.0
import { findLongRuns, IN_BASE64 } from '../bytes/long-runs.js';
import { encodeText, imageOf, type Utf8 } from '../bytes/utf8.js';
import { NO_MEMORY, RunMemory } from '../memory.js';
import { PieceSink, type InflateBudget } from '../pieces.js';
import type { ViewName } from '../view.js';
import { readGroups } from './groups.js';
import { findRuns, readRuns } from './runs.js';

const MIN_TOKEN = 10;

const HEX_DIGIT = 1;
const DELIMITER = 2;
/** What a character can be in pairs of hex digits with delimiters between them. */
const HEX_ROLE = new Uint8Array(256);
for (const letter of '0123456789abcdefABCDEF') HEX_ROLE[letter.charCodeAt(0)] = HEX_DIGIT;
for (const letter of ':-, ') HEX_ROLE[letter.charCodeAt(0)] = DELIMITER;

/** Six or more pairs of hex digits with the same kind of delimiter between them. */
const DELIMITED_HEX = /[0-9a-f]{2}(?:[:\-, ][0-9a-f]{2}){6,}|(?:\\x[0-9a-f]{2}){6,}|(?:0x[0-9a-f]{2}[:\-, ]?){6,}/gi;
/** What each of the two other forms cannot do without. */
const PREFIXED_HEX = /\\x[0-9a-f]{2}\\x|0x[0-9a-f]{2}[:\-, ]?0x/i;
/** Length of the shortest run of pairs. */
const MIN_PAIRS = 20;

/**
 * Calls back for each maximal stretch that could be an encoding: base64, base32 and plain hex by alphabet, delimited
 * hex with its delimiters. A stretch with slashes is also given in pieces, since a path may hold an encoding.
 */
export function forEachToken(text: string, visit: (token: string) => void): void {
  if (text.length < MIN_TOKEN) return;
  const bytes = imageOf(text);
  // The bytes are read to the end first: a visit may lead back here, and there is one image at a time.
  const paired = mayHoldPairs(bytes, text.length) || mayHoldPrefixes(text);
  for (const token of findTokens(text, bytes)) visitToken(token, visit);
  if (paired) for (const match of text.matchAll(DELIMITED_HEX)) visit(match[0].replace(/[:\-, ]$/, ''));
}

function findTokens(text: string, bytes: Uint8Array): readonly string[] {
  const bounds = findLongRuns(bytes, text.length, IN_BASE64, MIN_TOKEN);
  const tokens: string[] = [];
  for (let i = 0; i < bounds.length; i += 2) tokens.push(text.slice(bounds[i], bounds[i + 1]));
  return tokens;
}

function visitToken(token: string, visit: (token: string) => void): void {
  visit(token);
  if (!token.includes('/')) return;
  for (const piece of token.split('/')) if (piece.length >= MIN_TOKEN && piece !== token) visit(piece);
}

function mayHoldPrefixes(text: string): boolean {
  // Looking for one character is far cheaper than trying an expression everywhere.
  return (text.includes('\\') || text.includes('0x') || text.includes('0X')) && PREFIXED_HEX.test(text);
}

/**
 * False when no run of delimited pairs can stand in the text. Seven pairs hold, at one of any three places in a row,
 * delimiters three apart with pairs between them; looking at every third group of three is enough to meet one.
 */
function mayHoldPairs(bytes: Uint8Array, length: number): boolean {
  if (length < MIN_PAIRS) return false;
  for (let group = 0; group <= length - 7; group += 9) {
    for (let at = group; at < group + 3; at++)
      if (HEX_ROLE[bytes[at] ?? 0] === DELIMITER && isRun(bytes, at)) return true;
  }
  return false;
}

/** Pairs between this delimiter and the next two. */
function isRun(bytes: Uint8Array, from: number): boolean {
  for (let i = 1; i < 7; i++) {
    const expected = i % 3 === 0 ? DELIMITER : HEX_DIGIT;
    if (HEX_ROLE[bytes[from + i] ?? 0] !== expected) return false;
  }
  return true;
}

/** Below this length an encoding holds too little to be a credential. */
export const MIN_ENCODED_LENGTH = 8;
const EQUALS = 0x3d;
const NOTHING: readonly Decoded[] = [];
/** In a token so short no run stands often. */
const SHORT = 256;
const NO_BUDGET: InflateBudget = { attempts: 0, bytes: 0, limit: undefined };

export interface Decoded {
  readonly view: ViewName;
  readonly text: string;
}

/** Small letters in a row from which on a token may be base32 and no word. */
const WORD_LENGTH = 16;

/** Whether a token has a digit or a capital, or so many small letters in a row; otherwise it is words. */
function mayHold(text: string): boolean {
  let row = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 0x61 && code <= 0x7a) {
      if (++row === WORD_LENGTH) return true;
    } else if ((code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a)) return true;
    else row = 0;
  }
  return false;
}

/**
 * Every legible reading of a whole token: hex (plain or delimited), codes of characters, base32 or base64 (either
 * alphabet, with or without padding, wherever it begins). Compressed data is not opened.
 */
export function decodeToken(token: string): readonly Decoded[] {
  if (token.length < MIN_ENCODED_LENGTH || !mayHold(token)) return NOTHING;
  const { bytes, length } = encodeText(token);
  let end = length;
  while (end > 0 && bytes[end - 1] === EQUALS) end--;
  const sink = new PieceSink(undefined, NO_BUDGET, length <= SHORT ? NO_MEMORY : new RunMemory());
  const whole: Utf8 = { bytes, length: end };
  readGroups(whole, [0, end], sink);
  readRuns(bytes, findRuns(whole), [], sink);
  const { pieces } = sink;
  return pieces.length === 0 ? NOTHING : pieces.map(({ encoding, text }) => ({ view: encoding, text }));
}
