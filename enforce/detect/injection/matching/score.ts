// SPDX-License-Identifier: Apache-2.0
import { COMBINED_THRESHOLD, REACH, type Part } from '../rules/rule.js';
import { LEAD_CLAUSE, type Tags } from '../words/tags.js';
import type { CompiledRules } from './compile.js';
import { isIn, type StructureMatch } from './matcher.js';

/** The highest sum that rules reach together within a stretch of a text, and that stretch. */
export interface Score {
  readonly sum: number;
  /** Matches at the ends of the stretch; undefined when there is no match at all. */
  readonly first: StructureMatch | undefined;
  readonly last: StructureMatch | undefined;
}

const NOTHING: Score = { sum: 0, first: undefined, last: undefined };

/** What a name adds for each further of its structures that holds, as a part of its weight, and for how many. */
const FURTHER = 0.5;
const MAX_FURTHER = 2;

/** How far apart two matches of one window may stand. */
interface Reach {
  readonly words: number;
  readonly sentences: number;
}

/**
 * From so many words on a text has some cues by chance: a manual names options, files and keys on every page. There they
 * mean one thing together only in three sentences of one paragraph at most.
 */
const LONG_WORDS = 300;
const IN_LONG_TEXT: Reach = { words: REACH, sentences: 2 };
const IN_SHORT_TEXT: Reach = { words: REACH, sentences: Infinity };
const FAR: Reach = { words: 260, sentences: Infinity };

/** Weights of what stands in a window. */
class Held {
  private own = 0;
  /** What weighs only beside an address. */
  private support = 0;
  private addresses = 0;
  /** How many matches are more than a topic. */
  acts = 0;
  /** Weights of the parts of families, and what of them weighs only beside each other. */
  private readonly families = new Map<string, Map<string, number>>();
  private readonly restOf = new Map<string, number>();
  private rest = 0;
  private readonly structures = new Map<number, number>();
  private readonly distinct = new Map<number, number>();
  private readonly rules: CompiledRules;

  constructor(rules: CompiledRules) {
    this.rules = rules;
  }

  /** Adds a match or, with -1, takes it back. */
  count({ row, structure }: StructureMatch, change: 1 | -1): void {
    const times = (this.structures.get(structure) ?? 0) + change;
    this.structures.set(structure, times);
    const rule = this.rules.rows[row];
    if (rule?.topic !== true) this.acts += change;
    if (rule?.address === true) this.addresses += change;
    if (times !== (change === 1 ? 1 : 0)) return;
    const group = this.rules.groups[row] ?? 0;
    const before = this.distinct.get(group) ?? 0;
    this.distinct.set(group, before + change);
    const weight = this.rules.weights[row] ?? 0;
    const difference = worth(weight, before + change) - worth(weight, before);
    if (rule?.part !== undefined) this.addPart(rule.part, difference);
    else if (rule?.support === true) this.support += difference;
    else this.own += difference;
  }

  private addPart({ family, name, alone }: Part, difference: number): void {
    const parts = this.families.get(family) ?? new Map<string, number>();
    this.families.set(family, parts);
    const weight = (parts.get(name) ?? 0) + difference;
    if (weight > 0) parts.set(name, weight);
    else parts.delete(name);
    this.own += Math.round(difference * alone);
    this.rest += difference - Math.round(difference * alone);
    this.restOf.set(family, (this.restOf.get(family) ?? 0) + difference - Math.round(difference * alone));
  }

  /** What parts of families add beside each other. */
  private get together(): number {
    if (this.rest === 0) return 0;
    let sum = 0;
    for (const [family, parts] of this.families) if (parts.size > 1) sum += this.restOf.get(family) ?? 0;
    return sum;
  }

  get sum(): number {
    return this.own + (this.addresses > 0 ? this.support : 0) + this.together;
  }
}

/** What a name is worth by how many of its structures hold. */
function worth(weight: number, distinct: number): number {
  return distinct === 0 ? 0 : Math.round(weight * (1 + FURTHER * Math.min(distinct - 1, MAX_FURTHER)));
}

/**
 * Slides a window over the matches. A structure counts once in a window, however often it holds, so that
 * repeating one word does not make an attack; further structures of one name count for less.
 */
