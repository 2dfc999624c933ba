// SPDX-License-Identifier: Apache-2.0
import type { Reading } from '../../../text/prose.js';
import { languageRule, type LanguageRule, type LanguageRules } from './compile.js';
import { foldLetters } from './fold.js';
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

/** Every attack in any of the languages that stands in a text. Untrusted input; linear in its length. */
export function scanLanguages(rules: LanguageRules, text: string, reading: Reading): readonly LanguageFinding[] {
  const folded = foldLetters(text, reading);
  readMarks(rules.dictionary, folded, marks);
  const { offsets } = folded;
  return findLanguageMatches(rules, marks, folded.units).map(({ structure, languages, mixed, from, to }) => ({
    rule: languageRule(rules, structure, 31 - Math.clz32(languages & -languages), mixed),
    start: offsets[from] ?? 0,
    end: (offsets[to - 1] ?? 0) + 1,
  }));
}

/** True when there is a letter outside of ASCII: a reason to read a text as one of another language. */
export function hasLetters(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0xaa && code < 0xd800 && (LETTER_KIND[code] ?? 0) !== GAP) return true;
  }
  return false;
}
