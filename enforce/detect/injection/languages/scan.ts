// SPDX-License-Identifier: Apache-2.0
import type { Reading } from '../../../text/prose.js';
import { COMBINED_THRESHOLD, REACH, THRESHOLD } from '../rule.js';
import { languageRule, type LanguageRule, type LanguageRules } from './compile.js';
import { foldLetters, foldPlain, type FoldedLetters } from './fold.js';
import { findLanguageMatches, type LanguageMatch } from './judge.js';
import { GAP, LETTER_KIND } from './letters.js';
import { openMarks, WORD_POINTS } from './marks.js';
import { readMarks } from './read.js';

/** An attack in a language other than English. */
export interface LanguageFinding {
  readonly rule: LanguageRule;
  /** Place in the text, `end` exclusive. */
  readonly start: number;
  readonly end: number;
}

/** What was found in one text. */
export interface LanguageScan {
  readonly findings: readonly LanguageFinding[];
  /** The highest sum that structures of one language reach together; 80 is an attack. */
  readonly score: number;
}

export const NOTHING_FOREIGN: LanguageScan = { findings: [], score: 0 };

const marks = openMarks();

function weightOf(rules: LanguageRules, { structure }: LanguageMatch): number {
  return rules.weights[structure] ?? THRESHOLD;
}

/** Sums up the structures of one language that begin within reach behind a match; those of one rule count once. */
function sumFrom(rules: LanguageRules, matches: readonly LanguageMatch[], start: number) {
  const limit = (marks.start[matches[start]?.first ?? 0] ?? 0) + REACH * WORD_POINTS;
  let best = 0;
  let last = start;
  let languages = matches[start]?.languages ?? 0;
  const seen = new Set<number>();
  for (let i = start; i < matches.length; i++) {
    const match = matches[i];
    if (match === undefined || (marks.start[match.first] ?? 0) > limit) break;
    const sort = rules.sorts[match.structure] ?? 0;
    if (seen.has(sort) || (match.languages & languages) === 0) continue;
    seen.add(sort);
    languages &= match.languages;
    best += weightOf(rules, match);
    last = i;
  }
  return { sum: best, last };
}

/** Matches that are an attack alone; of those of one rule that overlap, the first. */
function distinct(rules: LanguageRules, found: readonly LanguageMatch[]): readonly LanguageMatch[] {
  const ends = new Map<number, number>();
  return found.filter((match) => {
    const sort = rules.sorts[match.structure] ?? 0;
    if (weightOf(rules, match) < THRESHOLD || match.from < (ends.get(sort) ?? 0)) return false;
    ends.set(sort, match.to);
    return true;
  });
}

/** Name under which cues are reported that are an attack together only, as those of English are. */
const COMBINED: LanguageRule = { name: 'Combined Cues', category: 'default', severity: 'high', weight: THRESHOLD };

function judge(rules: LanguageRules, folded: FoldedLetters, placeOf: (at: number) => number): LanguageScan {
  readMarks(rules.dictionary, folded, marks);
  const found = findLanguageMatches(rules, marks, folded.units, folded.length);
  if (found.length === 0) return NOTHING_FOREIGN;
  const findingOf = (rule: LanguageRule, from: number, to: number): LanguageFinding => ({
    rule,
    start: placeOf(from),
    end: placeOf(to - 1) + 1,
  });
  const findings = distinct(rules, found).map(({ structure, languages, mixed, from, to }) =>
    findingOf(languageRule(rules, structure, 31 - Math.clz32(languages & -languages), mixed), from, to),
  );
  if (findings.length > 0) return { findings, score: THRESHOLD };
  const matches = [...found].sort((a, b) => (marks.start[a.first] ?? 0) - (marks.start[b.first] ?? 0));
  let score = 0;
  for (let i = 0; i < matches.length; i++) {
    const { sum, last } = sumFrom(rules, matches, i);
    if (sum <= score) continue;
    score = sum;
    if (sum >= COMBINED_THRESHOLD)
      return { findings: [findingOf(COMBINED, matches[i]?.from ?? 0, matches[last]?.to ?? 0)], score };
  }
  return { findings, score };
}

/** Looks for attacks in any of the languages in a part of a text. Untrusted input; linear in its length. */
export function scanLanguages(
  rules: LanguageRules,
  text: string,
  from: number,
  to: number,
  reading: Reading,
): LanguageScan {
  const folded = foldLetters(text.slice(from, to), reading);
  return judge(rules, folded, (at) => from + (folded.offsets[at] ?? 0));
}

/** The same for an ASCII text that is in units. */
export function scanPlain(rules: LanguageRules, units: Uint16Array, from: number, to: number): LanguageScan {
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
