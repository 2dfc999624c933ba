// SPDX-License-Identifier: Apache-2.0
import { SEVERITY_RANK, type Severity } from '../../../../evidence/model/finding.js';
import { CHAIN_PATTERNS, type ChainPattern } from './categories.table.js';
import { classifyCall, type CallClass, type NameLists } from './classify.js';

/** What an operator sets. Times are in milliseconds. */
export interface ChainOptions {
  readonly windowSize: number;
  readonly windowMs: number;
  /** Calls of other kinds between two steps, at most. */
  readonly maxGap: number;
  readonly categories?: NameLists;
  readonly labels?: NameLists;
  /** Beside the built-in ones. */
  readonly patterns?: readonly ChainPattern[];
}

export const DEFAULT_CHAIN_OPTIONS: ChainOptions = { windowSize: 20, windowMs: 60_000, maxGap: 3 };

/** A call that is remembered: what it was, and when, in milliseconds. */
export interface ChainEntry extends CallClass {
  readonly tool: string;
  readonly at: number;
}

/** The calls of one session, oldest first; never more than the window. */
export type ChainState = readonly ChainEntry[];

export const EMPTY_CHAIN: ChainState = [];

/** A pattern that the newest call completes. */
export interface ChainMatch {
  readonly pattern: string;
  readonly severity: Severity;
}

export interface ChainStep {
  readonly state: ChainState;
  /** Worst first. */
  readonly matches: readonly ChainMatch[];
}

function isStep(entry: ChainEntry, step: string): boolean {
  return entry.category === step || entry.label === step;
}

/**
 * Whether the newest entry ends the sequence, with at most `maxGap` entries between two steps. One pass: for each step
 * the entries at which it can be reached.
 */
function endsSequence(entries: ChainState, sequence: readonly string[], maxGap: number): boolean {
  const lastAt = sequence.map(() => -1);
  let ended = false;
  entries.forEach((entry, i) => {
    ended = false;
    for (let k = sequence.length - 1; k >= 0; k--) {
      if (!isStep(entry, sequence[k] ?? '')) continue;
      const before = k === 0 ? i - 1 : (lastAt[k - 1] ?? -1);
      if (k > 0 && (before < 0 || i - before - 1 > maxGap)) continue;
      lastAt[k] = i;
      if (k === sequence.length - 1) ended = true;
    }
  });
  return ended;
}

/** Takes up a call at a time in milliseconds. A call that is neither of a known kind nor of a label is not remembered. */
export function stepChain(
  state: ChainState,
  call: { readonly tool: string; readonly arguments: unknown },
  at: number,
  options: ChainOptions = DEFAULT_CHAIN_OPTIONS,
): ChainStep {
  const kind = classifyCall(call.tool, call.arguments, options.categories, options.labels);
  const fresh = state.filter((entry) => at - entry.at <= options.windowMs);
  if (kind.category === 'unknown' && kind.label === 'neutral') return { state: fresh, matches: [] };
  const entries = [...fresh, { ...kind, tool: call.tool, at }].slice(-Math.max(1, options.windowSize));
  const patterns = [...CHAIN_PATTERNS, ...(options.patterns ?? [])];
  const matches = patterns
    .filter(({ sequence }) => sequence.length > 0 && endsSequence(entries, sequence, options.maxGap))
    .map(({ name, severity }) => ({ pattern: name, severity }))
    .sort((a, b) => SEVERITY_RANK[b.severity] - SEVERITY_RANK[a.severity]);
  return { state: entries, matches };
}
