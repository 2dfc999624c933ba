// SPDX-License-Identifier: Apache-2.0
import { ConfigError, type ConfigFault } from '../../../evidence/model/errors.js';
import type { PatternEngine } from '../../text/engine.js';
import type { DlpOptions, UserPattern } from '../options.js';
import { patternFault } from '../user-patterns.js';
import type { DlpRule } from './rule.js';
import { DLP_RULES } from './rules.table.js';

function toRule(pattern: UserPattern): DlpRule {
  return {
    name: pattern.name,
    severity: pattern.severity,
    origin: 'user',
    source: pattern.regex,
    ...(pattern.validator === '' ? {} : { validator: pattern.validator }),
    ...(pattern.exempt_domains.length === 0 ? {} : { exemptHosts: pattern.exempt_domains }),
  };
}

function faultOf(pattern: UserPattern, index: number, engine: PatternEngine): ConfigFault | undefined {
  const path = `dlp.patterns[${index}]`;
  if (DLP_RULES.some(({ name, origin }) => origin === 'core' && name === pattern.name)) {
    return { path: `${path}.name`, line: undefined, message: 'is the name of a core rule', expected: 'another name' };
  }
  return patternFault(engine, `${path}.regex`, pattern);
}

/**
 * The rules in force: the core set always, the defaults unless left out, the operator's own over both but the core.
 * Throws ConfigError naming every pattern that may not run on traffic.
 */
export function assembleRules(options: DlpOptions, engine: PatternEngine): readonly DlpRule[] {
  const faults = options.patterns.flatMap((pattern, i) => faultOf(pattern, i, engine) ?? []);
  if (faults.length > 0) throw new ConfigError(faults);
  const own = new Map(options.patterns.map((pattern) => [pattern.name, toRule(pattern)]));
  const builtIn = DLP_RULES.filter(
    ({ name, origin }) => origin === 'core' || (options.include_defaults && !own.has(name)),
  );
  return [...builtIn, ...own.values()];
}
