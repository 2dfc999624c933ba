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
 * Behind an atom, `:` says that a colon follows the word, `,` that a comma, a colon or a dash does, as behind a name that is
 * called. The search starts from the atom whose words are the rarest in
 * ordinary text, or from the one with `!` in front. At the end, `-NAME`: the structure does not hold when such a word stands
 * inside it; `%NAME`: nor when such a word is the next behind it.
 */
export interface Step {
  readonly alternatives: readonly string[];
  /** Words that may stand between the step before and this one. */
  readonly gap: number;
  /** A sentence may end between the step before and this one. */
  readonly crossing: boolean;
  readonly clause: boolean;
  readonly capitals: boolean;
  readonly colon: boolean;
  readonly called: boolean;
}

export interface Structure {
  readonly steps: readonly Step[];
  /** Where the search starts, when the notation says so. */
  readonly anchor: number | undefined;
  /** Classes and words that must not stand between the first step and the last. */
  readonly without: readonly string[];
  /** Classes and words that must not stand right behind the last step. */
  readonly notBefore: readonly string[];
}

const GAP = /^([~;])(\d+)$/;
const ATOM = /^([!^=]*)([\p{L}\p{M}\p{N}\u200c\u200d_|#*']+)([:,]?)$/u;

function namesIn(part: string): string[] {
  return part
    .slice(1)
    .split('|')
    .map((name) => name.replaceAll('_', ' '));
}

/** Parses a structure of the rule tables. Throws on a mistake in a table; input is trusted. */
export function parseStructure(source: string): Structure {
  const steps: Step[] = [];
  const without: string[] = [];
  const notBefore: string[] = [];
  let anchor: number | undefined;
  let gap = 0;
  let crossing = false;
  for (const part of source.trim().split(/\s+/)) {
    const distance = GAP.exec(part);
    if (distance !== null) {
      gap = Number(distance[2]);
      crossing = distance[1] === ';';
    } else if (part.startsWith('-')) {
      without.push(...namesIn(part));
    } else if (part.startsWith('%')) {
      notBefore.push(...namesIn(part));
    } else {
      const atom = ATOM.exec(part);
      if (atom === null) throw new Error(`not a structure: ${source}`);
      const [, marks = '', body = '', mark] = atom;
      if (marks.includes('!')) anchor = steps.length;
      const alternatives = namesIn(`-${body}`);
      const [clause, capitals] = [marks.includes('^'), marks.includes('=')];
      const [colon, called] = [mark === ':', mark === ','];
      steps.push({ alternatives, gap, crossing, clause, capitals, colon, called });
      gap = 0;
      crossing = false;
    }
  }
  if (steps.length === 0) throw new Error(`an empty structure: ${source}`);
  return { steps, anchor, without, notBefore };
}

/** True for the name of a class, false for a word to be found literally. */
export function isClassName(alternative: string): boolean {
  return /^[A-Z][A-Z0-9 ]*$/.test(alternative);
}
