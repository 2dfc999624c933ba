// SPDX-License-Identifier: Apache-2.0
import { wordsOfName } from '../names.js';
import type { TaggedWord } from './words.js';

/** How a text steers the agent away from other tools. */
export interface SteeringClaims {
  /** Sum of cues; from `STEERING` on the text manipulates. */
  readonly score: number;
  /** It claims to stand in for tools of others. */
  readonly replaces: boolean;
}

/** Two strong cues, or three weak ones: a single piece of honest advice (`use this instead of cat`) stays below. */
export const STEERING = 2.5;

function isNear(
  words: readonly TaggedWord[],
  at: number,
  reach: number,
  matches: (word: TaggedWord) => boolean,
): boolean {
  const sentence = words[at]?.sentence;
  for (let i = Math.max(0, at - reach); i <= Math.min(words.length - 1, at + reach); i++) {
    const word = words[i];
    if (i !== at && word?.sentence === sentence && word !== undefined && matches(word)) return true;
  }
  return false;
}

function isAhead(
  words: readonly TaggedWord[],
  at: number,
  reach: number,
  matches: (word: TaggedWord) => boolean,
): boolean {
  const sentence = words[at]?.sentence;
  return words.slice(at + 1, at + 1 + reach).some((word) => word.sentence === sentence && matches(word));
}

interface Neighbours {
  readonly isSibling: (name: string) => boolean;
}

/** `instead of the built-in X tool`: whose tool it is decides how much that weighs. */
function passedOver(words: readonly TaggedWord[], at: number, { isSibling }: Neighbours): number {
  const toolAhead = isAhead(words, at, 7, ({ classes }) => classes.has('tool'));
  const named = words
    .slice(at + 1, at + 7)
    .find(({ classes }) => classes.has('identifier') || classes.has('shell_tool'));
  if (named !== undefined && isSibling(named.text)) return 0;
  if (toolAhead && isAhead(words, at, 5, ({ classes }) => classes.has('other'))) return 1.5;
  if (named !== undefined && toolAhead) return 1;
  return toolAhead ? 0.5 : 0;
}

function scoreOfWord(words: readonly TaggedWord[], at: number, neighbours: Neighbours): number {
  const word = words[at];
  if (word === undefined) return 0;
  const { classes } = word;
  if (classes.has('instead')) return passedOver(words, at, neighbours);
  if (
    (word.text === 'never' || word.text === 'not') &&
    isAhead(words, at, 2, (next) => next.text === 'use' || next.text === 'call') &&
    isAhead(words, at, 4, (next) => next.classes.has('other')) &&
    isAhead(words, at, 7, (next) => next.classes.has('tool'))
  )
    return 1.5;
  if (
    classes.has('dismiss') &&
    isAhead(words, at, 3, (next) => next.classes.has('other')) &&
    isAhead(words, at, 4, (next) => next.classes.has('tool'))
  )
    return 1.5;
  if (
    classes.has('supersede') &&
    isAhead(words, at, 7, (next) => next.classes.has('tool')) &&
    isAhead(words, at, 6, (next) => next.classes.has('other') || next.text === 'any' || next.text === 'all')
  )
    return 1.5;
  if (
    classes.has('flawed') &&
    isNear(words, at, 6, (next) => next.classes.has('tool') || next.classes.has('identifier'))
  ) {
    // The tool may speak of itself: that it is deprecated is honest.
    const own = isNear(words, at, 4, (next) => next.classes.has('this') || next.text === 'it');
    return own ? 0 : 1;
  }
  if (classes.has('regardless') && isAhead(words, at, 6, (next) => next.classes.has('user'))) return 1;
  return 0;
}

/** A tool's name as it is compared: case and separators do not count. */
export function siblingKey(name: string): string {
  return wordsOfName(name).join('_');
}

/** Weighs what a text says about other tools. `siblings` are the keys of those on the same list: advice to use them is honest. */
export function steeringClaims(words: readonly TaggedWord[], siblings: ReadonlySet<string>): SteeringClaims {
  const neighbours: Neighbours = { isSibling: (name) => siblings.has(siblingKey(name)) };
  let steers = 0;
  let supersedes = false;
  for (let i = 0; i < words.length; i++) {
    const score = scoreOfWord(words, i, neighbours);
    if (score > 0 && words[i]?.classes.has('supersede')) supersedes = true;
    steers += score;
  }
  if (steers === 0) return { score: 0, replaces: false };
  const insists = words.some(
    (word, i) =>
      word.classes.has('always') &&
      word.text !== 'never' &&
      isNear(words, i, 8, ({ classes }) => classes.has('tool') || classes.has('call')),
  );
  const prefers = words.some(
    (word, i) => word.classes.has('prefer') && isAhead(words, i, 2, ({ classes }) => classes.has('tool')),
  );
  const routes = words.some(
    (word, i) =>
      word.classes.has('full') &&
      isAhead(words, i, 8, ({ classes }) => classes.has('param')) &&
      isNear(words, i, 3, ({ classes }) => classes.has('give') || classes.has('send')),
  );
  return { score: steers + (insists ? 1 : 0) + (prefers ? 0.5 : 0) + (routes ? 1 : 0), replaces: supersedes };
}
