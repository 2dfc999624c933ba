// SPDX-License-Identifier: Apache-2.0
import type { DecisionWords } from '../../evidence/model/decision-change.js';
import type { SilenceReason } from '../../enforce/replay/replayed.js';
import {
  REPLAY_CLASSES,
  type ReplayClass,
  type ReplayNotAsserted,
  type ReplayReport,
} from '../../enforce/replay/report.js';

/** A report as headings, lines and tables, before it becomes text, Markdown or HTML. */
export interface Page {
  readonly title: string;
  readonly sections: readonly Section[];
}

export interface Section {
  readonly heading: string;
  readonly lines?: readonly string[];
  readonly table?: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };
}

const CLASS_WORDS: Readonly<Record<ReplayClass, string>> = {
  same: 'same',
  newly_blocked: 'newly blocked',
  newly_allowed: 'newly allowed',
  changed: 'changed reason or mark',
  not_reached: 'answer not reached: its request is newly blocked',
  cannot_say: 'cannot say',
};

const SILENCE_WORDS: Readonly<Record<SilenceReason, string>> = {
  facts: 'a fact decides that was not observed',
  beyond_record: 'the record ends before what would have to be looked at',
  redacted: 'the record holds no facts: they were redacted, or another program wrote it',
  policy_missing: 'the recorded policy document is missing, or of another version',
  escrow_changed: 'the sealed file is not the one that was recorded',
  internal_error: 'the recorded decision is about a failure of the product',
  refused: 'it never became a request',
};

const NOT_ASSERTED_WORDS: Readonly<Record<ReplayNotAsserted, string>> = {
  order_of_requests: 'rates, and what several requests show together, are taken from the record, not counted again',
  fact_settings:
    'decisions replayed from facts: host lists, exemptions and switches that facts depend on are taken to be as they were',
  new_rules: 'detection rules differ; they were tried only where the traffic itself was opened',
};

export function describeReplay(report: ReplayReport, source: string): Page {
  const { mode } = report;
  return {
    title: mode === 'replay' ? 'Policy replay' : 'Policy replay: recorded verdicts derived again',
    sections: [
      summary(report, source),
      results(report),
      ...groups(report),
      ...examples(report),
      ...silences(report),
      ...limits(report),
    ],
  };
}

function summary({ verification, evidence, policy, compared, basis, counts }: ReplayReport, source: string): Section {
  const recorded = evidence.policies.map(({ policy_hash, decisions }) => `${policy_hash.slice(0, 16)} (${decisions})`);
  return {
    heading: 'What was replayed',
    lines: [
      `evidence: ${verification.verdict}${verification.message === '' ? '' : `: ${verification.message}`}`,
      `record: ${counts.decisions} decisions about ${counts.actions} actions, ${evidence.first} to ${evidence.last}`,
      `recorded policies: ${recorded.length === 0 ? 'none' : recorded.join(', ')}`,
      ...(compared.policy_hash === undefined ? [] : [`compared with: policy ${compared.policy_hash.slice(0, 16)}`]),
      ...(policy === undefined ? [] : [`decided by: ${source}, policy ${policy.policy_hash.slice(0, 16)}`]),
      `from the traffic itself: ${basis.escrow}, from recorded facts: ${basis.facts}` +
        (basis.escrow_gone === 0 ? '' : ` (${basis.escrow_gone} sealed files are gone)`),
    ],
  };
}

function results({ counts, mode }: ReplayReport): Section {
  const shown = REPLAY_CLASSES.filter((name) => counts[name] > 0 || name === 'same' || mode === 'replay');
  return {
    heading: 'Result',
    table: { head: ['decisions', 'outcome'], rows: shown.map((name) => [String(counts[name]), CLASS_WORDS[name]]) },
  };
}

function groups({ groups: found }: ReplayReport): Section[] {
  if (found.length === 0) return [];
  const rows = found.map(({ class: name, layer, rule, count }) => [String(count), CLASS_WORDS[name], layer, rule]);
  return [{ heading: 'Differences by layer and rule', table: { head: ['actions', 'outcome', 'layer', 'rule'], rows } }];
}

function examples(report: ReplayReport): Section[] {
  const { examples: found } = report;
  if (found.length === 0) return [];
  const rows = found.map(({ class: name, action_id, target, recorded, replayed, basis }) => [
    CLASS_WORDS[name],
    action_id,
    target,
    wordsOf(recorded),
    wordsOf(replayed),
    basis,
  ]);
  const head = [
    'outcome',
    'action',
    'target',
    report.compared.with === 'record' ? 'recorded' : 'baseline',
    'replayed',
    'from',
  ];
  return [{ heading: 'Examples', table: { head, rows } }];
}

function wordsOf({ verdict, layer, reason, rule }: DecisionWords): string {
  const why = rule === undefined || rule === '' ? reason : rule;
  return reason === 'none' ? verdict : `${verdict}: ${layer}, ${why}`;
}

function silences({ silences: found }: ReplayReport): Section[] {
  if (found.length === 0) return [];
  const rows = found.map(({ why, missing, count, lifted }) => [
    String(count),
    SILENCE_WORDS[why],
    missing.join(', '),
    String(lifted),
  ]);
  const head = ['decisions', 'why', 'would have to be known', 'no longer blocked so far'];
  return [{ heading: 'Cannot say', table: { head, rows } }];
}

function limits({ not_asserted: found }: ReplayReport): Section[] {
  if (found.length === 0) return [];
  return [{ heading: 'Not shown by this', lines: found.map((code) => NOT_ASSERTED_WORDS[code]) }];
}
