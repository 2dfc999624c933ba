// SPDX-License-Identifier: Apache-2.0
import { classNumber, PHRASE } from './classes.js';
import type { LanguageRules } from './compile.js';
import { isSpeaker } from './places.js';
import { WORD_POINTS, type Marks } from './marks.js';

/** A structure found in the marks of a text. */
export interface LanguageMatch {
  /** Number of the structure; those of phrases follow those of the table. */
  readonly structure: number;
  /** Bits of the languages that it is in. */
  readonly languages: number;
  /** A word of it is English. */
  readonly mixed: boolean;
  /** Marks at both ends. */
  readonly first: number;
  readonly last: number;
  /** Folded units; `to` is exclusive. */
  readonly from: number;
  readonly to: number;
}

/** Marks to each side of a verb that are looked at. Bounds the work for each mark, whatever the text. */
const MAX_NEAR = 160;
/** Attempts to find the words of one match. */
const BUDGET = 400;
/** Words of a negation from the verb that it negates. */
const NEGATION_REACH = WORD_POINTS;
/** Matches of one text; further ones change no verdict. */
const MAX_MATCHES = 64;

const NEGATION = classNumber('negation');

let budget = 0;
const chosen = new Int32Array(4);

/** Languages in which no negation goes with the verb at a mark. */
function affirmed(rules: LanguageRules, marks: Marks, verb: number): number {
  const { verbLast } = rules.dictionary;
  const sentence = marks.sentence[verb];
  const [start, end] = [marks.start[verb] ?? 0, marks.end[verb] ?? 0];
  let negated = 0;
  for (let at = verb - 1; at >= 0 && (marks.end[at] ?? 0) >= start - NEGATION_REACH - LONGEST; at--) {
    if (marks.class[at] !== NEGATION || marks.sentence[at] !== sentence) continue;
    const gap = start - (marks.end[at] ?? 0);
    if (gap >= 0 && gap <= NEGATION_REACH) negated |= marks.languages[at] ?? 0;
  }
  const last = marks.sentenceEnd[sentence ?? 0] ?? 0;
  for (let at = verb + 1; at < marks.count && marks.sentence[at] === sentence; at++) {
    if (marks.class[at] !== NEGATION) continue;
    const gap = (marks.start[at] ?? 0) - end;
    const languages = marks.languages[at] ?? 0;
    if (gap >= 0 && gap <= NEGATION_REACH) negated |= languages & (verbLast | rules.trailing);
    else if (gap > 0 && last - (marks.end[at] ?? 0) <= 0) negated |= languages & rules.trailing;
    if (at - verb > MAX_NEAR) break;
  }
  return ~negated;
}

/** Points that the longest phrase takes: marks stand in the order of their ends. */
const LONGEST = 10 * WORD_POINTS;

/** Languages in which a word may stand where it does, seen from the verb. */
function ordered(rules: LanguageRules, marks: Marks, verb: number, at: number): number {
  const { verbFirst, verbLast } = rules.dictionary;
  if ((marks.start[at] ?? 0) >= (marks.end[verb] ?? 0)) return verbFirst;
  return (marks.end[at] ?? 0) <= (marks.start[verb] ?? 0) ? verbLast : 0;
}

function gapBetween(marks: Marks, one: number, other: number): number {
  return Math.max((marks.start[one] ?? 0) - (marks.end[other] ?? 0), (marks.start[other] ?? 0) - (marks.end[one] ?? 0));
}

/** Chooses marks for the groups from `group` on; the languages that all agree on, or 0. */
function choose(
  rules: LanguageRules,
  marks: Marks,
  structure: number,
  group: number,
  languages: number,
  [lowest, highest]: readonly [number, number],
): number {
  const sets = rules.groups[structure] ?? [];
  if (group === sets.length) return hasForeign(marks, sets.length) ? languages : 0;
  const set = sets[group] ?? 0;
  const head = chosen[0] ?? 0;
  const reach = rules.reaches[structure] ?? 0;
  for (let at = lowest; at < highest; at++) {
    const name = marks.class[at] ?? 0;
    if (name >= PHRASE || (set & (1 << name)) === 0) continue;
    if (budget-- <= 0) return 0;
    let allowed = languages & (marks.languages[at] ?? 0);
    if (rules.commands[structure] === 1) allowed &= ordered(rules, marks, head, at);
    if (allowed === 0 || !isBeside(marks, at, group, reach)) continue;
    chosen[group] = at;
    const agreed = choose(rules, marks, structure, group + 1, allowed, [lowest, highest]);
    if (agreed !== 0) return agreed;
  }
  return 0;
}

