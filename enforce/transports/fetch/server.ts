// SPDX-License-Identifier: Apache-2.0
import { hash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Actor } from '../../../evidence/model/action.js';
import { OUTCOMES, type RecordedVerdict } from '../../../evidence/model/verdict.js';
import type { Exchange, ExchangeEnd, Mediator, RequestHead } from '../../mediate/types.js';
import type { ByteBudget } from '../../net/budget.js';
import { ACCEPT_ENCODING, fieldValues, headerPairs, type HeaderPairs } from '../../net/headers.js';
import { CLIENT_STALL_MS } from '../../net/limits.js';
import { lingerUnread } from '../../net/linger.js';
import type { Readable } from '../../net/readable.js';
import { sendUpstream } from '../../net/response.js';
import type { UpstreamResult } from '../../net/response.types.js';
import type { Upstream } from '../../net/upstream.js';
import { readPage, type Page } from './page.js';
import { parseFetch, parseLocation } from './parse.js';
import { renderFetchBlock, renderFetchFailure, renderPage, type RenderedFetch } from './render.js';

/** What the fetch endpoint works with. One instance per config snapshot. */
export interface FetchDeps {
  readonly mediator: Mediator;
  readonly upstream: Upstream;
  readonly budget: ByteBudget;
  readonly readable: Readable;
  readonly resolveActor: (headers: HeaderPairs) => Actor;
  readonly userAgent: string;
  readonly limits: FetchLimits;
  /** Aborts when the listener stops waiting for exchanges to end. */
  readonly shutdown?: AbortSignal;
}

export interface FetchLimits {
  /** Most bytes of a page, decoded. */
  readonly responseBytes: number;
  /** For the whole fetch with all its redirects, in ms. */
  readonly totalMs: number;
  readonly maxRedirects: number;
}

/** One fetch in progress. */
interface Errand {
  readonly deps: FetchDeps;
  readonly agent: string;
  readonly fields: HeaderPairs;
  readonly stop: AbortSignal;
  /** Set when the client went away, as opposed to time running out. */
  clientGone: boolean;
}

/** One hop's answer to the client, or where it leads; in that case its outcome is still owed to the record. */
type HopResult =
  { readonly answer: RenderedFetch } | { readonly location: string | undefined; readonly owed: ExchangeEnd };
type Ended = Pick<ExchangeEnd, 'reason' | 'status' | 'bodyDigest'>;

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Answers `/fetch`. The promise resolves when the answer is sent and every hop's outcome is recorded. */
export function createFetchHandler(
  deps: FetchDeps,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const fields: HeaderPairs = [
    ['user-agent', deps.userAgent],
    ['accept', 'text/html,application/xhtml+xml,application/json;q=0.9,text/*;q=0.9,*/*;q=0.5'],
  ];
  return async (request, response) => {
    const received = headerPairs(request.rawHeaders);
    const { head, url, refusal } = parseFetch({
      method: request.method ?? '',
      target: request.url ?? '',
      peer: request.socket.remoteAddress ?? '',
      requestId: randomUUID(),
      received,
      headers: fields,
      resolveActor: (name) =>
        deps.resolveActor(name === undefined ? received : [...received, ['x-pipelock-agent', name]]),
    });
    const agent = head.actor.name;
    if (refusal !== undefined) {
      const recorded = await deps.mediator.refuse(head, refusal.facts);
      send(request, response, renderFetchBlock(recorded, agent, url, refusal.status));
      return;
    }
    const stop = new AbortController();
    const errand: Errand = { deps, agent, fields, stop: stop.signal, clientGone: false };
    const timer = setTimeout(() => stop.abort(), deps.limits.totalMs);
    response.once('close', () => {
      errand.clientGone = !response.writableFinished;
      stop.abort();
    });
    try {
      send(request, response, await run(errand, head));
    } finally {
      clearTimeout(timer);
    }
  };
}

/** Follows redirects by hand, each hop judged like the first. */
async function run(errand: Errand, first: RequestHead): Promise<RenderedFetch> {
  const { deps, agent, stop } = errand;
  const opened = await deps.mediator.request(first, noBody, stop);
  if (opened.exchange === undefined) return renderFetchBlock(opened.recorded, agent, first.target);
  let exchange = opened.exchange;
  for (let hop = 0; ; hop++) {
    const current: Exchange = exchange;
    const result = await visit(errand, current, first.target);
    if ('answer' in result) return result.answer;
    const { location } = result;
    let { owed } = result;
    try {
      const target = hop < deps.limits.maxRedirects ? location : undefined;
      const following: RequestHead = { ...first, target: target ?? '', parentId: current.actionId, hop: hop + 1 };
      const next = target === undefined ? undefined : await deps.mediator.request(following, noBody, stop);
      if (next?.exchange === undefined) {
        owed = { ...owed, reason: 'response_blocked' };
        const denied = next?.recorded.verdict.layer ?? (location === undefined ? 'malformed' : 'redirect_limit');
        return await refuseRedirect(errand, first, denied, current, next?.recorded);
      }
      exchange = next.exchange;
    } finally {
      await current.finish(owed);
    }
  }
}

