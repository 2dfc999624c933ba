// SPDX-License-Identifier: Apache-2.0

/**
 * A structure of words, as rules write it: atoms with spaces between them. An atom is one alternative or several with
 * `|` between them: `DROP` a class of the lexicons, `follow` a word, `follow_it` several words in a row, `#url` a thing
 * the tagger knows by its form. In front of an atom:
 *
 * - `~3` up to three words may stand between the atom before and this one; without it they are neighbours
 * - `;3` the same, and a sentence may end in between
 * - `^` the atom begins a clause
 * - `=` the word is written in capitals
 *
 * The atom from which the search starts is the first, or the one with `!` in front; it should be the rarest. `-NAME` at
 * the end: the structure does not hold when such a word stands inside it.
 */
export interface Step {
  readonly alternatives: readonly string[];
  /** Words that may stand between the step before and this one. */
  readonly gap: number;
  /** A sentence may end between the step before and this one. */
  readonly crossing: boolean;
  readonly clause: boolean;
  readonly capitals: boolean;
}

export interface Structure {
  readonly steps: readonly Step[];
  readonly anchor: number;
  /** Classes and words that must not stand between the first step and the last. */
  readonly without: readonly string[];
}

const GAP = /^([~;])(\d+)$/;
const ATOM = /^([!^=]*)([\p{L}\p{N}_|#*']+)$/u;

/** Parses a structure of the rule tables. Throws on a mistake in a table; input is trusted. */
export function parseStructure(source: string): Structure {
  const steps: Step[] = [];
  const without: string[] = [];
  let anchor = 0;
  let gap = 0;
  let crossing = false;
  for (const part of source.trim().split(/\s+/)) {
    const distance = GAP.exec(part);
    if (distance !== null) {
      gap = Number(distance[2]);
      crossing = distance[1] === ';';
    } else if (part.startsWith('-')) {
      without.push(...part.slice(1).split('|'));
    } else {
      const atom = ATOM.exec(part);
      if (atom === null) throw new Error(`not a structure: ${source}`);
      const [, marks = '', body = ''] = atom;
      if (marks.includes('!')) anchor = steps.length;
      const alternatives = body.split('|').map((word) => word.replaceAll('_', ' '));
      steps.push({ alternatives, gap, crossing, clause: marks.includes('^'), capitals: marks.includes('=') });
      gap = 0;
      crossing = false;
    }
  }
  if (steps.length === 0) throw new Error(`an empty structure: ${source}`);
  return { steps, anchor, without };
}

/** True for the name of a class, false for a word to be found literally. */
export function isClassName(alternative: string): boolean {
  return /^[A-Z][A-Z0-9 ]*$/.test(alternative);
}
