// SPDX-License-Identifier: Apache-2.0
import type { CompiledRules } from './compile.js';
import type { StructureMatch } from './matcher.js';
import { REACH } from './rule.js';
import type { Tags } from './tags.js';

/** The highest sum that rules reach together within a stretch of a text, and that stretch. */
export interface Score {
  readonly sum: number;
  /** Matches at the ends of the stretch; undefined when there is no match at all. */
  readonly first: StructureMatch | undefined;
  readonly last: StructureMatch | undefined;
}

const NOTHING: Score = { sum: 0, first: undefined, last: undefined };

/**
 * Slides a window of `reach` words over the matches. Rules of one name count once in a window, however often it holds, so that
 * repeating one word does not make an attack.
 */
function bestWindow(rules: CompiledRules, tags: Tags, matches: readonly StructureMatch[], reach: number): Score {
  const held = new Int32Array(rules.rows.length);
  let best: Score = NOTHING;
  let sum = 0;
  let start = 0;
  for (const match of matches) {
    const word = tags.first[match.firstTag] ?? 0;
    for (; start < matches.length; start++) {
      const left = matches[start];
      if (left === undefined || (tags.first[left.firstTag] ?? 0) >= word - reach) break;
      const group = rules.groups[left.row] ?? 0;
      const count = (held[group] ?? 0) - 1;
      held[group] = count;
      if (count === 0) sum -= rules.weights[left.row] ?? 0;
    }
    const group = rules.groups[match.row] ?? 0;
    const count = (held[group] ?? 0) + 1;
    held[group] = count;
    if (count === 1) sum += rules.weights[match.row] ?? 0;
    if (sum > best.sum) best = { sum, first: matches[start], last: match };
  }
  return best;
}

/** The score of a text from its matches. Rules that reach far are summed up over a longer stretch, among themselves. */
export function scoreMatches(rules: CompiledRules, tags: Tags, found: readonly StructureMatch[]): Score {
  if (found.length === 0) return NOTHING;
  const matches = [...found].sort((a, b) => (tags.first[a.firstTag] ?? 0) - (tags.first[b.firstTag] ?? 0));
  const near = bestWindow(rules, tags, matches, REACH);
  const wide = matches.filter((match) => (rules.rows[match.row]?.reach ?? REACH) > REACH);
  const far = bestWindow(rules, tags, wide, WIDE_REACH);
  return far.sum > near.sum ? far : near;
}

const WIDE_REACH = 260;
