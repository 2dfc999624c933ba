// SPDX-License-Identifier: Apache-2.0
import { normalizeForDlp } from '../../../text/normalize.js';

/** What stands in the image of a text for each character that is not ASCII. */
export const FOREIGN_CHARACTER = '\u00ff';
/** Words with fewer ASCII letters cannot be told apart in an image. */
const MIN_ASCII_LETTERS = 3;

/** The words as they are written and as the views of a text show them, where letters that look alike are one. */
export function formsOf(words: readonly string[]): readonly string[] {
  return [...new Set(words.flatMap((word) => [word, normalizeForDlp(word)]))];
}

/** A word as it stands in the image of a text, which is what anchors are looked for in. */
export function imageOfWord(word: string): string {
  return word.toLowerCase().replace(/[^\x20-\x7e]/g, FOREIGN_CHARACTER);
}

function isTelling(image: string): boolean {
  return image.replaceAll(FOREIGN_CHARACTER, '').length >= MIN_ASCII_LETTERS;
}

/** The images of all forms of the words that can be looked for themselves. */
export function tellingImages(words: readonly string[]): readonly string[] {
  return [...new Set(formsOf(words).map(imageOfWord).filter(isTelling))];
}

/** The forms of words with hardly an ASCII letter: they are looked for at a sign behind their last character. */
export function untellingForms(words: readonly string[]): readonly string[] {
  return formsOf(words).filter((word) => !isTelling(imageOfWord(word)));
}
