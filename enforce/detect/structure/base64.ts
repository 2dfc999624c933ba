// SPDX-License-Identifier: Apache-2.0
import { hexValue } from '../../text/bytes/writer.js';

const VALUES = new Int8Array(128).fill(-1);
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
for (let i = 0; i < DIGITS.length; i++) VALUES[DIGITS.charCodeAt(i)] = i;
for (const [digit, value] of [
  ['+', 62],
  ['-', 62],
  ['/', 63],
  ['_', 63],
] as const)
  VALUES[digit.charCodeAt(0)] = value;

/** The bytes of base64 in either alphabet, up to the first character that is no digit; a last incomplete byte is dropped. */
export function decodeBase64(text: string): Uint8Array {
  const bytes = new Uint8Array((text.length * 3) >> 2);
  let held = 0;
  let pending = 0;
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    const value = VALUES[text.charCodeAt(i)] ?? -1;
    if (value < 0) break;
    held = ((held << 6) | value) & 0xffff;
    pending += 6;
    if (pending < 8) continue;
    pending -= 8;
    bytes[at++] = (held >> pending) & 0xff;
  }
  return bytes.subarray(0, at);
}

/** Whether a code is a digit of base64 in either alphabet. */
export function isDigit64(code: number): boolean {
  return (VALUES[code] ?? -1) >= 0;
}

/** The bytes of pairs of hex digits; the caller checked the digits. */
export function decodeHex(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length >> 1);
  for (let i = 0; i < bytes.length; i++)
    bytes[i] = hexValue(text.charCodeAt(2 * i)) * 16 + hexValue(text.charCodeAt(2 * i + 1));
  return bytes;
}
