// SPDX-License-Identifier: Apache-2.0
import { ConfigError } from '../../evidence/model/errors.js';
import type { Finding } from '../../evidence/model/finding.js';
import type { FactValue } from '../../evidence/model/policy.js';
import type { Credentials } from './credentials.js';
import { combinePieces } from './dlp/combine.js';
import type { Instructions } from './injection/assemble.js';
import { addDlpFacts, addInjectionFacts, type Observation } from './observation.js';
import type { DetectorOptions, DetectorPorts, ToolOptions } from './options.js';
import { collectArguments } from './tools/arguments.js';
import { compileToolPolicy, decideTool, type ToolPolicy } from './tools/policy/decide.js';
import type { UserToolRule } from './tools/policy/user-rules.js';

/** Looks at calls of tools. `argumentsJson` is JSON text, untrusted like the tool's name. */
export type ToolCallScanner = (tool: string, argumentsJson: string | undefined) => Observation;

export interface ToolCallParts {
  readonly credentials: Credentials;
  readonly instructions: Instructions;
  readonly ports: DetectorPorts;
}

/** A rule as the configuration spells it: what is left empty is no condition. */
function toRule(rule: ToolOptions['rules'][number]): UserToolRule {
  const filled = Object.entries(rule).filter(
    ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(filled) as unknown as UserToolRule;
}

function assemblePolicy({ rules, action }: ToolOptions, { engine }: DetectorPorts): ToolPolicy {
  const policy = compileToolPolicy({ action, rules: rules.map(toRule) }, engine);
  if (!('faults' in policy)) return policy;
  throw new ConfigError(
    policy.faults.map(({ rule, field, fault }) => {
      const index = rules.findIndex(({ name }) => name === rule);
      const path = `mcp_tool_policy.rules[${index}].${field}`;
      return { path, line: undefined, message: `is refused: ${fault}`, expected: 'a short pattern in RE2 syntax' };
    }),
  );
}

/** Texts of the arguments joined without anything between, where a credential cut over several of them would show. */
function joinedArguments(values: readonly string[], { scanner }: Credentials): readonly string[] {
  if (values.length < 2) return [];
  return [values.join(''), ...combinePieces(values, scanner.anchors)];
}

/**
 * Prepares the search of tool calls for one configuration.
 * @throws ConfigError when a pattern of the configuration may not run.
 */
export function compileToolCalls(
  { mcp_tool_policy: options }: DetectorOptions,
  { credentials, instructions, ports }: ToolCallParts,
): ToolCallScanner {
  const policy = assemblePolicy(options, ports);

  return (tool, argumentsJson) => {
    const facts: Record<string, FactValue> = {};
    const value: unknown = argumentsJson === undefined ? undefined : JSON.parse(argumentsJson);
    const decision = decideTool(policy, { tool, arguments: value });
    if (options.enabled) Object.assign(facts, decision.facts);
    const values = collectArguments(value).values.flatMap(({ type, text }) => (type === 'string' ? [text] : []));
    const lines = [tool, ...argumentLines(value)].join('\n');
    const whole = credentials.read(lines);
    const found = new Map<string, Finding>();
    for (const finding of credentials.find(whole, 'arguments')) found.set(finding.rule, finding);
    const split = credentials.read(joinedArguments(values, credentials).join('\n'));
    for (const finding of credentials.find(split, 'arguments')) {
      if (!found.has(finding.rule)) found.set(finding.rule, withoutPlace(finding));
    }
    const told = instructions.find(whole, 'arguments');
    const limit = whole.limit() ?? split.limit();
    if (limit !== undefined) facts['view.limit'] = limit;
    addDlpFacts(facts, 'tool', [...found.values()]);
    addInjectionFacts(facts, 'tool', told);
    return { facts, findings: [...(options.enabled ? decision.findings : []), ...found.values(), ...told] };
  };
}

function withoutPlace({ detector, rule, category, severity, surface }: Finding): Finding {
  return { detector, rule, category, severity, surface, view: 'split' };
}

/** Keys with their values, one a line, as a person would read them. */
function argumentLines(value: unknown): readonly string[] {
  return collectArguments(value).values.flatMap(({ key, type, text }) => {
    if (type === 'array' || type === 'object') return key === '' ? [] : [key];
    return [key === '' ? text : `${key}: ${text}`];
  });
}
