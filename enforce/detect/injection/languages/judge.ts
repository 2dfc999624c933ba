// SPDX-License-Identifier: Apache-2.0
import { ANY_LANGUAGE, classNumber, FIRST_BESIDE, PHRASE } from './classes.js';
import type { LanguageRules } from './compile.js';
import { affirmed, allowedAt, gapBetween } from './grammar.js';
import type { Marks } from './marks.js';
import { ENGLISH_FLAG, WEAK_FLAG } from './nodes.js';
import { hasComma, isByChance, isDescribed, isNearDevice, isSpeaker } from './places.js';

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

/** Marks to each side of a head that are looked at. Bounds the work for each mark, whatever the text. */
const MAX_NEAR = 160;
/** Attempts to find the words of one match. */
const BUDGET = 400;
/** Matches of one structure in one text; further ones change no verdict. */
const MAX_MATCHES = 32;
/** So many harmless places are looked into; from then on a match counts wherever it stands. */
const MAX_REFUSED = 200;
/** Mail addresses and links are of no language. */
const FORMS = classNumber('mail');

let budget = 0;
const chosen = new Int32Array(8);

/** A text under judgement. */
interface Case {
  readonly rules: LanguageRules;
  readonly marks: Marks;
  readonly units: Uint16Array;
  readonly length: number;
  readonly found: LanguageMatch[];
  /** Matches of each structure. */
  readonly counts: Int32Array;
  refused: number;
}

/** Chooses marks for the groups from `group` on; the languages that all agree on, or 0. */
function choose(
  under: Case,
  structure: number,
  group: number,
  languages: number,
  [lowest, highest]: readonly [number, number],
): number {
  const { rules, marks } = under;
  const sets = rules.groups[structure] ?? [];
  if (group === sets.length) return hasForeign(marks, sets.length) ? languages : 0;
  const set = sets[group] ?? 0;
  const head = chosen[0] ?? 0;
  const reach = rules.reaches[structure] ?? 0;
  const isFirm = rules.firm[structure] === true;
  const isCommand = rules.heads[structure] === 'command';
  for (let at = lowest; at < highest; at++) {
    const name = marks.class[at] ?? 0;
    if (name >= FIRST_BESIDE || (set & (1 << name)) === 0) continue;
    if (isFirm && ((marks.flags[at] ?? 0) & WEAK_FLAG) !== 0) continue;
    if (budget-- <= 0) return 0;
    let agreed = languages & (marks.languages[at] ?? 0);
    if (isCommand) agreed &= allowedAt(rules, marks, head, at);
    if (agreed === 0 || !isBeside(marks, at, group, reach)) continue;
    chosen[group] = at;
    agreed = choose(under, structure, group + 1, agreed, [lowest, highest]);
    if (agreed !== 0) return agreed;
  }
  return 0;
}

/** True when a mark is near all that are chosen, and overlaps with none. */
function isBeside(marks: Marks, at: number, group: number, reach: number): boolean {
  for (let i = 0; i < group; i++) {
    const gap = gapBetween(marks, chosen[i] ?? 0, at);
    if (gap < 0 || gap > reach) return false;
  }
  return true;
}

function hasForeign(marks: Marks, count: number): boolean {
  for (let i = 0; i < count; i++) if (((marks.flags[chosen[i] ?? 0] ?? 0) & ENGLISH_FLAG) === 0) return true;
  return false;
}

function matchOf(marks: Marks, structure: number, languages: number, count: number): LanguageMatch {
  let [first, last] = [chosen[0] ?? 0, chosen[0] ?? 0];
  let mixed = false;
  for (let i = 0; i < count; i++) {
    const mark = chosen[i] ?? 0;
    if ((marks.from[mark] ?? 0) < (marks.from[first] ?? 0)) first = mark;
    if ((marks.to[mark] ?? 0) > (marks.to[last] ?? 0)) last = mark;
    mixed ||= marks.languages[mark] === ANY_LANGUAGE && (marks.class[mark] ?? 0) < FORMS;
  }
  return { structure, languages, mixed, first, last, from: marks.from[first] ?? 0, to: marks.to[last] ?? 0 };
}

