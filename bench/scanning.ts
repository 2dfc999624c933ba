// SPDX-License-Identifier: Apache-2.0
import { presetConfig } from '../enforce/config/presets.js';
import type { Config } from '../enforce/config/schema.js';
import type { PolicySnapshot } from '../enforce/mediate/snapshot.js';
import { buildContext } from '../enforce/runtime/context.js';
import { buildDecisionParts, type DecisionParts } from '../enforce/runtime/decision.js';

export interface BalancedParts {
  readonly config: Config;
  readonly parts: DecisionParts;
  readonly snapshot: PolicySnapshot;
}

/** Configuration, detectors and policy as the product composes them for the balanced preset; no environment secrets. */
export function balancedParts(): BalancedParts {
  const config = presetConfig('balanced');
  const parts = buildDecisionParts(config, {});
  const observer = { onVerdict: () => undefined, onEnd: () => undefined, onEvidenceFailure: () => undefined };
  return { config, parts, snapshot: buildContext({ config, parts, observer }).snapshot() };
}
