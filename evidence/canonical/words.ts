// SPDX-License-Identifier: Apache-2.0

/** The words of a text, which one space separates, as a union. */
export type Words<S extends string> = S extends `${infer Word} ${infer Rest}` ? Word | Words<Rest> : S;

/** A closed vocabulary from lines of words. */
export function wordsOf<const L extends readonly string[]>(...lines: L): readonly Words<L[number]>[] {
  return lines.flatMap((line) => line.split(' ') as Words<L[number]>[]);
}
