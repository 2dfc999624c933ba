// SPDX-License-Identifier: Apache-2.0
import { encodeText, type Utf8 } from './bytes.js';
import { readGroups } from './groups.js';
import { NO_MEMORY, RunMemory } from './memory.js';
import { PieceSink, type InflateBudget } from './pieces.js';
import { findRuns, readRuns } from './runs.js';
import type { ViewName } from './view.js';

const MAX_ROUNDS = 32;
const ESCAPES = /(?:%[0-9a-f]{2})+|%u[0-9a-f]{4}/gi;
/** A per cent sign that was itself encoded, any number of times, ahead of two hex digits. */
const WRAPPED = /%(?:25)+(?=[0-9a-f]{2})/gi;

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

function decodeRun(run: string): string {
  if (run.charCodeAt(1) === 0x75 || run.charCodeAt(1) === 0x55) {
    return String.fromCharCode(Number.parseInt(run.slice(2), 16));
  }
  const bytes = new Uint8Array(run.length / 3);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(run.slice(3 * i + 1, 3 * i + 3), 16);
  return utf8.decode(bytes);
}

/** Undoes one layer of percent-encoding. What is not a valid escape stays. `+` stays: base64 uses it. */
export function decodePercentOnce(text: string): string {
  return text.includes('%') ? text.replace(ESCAPES, decodeRun) : text;
}

/**
 * Undoes percent-encoding until nothing changes. Repeated encoding of the per cent sign is undone in one step, so the
 * number of rounds grows with the logarithm of the length; `undefined` means the limit was reached all the same.
 */
export function decodePercentFully(text: string): string | undefined {
  if (!text.includes('%')) return text;
  let current = text;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const next = decodePercentOnce(current.replace(WRAPPED, '%'));
    if (next === current) return current;
    current = next;
  }
  return undefined;
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
