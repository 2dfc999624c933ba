// SPDX-License-Identifier: Apache-2.0
import type { Severity } from '../../../../evidence/model/finding.js';
import type { TagClass } from './classes.js';

/** How the first group of a structure is read. */
export type Head =
  /** A verb: it stands where the language puts it, and is not negated. */
  | 'command'
  /** Not negated. */
  | 'verb'
  | 'any';

/** What an attack in a language other than English is made of. */
export interface LanguageStructure {
  /** As published in findings. For the names in `NAMED` the rule of the language stands. */
  readonly rule: string;
  readonly category: 'core' | 'default';
  readonly severity: Severity;
  /** Part of 100 that one match contributes; all of it when absent. A cue is a structure with less. */
  readonly weight?: number;
  /**
   * Classes of which one each must stand near the others, in one sentence. An `authority` at the head begins a line or a
   * sentence and has a colon behind it, as a speaker is named; the others are what it says.
   */
  readonly groups: readonly (readonly TagClass[])[];
  readonly head: Head;
  /** Words that mean little alone do not count. */
  readonly firm?: boolean;
  /** No comma stands inside. */
  readonly clause?: boolean;
  /** How far apart, in words, any two may stand; 8 when absent. */
  readonly reach?: number;
}

/** Kinds of structures whose rules bear the name of the language. */
export const NAMED = ['Instruction Override', 'System Prompt Disclosure', 'Jailbreak Mode'];

const OVERRIDE = { rule: 'Instruction Override', category: 'default', severity: 'high', head: 'command' } as const;
const CUE = { category: 'default', severity: 'low' } as const;

export const STRUCTURES: readonly LanguageStructure[] = [
  { ...OVERRIDE, groups: [['drop'], ['rules'], ['prior', 'your']] },
  { ...OVERRIDE, groups: [['drop'], ['rules'], ['all']], firm: true },
  { ...OVERRIDE, groups: [['drop'], ['prompt']] },
  { ...OVERRIDE, groups: [['drop'], ['rules'], ['assistant']] },
  { ...OVERRIDE, groups: [['drop'], ['all'], ['prior']], reach: 4 },
  {
    rule: 'System Prompt Disclosure',
    category: 'default',
    severity: 'high',
    groups: [['reveal'], ['prompt']],
    head: 'command',
  },
  {
    rule: 'Role Override',
    category: 'core',
    severity: 'high',
    groups: [['role'], ['persona', 'unrestricted']],
    head: 'any',
  },
  {
    rule: 'External Data Transfer Directive',
    category: 'core',
    severity: 'critical',
    groups: [['send'], ['secret'], ['outside', 'mail', 'link']],
    head: 'command',
  },
  {
    rule: 'Hidden Instruction',
    category: 'core',
    severity: 'high',
    groups: [['conceal'], ['user']],
    head: 'any',
    clause: true,
  },
  {
    rule: 'Hidden Instruction',
    category: 'core',
    severity: 'high',
    groups: [['conceal'], ['user'], ['run', 'send']],
    head: 'any',
  },
  {
    rule: 'Behavior Override',
    category: 'default',
    severity: 'medium',
    groups: [['persist'], ['must']],
    firm: true,
    head: 'any',
  },
  {
    rule: 'New Instructions',
    category: 'default',
    severity: 'high',
    groups: [['authority'], ['override', 'drop']],
    head: 'any',
    reach: 20,
  },
  {
    rule: 'Authority Escalation',
    category: 'default',
    severity: 'high',
    groups: [['authority'], ['approve'], ['tool']],
    head: 'any',
    reach: 20,
  },
  {
    rule: 'Memory Persistence Directive',
    category: 'default',
    severity: 'high',
    groups: [['persist', 'memorize'], ['user'], ['authority'], ['always']],
    head: 'verb',
  },
  {
    rule: 'Tool Call Imperative',
    category: 'default',
    severity: 'high',
    groups: [['run'], ['risky'], ['mail', 'link', 'secret', 'send']],
    head: 'verb',
    reach: 10,
  },
  {
    rule: 'Tool Call Imperative',
    category: 'default',
    severity: 'high',
    groups: [['fetch', 'reveal', 'send'], ['tenant']],
    head: 'verb',
    reach: 5,
  },
  {
    rule: 'Outbound Link Exfiltration',
    category: 'default',
    severity: 'high',
    groups: [['fetch', 'send'], ['leak']],
    head: 'verb',
    reach: 4,
  },
  {
    ...CUE,
    rule: 'Cue: rules dropped',
    weight: 45,
    groups: [['drop'], ['rules']],
    head: 'command',
    firm: true,
    reach: 4,
  },
  {
    ...CUE,
    rule: 'Cue: rules dropped',
    weight: 45,
    groups: [['drop'], ['all', 'prior']],
    head: 'command',
    reach: 1,
  },
  { ...CUE, rule: 'Cue: new orders', weight: 45, groups: [['override']], head: 'any' },
  { ...CUE, rule: 'Cue: role', weight: 15, groups: [['role']], head: 'verb' },
  { ...CUE, rule: 'Cue: no limits', weight: 45, groups: [['unrestricted']], head: 'any' },
  { ...CUE, rule: 'Cue: from now on', weight: 20, groups: [['persist']], head: 'any' },
  { ...CUE, rule: 'Cue: from now on', weight: 45, groups: [['persist', 'memorize'], ['must']], head: 'any' },
  { ...CUE, rule: 'Cue: prompt', weight: 40, groups: [['prompt']], head: 'any' },
  { ...CUE, rule: 'Cue: secret', weight: 45, groups: [['send'], ['secret']], head: 'command' },
  { ...CUE, rule: 'Cue: sent outside', weight: 35, groups: [['send'], ['mail', 'link']], head: 'command' },
  { ...CUE, rule: 'Cue: secret', weight: 45, groups: [['reveal'], ['secret']], head: 'command', reach: 4 },
  { ...CUE, rule: 'Cue: concealment', weight: 25, groups: [['conceal']], head: 'any' },
  { ...CUE, rule: 'Cue: tool', weight: 45, groups: [['must'], ['run'], ['tool']], head: 'any' },
  { ...CUE, rule: 'Cue: tool', weight: 15, groups: [['run'], ['tool']], head: 'verb', reach: 4 },
];
