// SPDX-License-Identifier: Apache-2.0
import type { Severity } from '../../../../evidence/model/finding.js';
import type { TagClass } from './classes.js';

/** What an attack in a language other than English is made of. */
export interface LanguageStructure {
  /** As published in findings. `LANGUAGE` stands for the rule of the language, by the kind of structure. */
  readonly rule: string;
  readonly category: 'core' | 'default';
  readonly severity: Severity;
  /** Part of 100 that one match contributes; all of it when absent. */
  readonly weight?: number;
  /**
   * Classes of which one each must stand near the others, in one sentence. An `authority` at the head begins a line or a
   * sentence and has a colon behind it, as a speaker is named; the others are what it says.
   */
  readonly groups: readonly (readonly TagClass[])[];
  /** The first group is a verb: it stands where the language puts it, and is not negated. */
  readonly command: boolean;
  /** How far apart, in words, the others may stand from the first; 8 when absent. */
  readonly reach?: number;
}

export const STRUCTURES: readonly LanguageStructure[] = [
  {
    rule: 'Instruction Override',
    category: 'default',
    severity: 'high',
    groups: [['drop'], ['rules'], ['prior', 'all', 'your']],
    command: true,
  },
  {
    rule: 'Instruction Override',
    category: 'default',
    severity: 'high',
    groups: [['drop'], ['prompt']],
    command: true,
  },
  {
    rule: 'System Prompt Disclosure',
    category: 'default',
    severity: 'high',
    groups: [['reveal'], ['prompt']],
    command: true,
  },
  {
    rule: 'Role Override',
    category: 'core',
    severity: 'high',
    groups: [['role'], ['persona', 'unrestricted']],
    command: false,
  },
  {
    rule: 'External Data Transfer Directive',
    category: 'core',
    severity: 'critical',
    groups: [['send'], ['secret'], ['outside', 'mail', 'link']],
    command: true,
  },
  {
    rule: 'Hidden Instruction',
    category: 'core',
    severity: 'high',
    groups: [['conceal'], ['user']],
    command: false,
  },
  {
    rule: 'Behavior Override',
    category: 'default',
    severity: 'medium',
    groups: [['persist'], ['must']],
    command: false,
  },
  {
    rule: 'New Instructions',
    category: 'default',
    severity: 'high',
    groups: [['authority'], ['override', 'drop']],
    command: false,
    reach: 20,
  },
];
