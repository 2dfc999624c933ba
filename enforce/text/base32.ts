// SPDX-License-Identifier: Apache-2.0
import { BASE32, unpack } from './digits.js';
import type { PieceSink } from './pieces.js';

const { values: VALUES } = BASE32;
const MIN_BASE32 = 16;
/** Below this number of digits a run of letters alone is read from its start only: it is a word, most likely. */
const MIN_SHIFTED = 24;

const SMALL = 1;
const CAPITAL = 2;
const NUMERAL = 4;
const OTHER = 8;
const KIND = new Uint8Array(256).fill(OTHER);
KIND.fill(SMALL, 0x61, 0x7b);
KIND.fill(CAPITAL, 0x41, 0x5b);
KIND.fill(NUMERAL, 0x32, 0x38);

function kindsIn(bytes: Uint8Array, start: number, end: number): number {
  let kinds = 0;
  for (let at = start; at < end && kinds < OTHER; at++) kinds |= KIND[bytes[at] ?? 0] ?? OTHER;
  return kinds;
}

/** Whether the byte that begins with the digits at `at` is one of text; its eight bits stand in two digits. */
function textByte(bytes: Uint8Array, at: number): boolean {
  const byte = ((VALUES[bytes[at] ?? 0] ?? 0) << 3) | ((VALUES[bytes[at + 1] ?? 0] ?? 0) >> 2);
  return byte >= 0x20 ? byte !== 0x7f && byte < 0xf5 : byte === 9 || byte === 10 || byte === 13;
}

const STRETCH = 3;

/** Whether three groups in a row begin with a byte of text, at the start or in the middle. */
function isPromising(bytes: Uint8Array, start: number, end: number): boolean {
  const middle = start + (((end - start) >> 4) << 3);
  for (const from of [start, middle]) {
    let groups = 0;
    while (groups < STRETCH && from + 8 * groups + 2 <= end && textByte(bytes, from + 8 * groups)) groups++;
    if (groups === STRETCH || from + 8 * groups + 2 > end) return true;
  }
  return false;
}

/**
 * Reads a run that is base32 throughout, in capitals or in small letters, at each of the eight places where it may
 * begin. True when something legible was found.
 */
export function readBase32(bytes: Uint8Array, start: number, end: number, sink: PieceSink): boolean {
  const length = end - start;
  if (length < MIN_BASE32) return false;
  const kinds = kindsIn(bytes, start, end);
  if (kinds >= OTHER || (kinds & (SMALL | CAPITAL)) === (SMALL | CAPITAL)) return false;
  const shifts = length < MIN_SHIFTED && (kinds & NUMERAL) === 0 ? 1 : 8;
  let found = false;
  for (let shift = 0; shift < shifts; shift++) {
    const from = start + shift;
    const compressed = sink.inflates && shift === 0;
    if (!compressed && !isPromising(bytes, from, end)) continue;
    if (sink.takeBytes('base32', unpack(bytes, from, end, BASE32))) found = true;
  }
  return found;
}
