// SPDX-License-Identifier: Apache-2.0
import type { WordClass } from './lexicon.table.js';
import type { TaggedWord } from './words.js';

/** One step of a sequence: a word of one of the classes, at most so many words behind the step before. */
export interface Step {
  readonly is: readonly WordClass[];
  readonly within: number;
}

/** Words in this order. `sentences`: how many sentences it may reach over. */
export interface Sequence {
  readonly steps: readonly Step[];
  readonly sentences: number;
}

/** Writes a sequence: `give 6 content 4 secret_path|secret_file`. */
export function sequence(text: string, sentences = 1): Sequence {
  const [first = '', ...rest] = text.split(' ');
  const steps: Step[] = [{ is: classList(first), within: 0 }];
  for (let i = 0; i < rest.length; i += 2) steps.push({ is: classList(rest[i + 1] ?? ''), within: Number(rest[i]) });
  return { steps, sentences };
}

function classList(text: string): readonly WordClass[] {
  return text.split('|') as WordClass[];
}

function isOne({ classes }: TaggedWord, { is }: Step): boolean {
  for (const kind of is) if (classes.has(kind)) return true;
  return false;
}

interface Reached {
  /** Index of the word at which the step was last reached, and the sentence in which the sequence began. */
  readonly at: number;
  readonly began: number;
}

/** Whether every step finds some word at all: most sequences are ruled out by that. */
export function mayHold(present: ReadonlySet<WordClass>, { steps }: Sequence): boolean {
  return steps.every(({ is }) => is.some((kind) => present.has(kind)));
}

/** Every class that some of the words are of. */
export function classesOfAll(words: readonly TaggedWord[]): ReadonlySet<WordClass> {
  const present = new Set<WordClass>();
  for (const { classes } of words) for (const kind of classes) present.add(kind);
  return present;
}

/**
 * Whether the words hold the sequence. For each step the latest place at which it can be reached is kept, which is all
 * that a later step asks for: time is linear in words and steps.
 */
export function holdsSequence(words: readonly TaggedWord[], { steps, sentences }: Sequence): boolean {
  const reached: (Reached | undefined)[] = steps.map(() => undefined);
  return words.some((word, i) => {
    // From the last step down, so that one word does not serve two steps.
    for (let k = steps.length - 1; k >= 0; k--) {
      const step = steps[k];
      if (step === undefined || !isOne(word, step)) continue;
      const before = k === 0 ? { at: i, began: word.sentence } : reached[k - 1];
      if (
        before === undefined ||
        (k > 0 && i - before.at > step.within + 1) ||
        word.sentence - before.began >= sentences
      )
        continue;
      reached[k] = { at: i, began: before.began };
    }
    return reached[steps.length - 1]?.at === i;
  });
}
