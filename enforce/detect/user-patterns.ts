// SPDX-License-Identifier: Apache-2.0
import { ConfigError, type ConfigFault } from '../../evidence/model/errors.js';
import { admitPattern, type PatternEngine, type PatternFault } from '../text/pattern-engine.js';

/** A pattern from a configuration, with the name it is reported under. */
export interface NamedPattern {
  readonly name: string;
  readonly regex: string;
}

const FAULTS: Readonly<Record<PatternFault, string>> = {
  too_long: 'is too long',
  syntax: 'is not a pattern in RE2 syntax',
  too_slow: 'takes too long on a large text',
  matches_empty: 'matches the empty text',
};

/** What is wrong with a pattern at `path`, or undefined when it may run on traffic. */
export function patternFault(engine: PatternEngine, path: string, pattern: NamedPattern): ConfigFault | undefined {
  const fault = admitPattern(engine, { id: pattern.name, source: pattern.regex, caseInsensitive: true });
  if (fault === undefined) return undefined;
  return { path, line: undefined, message: FAULTS[fault], expected: 'a short pattern in RE2 syntax' };
}

/** @throws ConfigError naming every pattern of a list that may not run on traffic. */
export function assertAdmitted(engine: PatternEngine, list: string, patterns: readonly NamedPattern[]): void {
  const faults = patterns.flatMap((pattern, index) => patternFault(engine, `${list}[${index}].regex`, pattern) ?? []);
  if (faults.length > 0) throw new ConfigError(faults);
}
