// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../../../evidence/model/finding.js';
import type { PatternEngine } from '../../text/pattern-engine.js';
import type { TextReading } from '../../text/reading.js';
import type { ResponseOptions } from '../options.js';
import { assertAdmitted } from '../user-patterns.js';
import { compileInjection, detectInjection, reportableRules, type InjectionScanner } from './detect.js';
import { LEXICONS } from './languages/languages.table.js';

/** Each rule once, in the first view that shows it. */
function firstOfEach(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ rule }) => !seen.has(rule) && seen.add(rule).size > 0);
}

/** The search for instructions to an agent, as a configuration wants it. */
export interface Instructions {
  /** Published names of the rules that may be reported. */
  readonly ruleNames: readonly string[];
  /** Compiles the rules, which takes a while; otherwise the first text pays for it. */
  readonly prepare: () => void;
  find(reading: TextReading, surface: string): readonly Finding[];
}

/**
 * Prepares the rules of one configuration. The core set is always in.
 * @throws ConfigError when a pattern of the configuration may not run.
 */
export function assembleInstructions(options: ResponseOptions, engine: PatternEngine): Instructions {
  assertAdmitted(engine, 'response_scanning.patterns', options.patterns);
  let compiled: InjectionScanner | undefined;
  const scanner = (): InjectionScanner => (compiled ??= compileInjection(LEXICONS, options.patterns, engine));
  const built = reportableRules(LEXICONS).filter(({ category }) => options.include_defaults || category === 'core');
  const reported = new Set([...built.map(({ name }) => name), ...options.patterns.map(({ name }) => name)]);
  return {
    ruleNames: [...reported],
    prepare: () => void scanner(),
    find: (reading, surface) => {
      const found = firstOfEach(detectInjection(scanner(), reading, surface));
      return options.include_defaults ? found : found.filter(({ rule }) => reported.has(rule));
    },
  };
}
