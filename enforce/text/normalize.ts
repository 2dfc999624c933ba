// SPDX-License-Identifier: Apache-2.0
import { CONFUSABLES } from './confusables.table.js';

const NOT_PLAIN = /[^\x20-\x7e]/;
const NOT_PLAIN_LINES = /[^\x20-\x7e\t\n\r]/;
const NOT_ASCII = /[^\x00-\x7f]/u;
const CONTROLS = /[\x00-\x1f\x7f-\x9f]+/g;
const CONTROLS_BUT_LINES = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]+/g;
const MARKS = /[\p{Mn}\p{Me}]+/gu;
const LOOKALIKES = /[^\x00-\x7f]/gu;

/** Characters that leave no visible trace: joiners, direction marks, fillers, tags, variation selectors. */
const INVISIBLE = new RegExp(
  '[\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u206F' +
    '\\u2800\\u3164\\uFE00-\\uFE0F\\uFEFF\\uFFA0\\uFFF0-\\uFFFB\\u{1D173}-\\u{1D17A}\\u{E0000}-\\u{E01EF}]+',
  'gu',
);
const EXOTIC_SPACE = /[\u00A0\u1680\u180E\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]+/g;

/** True when the text holds printable ASCII only, so that no Unicode step can change it. */
export function isPlain(text: string): boolean {
  return !NOT_PLAIN.test(text);
}

function foldUnicode(text: string): string {
  // Exotic spaces go before compatibility mapping, which would turn them into plain spaces that split a token. Marks go
  // before the look-alikes, because a decomposed letter can uncover one.
  const bare = text.replace(INVISIBLE, '').replace(EXOTIC_SPACE, '').normalize('NFKD').replace(MARKS, '');
  return bare.replace(LOOKALIKES, (letter) => CONFUSABLES.get(letter) ?? letter).replace(INVISIBLE, '');
}

/**
 * The form in which credentials are searched: no control or invisible character, no exotic space, compatibility
 * mapping, no combining mark, look-alike letters as ASCII. Applying it twice changes nothing more. Untrusted input.
 */
export function normalizeForDlp(text: string): string {
  if (isPlain(text)) return text;
  const visible = text.replace(CONTROLS, '');
  return NOT_ASCII.test(visible) ? foldUnicode(visible).replace(CONTROLS, '') : visible;
}

/** As `normalizeForDlp`, but tab, line feed and carriage return stay, so that line starts and word ends stay too. */
export function normalizeKeepingLines(text: string): string {
  if (!NOT_PLAIN_LINES.test(text)) return text;
  const visible = text.replace(CONTROLS_BUT_LINES, '');
  return NOT_ASCII.test(visible) ? foldUnicode(visible).replace(CONTROLS_BUT_LINES, '') : visible;
}
