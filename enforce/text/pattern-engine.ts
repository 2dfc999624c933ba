// SPDX-License-Identifier: Apache-2.0

/** A regular expression in RE2 syntax: no lookaround, no back-reference, linear time. */
export interface PatternSource {
  readonly id: string;
  readonly source: string;
  readonly caseInsensitive: boolean;
}

/** Many patterns tried in one linear pass. */
export interface PatternSet {
  /**
   * Indices, ascending, of the patterns that occur in the text. `^` and `$` match at line ends. Throws when the engine
   * gives up (out of memory); the caller must treat that as a block.
   */
  match(text: string): readonly number[];
}

/** Place of a match in UTF-16 code units; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One compiled pattern, used to find where a match stands. */
export interface Matcher {
  /** The first match at or after `from`, or undefined. */
  find(text: string, from: number): Span | undefined;
}

/**
 * The regular expression engine, an argument because the fast one is native code. Both engines give the same answers;
 * the name and version stand in the policy document.
 */
export interface PatternEngine {
  readonly name: 're2' | 're2js';
  readonly version: string;
  /** Throws when a source does not compile. */
  compileSet(sources: readonly PatternSource[]): PatternSet;
  /** Throws when the source does not compile. */
  compile(source: PatternSource): Matcher;
  /** Milliseconds that one set match of this source takes on the sample. Used only to admit patterns at start-up. */
  measure(source: PatternSource, sample: string): number;
}

/** Why a pattern from the configuration is refused. */
export type PatternFault = 'too_long' | 'syntax' | 'too_slow' | 'matches_empty';

/** Longest source of a pattern from the configuration, in UTF-16 units. */
const MAX_PATTERN_LENGTH = 1024;
const SAMPLE_LENGTH = 16_384;
const MAX_SAMPLE_MS = 25;

/** Texts that keep many states of an automaton alive: one letter repeated, two letters in turn, a long token. */
function hostileSamples(): readonly string[] {
  const token = 'aB3_-=/+.: x\n';
  const mixed: string[] = [];
  // A small linear congruence: any text without a short period does, and a fixed one gives the same verdict every time.
  for (let seed = 7, i = 0; i < SAMPLE_LENGTH; i++) {
    seed = (seed * 1103 + 12345) % 65_521;
    mixed.push(token.charAt(seed % token.length));
  }
  return ['a'.repeat(SAMPLE_LENGTH), 'ab'.repeat(SAMPLE_LENGTH / 2), mixed.join('')];
}

/**
 * Decides whether a pattern written by an operator may run on traffic. Linear time is not yet fast: nested bounded
 * repeats can take seconds on a large body, so each pattern is timed on 16 KiB of hostile text.
 */
export function admitPattern(engine: PatternEngine, source: PatternSource): PatternFault | undefined {
  if (source.source.length > MAX_PATTERN_LENGTH) return 'too_long';
  try {
    if (engine.compile(source).find('', 0) !== undefined) return 'matches_empty';
    for (const sample of hostileSamples()) {
      // The better of two runs: the first pays for building the automaton, and a busy machine must not refuse a rule.
      const first = engine.measure(source, sample);
      if (first > MAX_SAMPLE_MS && engine.measure(source, sample) > MAX_SAMPLE_MS) return 'too_slow';
    }
  } catch {
    return 'syntax';
  }
  return undefined;
}
