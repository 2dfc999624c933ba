// SPDX-License-Identifier: Apache-2.0
import { classNumber } from './classes.js';
import type { LanguageRules } from './compile.js';
import { WORD_POINTS, type Marks } from './marks.js';

const NEGATION = classNumber('negation');
/** One word may stand between a negation and what it negates. */
const NEGATION_REACH = WORD_POINTS;
/** Points that the longest phrase takes: marks stand in the order of their ends. */
const LONGEST = 10 * WORD_POINTS;
/** Marks behind a verb among which its negation is looked for. */
const MAX_BEHIND = 60;

/** Classes that stand on either side of the verb in any language: who is to act, since when, and how. */
const FREE = (['assistant', 'user', 'persist', 'must', 'always'] as const).reduce(
  (bits, name) => bits | (1 << classNumber(name)),
  0,
);

/** Points between two marks; negative when they overlap. */
export function gapBetween(marks: Marks, one: number, other: number): number {
  return Math.max((marks.start[one] ?? 0) - (marks.end[other] ?? 0), (marks.start[other] ?? 0) - (marks.end[one] ?? 0));
}

/** Languages in which a word may stand where it does, seen from the verb. */
export function allowedAt(rules: LanguageRules, marks: Marks, verb: number, at: number): number {
  const { verbFirst, verbLast } = rules.dictionary;
  if ((FREE & (1 << (marks.class[at] ?? 0))) !== 0) return verbFirst | verbLast;
  if ((marks.start[at] ?? 0) >= (marks.end[verb] ?? 0)) return verbFirst;
  return (marks.end[at] ?? 0) <= (marks.start[verb] ?? 0) ? verbLast : 0;
}

/** Languages that negate what is at a mark with a word in front of it. */
function negatedBefore(marks: Marks, verb: number): number {
  const start = marks.start[verb] ?? 0;
  let negated = 0;
  for (let at = verb - 1; at >= 0 && (marks.end[at] ?? 0) >= start - NEGATION_REACH - LONGEST; at--) {
    if (marks.class[at] !== NEGATION || marks.sentence[at] !== marks.sentence[verb]) continue;
    const gap = start - (marks.end[at] ?? 0);
    if (gap >= 0 && gap <= NEGATION_REACH) negated |= marks.languages[at] ?? 0;
  }
  return negated;
}

/** The same with a word behind it, where the language has it there: next to the verb, or at the end of the sentence. */
function negatedBehind(rules: LanguageRules, marks: Marks, verb: number): number {
  const sentence = marks.sentence[verb] ?? 0;
  const end = marks.end[verb] ?? 0;
  const last = marks.sentenceEnd[sentence] ?? 0;
  const until = Math.min(marks.count, verb + MAX_BEHIND);
  let negated = 0;
  for (let at = verb + 1; at < until && marks.sentence[at] === sentence; at++) {
    if (marks.class[at] !== NEGATION) continue;
    const gap = (marks.start[at] ?? 0) - end;
    if (gap >= 0 && gap <= NEGATION_REACH)
      negated |= (marks.languages[at] ?? 0) & (rules.dictionary.verbLast | rules.trailing);
    else if (gap > 0 && (marks.end[at] ?? 0) >= last) negated |= (marks.languages[at] ?? 0) & rules.trailing;
  }
  return negated;
}

/** Languages in which no negation goes with what is at a mark. */
export function affirmed(rules: LanguageRules, marks: Marks, verb: number): number {
  return ~(negatedBefore(marks, verb) | negatedBehind(rules, marks, verb));
}
