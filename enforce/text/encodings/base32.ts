// SPDX-License-Identifier: Apache-2.0
import { BASE32, unpack, unpackInto } from '../bytes/digits.js';
import { markedKind, unmarkedKind } from '../compression/streams.js';
import type { PieceSink } from '../pieces.js';
import { mayBeLegible, readLegible, type Legible } from './legible.js';

const { values: VALUES } = BASE32;
/** Fewest digits that are read. */
export const MIN_BASE32 = 16;
/** Below this number of digits a run of letters alone is read from its start only. */
const MIN_SHIFTED = 24;

/** Digits that hold the head of a stream. */
const HEAD_DIGITS = 640;

const SMALL = 1;
const CAPITAL = 2;
const NUMERAL = 4;
const OTHER = 8;
const LETTERS = SMALL | CAPITAL;
const KIND = new Uint8Array(256).fill(OTHER);
KIND.fill(SMALL, 0x61, 0x7b);
KIND.fill(CAPITAL, 0x41, 0x5b);
KIND.fill(NUMERAL, 0x32, 0x38);

function kindsIn(bytes: Uint8Array, start: number, end: number): number {
  let kinds = 0;
  for (let at = start; at < end && kinds < OTHER && (kinds & LETTERS) !== LETTERS; at++)
    kinds |= KIND[bytes[at] ?? 0] ?? OTHER;
  return kinds;
}

/** Whether the byte that begins with the digits at `at` is one of text; its eight bits stand in two digits. */
function textByte(bytes: Uint8Array, at: number): boolean {
  const byte = ((VALUES[bytes[at] ?? 0] ?? 0) << 3) | ((VALUES[bytes[at + 1] ?? 0] ?? 0) >> 2);
  return byte >= 0x20 ? byte !== 0x7f && byte < 0xf5 : byte === 9 || byte === 10 || byte === 13;
}

/** Groups in a row that begin with a byte of text; of a long run more, since more is at stake. */
const STRETCH = 3;
const LONG = 128;
const LONG_STRETCH = 8;
/** Of a long run without numerals still more: words go on like that by chance, an encoding hardly ever lacks numerals. */
const WORDY_STRETCH = 32;
const WORDY = 64;

function stretchOf(length: number, numerals: boolean): number {
  if (length < WORDY || (numerals && length < LONG)) return STRETCH;
  return numerals || length < LONG ? LONG_STRETCH : WORDY_STRETCH;
}

/** Groups of a long run of which each byte has to be one of text: first bytes alone are that in joined words by chance. */
const WHOLE_GROUPS = 8;
const GROUP_BYTES = 5;

const group = new Uint8Array(WHOLE_GROUPS * GROUP_BYTES);

function isTextAt(bytes: Uint8Array, from: number): boolean {
  unpackInto(group, bytes, from, BASE32);
  for (let at = 0; at < group.length; at++) {
    const byte = group[at] ?? 0;
    if (byte >= 0x20 ? byte === 0x7f || byte >= 0xf5 : byte !== 9 && byte !== 10 && byte !== 13) return false;
  }
  return true;
}

/** Whether groups in a row begin with a byte of text, at the start or in the middle. */
function isPromising(bytes: Uint8Array, start: number, end: number, numerals: boolean): boolean {
  const middle = start + (((end - start) >> 4) << 3);
  const stretch = stretchOf(end - start, numerals);
  for (const from of [start, middle]) {
    let groups = 0;
    while (groups < stretch && from + 8 * groups + 2 <= end && textByte(bytes, from + 8 * groups)) groups++;
    if (from + 8 * groups + 2 > end) return true;
    if (groups === stretch && (stretch < WORDY_STRETCH || isTextAt(bytes, from))) return true;
  }
  return false;
}

/** Runs so short are read into bytes at hand before they are read for good. */
const SHORT = 64;
const shortBytes = Array.from({ length: (SHORT * 5) >> 3 }, (_, i) => new Uint8Array(i + 1));

function mayHoldText(bytes: Uint8Array, from: number, end: number): boolean {
  if (end - from > SHORT) return true;
  const target = shortBytes[(((end - from) * 5) >> 3) - 1];
  if (target === undefined) return false;
  unpackInto(target, bytes, from, BASE32);
  return mayBeLegible(target, target.length);
}

/**
 * Reads a run that is base32 throughout, in capitals or in small letters, at each of the eight places where it may
 * begin. True when something legible was found.
 */
export function readBase32(bytes: Uint8Array, start: number, end: number, sink: PieceSink): boolean {
  const length = end - start;
  if (length < MIN_BASE32) return false;
  const kinds = kindsIn(bytes, start, end);
  if (kinds >= OTHER || (kinds & LETTERS) === LETTERS) return false;
  // Without a numeral it is a word, most likely.
  const numerals = (kinds & NUMERAL) !== 0;
  let found = false;
  if (numerals && sink.inflates) {
    const head = unpack(bytes, start, Math.min(end, start + HEAD_DIGITS), BASE32);
    const kind = markedKind(head) ?? unmarkedKind(head, (length * 5) >> 3);
    found = kind !== undefined && sink.takeStream(kind, unpack(bytes, start, end, BASE32));
  }
  const readings: Legible[] = [];
  for (let shift = 0; shift < (length < MIN_SHIFTED && !numerals ? 1 : 8); shift++) {
    const from = start + shift;
    if (!isPromising(bytes, from, end, numerals) || !mayHoldText(bytes, from, end)) continue;
    const reading = readLegible(unpack(bytes, from, end, BASE32));
    if (reading !== undefined) readings.push(reading);
  }
  return sink.takeReadings('base32', readings) || found;
}
