// SPDX-License-Identifier: Apache-2.0
import { ConfigError } from '../../evidence/model/errors.js';
import type { FactValue } from '../../evidence/model/policy.js';
import type { Credentials } from './credentials.js';
import type { Instructions } from './injection/assemble.js';
import { addDlpFacts, addInjectionFacts, addMissing, type Observation } from './observation.js';
import type { DetectorOptions, DetectorPorts, ToolOptions } from './options.js';
import { observeDestinations } from './tool-urls.js';
import { collectArguments, type Argument } from './tools/arguments.js';
import { compileToolPolicy, decideTool, type ToolPolicy } from './tools/policy/decide.js';
import type { UserToolRule } from './tools/policy/user-rules.js';
import type { UrlScanner } from './url-scan.js';

/** Looks at calls of tools. `argumentsJson` is JSON text, untrusted like the tool's name. */
export type ToolCallScanner = (tool: string, argumentsJson: string | undefined) => Observation;

export interface ToolCallParts {
  readonly credentials: Credentials;
  readonly instructions: Instructions;
  readonly urls: UrlScanner;
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

/**
 * Prepares the search of tool calls for one configuration.
 * @throws ConfigError when a pattern of the configuration may not run.
 */
export function compileToolCalls(
  { mcp_tool_policy: options }: DetectorOptions,
  { credentials, instructions, urls, ports }: ToolCallParts,
): ToolCallScanner {
  const policy = assemblePolicy(options, ports);

  return (tool, argumentsJson) => {
    const facts: Record<string, FactValue> = {};
    const value: unknown = argumentsJson === undefined ? undefined : JSON.parse(argumentsJson);
    const decision = decideTool(policy, { tool, arguments: value });
    if (options.enabled) Object.assign(facts, decision.facts);
    const given = collectArguments(value).values;
    const texts = given.filter(({ type }) => type === 'string');
    const values = texts.map(({ text }) => text);
    const whole = credentials.read([tool, ...given.flatMap(toLine)].join('\n'));
    const pieces = { values, keys: texts.map(({ key }) => key), names: given.map(({ key }) => key) };
    const found = addMissing(credentials.find(whole, 'arguments'), credentials.inPieces(pieces, 'arguments'));
    const told = instructions.find(whole, 'arguments');
    const limit = whole.limit();
    if (limit !== undefined) facts['view.limit'] = limit;
    addDlpFacts(facts, 'tool', found);
    addInjectionFacts(facts, 'tool', told);
    const led = observeDestinations(values, urls);
    Object.assign(facts, led.facts);
    return {
      facts,
      findings: [...(options.enabled ? decision.findings : []), ...addMissing(found, led.findings), ...told],
    };
  };
}

/** A key with its value, as a person would read them. */
function toLine({ key, type, text }: Argument): readonly string[] {
  if (type === 'array' || type === 'object') return key === '' ? [] : [key];
  return [key === '' ? text : `${key}: ${text}`];
}
