// SPDX-License-Identifier: Apache-2.0
import type { RuleRow } from './rule.js';
import { ACT_RULES } from './rules/act.table.js';
import { AGENT_RULES } from './rules/agent.table.js';
import { ANSWER_RULES } from './rules/answer.table.js';
import { BRIEF_APPEAL_RULES } from './rules/appeal-brief.table.js';
import { APPEAL_RULES } from './rules/appeal.table.js';
import { BRIEF_RULES } from './rules/brief.table.js';
import { CHARACTER_RULES } from './rules/character.table.js';
import { CUE_RULES } from './rules/cue.table.js';
import { DISCLOSURE_RULES } from './rules/disclosure.table.js';
import { EXFILTRATION_RULES } from './rules/exfiltration.table.js';
import { HANDOVER_RULES } from './rules/handover.table.js';
import { HELD_RULES } from './rules/held.table.js';
import { JAILBREAK_RULES } from './rules/jailbreak.table.js';
import { OVERRIDE_RULES } from './rules/override.table.js';
import { PLAIN_RULES } from './rules/plain.table.js';
import { PRESSURE_RULES } from './rules/pressure.table.js';
import { REACH_RULES } from './rules/reach.table.js';
import { READER_RULES } from './rules/reader.table.js';
import { ROUTING_RULES } from './rules/routing.table.js';
import { SETUP_RULES } from './rules/setup.table.js';
import { STATE_RULES } from './rules/state.table.js';
import { TURN_RULES } from './rules/turn.table.js';
import { WORK_RULES } from './rules/work.table.js';

/** Every built-in rule, cues included. */
export const RULES: readonly RuleRow[] = [
  ...OVERRIDE_RULES,
  ...DISCLOSURE_RULES,
  ...JAILBREAK_RULES,
  ...EXFILTRATION_RULES,
  ...AGENT_RULES,
  ...PRESSURE_RULES,
  ...APPEAL_RULES,
  ...READER_RULES,
  ...ACT_RULES,
  ...ANSWER_RULES,
  ...SETUP_RULES,
  ...CHARACTER_RULES,
  ...BRIEF_RULES,
  ...BRIEF_APPEAL_RULES,
  ...HELD_RULES,
  ...ROUTING_RULES,
  ...STATE_RULES,
  ...WORK_RULES,
  ...TURN_RULES,
  ...REACH_RULES,
  ...CUE_RULES,
  ...PLAIN_RULES,
  ...HANDOVER_RULES,
];
