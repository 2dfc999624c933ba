// SPDX-License-Identifier: Apache-2.0
import type { Alarm, Judge } from './judge.js';
import type { LabelledSet, Row } from './row.js';

export type Family = 'injection' | 'dlp';

/** How many of how many. */
export interface Count {
  readonly hit: number;
  readonly of: number;
}

export interface KindCount extends Count {
  readonly kind: string;
}

/** A row and what a family found in it. */
export interface Judged {
  readonly row: Row;
  readonly alarms: readonly Alarm[];
}

/** What one detector family made of one set. */
export interface FamilyTally {
  readonly family: Family;
  /** Rows that hold what the family looks for, and how many it found; by kind, in the order of the set. */
  readonly found: Count;
  readonly foundByKind: readonly KindCount[];
  /** Rows in which the family may find nothing, and how many it raised an alarm on. */
  readonly alarms: Count;
  readonly alarmsByKind: readonly KindCount[];
  readonly alarmsByRule: readonly { readonly rule: string; readonly rows: number }[];
  readonly misses: readonly Judged[];
  readonly falseAlarms: readonly Judged[];
}

export interface SetTally {
  readonly name: string;
  readonly rows: number;
  readonly families: readonly FamilyTally[];
}

function countByKind(judged: readonly Judged[]): readonly KindCount[] {
  const kinds = new Map<string, { hit: number; of: number }>();
  for (const { row, alarms } of judged) {
    const count = kinds.get(row.kind) ?? { hit: 0, of: 0 };
    count.of += 1;
    if (alarms.length > 0) count.hit += 1;
    kinds.set(row.kind, count);
  }
  return [...kinds].map(([kind, count]) => ({ kind, ...count }));
}

function count(judged: readonly Judged[]): Count {
  return { hit: judged.filter(({ alarms }) => alarms.length > 0).length, of: judged.length };
}

function countByRule(judged: readonly Judged[]): FamilyTally['alarmsByRule'] {
  const rules = new Map<string, number>();
  for (const { alarms } of judged) {
    for (const rule of new Set(alarms.map((alarm) => alarm.rule))) rules.set(rule, (rules.get(rule) ?? 0) + 1);
  }
  return [...rules].map(([rule, rows]) => ({ rule, rows })).sort((a, b) => b.rows - a.rows);
}

/** The injection family must be silent on a credential; a hijack text may well hold a credential too. */
function mustBeSilent(family: Family, { expects }: Row): boolean {
  return expects === 'nothing' || (family === 'injection' && expects === 'dlp');
}

function tallyFamily(family: Family, judged: readonly Judged[]): FamilyTally {
  const wanted = judged.filter(({ row }) => row.expects === family);
  const silent = judged.filter(({ row }) => mustBeSilent(family, row));
  const falseAlarms = silent.filter(({ alarms }) => alarms.length > 0);
  return {
    family,
    found: count(wanted),
    foundByKind: countByKind(wanted),
    alarms: count(silent),
    alarmsByKind: countByKind(silent),
    alarmsByRule: countByRule(falseAlarms),
    misses: wanted.filter(({ alarms }) => alarms.length === 0),
    falseAlarms,
  };
}

/** Judges every row of a set with every detector family. `progress` is told how far it is. */
export function tallySet(set: LabelledSet, judge: Judge, progress: (message: string) => void): SetTally {
  const injection: Judged[] = [];
  const dlp: Judged[] = [];
  for (const [i, row] of set.rows.entries()) {
    if (i % 50 === 0) progress(`${set.name}: ${i} of ${set.rows.length}`);
    injection.push({ row, alarms: judge.injection(row) });
    dlp.push({ row, alarms: judge.dlp(row) });
  }
  return {
    name: set.name,
    rows: set.rows.length,
    families: [tallyFamily('injection', injection), tallyFamily('dlp', dlp)],
  };
}
