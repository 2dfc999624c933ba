// SPDX-License-Identifier: Apache-2.0
import type { Config } from '../config/schema.js';
import { nearestName } from '../config/suggest.js';
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
  const byLowerCase = new Map(ruleNames.map((name) => [name.toLowerCase(), name]));
  const hint = (rule: string): string => {
    const near = nearestName(rule, [...byLowerCase.keys()]);
    return near === undefined ? '' : `; did you mean "${byLowerCase.get(near) ?? near}"?`;
  };
  return named
    .filter(({ rule }) => !known.has(rule))
    .map(({ rule, path }) => ({ path, message: `has no effect: no rule is called "${rule}"${hint(rule)}` }));
}

/** What a configuration leaves off that whoever wrote a short one may take for granted: absent keys are not a preset's. */
export function whatIsOff({ forward_proxy: forward, flight_recorder: recorder }: Config): readonly ReviewNote[] {
  const off: ReviewNote[] = [];
  if (!forward.enabled) {
    off.push({ path: 'forward_proxy.enabled', message: 'is false: only /fetch is served, proxied requests get 405' });
  }
  if (!recorder.enabled || recorder.dir === '') {
    off.push({ path: 'flight_recorder.dir', message: 'is not set: nothing that passes leaves a record' });
  } else if (!recorder.require_receipts) {
    off.push({
      path: 'flight_recorder.require_receipts',
      message: 'is false: traffic goes on without evidence if it fails',
    });
  }
  return off;
}
