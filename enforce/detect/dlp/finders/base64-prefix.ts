// SPDX-License-Identifier: Apache-2.0
import { BASE64_DIGITS, valuesOf } from '../../../text/bytes/digits.js';

const VALUES = valuesOf(BASE64_DIGITS);

/** What the first `limit` digits of a base64 text decode to, one character for each byte. Stops at any other character. */
export function decodeBase64Prefix(text: string, limit: number): string {
  let plain = '';
  let held = 0;
  let pending = 0;
  for (let i = 0; i < Math.min(text.length, limit); i++) {
    const value = VALUES[text.charCodeAt(i)] ?? -1;
    if (value < 0) break;
    held = ((held << 6) | value) & 0xfff;
    pending += 6;
    if (pending < 8) continue;
    pending -= 8;
    plain += String.fromCharCode((held >> pending) & 0xff);
  }
  return plain;
}
