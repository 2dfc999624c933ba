// SPDX-License-Identifier: Apache-2.0
import { messageOf } from '../../evidence/model/errors.js';
import type { Standing } from '../evidence/verification.js';
import type { RunListing } from '../evidence/source.js';
import { FACT_NAMES, FACT_QUESTIONS, factsOfRun, HARD_LIMITS, unknownFacts, type Fact } from '../facts.js';
import { href } from '../http/route.js';
import { PATIENCE_MS, timeText, type Page, type Sources } from './page.js';

const RUNS_A_PAGE = 50;

export interface RunView {
  readonly facts: readonly Fact[];
  readonly counts: string;
  readonly first: string;
  readonly last: string;
}

/** A run as the verification of its folder found it; `changedMs` is all that is known before. */
export function runView(
  standing: Standing,
  { session, changedMs }: Pick<RunListing, 'session' | 'changedMs'>,
): RunView {
  const nothing = { counts: '', first: '', last: timeText(changedMs) };
  if (standing.state === 'missing') return { ...nothing, facts: unknownFacts('no', 'Gone', standing.reason) };
  if (standing.state === 'failed') return { ...nothing, facts: unknownFacts('no', 'Not judged', standing.reason) };
  const judged = standing.state === 'current' ? standing.judged : standing.before;
  const chain = judged?.result.chains.find(({ facts }) => facts.session === session);
  const counts =
    chain === undefined
      ? ''
      : `${chain.facts.receiptCount + chain.facts.evidenceReceipts} receipts, ${chain.facts.entryCount} entries`;
  const times = { first: chain?.facts.startTime ?? '', last: chain?.facts.endTime ?? nothing.last };
  if (standing.state === 'current') {
    if (judged === undefined || chain === undefined) {
      return { ...nothing, facts: unknownFacts('open', 'Not judged', 'The verification found no run of this name.') };
    }
    return { counts, ...times, facts: factsOfRun(chain, judged.result) };
  }
  // What was true of other bytes is told as past, and never with the mark of a yes.
  const before = new Map(
    judged === undefined || chain === undefined
      ? []
      : factsOfRun(chain, judged.result).map(({ name, word }) => [name, word]),
  );
  const facts = unknownFacts('pending', 'Being verified', '').map((fact) => {
    const past = before.get(fact.name);
    const why = past === undefined ? 'No result yet.' : `Files changed; before that, at ${judged?.at ?? ''}: ${past}.`;
    return { ...fact, why };
  });
  return { counts, ...times, facts };
}

function folderState(standing: Standing): Readonly<Record<string, unknown>> {
  switch (standing.state) {
    case 'missing':
      return { state: 'no', word: 'The folder cannot be read', detail: standing.reason };
    case 'failed':
      return { state: 'no', word: 'The folder could not be judged', detail: standing.reason };
    case 'pending':
      return { state: 'pending', word: `Being verified: ${standing.percent} %`, detail: '', reload: true };
    default: {
      const { result, at } = standing.judged;
      const faults = [
        ...result.findings.map(({ session, kind, message }) => `${session}: ${message || kind}`),
        ...result.checks
          .filter(({ status }) => status === 'fail')
          .map(({ subject, message }) => `${subject}: ${message}`),
      ];
      const unprotected = result.unprotected.slice(0, 20);
      const broken = result.verdict === 'invalid' || result.verdict === 'discontinuous';
      const words = { valid: 'No fault was found', unpinned: 'No fault was found, but nobody vouched for the key' };
      const word = broken ? 'Do not rely on this folder: it has faults' : words[result.verdict];
      return { state: broken ? 'no' : 'open', word, detail: `as of ${at}`, faults: faults.slice(0, 20), unprotected };
    }
  }
}

function pageNumber(text: string | null, pages: number): number {
  const asked = /^[1-9]\d{0,6}$/.test(text ?? '') ? Number(text) : 1;
  return Math.min(asked, Math.max(pages, 1));
}

export interface Paging {
  readonly page: number;
  readonly pages: number;
  readonly start: number;
  readonly previous?: string;
  readonly next?: string;
  readonly first?: string;
  readonly last?: string;
}

/** Links of a list that is shown in pages. */
export function paging(total: number, size: number, asked: string | null, to: (page: number) => string): Paging {
  const pages = Math.max(1, Math.ceil(total / size));
  const page = pageNumber(asked, pages);
  return {
    page,
    pages,
    start: (page - 1) * size,
    ...(page > 1 ? { first: to(1), previous: to(page - 1) } : {}),
    ...(page < pages ? { next: to(page + 1), last: to(pages) } : {}),
  };
}

/** Every run with its four facts, each explained. */
export async function overviewPage({ evidence }: Sources, query: URLSearchParams): Promise<Page> {
  const standing = await evidence.verification.look(PATIENCE_MS);
  let runs: readonly RunListing[] = [];
  let gone = '';
  try {
    runs = await evidence.runs();
  } catch (error) {
    gone = messageOf(error);
  }
  const pages = paging(runs.length, RUNS_A_PAGE, query.get('page'), (page) => href([''], { page }));
  const rows = runs.slice(pages.start, pages.start + RUNS_A_PAGE).map((run) => ({
    session: run.session,
    href: href(['runs', run.session]),
    ...runView(standing, run),
  }));
  return {
    status: 200,
    template: 'overview',
    title: 'Overview',
    section: 'overview',
    view: {
      dir: evidence.dir,
      gone,
      folder: folderState(standing),
      total: runs.length,
      rows,
      paging: pages.pages > 1 ? pages : undefined,
      questions: FACT_NAMES.map((name) => ({ name, question: FACT_QUESTIONS[name] })),
      limits: HARD_LIMITS,
    },
  };
}
