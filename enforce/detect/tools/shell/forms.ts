// SPDX-License-Identifier: Apache-2.0
import { normalizeKeepingLines } from '../../../text/normalize.js';

const NOT_ASCII = /[^\x00-\x7f]/;
const IGNORABLE = /\p{Default_Ignorable_Code_Point}+/gu;

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