function bestWindow(rules: CompiledRules, tags: Tags, matches: readonly StructureMatch[], reach: Reach): Score {
  const held = new Held(rules);
  let best: Score = NOTHING;
  let start = 0;
  for (const match of matches) {
    const word = (tags.first[match.firstTag] ?? 0) - reach.words;
    const sentence = (tags.sentence[match.firstTag] ?? 0) - reach.sentences;
    for (; start < matches.length; start++) {
      const left = matches[start];
      if (left === undefined) break;
      if ((tags.first[left.firstTag] ?? 0) >= word && (tags.sentence[left.lastTag] ?? 0) >= sentence) break;
      held.count(left, -1);
    }
    held.count(match, 1);
    if (held.acts > 0 && held.sum > best.sum) best = { sum: held.sum, first: matches[start], last: match };
  }
  return best;
}

/** The very same words, or words in common of one theme; in a long text also a part of the same words. */
function isSameSign(rules: CompiledRules, before: StructureMatch, match: StructureMatch, long: boolean): boolean {
  const begins = before.from === match.from;
  if (begins && before.to === match.to) return true;
  if (long && (begins || match.to <= before.to)) return true;
  const theme = rules.rows[match.row]?.theme;
  return theme !== undefined && match.from < before.to && rules.rows[before.row]?.theme === theme;
}

function isWide(rules: CompiledRules, { row }: StructureMatch): boolean {
  return (rules.rows[row]?.reach ?? REACH) > REACH;
}

/**
 * Of sorted matches that hold for the very same words, the heaviest: one clause is one sign, however many rules know it.
 * What weighs only beside its family stands in no other cue's way.
 */
function withoutDoubles(
  rules: CompiledRules,
  sorted: readonly StructureMatch[],
  long: boolean,
): readonly StructureMatch[] {
  const kept: StructureMatch[] = [];
  const lastOf = new Map<string, number>();
  for (const match of sorted) {
    const family = rules.rows[match.row]?.part?.family ?? '';
    const last = lastOf.get(family) ?? -1;
    const before = kept[last];
    if (before === undefined || !isSameSign(rules, before, match, long)) lastOf.set(family, kept.push(match) - 1);
    else if ((rules.weights[before.row] ?? 0) < (rules.weights[match.row] ?? 0)) kept[last] = match;
  }
  return kept;
}

/** True for a match that has no words in common with a graded one; of several such, for the first. */
function standsApart(graded: readonly StructureMatch[], match: StructureMatch): boolean {
  for (const one of graded) {
    if (one === match) return true;
    if (match.from < one.to && one.from < match.to) return false;
  }
  return true;
}

/** The score of a text from its matches. Rules that reach far are summed up over a longer stretch, among themselves. */
export function scoreMatches(rules: CompiledRules, tags: Tags, found: readonly StructureMatch[]): Score {
  if (found.length === 0) return NOTHING;
  const sorted = [...found].sort(
    (a, b) => (tags.first[a.firstTag] ?? 0) - (tags.first[b.firstTag] ?? 0) || a.firstTag - b.firstTag || a.to - b.to,
  );
  const long = tags.words > LONG_WORDS;
  const graded = sorted.filter(({ row }) => rules.rows[row]?.graded === true);
  const apart = graded.length === 0 ? sorted : sorted.filter((match) => standsApart(graded, match));
  const matches = withoutDoubles(rules, apart, long);
  const near = bestWindow(rules, tags, matches, long ? IN_LONG_TEXT : IN_SHORT_TEXT);
  const wide = matches.filter((match) => isWide(rules, match));
  const far = bestWindow(rules, tags, wide, FAR);
  const best = far.sum > near.sum ? far : near;
  if (best.sum < COMBINED_THRESHOLD || !isLawless(rules, matches) || speaksToReader(rules, tags)) return best;
  return { ...best, sum: COMBINED_THRESHOLD - 1 };
}

/** What weighs no more than this only names what is spoken of. */
const MERE_NAME = 15;

/** True when all that was found is somebody without rules. */
function isLawless(rules: CompiledRules, matches: readonly StructureMatch[]): boolean {
  return matches.every(({ row }) => rules.rows[row]?.theme === 'lawless' || (rules.weights[row] ?? 0) <= MERE_NAME);
}

/** True for a text that speaks to whoever reads it. Of somebody without rules others speak as well: an article, a story. */
function speaksToReader(rules: CompiledRules, tags: Tags): boolean {
  for (let tag = 0; tag < tags.count; tag++) {
    const entry = tags.entry[tag] ?? 0;
    if (isIn(rules, rules.readerSet, entry)) return true;
    if ((tags.lead[tag] ?? 0) >= LEAD_CLAUSE && isIn(rules, rules.orderSet, entry)) return true;
  }
  return false;
}
