// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../../../evidence/model/finding.js';
import type { PatternEngine } from '../../text/engine.js';
import type { TextReading } from '../../text/reading.js';
import type { ResponseOptions } from '../options.js';
import { assertAdmitted } from '../user-patterns.js';
import { LEXICONS } from './languages/languages.table.js';
import { compileInjection, detectInjection, reportableRules } from './detect.js';

/** The search for instructions to an agent, as a configuration wants it. */
export interface Instructions {
  /** Published names of the rules that may be reported. */
  readonly ruleNames: readonly string[];
  find(reading: TextReading, surface: string): readonly Finding[];
}

/**
 * Prepares the rules of one configuration. The core set is always in.
 * @throws ConfigError when a pattern of the configuration may not run.
 */
export function assembleInstructions(options: ResponseOptions, engine: PatternEngine): Instructions {
  assertAdmitted(engine, 'response_scanning.patterns', options.patterns);
  const scanner = compileInjection(LEXICONS, options.patterns, engine);
  const built = reportableRules(scanner).filter(({ category }) => options.include_defaults || category === 'core');
  const reported = new Set([...built.map(({ name }) => name), ...options.patterns.map(({ name }) => name)]);
  return {
    ruleNames: [...reported],
    find: (reading, surface) => {
      const findings = detectInjection(scanner, reading, surface);
      return options.include_defaults ? findings : findings.filter(({ rule }) => reported.has(rule));
    },
  };
}
