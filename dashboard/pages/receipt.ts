// SPDX-License-Identifier: Apache-2.0
import { parseStrictJson, toPlain } from '../../evidence/canonical/json-reader.js';
import { messageOf } from '../../evidence/model/errors.js';
import type { Check } from '../../verify/core/form.js';
import { checkLine, checkProof, lookUp, openLine, type LogLookup, type OpenedLine } from '../evidence/receipt.js';
import type { RunIndex } from '../evidence/run-index.js';
import type { RunListing } from '../evidence/source.js';
import { download, type Answer } from '../http/answer.js';
import { href } from '../http/route.js';
import { flatten } from '../untyped.js';
import { controlsPointingAt } from './controls.js';
import { runView } from './overview.js';
import { checkName, checkStatus, message, NOT_FOUND, PATIENCE_MS, type Page, type Sources } from './page.js';

interface Found {
  readonly run: RunListing;
  readonly index: RunIndex;
  readonly line: string;
}

async function find({ evidence }: Sources, session: string, number: number): Promise<Found | Page> {
  const run = await evidence.run(session).catch(() => undefined);
  if (run === undefined) return NOT_FOUND;
  const index = await evidence.index(run, PATIENCE_MS);
  try {
    const line = evidence.line(index, number);
    if (line !== undefined) return { run, index, line };
    if (index.done) return NOT_FOUND;
    return message(503, 'Not yet', `Receipt ${number} was not reached yet: the run is being looked through.`);
  } catch (error) {
    return message(410, 'Not as it was', `Receipt ${number} cannot be shown: ${messageOf(error)}.`);
  }
}

function lineBefore({ evidence }: Sources, index: RunIndex, number: number): OpenedLine | undefined | string {
  if (number === 0) return undefined;
  try {
    return openLine(evidence.line(index, number - 1) ?? '');
  } catch (error) {
    return messageOf(error);
  }
}

async function logView(sources: Sources, lookup: LogLookup, links: ReturnType<typeof linksOf>) {
  if (lookup.kind === 'proof') {
    const checks = (await checkProof(lookup.text, sources.evidence.trust)).map(checkView);
    return { checks, proof: links.proof, index: lookup.index };
  }
  if (lookup.kind === 'large') return { reason: lookup.reason, lookUp: links.lookUp };
  const failed = lookup.kind === 'absent';
  return {
    checks: failed ? [checkView({ code: 'log inclusion', status: 'not_checked', message: lookup.reason })] : [],
    reason: failed ? '' : lookup.reason,
  };
}

function checkView({ code, status, message: text }: Pick<Check, 'code' | 'status' | 'message'>) {
  return { ...checkStatus(status), code: checkName(code), message: text };
}

function linksOf(session: string, number: number) {
  const here = ['runs', session, 'receipts', number];
  return {
    run: href(['runs', session]),
    file: href([...here, 'receipt.json']),
    proof: href([...here, 'log-proof.json']),
    lookUp: href(here, { log: 1 }),
    previous: number === 0 ? undefined : href(['runs', session, 'receipts', number - 1]),
    next: href(['runs', session, 'receipts', number + 1]),
  };
}

/** One receipt: its members, its line as it stands in the file, and what proves it. */
export async function receiptPage(
  sources: Sources,
  session: string,
  number: number,
  query: URLSearchParams,
): Promise<Page> {
  const found = await find(sources, session, number);
  if ('template' in found) return found;
  const { index, line, run } = found;
  const links = linksOf(session, number);
  const base = {
    session,
    number,
    line,
    marks: {
      notReceipt: { state: 'no', word: 'Not a receipt' },
      notLookedUp: { state: 'open', word: 'Not looked up' },
    },
    links: { ...links, next: number + 1 < index.count ? links.next : undefined },
    facts: runView(await sources.evidence.verification.look(PATIENCE_MS), run).facts,
  };
  const page = { status: 200, template: 'receipt', title: `Receipt ${number}`, section: 'overview' } as const;
  const opened = openLine(line);
  if (typeof opened === 'string') return { ...page, view: { ...base, fault: opened } };
  const checks = await checkLine(opened, lineBefore(sources, index, number), sources.evidence.trust);
  const lookup = lookUp(sources.evidence.dir, opened.receiptHash, query.has('log'));
  const record = opened.parsed.receipt.action_record;
  return {
    ...page,
    view: {
      ...base,
      record: { verdict: record.verdict, target: record.target, at: record.timestamp },
      fields: flatten(toPlain(parseStrictJson(opened.receiptText))),
      receiptHash: opened.receiptHash,
      entryHash: opened.entryHash,
      checks: checks.map(checkView),
      log: await logView(sources, lookup, links),
      controls: await controlsPointingAt(sources, record.action_id, opened.entryHash),
    },
  };
}

/** The receipt alone, as it was signed. */
export async function receiptFile(sources: Sources, session: string, number: number): Promise<Answer | Page> {
  const found = await find(sources, session, number);
  if ('template' in found) return found;
  const opened = openLine(found.line);
  if (typeof opened === 'string') return message(409, 'No receipt', `The line is not a receipt: ${opened}.`);
  return download(`receipt-${opened.receiptHash.slice(0, 16)}.json`, 'application/json', `${opened.receiptText}\n`);
}

export async function receiptProof(sources: Sources, session: string, number: number): Promise<Answer | Page> {
  const found = await find(sources, session, number);
  if ('template' in found) return found;
  const opened = openLine(found.line);
  if (typeof opened === 'string') return message(409, 'No receipt', `The line is not a receipt: ${opened}.`);
  const lookup = lookUp(sources.evidence.dir, opened.receiptHash, true);
  if (lookup.kind !== 'proof')
    return message(404, 'No proof', `There is no log proof of this receipt: ${lookup.reason}.`);
  return download(`log-proof-${opened.receiptHash.slice(0, 16)}.json`, 'application/json', `${lookup.text}\n`);
}