/** Marks that may belong to a structure whose head is at a mark: those of its sentence, or what a speaker says. */
function neighbours(marks: Marks, head: number, speech: boolean): readonly [number, number] {
  const sentence = marks.sentence[head];
  const isWithin = (at: number): boolean => speech || marks.sentence[at] === sentence;
  let lowest = head;
  let highest = head + 1;
  if (!speech) while (lowest > 0 && head - lowest < MAX_NEAR && isWithin(lowest - 1)) lowest--;
  while (highest < marks.count && highest - head < MAX_NEAR && isWithin(highest)) highest++;
  return [lowest, highest];
}

function classesIn(marks: Marks, [lowest, highest]: readonly [number, number]): number {
  let present = 0;
  for (let at = lowest; at < highest; at++) {
    const name = marks.class[at] ?? 0;
    if (name < FIRST_BESIDE) present |= 1 << name;
  }
  return present;
}

function keep(under: Case, match: LanguageMatch): void {
  const { marks, units, length, found, counts } = under;
  if (under.refused < MAX_REFUSED && isDescribed(marks, units, length, match)) {
    under.refused++;
    return;
  }
  counts[match.structure] = (counts[match.structure] ?? 0) + 1;
  found.push(match);
}

/** Tries all structures whose head is at a mark. */
function matchAt(under: Case, head: number): void {
  const { rules, marks, units, counts } = under;
  const bit = 1 << (marks.class[head] ?? 0);
  const speech = bit === rules.speakerClass;
  if (speech && !isSpeaker(units, marks.from[head] ?? 0, marks.to[head] ?? 0)) return;
  const bounds = neighbours(marks, head, speech);
  const present = classesIn(marks, bounds);
  let affirmation: number | undefined;
  for (let structure = 0; structure < rules.groups.length; structure++) {
    const sets = rules.groups[structure] ?? [];
    if (((sets[0] ?? 0) & bit) === 0 || (counts[structure] ?? 0) >= MAX_MATCHES) continue;
    if (!sets.every((set) => (set & present) !== 0)) continue;
    let languages = marks.languages[head] ?? 0;
    if (rules.heads[structure] !== 'any') languages &= affirmation ??= affirmed(rules, marks, head);
    if (languages === 0) continue;
    budget = BUDGET;
    chosen[0] = head;
    const agreed = choose(under, structure, 1, languages, bounds);
    if (agreed === 0) continue;
    const match = matchOf(marks, structure, agreed, sets.length);
    if (rules.clause[structure] === true && hasComma(units, match.from, match.to)) continue;
    if (!isByChance(marks, chosen.subarray(0, sets.length), match)) keep(under, match);
  }
}

/** Tries the phrase at a mark. */
function matchPhrase(under: Case, at: number): void {
  const { rules, marks, counts } = under;
  const structure = rules.groups.length + (marks.class[at] ?? 0) - PHRASE;
  const languages = (marks.languages[at] ?? 0) & affirmed(rules, marks, at);
  if (languages === 0 || (counts[structure] ?? 0) >= MAX_MATCHES) return;
  if (structure === rules.groups.length && isNearDevice(marks, at)) return;
  chosen[0] = at;
  keep(under, matchOf(marks, structure, languages, 1));
}

/** Every structure and phrase that stands in the marks of a folded text. */
export function findLanguageMatches(
  rules: LanguageRules,
  marks: Marks,
  units: Uint16Array,
  length: number,
): readonly LanguageMatch[] {
  const counts = new Int32Array(rules.groups.length + rules.phraseRules.length);
  const under: Case = { rules, marks, units, length, found: [], counts, refused: 0 };
  for (let at = 0; at < marks.count; at++) {
    const name = marks.class[at] ?? 0;
    if (name >= PHRASE) matchPhrase(under, at);
    else if (name < FIRST_BESIDE && (rules.headClasses & (1 << name)) !== 0) matchAt(under, at);
  }
  return under.found;
}
