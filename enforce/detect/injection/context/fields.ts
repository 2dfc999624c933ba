// SPDX-License-Identifier: Apache-2.0
import { isSpace } from '../../../text/bytes/ascii.js';
import { KIND, LINE, SPACE, WORD } from '../../../text/prose-characters.js';
import { unitsText } from '../../../text/prose.js';

export function isBlank(unit: number): boolean {
  return KIND[unit] === SPACE || KIND[unit] === LINE || unit === 0;
}

/** True for a mark that opens a string of JSON behind a quoted key and a colon. */
export function isValueOfKey(units: Uint16Array, open: number): boolean {
  let at = open - 1;
  while (at >= 0 && isBlank(units[at] ?? 0)) at--;
  if (units[at] !== 0x3a) return false;
  return units[at - 1] === 0x22 || units[at - 1] === 0x27;
}

/** How far, in folded units, the key may stand in front of its value. */
const KEY_REACH = 48;

/** How far back, in folded units, a string value of JSON may have begun. */
const FIELD_REACH = 160;

/** Keys whose values name what a person may choose, or describe an example. */
const CHOICE_KEY = /^(?:label|action|button|hint|placeholder|id|operation\w*|summary|menu|intent|command|tooltip)$/i;

/** True when a place stands in a string value of JSON, not far from where the string begins. */
export function isInField(units: Uint16Array, from: number): boolean {
  const lowest = Math.max(1, from - FIELD_REACH);
  for (let at = from - 1; at >= lowest; at--) {
    if (units[at] === 0x22 && units[at - 1] !== 0x5c) return isValueOfKey(units, at) && !isChoice(units, at);
    // Python writes its objects with single quotes; inside a word it is an apostrophe.
    if (units[at] === 0x27 && KIND[units[at - 1] ?? 0] !== WORD && isValueOfKey(units, at)) return !isChoice(units, at);
  }
  return false;
}

/** True for a value, known to stand behind a quoted key and a colon, whose key names a choice. */
function isChoice(units: Uint16Array, open: number): boolean {
  let colon = open - 1;
  while (isSpace(units[colon] ?? 0)) colon--;
  const lowest = Math.max(0, open - KEY_REACH);
  let start = colon - 2;
  while (start > lowest && units[start] !== 0x22 && units[start] !== 0x27) start--;
  if (start < lowest || (units[start] !== 0x22 && units[start] !== 0x27)) return false;
  return CHOICE_KEY.test(unitsText(units, start + 1, colon - 1));
}
