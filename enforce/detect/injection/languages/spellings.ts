// SPDX-License-Identifier: Apache-2.0
import { CONFUSABLES } from '../../../text/confusables.table.js';
import { HASH_SEED, hashStep } from '../vocabulary.js';
import { checkOf } from './nodes.js';

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

/** What a word of a text may be: as it stands, its beginnings, other spellings; by hash and check bits. */
export interface Forms {
  count: number;
  readonly hash: Int32Array;
  readonly check: Uint16Array;
}

export function openForms(most: number): Forms {
  return { count: 0, hash: new Int32Array(most), check: new Uint16Array(most) };
}

export function addForm(forms: Forms, hash: number, check: number): void {
  if (forms.count >= forms.hash.length) return;
  forms.hash[forms.count] = hash;
  forms.check[forms.count++] = check;
}

/** Adds a word with its letters replaced, when any is. */
function addReplaced(
  forms: Forms,
  units: Uint16Array,
  from: number,
  to: number,
  table: ReadonlyMap<number, number>,
): void {
  let hash = HASH_SEED;
  let changed = false;
  for (let at = from; at < to; at++) {
    const unit = units[at] ?? 0;
    const other = table.get(unit);
    if (other !== undefined) changed = true;
    hash = hashStep(hash, other ?? unit);
  }
  if (!changed) return;
  const [first, last] = [units[from] ?? 0, units[to - 1] ?? 0];
  addForm(forms, hash, checkOf(to - from, table.get(first) ?? first, table.get(last) ?? last));
}

/** Adds a word of mixed letters as it would be in one script. */
export function addOtherSpellings(forms: Forms, units: Uint16Array, from: number, to: number): void {
  addReplaced(forms, units, from, to, TO_LATIN);
  for (let at = from; at < to; at++) {
    const unit = units[at] ?? 0;
    if (unit >= 0x370 && unit < 0x400) return addReplaced(forms, units, from, to, TO_GREEK);
    if (unit >= 0x400 && unit < 0x530) return addReplaced(forms, units, from, to, TO_CYRILLIC);
  }
}
