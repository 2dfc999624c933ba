// SPDX-License-Identifier: Apache-2.0
import { KIND, LINE, SPACE, WORD } from '../../../text/prose-characters.js';

/** Longest mail address or stretch of a link that is read as one thing. */
const MAX_MAIL = 96;
const MAX_LINK = 2048;

/** The marks that end a link in running text, and the question mark, behind which words may stand. */
const LINK_STOP = new Uint8Array(128);
for (const mark of '"\'<>()[]{}|`\\^?\n\r\t ') LINK_STOP[mark.charCodeAt(0)] = 1;

/** True when the word in front of a colon and the two slashes behind it begin a link. */
export function isLink(units: Uint16Array, from: number, colon: number): boolean {
  if (units[colon + 1] !== 0x2f || units[colon + 2] !== 0x2f) return false;
  const letters = colon - from;
  return letters >= 2 && letters <= 6;
}

/** The place behind a link, or its question mark. */
export function linkEnd(units: Uint16Array, length: number, colon: number): number {
  const limit = Math.min(length, colon + MAX_LINK);
  let at = colon + 3;
  while (at < limit) {
    const unit = units[at] ?? 0;
    if (unit < 128 ? LINK_STOP[unit] === 1 : KIND[unit] === SPACE || KIND[unit] === LINE) break;
    at++;
  }
  return at;
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

/** The place behind a mail address whose at sign stands at `at`, or 0 when it is none. */
export function mailEnd(units: Uint16Array, length: number, at: number): number {
  const limit = Math.min(length, at + MAX_MAIL);
  let end = at + 1;
  let dotted = false;
  for (; end < limit; end++) {
    const unit = units[end] ?? 0;
    if (KIND[unit] === WORD || unit === 0x2d) continue;
    if (unit !== 0x2e || KIND[units[end + 1] ?? 0] !== WORD) break;
    // A version number is no domain.
    dotted = !isDigit(units[end + 1] ?? 0);
  }
  return dotted ? end : 0;
}

/** Where the local part of a mail address begins whose last piece begins at `from`. */
export function mailStart(units: Uint16Array, from: number): number {
  const limit = Math.max(0, from - MAX_MAIL);
  let start = from;
  while (start > limit) {
    const unit = units[start - 1] ?? 0;
    if (KIND[unit] !== WORD && unit !== 0x2e && unit !== 0x2d && unit !== 0x5f && unit !== 0x2b) break;
    start--;
  }
  return start;
}
