// SPDX-License-Identifier: Apache-2.0
import type { Search } from '../search.js';
import { chanceOdds } from './chance.js';
import { BASE64, skipBack } from './characters.js';

const PLUS = 0x2b;
const SLASH = 0x2f;

/** Longest stretch of base64 that is looked at before a token, and the shortest that is more than part of a path. */
const MAX_BEFORE = 48;
const MIN_BEFORE = 28;

/** Whether the place lies inside a long text in base64, of which `+` and `/` part nothing. */
export function isInBase64({ bytes }: Search, start: number): boolean {
  const mark = bytes[start - 1];
  if (mark === PLUS) return true;
  if (mark !== SLASH) return false;
  const from = skipBack(bytes, start, Math.max(0, start - MAX_BEFORE), BASE64);
  return start - from >= MIN_BEFORE && chanceOdds(bytes, from, start) > 0;
}
