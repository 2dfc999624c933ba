// SPDX-License-Identifier: Apache-2.0
import type { Config } from '../../config/schema.js';
import { TOOL_RULES } from '../../config/sections/detection.table.js';

type ToolPolicy = Config['mcp_tool_policy'];

/** What every rule does in the end, by name: a rule of the file replaces a built-in one of its name. */
export function effectiveRules({ action, rules }: ToolPolicy): ReadonlyMap<string, string> {
  const effective = new Map<string, string>(Object.entries(TOOL_RULES).map(([name, own]) => [name, own ?? action]));
  for (const rule of rules) effective.set(rule.name, rule.action === '' ? action : rule.action);
  return effective;
}

const MATCHES_ALL = /^\^?(?:\.\*|\.\+|\(\.\*\)|\[\\s\\S\]\*)\$?$/;

/** Rules of the file whose argument pattern matches whatever is said. */
export function rulesThatMatchAll({ rules }: ToolPolicy): readonly string[] {
  return rules.flatMap(({ name, arg_pattern }) =>
    MATCHES_ALL.test(arg_pattern) ? [`rule "${name}": arg_pattern matches every argument`] : [],
  );
}

/** Parts of names of tools that delete, run commands, or write files. */
const RISKY_PARTS = [
  ...['delete', 'remove', 'destroy', 'drop', 'purge', 'unlink', 'wipe', 'rm'],
  ...['bash', 'exec', 'shell', 'terminal', 'command', 'eval', 'spawn'],
  ...['create_file', 'write_file', 'edit_file', 'save_file', 'overwrite', 'patch_file'],
];

/** Rules of the file that are about dangerous tools and do not block. */
export function riskyTools(policy: ToolPolicy): readonly string[] {
  const actions = effectiveRules(policy);
  return policy.rules.flatMap(({ name, tool_pattern }) => {
    const action = actions.get(name) ?? '';
    const risky = RISKY_PARTS.some((part) => tool_pattern.toLowerCase().includes(part));
    return risky && action !== 'block' ? [`rule "${name}": a dangerous tool is given the action "${action}"`] : [];
  });
}
