// SPDX-License-Identifier: Apache-2.0
import type { Config } from '../config/schema.js';
import { buildDetectors } from '../detect/detectors.js';
import { detectorPorts } from './detector-ports.js';

/** Something in a valid configuration that has no effect. */
export interface ReviewNote {
  readonly path: string;
  readonly message: string;
}

/**
 * Compiles the rules of a configuration and tells what in it has no effect.
 * @throws ConfigError when a pattern may not run on traffic.
 */
export function reviewConfig(config: Config): readonly ReviewNote[] {
  const { ruleNames } = buildDetectors(config, detectorPorts());
  const known = new Set(ruleNames);
  const named = [
    ...config.suppress.map(({ rule }, index) => ({ rule, path: `suppress[${index}].rule` })),
    ...config.request_body_scanning.disable_patterns.map((rule, index) => ({
      rule,
      path: `request_body_scanning.disable_patterns[${index}]`,
    })),
    ...Object.keys(config.request_body_scanning.pattern_actions).map((rule) => ({
      rule,
      path: `request_body_scanning.pattern_actions.${rule}`,
    })),
  ];
  return named
    .filter(({ rule }) => !known.has(rule))
    .map(({ rule, path }) => ({ path, message: `has no effect: no rule is called "${rule}"` }));
}
