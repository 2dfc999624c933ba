// SPDX-License-Identifier: Apache-2.0
import {
  compileToolPolicy,
  decideTool,
  type ToolDecision,
  type ToolPolicy,
  type ToolPolicyOptions,
} from '../../../../../../enforce/detect/tools/policy/decide.js';
import { ENGINE } from '../../detection.js';

/** A policy without faults. */
export function policyWith(options: Partial<ToolPolicyOptions> = {}): ToolPolicy {
  const policy = compileToolPolicy({ action: 'warn', ...options }, ENGINE);
  if ('faults' in policy) throw new Error(JSON.stringify(policy.faults));
  return policy;
}

const DEFAULT_POLICY = policyWith();

export function decide(tool: string, value: unknown, policy = DEFAULT_POLICY): ToolDecision {
  return decideTool(policy, { tool, arguments: value });
}

/** Names of the rules that a call matches. */
export function rulesFor(tool: string, value: unknown, policy = DEFAULT_POLICY): readonly string[] {
  return decide(tool, value, policy).matches.map(({ rule }) => rule);
}
