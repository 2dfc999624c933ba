// SPDX-License-Identifier: Apache-2.0
import type { RuleRow } from './rule.js';

export const RULES: readonly RuleRow[] = [
  {
    name: 'Prompt Injection',
    category: 'core',
    severity: 'critical',
    command: true,
    structures: ['DROP ~3 PRIOR ~2 RULES', 'DROP ~3 RULES ~3 PRIOR'],
  },
  {
    name: 'System Prompt Disclosure',
    category: 'core',
    severity: 'high',
    command: true,
    structures: ['REVEAL ~6 PROMPT'],
  },
];
