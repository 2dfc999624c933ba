// SPDX-License-Identifier: Apache-2.0
import { LOWER, NUMERALS, UPPER, valuesOf } from '../bytes/digits.js';
import type { Stretches } from '../bytes/stretches.js';
import type { PieceSink } from '../pieces.js';

const FIRST = 0x21;
const ZEROS = 0x7a;
const LESS = 0x3c;
const GREATER = 0x3e;
const TILDE = 0x7e;
const GROUP = 5;
const BASE = 85;

/** By byte: its value as a digit, -1 for none. */
const ASCII85 = valuesOf(String.fromCharCode(...Array.from({ length: BASE }, (_, i) => FIRST + i)));
/** RFC 1924, as Python has it; and ZeroMQ RFC 32. */
const RFC1924 = valuesOf(`${NUMERALS}${UPPER}${LOWER}!#$%&()*+-;<=>?@^_\`{|}~`);
const Z85 = valuesOf(`${NUMERALS}${LOWER}${UPPER}.-:+=^!/*?&<>()[]{}@%$#`);

/** Writes the upper bytes of a group, whose value is below 85 to the power of 5. */
function put(target: Uint8Array, at: number, value: number, size: number): number {
  const low = value >>> 0;
  for (let i = 0; i < size; i++) target[at + i] = (low >>> (24 - 8 * i)) & 0xff;
  return at + size;
}

/** Four bytes for each five digits; a last group of fewer gives one byte less than it has digits. */
function decode(bytes: Uint8Array, start: number, end: number, values: Int8Array): Uint8Array {
  const target = new Uint8Array(4 * (end - start));
  let length = 0;
  let count = 0;
  let value = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    const digit = values[byte] ?? -1;
    if (byte === ZEROS && digit < 0 && count === 0) length = put(target, length, 0, 4);
    if (digit < 0) continue;
    value = value * BASE + digit;
    if (++count < GROUP) continue;
    length = put(target, length, value, 4);
    count = 0;
    value = 0;
  }
  if (count > 1) {
    const size = count - 1;
    for (; count < GROUP; count++) value = value * BASE + BASE - 1;
    length = put(target, length, value, size);
  }
  return target.subarray(0, length);
}

/** Reads ascii85 between `<~` and `~>`. */
export function readAscii85(bytes: Uint8Array, length: number, sink: PieceSink): void {
  let start = -1;
  for (let at = 0; at + 1 < length; at++) {
    if (bytes[at] === LESS && bytes[at + 1] === TILDE) start = at + 2;
    else if (start >= 0 && at >= start && bytes[at] === TILDE && bytes[at + 1] === GREATER) {
      sink.takeBytes('base85', decode(bytes, start, at, ASCII85));
      start = -1;
    }
  }
}

/** Shortest run that is read without marks, and how many groups of it have to be ASCII first. */
const MIN_RUN = 20;
const PROBED = 3;
/** Longest run: what is longer and has neither blanks nor lines is program text. */
const MAX_RUN = 8192;
/** Places in a run at which an encoding may begin: behind what stands ahead of a value. */
const MAX_BEGINNINGS = 12;
const AHEAD = new Uint8Array(256);
for (const mark of '"\'`=:,([{>') AHEAD[mark.charCodeAt(0)] = 1;

/** Whether the first groups are ASCII text. */
function isAsciiText(bytes: Uint8Array, start: number, values: Int8Array): boolean {
  for (let group = 0; group < PROBED; group++) {
    let value = 0;
    for (let i = 0; i < GROUP; i++) {
      const digit = values[bytes[start + group * GROUP + i] ?? 0] ?? -1;
      if (digit < 0) return false;
      value = value * BASE + digit;
    }
    for (let rest = value, i = 0; i < 4; i++) {
      const byte = rest % 256;
      if ((byte < 0x20 && byte !== 0x0a) || byte > 0x7e) return false;
      rest = Math.floor(rest / 256);
      if (i === 3 && rest > 0) return false;
    }
  }
  return true;
}

/** The end of the digits from a place on. */
function endOf(bytes: Uint8Array, start: number, until: number, values: Int8Array): number {
  let end = start;
  while (end < until && ((values[bytes[end] ?? 0] ?? -1) >= 0 || bytes[end] === ZEROS)) end++;
  return end;
}

/** Reads a run at its start and behind what may stand ahead of a value. */
function readRun(bytes: Uint8Array, start: number, until: number, sink: PieceSink): void {
  let tries = 0;
  for (let at = start; until - at >= MIN_RUN && tries < MAX_BEGINNINGS; at++) {
    if (at > start && AHEAD[bytes[at - 1] ?? 0] === 0) continue;
    tries++;
    for (const values of [RFC1924, ASCII85, Z85]) {
      if (!isAsciiText(bytes, at, values)) continue;
      const end = endOf(bytes, at, until, values);
      if (end - at >= MIN_RUN && sink.takeBytes('base85', decode(bytes, at, end, values))) return;
    }
  }
}

/** Reads what is base85 in one of three alphabets and has no marks: it looks like any text, but is hardly one by chance. */
export function readBase85(bytes: Uint8Array, ranges: Stretches, sink: PieceSink): void {
  for (let i = 0; i < ranges.length; i += 2) {
    const until = ranges[i + 1] ?? 0;
    for (let at = ranges[i] ?? 0; at < until;) {
      const start = at;
      while (at < until && (bytes[at] ?? 0) > 0x20 && (bytes[at] ?? 0) < 0x7f) at++;
      if (at - start >= MIN_RUN && at - start <= MAX_RUN) readRun(bytes, start, at, sink);
      at++;
    }
  }
}
