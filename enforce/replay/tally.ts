// SPDX-License-Identifier: Apache-2.0
import { passesAs } from '../../evidence/model/decision-change.js';
import type { Replayed } from './replayed.js';
import {
  REPLAY_CLASSES,
  type ReplayBasis,
  type ReplayClass,
  type ReplayDifference,
  type ReplayGroup,
  type ReplaySilence,
} from './report.js';

/** Examples kept of each group; the counts are of all. */
const EXAMPLES_PER_GROUP = 5;
const MAX_GROUPS = 500;

/** Counts what became of decisions. */
export interface Tally {
  count(name: ReplayClass): void;
  basis(basis: ReplayBasis): void;
  escrowGone(): void;
  difference(difference: ReplayDifference): void;
  silence(silence: Extract<Replayed, { kind: 'cannot_say' }>): void;
  end(): TallyEnd;
}

export interface TallyEnd {
  readonly counts: Readonly<Record<ReplayClass, number>>;
  readonly basis: Readonly<Record<ReplayBasis, number>> & { readonly escrow_gone: number };
  readonly groups: readonly ReplayGroup[];
  readonly silences: readonly ReplaySilence[];
  readonly examples: readonly ReplayDifference[];
}

interface Group {
  readonly class: ReplayDifference['class'];
  readonly layer: string;
  readonly rule: string;
  count: number;
  readonly examples: ReplayDifference[];
}

export function openTally(): Tally {
  const counts = Object.fromEntries(REPLAY_CLASSES.map((name) => [name, 0])) as Record<ReplayClass, number>;
  const basis = { facts: 0, escrow: 0, escrow_gone: 0 };
  const groups = new Map<string, Group>();
  const silences = new Map<string, { -readonly [K in keyof ReplaySilence]: ReplaySilence[K] }>();
  return {
    count: (name) => void (counts[name] += 1),
    basis: (name) => void (basis[name] += 1),
    escrowGone: () => void (basis.escrow_gone += 1),
    difference: (difference) => addDifference(groups, difference),
    silence: ({ why, missing, lifted }) => {
      const key = `${why} ${missing.join(' ')}`;
      const silence = silences.get(key) ?? { why, missing, count: 0, lifted: 0 };
      silence.count += 1;
      if (lifted) silence.lifted += 1;
      silences.set(key, silence);
    },
    end: () => {
      const ordered = [...groups.values()].sort(byWeight);
      return {
        counts,
        basis,
        groups: ordered.map(({ class: name, layer, rule, count }) => ({ class: name, layer, rule, count })),
        silences: [...silences.values()].sort((a, b) => b.count - a.count),
        examples: ordered.flatMap(({ examples }) => examples),
      };
    },
  };
}

/** A lifted block is named by what blocked, everything else by what decides now. */
function addDifference(groups: Map<string, Group>, difference: ReplayDifference): void {
  const { recorded, replayed } = difference;
  const side = difference.class === 'newly_allowed' && !passesAs(recorded.verdict) ? recorded : replayed;
  const rule = side.rule ?? side.reason;
  const key = JSON.stringify([difference.class, side.layer, rule]);
  const known = groups.get(key);
  // Names of rules come from the evidence: their number is not ours to trust.
  if (known === undefined && groups.size >= MAX_GROUPS) return;
  const group = known ?? { class: difference.class, layer: side.layer, rule, count: 0, examples: [] };
  group.count += 1;
  if (group.examples.length < EXAMPLES_PER_GROUP) group.examples.push(difference);
  groups.set(key, group);
}

function byWeight(a: Group, b: Group): number {
  const order = REPLAY_CLASSES.indexOf(a.class) - REPLAY_CLASSES.indexOf(b.class);
  if (order !== 0) return order;
  if (a.count !== b.count) return b.count - a.count;
  return `${a.layer} ${a.rule}` < `${b.layer} ${b.rule}` ? -1 : 1;
}
