// SPDX-License-Identifier: Apache-2.0
import type { PieceSink } from '../pieces.js';

const FIRST = 0x21;
const LAST = 0x75;
const ZEROS = 0x7a;
const LESS = 0x3c;
const GREATER = 0x3e;
const TILDE = 0x7e;
const GROUP = 5;

/** Writes the upper bytes of a group, whose value is below 85 to the power of 5. */
function put(target: Uint8Array, at: number, value: number, size: number): number {
  const low = value >>> 0;
  for (let i = 0; i < size; i++) target[at + i] = (low >>> (24 - 8 * i)) & 0xff;
  return at + size;
}

/** Four bytes for each five digits; a last group of fewer gives one byte less than it has digits. */
function decode(bytes: Uint8Array, start: number, end: number): Uint8Array {
  const target = new Uint8Array(4 * (end - start));
  let length = 0;
  let count = 0;
  let value = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === ZEROS && count === 0) length = put(target, length, 0, 4);
    if (byte < FIRST || byte > LAST) continue;
    value = value * 85 + byte - FIRST;
    if (++count < GROUP) continue;
    length = put(target, length, value, 4);
    count = 0;
    value = 0;
  }
  if (count > 1) {
    const size = count - 1;
    for (; count < GROUP; count++) value = value * 85 + 84;
    length = put(target, length, value, size);
  }
  return target.subarray(0, length);
}

/** Reads ascii85 between `<~` and `~>`; without them it looks like any text. */
export function readAscii85(bytes: Uint8Array, length: number, sink: PieceSink): void {
  let start = -1;
  for (let at = 0; at + 1 < length; at++) {
    if (bytes[at] === LESS && bytes[at + 1] === TILDE) start = at + 2;
    else if (start >= 0 && at >= start && bytes[at] === TILDE && bytes[at + 1] === GREATER) {
      sink.takeBytes('base85', decode(bytes, start, at));
      start = -1;
    }
  }
}
