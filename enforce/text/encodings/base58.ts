// SPDX-License-Identifier: Apache-2.0
import { BASE58_DIGITS, valuesOf } from '../bytes/digits.js';
import type { PieceSink } from '../pieces.js';

const VALUES = valuesOf(BASE58_DIGITS);

/** Shortest run, and longest, since reading one takes a time that grows with the square of its length. */
const MIN_BASE58 = 16;
const MAX_BASE58 = 256;
/** Digits that tell the first bytes. */
const HEAD = 9;
const LOG_58 = Math.log2(58);

/**
 * Whether the first two bytes of what a run holds are text, in nearly every case. The leading digits tell them: the
 * logarithm of the number gives its length in bytes, and so which of its bits are the first.
 */
function beginsText(bytes: Uint8Array, start: number, end: number): boolean {
  let head = 0;
  for (let at = start; at < start + HEAD; at++) head = head * 58 + (VALUES[bytes[at] ?? 0] ?? 0);
  if (head === 0) return false;
  const bits = Math.log2(head) + (end - start - HEAD) * LOG_58;
  const size = Math.floor(bits / 8);
  const leading = 2 ** (bits - 8 * size);
  const first = Math.floor(leading);
  const second = Math.floor((leading - first) * 256);
  return first >= 0x20 && first < 0x7f && second >= 0x20 && second < 0x7f;
}

/** Reads a run that is base58 throughout, as one number. True when it holds text. */
export function readBase58(bytes: Uint8Array, start: number, end: number, sink: PieceSink): boolean {
  const length = end - start;
  if (length < MIN_BASE58 || length > MAX_BASE58) return false;
  for (let at = start; at < end; at++) if ((VALUES[bytes[at] ?? 0] ?? -1) < 0) return false;
  if (!beginsText(bytes, start, end) || sink.knows('base58', bytes, start, end)) return false;
  const number = new Uint8Array(length);
  let size = 0;
  for (let at = start; at < end; at++) {
    let carry = VALUES[bytes[at] ?? 0] ?? 0;
    for (let i = 0; i < size || carry > 0; i++) {
      carry += 58 * (number[i] ?? 0);
      number[i] = carry & 0xff;
      carry >>= 8;
      if (i >= size) size = i + 1;
    }
  }
  return sink.takeWhole('base58', number.subarray(0, size).reverse());
}