function isBeside(marks: Marks, at: number, group: number, reach: number): boolean {
  for (let i = 0; i < group; i++) {
    const gap = gapBetween(marks, chosen[i] ?? 0, at);
    if (gap < 0 || gap > reach) return false;
  }
  return true;
}

function hasForeign(marks: Marks, count: number): boolean {
  for (let i = 0; i < count; i++) if (marks.english[chosen[i] ?? 0] !== 1) return true;
  return false;
}

function matchOf(marks: Marks, structure: number, languages: number, count: number): LanguageMatch {
  let [first, last] = [chosen[0] ?? 0, chosen[0] ?? 0];
  let mixed = false;
  for (let i = 0; i < count; i++) {
    const mark = chosen[i] ?? 0;
    if ((marks.from[mark] ?? 0) < (marks.from[first] ?? 0)) first = mark;
    if ((marks.to[mark] ?? 0) > (marks.to[last] ?? 0)) last = mark;
    mixed ||= marks.languages[mark] === -1 && (marks.class[mark] ?? 0) < FORMS;
  }
  return { structure, languages, mixed, first, last, from: marks.from[first] ?? 0, to: marks.to[last] ?? 0 };
}

const FORMS = classNumber('mail');

/** Marks that may belong to a structure whose first group is at a mark: those of its sentence, or what a speaker says. */
function neighbours(marks: Marks, head: number, speech: boolean): readonly [number, number] {
  const sentence = marks.sentence[head];
  let lowest = head;
  let highest = head + 1;
  if (!speech) while (lowest > 0 && head - lowest < MAX_NEAR && marks.sentence[lowest - 1] === sentence) lowest--;
  const isWithin = (at: number): boolean => speech || marks.sentence[at] === sentence;
  while (highest < marks.count && highest - head < MAX_NEAR && isWithin(highest)) highest++;
  return [lowest, highest];
}

function classesIn(marks: Marks, [lowest, highest]: readonly [number, number]): number {
  let present = 0;
  for (let at = lowest; at < highest; at++) {
    const name = marks.class[at] ?? 0;
    if (name < PHRASE) present |= 1 << name;
  }
  return present;
}

/** Tries all structures whose first group is at a mark. */
function matchAt(rules: LanguageRules, marks: Marks, units: Uint16Array, head: number, found: LanguageMatch[]): void {
  const bit = 1 << (marks.class[head] ?? 0);
  const speech = bit === rules.speakerClass;
  if (speech && !isSpeaker(units, marks.from[head] ?? 0, marks.to[head] ?? 0)) return;
  const bounds = neighbours(marks, head, speech);
  const present = classesIn(marks, bounds);
  for (let structure = 0; structure < rules.groups.length; structure++) {
    const sets = rules.groups[structure] ?? [];
    if (((sets[0] ?? 0) & bit) === 0 || !sets.every((set) => (set & present) !== 0)) continue;
    let languages = marks.languages[head] ?? 0;
    if (rules.commands[structure] === 1) languages &= affirmed(rules, marks, head);
    if (languages === 0) continue;
    budget = BUDGET;
    chosen[0] = head;
    const agreed = choose(rules, marks, structure, 1, languages, bounds);
    if (agreed !== 0) found.push(matchOf(marks, structure, agreed, sets.length));
  }
}

/** Every structure and phrase that stands in the marks. */
export function findLanguageMatches(rules: LanguageRules, marks: Marks, units: Uint16Array): readonly LanguageMatch[] {
  const found: LanguageMatch[] = [];
  for (let at = 0; at < marks.count && found.length < MAX_MATCHES; at++) {
    const name = marks.class[at] ?? 0;
    if (name >= PHRASE) {
      const languages = (marks.languages[at] ?? 0) & affirmed(rules, marks, at);
      if (languages === 0) continue;
      chosen[0] = at;
      found.push(matchOf(marks, rules.groups.length + name - PHRASE, languages, 1));
    } else if ((rules.heads & (1 << name)) !== 0) matchAt(rules, marks, units, at, found);
  }
  return found;
}
