// SPDX-License-Identifier: Apache-2.0
import type { Reading } from '../../../text/prose.js';
import { languageRule, type LanguageRule, type LanguageRules } from './compile.js';
import { foldLetters, foldPlain, type FoldedLetters } from './fold.js';
import { GAP, LETTER_KIND } from './letters.js';
import { findLanguageMatches } from './judge.js';
import { openMarks } from './marks.js';
import { readMarks } from './read.js';

/** An attack in a language other than English. */
export interface LanguageFinding {
  readonly rule: LanguageRule;
  /** Place in the text, `end` exclusive. */
  readonly start: number;
  readonly end: number;
}

const marks = openMarks();

function judge(
  rules: LanguageRules,
  folded: FoldedLetters,
  placeOf: (at: number) => number,
): readonly LanguageFinding[] {
  readMarks(rules.dictionary, folded, marks);
  return findLanguageMatches(rules, marks, folded.units).map(({ structure, languages, mixed, from, to }) => ({
    rule: languageRule(rules, structure, 31 - Math.clz32(languages & -languages), mixed),
    start: placeOf(from),
    end: placeOf(to - 1) + 1,
  }));
}

/** Every attack in any of the languages that stands in a part of a text. Untrusted input; linear in its length. */
export function scanLanguages(
  rules: LanguageRules,
  text: string,
  from: number,
  to: number,
  reading: Reading,
): readonly LanguageFinding[] {
  const folded = foldLetters(text.slice(from, to), reading);
  return judge(rules, folded, (at) => from + (folded.offsets[at] ?? 0));
}

/** The same for an ASCII text that is in units. */
export function scanPlain(
  rules: LanguageRules,
  units: Uint16Array,
  from: number,
  to: number,
): readonly LanguageFinding[] {
  return judge(rules, foldPlain(units, from, to), (at) => from + at);
}

/** True when there is a letter of another script than Latin: a reason to read a text as one of another language. */
export function hasOtherScripts(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x370 || (code >= 0x1e00 && code < 0x1f00) || (code >= 0x2000 && code < 0x2e80)) continue;
    if (code < 0xd800 || (code >= 0xf900 && code < 0xfff0)) if ((LETTER_KIND[code] ?? 0) !== GAP) return true;
  }
  return false;
}
