// SPDX-License-Identifier: Apache-2.0
import type { EvidenceIndex, EvidencePointer, ReceiptGroup } from '../evidence/model/evidence-index.js';
import type { EvidenceQuery } from './control.js';

/** `shown`: the evidence says yes. `contradicted`: it says no. `no_evidence`: it says nothing. */
export type AnswerState = 'shown' | 'contradicted' | 'no_evidence';

export interface Answer {
  readonly query: EvidenceQuery;
  readonly state: AnswerState;
  /** In words, for a reader: what was found or is missing. */
  readonly reason: string;
  readonly pointers: readonly EvidencePointer[];
}

/** Pointers per answer; the bundle holds the rest. */
const MAX_POINTERS = 5;

function answer(
  query: EvidenceQuery,
  state: AnswerState,
  reason: string,
  found: readonly { readonly pointer: EvidencePointer }[] = [],
): Answer {
  return { query, state, reason, pointers: found.slice(0, MAX_POINTERS).map(({ pointer }) => pointer) };
}

type Query<About extends EvidenceQuery['about']> = Extract<EvidenceQuery, { about: About }>;

function includes<T>(wanted: readonly T[] | undefined, value: T): boolean {
  return wanted === undefined || wanted.includes(value);
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

interface Found {
  readonly count: number;
  readonly examples: readonly { readonly pointer: EvidencePointer }[];
}

function findReceipts(query: Query<'receipts' | 'absence'>, receipts: readonly ReceiptGroup[]): Found {
  const groups = receipts.filter(
    ({ layer, verdict, transport }) =>
      includes(query.layers, layer) && includes(query.verdicts, verdict) && includes(query.transports, transport),
  );
  return {
    count: groups.reduce((sum, group) => sum + group.count, 0),
    examples: groups.flatMap((group) => group.examples.map((pointer) => ({ pointer }))),
  };
}

function aboutReceipts(query: Query<'receipts'>, index: EvidenceIndex): Answer {
  const { count, examples } = findReceipts(query, index.receipts);
  if (count === 0) return answer(query, 'no_evidence', 'no receipt of this kind was recorded');
  // A receipt counts only where whoever asks has verified it.
  if (index.runs.length === 0 || index.runs.some(({ verified }) => !verified)) {
    return answer(query, 'no_evidence', `${plural(count, 'receipt')} found, but not every run verifies`);
  }
  return answer(query, 'shown', plural(count, 'verified receipt'), examples);
}

function aboutAbsence(query: Query<'absence'>, index: EvidenceIndex): Answer {
  const { count, examples } = findReceipts(query, index.receipts);
  if (count > 0) return answer(query, 'contradicted', `${plural(count, 'receipt')} of this kind on record`, examples);
  // What is not in a record says something only when nothing can be missing from it unnoticed.
  if (index.runs.length === 0 || index.runs.some(({ verified, sealed }) => !verified || !sealed)) {
    return answer(query, 'no_evidence', 'none on record, but the record does not prove that nothing is missing');
  }
  return answer(query, 'shown', `none in ${plural(index.runs.length, 'sealed run')}`, index.runs);
}

function aboutRuns(query: Query<'runs'>, index: EvidenceIndex): Answer {
  const lacking = index.runs.filter((run) => !run[query.property]);
  const unverified = index.runs.filter(({ verified }) => !verified);
  if (index.runs.length === 0) return answer(query, 'no_evidence', 'no run was recorded');
  // What a run that does not verify says of its own end is nobody's word.
  if (query.property !== 'verified' && unverified.length > 0) {
    const reason = `${unverified.length} of ${plural(index.runs.length, 'run')} not verified`;
    return answer(query, 'no_evidence', reason, unverified);
  }
  if (lacking.length > 0) {
    return answer(
      query,
      'contradicted',
      `${lacking.length} of ${plural(index.runs.length, 'run')} not ${query.property}`,
      lacking,
    );
  }
  return answer(query, 'shown', `${plural(index.runs.length, 'run')} ${query.property}`, index.runs);
}

function aboutCheck(query: Query<'check'>, index: EvidenceIndex): Answer {
  const found = index.checks?.find(({ name }) => name === query.name);
  if (found === undefined) return answer(query, 'no_evidence', `the check ${query.name} was not run`);
  const state = found.status === 'pass' ? 'shown' : found.status === 'fail' ? 'contradicted' : 'no_evidence';
  return answer(query, state, `${query.name}: ${found.status}${found.detail === '' ? '' : `, ${found.detail}`}`, [
    found,
  ]);
}

function aboutScenarios(query: Query<'scenarios'>, index: EvidenceIndex): Answer {
  const applicable = (index.scenarios ?? []).filter(
    ({ category, outcome }) => category === query.category && (outcome === 'detected' || outcome === 'missed'),
  );
  if (applicable.length === 0) return answer(query, 'no_evidence', `no scenario of ${query.category} was run`);
  const missed = applicable.filter(({ outcome }) => outcome === 'missed');
  const reason = `${applicable.length - missed.length} of ${applicable.length} scenarios of ${query.category} caught`;
  return missed.length === 0
    ? answer(query, 'shown', reason, applicable)
    : answer(query, 'contradicted', reason, missed);
}

function aboutServers(query: Query<'servers'>, index: EvidenceIndex): Answer {
  const servers = index.servers ?? [];
  if (servers.length === 0) return answer(query, 'no_evidence', 'no agent server was found on the machine');
  const outside = servers.filter(({ protection }) => protection === 'unprotected' || protection === 'unknown');
  const reason = `${servers.length - outside.length} of ${plural(servers.length, 'server')} behind a proxy`;
  return outside.length === 0
    ? answer(query, 'shown', reason, servers)
    : answer(query, 'contradicted', reason, outside);
}

function aboutSetting(query: Query<'setting'>, index: EvidenceIndex): Answer {
  const found = index.settings.find(({ key }) => key === query.key);
  if (found === undefined) return answer(query, 'no_evidence', `${query.key} is not a setting of this build`);
  const state = query.values.includes(found.value) ? 'shown' : 'contradicted';
  return answer(query, state, `${query.key} is ${String(found.value)}`, [found]);
}

/** Answers one question from the evidence, with pointers to what says so. */
export function answerQuery(query: EvidenceQuery, index: EvidenceIndex): Answer {
  switch (query.about) {
    case 'receipts':
      return aboutReceipts(query, index);
    case 'absence':
      return aboutAbsence(query, index);
    case 'runs':
      return aboutRuns(query, index);
    case 'check':
      return aboutCheck(query, index);
    case 'scenarios':
      return aboutScenarios(query, index);
    case 'servers':
      return aboutServers(query, index);
    case 'setting':
      return aboutSetting(query, index);
  }
}
