// SPDX-License-Identifier: Apache-2.0
import type { RuleRow } from './rule.js';
import { AGENT_RULES } from './rules/agent.table.js';
import { APPEAL_RULES } from './rules/appeal.table.js';
import { DISCLOSURE_RULES } from './rules/disclosure.table.js';
import { EXFILTRATION_RULES } from './rules/exfiltration.table.js';
import { JAILBREAK_RULES } from './rules/jailbreak.table.js';
import { OVERRIDE_RULES } from './rules/override.table.js';
import { PRESSURE_RULES } from './rules/pressure.table.js';

/** Every built-in rule, cues included. */
export const RULES: readonly RuleRow[] = [
  ...OVERRIDE_RULES,
  ...DISCLOSURE_RULES,
  ...JAILBREAK_RULES,
  ...EXFILTRATION_RULES,
  ...AGENT_RULES,
  ...PRESSURE_RULES,
  ...APPEAL_RULES,
];
