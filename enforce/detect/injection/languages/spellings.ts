// SPDX-License-Identifier: Apache-2.0
import { CONFUSABLES } from '../../../text/confusables.table.js';
import { HASH_SEED, hashStep } from '../vocabulary.js';

/** Letters of other scripts that look like an ASCII letter, and digits that stand for one. */
const TO_LATIN = new Map<number, number>();
/** ASCII letters as the Cyrillic and the Greek letter that look like them. */
const TO_CYRILLIC = new Map<number, number>();
const TO_GREEK = new Map<number, number>();

for (const [letter, plain] of CONFUSABLES) {
  const [code, target] = [letter.charCodeAt(0), plain.charCodeAt(0)];
  if (letter.length > 1 || letter !== letter.toLowerCase() || target < 0x61 || target > 0x7a) continue;
  TO_LATIN.set(code, target);
  if (code >= 0x430 && code < 0x460 && !TO_CYRILLIC.has(target)) TO_CYRILLIC.set(target, code);
  if (code >= 0x3b1 && code < 0x3ca && !TO_GREEK.has(target)) TO_GREEK.set(target, code);
}
for (const [digit, letter] of ['0o', '1i', '3e', '4a', '5s', '7t'])
  TO_LATIN.set(digit?.charCodeAt(0) ?? 0, letter?.charCodeAt(0) ?? 0);

/** Adds the hash of a word with its letters replaced, when any is. */
function addSpelling(
  units: Uint16Array,
  from: number,
  to: number,
  table: ReadonlyMap<number, number>,
  forms: Int32Array,
  count: number,
): number {
  let hash = HASH_SEED;
  let changed = false;
  for (let at = from; at < to; at++) {
    const unit = units[at] ?? 0;
    const other = table.get(unit);
    if (other !== undefined) changed = true;
    hash = hashStep(hash, other ?? unit);
  }
  if (changed && count < forms.length) forms[count++] = hash;
  return count;
}

/** Adds the hashes of a word of mixed letters as it would be in one script; returns how many forms there are. */
export function otherSpellings(units: Uint16Array, from: number, to: number, forms: Int32Array, count: number): number {
  const latin = addSpelling(units, from, to, TO_LATIN, forms, count);
  for (let at = from; at < to; at++) {
    const unit = units[at] ?? 0;
    if (unit >= 0x370 && unit < 0x400) return addSpelling(units, from, to, TO_GREEK, forms, latin);
    if (unit >= 0x400 && unit < 0x530) return addSpelling(units, from, to, TO_CYRILLIC, forms, latin);
  }
  return latin;
}
