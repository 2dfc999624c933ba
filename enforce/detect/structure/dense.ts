// SPDX-License-Identifier: Apache-2.0
import { characterSet, findLongRuns } from '../../text/bytes/long-runs.js';
import { shannonMilli } from '../url/entropy.js';
import type { Blob } from './blobs.js';
import { wordMilli } from './wordlike.js';

/** Printable characters without spaces, quotes, commas and backslashes: the alphabets of base85, and much else. */
const DENSE = characterSet(
  Array.from({ length: 0x7e - 0x21 + 1 }, (_, i) => String.fromCharCode(0x21 + i))
    .filter((mark) => !'"\'\\,'.includes(mark))
    .join(''),
);
/** Bytes and their encoding are told from code by many signs, few words and more bits than base64 has. */
const MIN_LENGTH = 40;
const MIN_MILLI = 4900;
const MAX_WORD_MILLI = 200;
const MIN_DISTINCT_SIGNS = 8;
const MIN_SIGNS = 0.12;
const MAX_SIGNS = 0.5;

/** For every ASCII sign a number from 1 on; 0 for letters and digits. */
const SIGN = new Uint8Array(128);
for (let code = 0x21, next = 1; code < 0x7f; code++)
  if (!/[A-Za-z0-9]/.test(String.fromCharCode(code))) SIGN[code] = next++;
const SIGNS = 33;
const seen = new Uint8Array(SIGNS);

/** Whether a value has as many signs, and as many different ones, as bytes in base85 do. */
function hasSigns(value: string): boolean {
  seen.fill(0);
  let count = 0;
  let distinct = 0;
  for (let i = 0; i < value.length; i++) {
    const sign = SIGN[value.charCodeAt(i)] ?? 0;
    if (sign === 0) continue;
    count++;
    distinct += 1 - (seen[sign] ?? 0);
    seen[sign] = 1;
  }
  return distinct >= MIN_DISTINCT_SIGNS && count >= value.length * MIN_SIGNS && count <= value.length * MAX_SIGNS;
}

/** The entropy of what looks like bytes in base85, in thousandths of a bit per character; undefined for anything else. */
function measure(value: string): number | undefined {
  if (!hasSigns(value) || wordMilli(value) > MAX_WORD_MILLI) return undefined;
  const milli = shannonMilli(value);
  return milli < MIN_MILLI ? undefined : milli;
}

/** What looks like bytes in base85, in any of its alphabets but the one with quotes. Linear; untrusted input. */
export function findDense(
  text: string,
  bytes: Uint8Array,
  min: number,
): readonly { readonly blob: Blob; readonly milli: number }[] {
  const bounds = findLongRuns(bytes, text.length, DENSE, Math.max(min, MIN_LENGTH));
  const found: { blob: Blob; milli: number }[] = [];
  for (let i = 0; i < bounds.length; i += 2) {
    const start = bounds[i] ?? 0;
    const end = bounds[i + 1] ?? 0;
    const value = text.slice(start, end);
    const milli = measure(value);
    if (milli !== undefined) found.push({ blob: { text: value, start, end }, milli });
  }
  return found;
}
