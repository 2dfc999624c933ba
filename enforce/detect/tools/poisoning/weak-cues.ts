// SPDX-License-Identifier: Apache-2.0
import type { WordClass } from './lexicon.table.js';
import type { TaggedWord } from './words.js';

/** What a text asks to be handed over. */
export type Harvest = 'secret' | 'prompt';

/** Cues in thousandths. What is asked for, that it be moved, where to, and what makes the request odd. */
const TARGETS: readonly (readonly [WordClass, weight: number, harvest: Harvest])[] = [
  ['secret_path', 1250, 'secret'],
  ['secret_file', 1250, 'secret'],
  ['prompt_thing', 1000, 'prompt'],
  ['secret', 750, 'secret'],
  ['env', 750, 'secret'],
];
const MOVES: readonly (readonly [WordClass, number])[] = [
  ['give', 750],
  ['send', 750],
];
const ODDITIES: readonly (readonly [WordClass, number])[] = [
  ['param', 500],
  ['url', 500],
  ['handle', 500],
  ['condition', 500],
  ['agent', 500],
  ['coercion', 500],
  ['full', 250],
  ['secretly', 1000],
  ['silently', 750],
  ['consent', 1000],
];
/** A target that is moved to somewhere, with one thing more that honest texts do not say. */
const THRESHOLD = 3000;

type Presence = ReadonlySet<WordClass>;

function presenceOf(words: readonly TaggedWord[]): readonly Presence[] {
  const sentences: Set<WordClass>[] = [];
  for (const { classes, sentence } of words) {
    const present = (sentences[sentence] ??= new Set<WordClass>());
    for (const kind of classes) present.add(kind);
  }
  return Array.from(sentences, (present: Presence | undefined) => present ?? new Set<WordClass>());
}

function scoreOf(first: Presence, second: Presence): { readonly score: number; readonly harvest: Harvest | undefined } {
  const has = (kind: WordClass): boolean => first.has(kind) || second.has(kind);
  const target = TARGETS.find(([kind]) => has(kind));
  const move = MOVES.find(([kind]) => has(kind));
  if (target === undefined || move === undefined) return { score: 0, harvest: undefined };
  const odd = ODDITIES.reduce((sum, [kind, weight]) => sum + (has(kind) ? weight : 0), 0);
  return { score: target[1] + move[1] + odd, harvest: target[2] };
}

/**
 * What two sentences in a row ask for, when no single cue says so but their sum does: something secret, a direction to
 * hand it over, a place for it, and a reason to wonder.
 */
export function harvestByCues(words: readonly TaggedWord[]): Harvest | undefined {
  const sentences = presenceOf(words);
  for (let i = 0; i < sentences.length; i++) {
    const { score, harvest } = scoreOf(sentences[i] ?? new Set(), sentences[i + 1] ?? new Set());
    if (score >= THRESHOLD) return harvest;
  }
  return undefined;
}
