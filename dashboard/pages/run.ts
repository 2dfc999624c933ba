// SPDX-License-Identifier: Apache-2.0
import { setImmediate as breathe } from 'node:timers/promises';
import { messageOf } from '../../evidence/model/errors.js';
import type { Column, Filter, RunIndex } from '../evidence/run-index.js';
import type { EvidenceSource, RunListing } from '../evidence/source.js';
import { href } from '../http/route.js';
import { recordOf, textOf } from '../untyped.js';
import { paging, runView } from './overview.js';
import { NOT_FOUND, PATIENCE_MS, shorten, type Page, type Sources } from './page.js';

const ROWS = 100;
/** Receipts whose target is read for one answer to a search. */
const SEARCHED = 20_000;
const READ_PER_TURN = 500;
const COLUMNS: readonly { readonly name: Column; readonly label: string }[] = [
  { name: 'verdict', label: 'Verdict' },
  { name: 'layer', label: 'Layer' },
  { name: 'transport', label: 'Transport' },
];
/** Stands for the empty value, which an address cannot tell from no choice. */
const NONE = '(none)';

function filterOf(query: URLSearchParams): Filter {
  const chosen = COLUMNS.flatMap(({ name }) => {
    const value = query.get(name) ?? '';
    return value === '' ? [] : [[name, value === NONE ? '' : value] as const];
  });
  return Object.fromEntries(chosen);
}

/** The record in a receipt's line, for lists. The page of a receipt reads it strictly. */
function recordIn(line: string): Readonly<Record<string, unknown>> {
  return recordOf(recordOf(recordOf(JSON.parse(line))['detail'])['action_record']);
}

function rowOf(evidence: EvidenceSource, index: RunIndex, session: string, number: number): Record<string, unknown> {
  const place = { number, href: href(['runs', session, 'receipts', number]) };
  try {
    const record = recordIn(evidence.line(index, number) ?? '');
    const text = (name: string): string => textOf(record[name]);
    return {
      ...place,
      at: text('timestamp'),
      verdict: text('verdict'),
      layer: text('layer'),
      transport: text('transport'),
      method: text('method'),
      target: shorten(text('target')),
    };
  } catch (error) {
    return { ...place, fault: messageOf(error) };
  }
}

interface Found {
  readonly numbers: readonly number[];
  /** Where to go on; undefined when everything was searched. */
  readonly next: number | undefined;
}

/** Reads targets from one receipt on, until a page is full or enough was read for one answer. */
async function search(
  evidence: EvidenceSource,
  index: RunIndex,
  filter: Filter,
  text: string,
  from: number,
): Promise<Found> {
  const wanted = text.toLowerCase();
  const numbers: number[] = [];
  let read = 0;
  for (const number of index.matching(filter, from)) {
    if (numbers.length === ROWS || read === SEARCHED) return { numbers, next: number };
    read += 1;
    if (read % READ_PER_TURN === 0) await breathe();
    try {
      const target = textOf(recordIn(evidence.line(index, number) ?? '')['target']);
      if (target.toLowerCase().includes(wanted)) numbers.push(number);
    } catch {
      // A line that cannot be read may hold anything: it is shown, with its fault.
      numbers.push(number);
    }
  }
  return { numbers, next: undefined };
}

function matchingPage(index: RunIndex, filter: Filter, query: URLSearchParams, to: (page: number) => string) {
  let total = 0;
  for (const number of index.matching(filter, 0)) total += number >= 0 ? 1 : 0;
  const pages = paging(total, ROWS, query.get('page'), to);
  const numbers: number[] = [];
  let skipped = 0;
  for (const number of index.matching(filter, 0)) {
    if (skipped < pages.start) skipped += 1;
    else if (numbers.push(number) === ROWS) break;
  }
  return { total, pages, numbers };
}

function choices(index: RunIndex, filter: Filter): readonly Record<string, unknown>[] {
  return COLUMNS.map(({ name, label }) => ({
    name,
    label,
    options: index.tally(name).map((one) => ({
      value: one.name === '' ? NONE : one.name,
      label: `${one.name === '' ? NONE : shorten(one.name, 60)} (${one.count})`,
      selected: filter[name] === one.name,
    })),
  }));
}

function cursor(text: string | null): number {
  return /^\d{1,9}$/.test(text ?? '') ? Number(text) : 0;
}

async function listing(
  evidence: EvidenceSource,
  run: RunListing,
  index: RunIndex,
  query: URLSearchParams,
): Promise<Record<string, unknown>> {
  const filter = filterOf(query);
  const text = (query.get('text') ?? '').slice(0, 200);
  const kept = { ...Object.fromEntries(COLUMNS.map(({ name }) => [name, query.get(name) ?? undefined])), text };
  const here = ['runs', run.session];
  const rows = (numbers: readonly number[]): Record<string, unknown>[] =>
    numbers.map((number) => rowOf(evidence, index, run.session, number));
  if (text === '') {
    const { total, pages, numbers } = matchingPage(index, filter, query, (page) => href(here, { ...kept, page }));
    return { text, choices: choices(index, filter), rows: rows(numbers), total, paging: pages };
  }
  const from = cursor(query.get('from'));
  const { numbers, next } = await search(evidence, index, filter, text, from);
  const goOn = next === undefined ? undefined : href(here, { ...kept, from: next });
  const searched = next === undefined ? 'to the end' : `up to receipt ${next - 1}`;
  return {
    text,
    choices: choices(index, filter),
    rows: rows(numbers),
    search: { from, searched, next: goOn, first: from === 0 ? undefined : href(here, kept) },
  };
}

/** The receipts of one run, a hundred at a time. */
export async function runPage({ evidence }: Sources, session: string, query: URLSearchParams): Promise<Page> {
  const run = await evidence.run(session).catch(() => undefined);
  if (run === undefined) return NOT_FOUND;
  const standing = await evidence.verification.look(PATIENCE_MS);
  const index = await evidence.index(run, PATIENCE_MS);
  return {
    status: 200,
    template: 'run',
    title: `Run ${session}`,
    section: 'overview',
    view: {
      session,
      action: href(['runs', session]),
      ...runView(standing, run),
      done: index.done,
      count: index.count,
      faults: index.faults,
      ...(await listing(evidence, run, index, query)),
    },
  };
}