/** The refusal of a hop is also a refusal of the page that led there; the agent sees the latter. */
async function refuseRedirect(
  { deps, agent }: Errand,
  first: RequestHead,
  denied: string,
  exchange: Exchange,
  hop: RecordedVerdict | undefined,
): Promise<RenderedFetch> {
  const recorded = await exchange.observe({ 'redirect.denied': denied });
  if (!OUTCOMES[recorded.verdict.outcome].passes) return renderFetchBlock(recorded, agent, first.target, 403);
  // Observed but not enforced, and still there is nowhere to go.
  const answer = hop ?? (await deps.mediator.refuse(first, { 'redirect.denied': denied }));
  return renderFetchBlock(answer, agent, first.target, 403);
}

/** One request to one origin. Unless it leads elsewhere, its outcome is recorded before this returns. */
async function visit(errand: Errand, exchange: Exchange, shown: string): Promise<HopResult> {
  const { deps, agent, stop } = errand;
  const fields: HeaderPairs = [...errand.fields, ['accept-encoding', ACCEPT_ENCODING]];
  const sealed = await exchange.seal({ method: 'GET', fields, body: null });
  if (sealed.recorded !== undefined) {
    await exchange.finish({ reason: 'envelope_failed', requestBytes: 0, responseBytes: 0 });
    return { answer: renderFetchBlock(sealed.recorded, agent, shown) };
  }
  const reader = sendUpstream(
    deps.upstream,
    {
      url: exchange.url,
      addresses: exchange.addresses,
      method: 'GET',
      headers: sealed.fields.flat(),
      body: null,
    },
    { heldBytes: deps.limits.responseBytes, streamedBytes: 0, totalMs: deps.limits.totalMs, holdAll: true },
    deps.budget,
  );
  const cancel = (): void => reader.cancel();
  if (stop.aborted) cancel();
  else stop.addEventListener('abort', cancel, { once: true });
  let ended: Ended | undefined = { reason: 'upstream_error' };
  try {
    const result = await reader.result;
    if (result.kind !== 'failed' && REDIRECTS.has(result.status)) {
      ended = undefined;
      return {
        location: parseLocation(fieldValues(result.fields, 'location'), exchange.url),
        owed: { reason: 'complete', status: result.status, requestBytes: 0, responseBytes: reader.received },
      };
    }
    const judged = await judge(errand, exchange, result, shown);
    ended = judged.ended;
    return judged;
  } finally {
    stop.removeEventListener('abort', cancel);
    reader.release();
    if (ended !== undefined) {
      if (errand.clientGone) ended = { ...ended, reason: 'client_abort' };
      else if (deps.shutdown?.aborted === true) ended = { ...ended, reason: 'shutdown' };
      await exchange.finish({ requestBytes: 0, responseBytes: reader.received, ...ended });
    }
  }
}

/** Judges a page before any of it reaches the agent. */
async function judge(
  { deps, agent, stop }: Errand,
  exchange: Exchange,
  result: UpstreamResult,
  shown: string,
): Promise<{ readonly answer: RenderedFetch; readonly ended: Ended }> {
  if (result.kind === 'failed' || result.kind === 'stream') {
    const reason = stop.aborted || (result.kind === 'failed' && result.end === 'upstream_timeout');
    const end = reason ? 'upstream_timeout' : 'upstream_error';
    return { answer: renderFetchFailure(end, agent, shown), ended: { reason: end, status: 502 } };
  }
  const { status } = result;
  const page = await pageOf(result, deps.readable);
  const facts = result.kind === 'faulty' ? { 'response.error': result.fault } : undefined;
  const recorded = await exchange.response({ status, headers: result.fields }, page.judged, facts);
  if (!OUTCOMES[recorded.verdict.outcome].passes) {
    return { answer: renderFetchBlock(recorded, agent, shown), ended: { reason: 'response_blocked', status } };
  }
  if (result.kind === 'faulty') {
    // Observed but not enforced, and still there is nothing to show.
    return { answer: renderFetchFailure('upstream_error', agent, shown), ended: { reason: 'upstream_error', status } };
  }
  const { contentType, title, content } = page;
  const answer = renderPage(recorded, agent, {
    url: shown,
    statusCode: status,
    ...(contentType === undefined ? {} : { contentType }),
    ...(title === undefined ? {} : { title }),
    ...(content === undefined ? { error: 'binary_content' as const } : { content }),
  });
  const digest = result.kind === 'held' ? { bodyDigest: hash('sha256', result.body) } : {};
  return { answer, ended: { reason: 'complete', status, ...digest } };
}

async function pageOf(
  result: Extract<UpstreamResult, { kind: 'held' | 'empty' | 'faulty' }>,
  readable: Readable,
): Promise<Page> {
  if (result.kind === 'held') return readPage(result, readable);
  if (result.kind === 'empty') return { content: '', judged: { kind: 'none' } };
  return { judged: { kind: 'error', error: result.error } };
}

function noBody(): Promise<{ readonly kind: 'none' }> {
  return Promise.resolve({ kind: 'none' });
}

function send(request: IncomingMessage, response: ServerResponse, { status, headers, body }: RenderedFetch): void {
  if (response.destroyed || response.headersSent) return;
  const bytes = Buffer.from(body, 'utf8');
  // A page may be megabytes: a client that does not take it must not keep it in memory.
  response.setTimeout(CLIENT_STALL_MS, () => response.destroy());
  response.writeHead(status, [...headers, 'content-length', String(bytes.length)]).end(bytes);
  lingerUnread(request);
}
