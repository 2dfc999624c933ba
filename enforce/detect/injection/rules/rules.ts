// SPDX-License-Identifier: Apache-2.0
import { ACT_RULES } from './act.table.js';
import { AGENT_RULES } from './agent.table.js';
import { ANSWER_RULES } from './answer.table.js';
import { BRIEF_APPEAL_RULES } from './appeal-brief.table.js';
import { APPEAL_RULES } from './appeal.table.js';
import { BRIEF_RULES } from './brief.table.js';
import { CALLED_RULES } from './called.table.js';
import { CHARACTER_RULES } from './character.table.js';
import { CUE_RULES } from './cue.table.js';
import { DISCLOSURE_RULES } from './disclosure.table.js';
import { DIVERTED_RULES } from './diverted.table.js';
import { EXFILTRATION_RULES } from './exfiltration.table.js';
import { HANDOVER_RULES } from './handover.table.js';
import { HELD_RULES } from './held.table.js';
import { JAILBREAK_RULES } from './jailbreak.table.js';
import { OVERRIDE_RULES } from './override.table.js';
import { PLAIN_RULES } from './plain.table.js';
import { PRESSURE_RULES } from './pressure.table.js';
import { REACH_RULES } from './reach.table.js';
import { READER_RULES } from './reader.table.js';
import { ROUTING_RULES } from './routing.table.js';
import type { RuleRow } from './rule.js';
import { SETUP_RULES } from './setup.table.js';
import { STANDING_RULES } from './standing.table.js';
import { STATE_RULES } from './state.table.js';
import { TURN_RULES } from './turn.table.js';
import { WORK_RULES } from './work.table.js';

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
  ...STANDING_RULES,
  ...CALLED_RULES,
  ...DIVERTED_RULES,
];
