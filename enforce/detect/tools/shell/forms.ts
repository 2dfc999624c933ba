// SPDX-License-Identifier: Apache-2.0
import { normalizeKeepingLines } from '../../../text/normalize.js';

const NOT_ASCII = /[^\x00-\x7f]/;
const IGNORABLE = /\p{Default_Ignorable_Code_Point}+/gu;

const ASCII = /^[\x00-\x7f]*$/;
const LATIN = /[A-Za-z]/;
const OTHER_LETTER = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u;

/**
 * Whether a word mixes ASCII letters with ones that only look like them, and nothing else: `cаt` with a Cyrillic letter.
 * Words of other languages, accents and whole sentences do not count. Full-width letters count in `names` only.
 */
export function isDisguised(word: string, name: boolean): boolean {
  if (ASCII.test(word) || /\s/.test(word) || word.length > 256) return false;
  if (!ASCII.test(normalizeKeepingLines(word))) return false;
  const mixes = LATIN.test(word) && OTHER_LETTER.test(word);
  return mixes || (name && word.normalize('NFKC') !== word.normalize('NFC'));
}

/** Cyrillic letters by what they look like in a command rather than in a word. */
const SHELL_LOOKALIKES: ReadonlyMap<string, string> = new Map([
  ['у', 'u'],
  ['в', 'b'],
  ['н', 'n'],
  ['п', 'n'],
  ['к', 'k'],
  ['т', 't'],
  ['г', 'r'],
  ['ь', 'b'],
  ['м', 'm'],
]);

/**
 * The distinct forms in which a command or an argument is judged: as written; with look-alike letters as ASCII and
 * invisible characters gone; with these as blanks; with Cyrillic letters as a shell command would need them. ASCII text
 * has one form.
 */
export function shellForms(text: string): readonly string[] {
  if (!NOT_ASCII.test(text)) return [text];
  const forms = [text, normalizeKeepingLines(text)];
  const spaced = text.replace(IGNORABLE, ' ');
  if (spaced !== text) forms.push(normalizeKeepingLines(spaced));
  const commands = text.replace(/[увнпктгьм]/g, (letter) => SHELL_LOOKALIKES.get(letter) ?? letter);
  if (commands !== text) forms.push(normalizeKeepingLines(commands));
  return [...new Set(forms)];
}
