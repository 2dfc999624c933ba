// SPDX-License-Identifier: Apache-2.0
import { hash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Actor } from '../../../evidence/model/action.js';
import { verdictHeaders } from '../../../evidence/model/block-response.js';
import { OUTCOMES, type RecordedVerdict } from '../../../evidence/model/verdict.js';
import type { Exchange, ExchangeEnd, LoadedBody, Mediator, ResponseHead } from '../../mediate/types.js';
import { awaitsContinue, createRequestBody, type RequestBody } from '../../net/body.js';
import type { ByteBudget } from '../../net/budget.js';
import {
  clientResponseFields,
  fieldValue,
  headerPairs,
  upstreamRequestFields,
  type HeaderPairs,
} from '../../net/headers.js';
import { CLIENT_STALL_MS } from '../../net/limits.js';
import { lingerUnread } from '../../net/linger.js';
import { sendUpstream, type ResponseReader } from '../../net/response.js';
import type { Inspect, ResponseLimits, UpstreamHead, UpstreamResult } from '../../net/response.types.js';
import type { Upstream } from '../../net/upstream.js';
import { createWordFinder } from '../../net/words.js';
import { parseForward } from './parse.js';
import { renderForwardBlock, renderUpstreamFailure, type RenderedResponse } from './render.js';

/** What the forward proxy works with. One instance per config snapshot. */
export interface ForwardDeps {
  readonly mediator: Mediator;
  readonly upstream: Upstream;
  readonly budget: ByteBudget;
  readonly resolveActor: (headers: HeaderPairs) => Actor;
  readonly limits: ForwardLimits;
  /** Aborts when the listener stops waiting for exchanges to end. */
  readonly shutdown?: AbortSignal;
}

export interface ForwardLimits extends ResponseLimits {
  readonly requestBodyBytes: number;
  readonly requestBodyMs?: number;
}

/** One exchange in progress: what has to be given back or closed whatever happens. */
interface Relay {
  readonly deps: ForwardDeps;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: RequestBody;
  readonly aborted: AbortController;
  reader?: ResponseReader;
}

type Ended = Pick<ExchangeEnd, 'reason' | 'status' | 'bodyDigest'>;

/** Answers requests in absolute form. The promise resolves when the exchange is over and its outcome is recorded. */
export function createForwardHandler(
  deps: ForwardDeps,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    const limits = {
      maxBytes: deps.limits.requestBodyBytes,
      ...(deps.limits.requestBodyMs === undefined ? {} : { timeoutMs: deps.limits.requestBodyMs }),
    };
    const body = createRequestBody(request, response, limits, deps.budget);
    const relay: Relay = { deps, request, response, body, aborted: new AbortController() };
    response.once('close', () => {
      if (response.writableFinished) return;
      relay.aborted.abort();
      relay.reader?.cancel();
    });
    try {
      await pass(relay);
    } finally {
      body.release();
      relay.reader?.release();
    }
  };
}

async function pass(relay: Relay): Promise<void> {
  const { deps, request, response, body, aborted } = relay;
  const headers = headerPairs(request.rawHeaders);
  const { head, refusal } = parseForward({
    method: request.method ?? '',
    target: request.url ?? '',
    headers,
    actor: deps.resolveActor(headers),
    peer: request.socket.remoteAddress ?? '',
    requestId: randomUUID(),
  });
  if (refusal !== undefined) {
    sendBlock(relay, await deps.mediator.refuse(head, refusal));
    return;
  }
  const { recorded, exchange } = await deps.mediator.request(head, () => body.load(), aborted.signal);
  if (exchange === undefined) {
    sendBlock(relay, recorded);
    return;
  }
  // From here on an outcome is owed to the record, whatever fails.
  let ended: Ended = { reason: 'upstream_error' };
  try {
    const loaded = await body.load();
    if (loaded.kind === 'error') ended = abandon(response, 'client_abort');
    else if (response.destroyed) ended = { reason: 'client_abort' };
    else ended = await exchangeWithOrigin(relay, exchange, headers, loaded);
  } finally {
    if (deps.shutdown?.aborted === true && ended.reason !== 'complete') ended = { ...ended, reason: 'shutdown' };
    await exchange.finish({ requestBytes: body.received, responseBytes: relay.reader?.received ?? 0, ...ended });
  }
}

async function exchangeWithOrigin(
  relay: Relay,
  exchange: Exchange,
  headers: HeaderPairs,
  loaded: LoadedBody,
): Promise<Ended> {
  const { deps, request } = relay;
  const method = request.method ?? 'GET';
  const body = loaded.kind === 'bytes' ? loaded.bytes : null;
  const sealed = await exchange.seal({ method, fields: headerPairs(upstreamRequestFields(headers)), body });
  if (sealed.recorded !== undefined) {
    sendBlock(relay, sealed.recorded);
    return { reason: 'envelope_failed' };
  }
  if (relay.aborted.signal.aborted) return { reason: 'client_abort' };
  const reader = sendUpstream(
    deps.upstream,
    {
      url: exchange.url,
      addresses: exchange.addresses,
      method,
      headers: sealed.fields.flat(),
      body,
    },
    deps.limits,
    deps.budget,
  );
  relay.reader = reader;
  const result = await reader.result;
  if (relay.response.destroyed) return { reason: 'client_abort' };
  if (result.kind === 'failed') {
    send(relay, renderUpstreamFailure(result.end));
    return { reason: result.end, status: 502 };
  }
  return deliver(relay, exchange, result, reader);
}

/** Judges what came back, then releases it. Nothing of it is written before the verdict. */
async function deliver(
  relay: Relay,
  exchange: Exchange,
  result: Exclude<UpstreamResult, { kind: 'failed' }>,
  reader: ResponseReader,
): Promise<Ended> {
  const { response } = relay;
  const { status, fields } = result;
  const facts = result.kind === 'faulty' ? { 'response.error': result.fault } : undefined;
  const recorded = await exchange.response({ status, headers: fields }, judgedBody(result), facts);
  if (!OUTCOMES[recorded.verdict.outcome].passes) {
    reader.cancel();
    sendBlock(relay, recorded);
    return { reason: 'response_blocked', status };
  }
  if (response.destroyed) return { reason: 'client_abort', status };
  const receipt = verdictHeaders(recorded).flat();
  switch (result.kind) {
    case 'faulty':
      // Observed but not enforced, and still there are no bytes that could be passed on.
      send(relay, renderUpstreamFailure('upstream_error'));
      return { reason: 'upstream_error', status };
    case 'empty':
      response.writeHead(status, passedFields(result, receipt)).end();
      return { reason: 'complete', status };
    case 'held':
      return sendHeld(response, result, receipt);
    case 'stream':
      response.writeHead(status, passedFields(result, receipt));
      return { reason: await stream(response, reader, inspector(exchange, { status, headers: fields })), status };
  }
}

/** The fields of an answer whose bytes are those of the origin; an empty one of status 204 has no length. */
function passedFields({ status, fields }: UpstreamHead, receipt: readonly string[]): string[] {
  const out = [...clientResponseFields(fields, false), ...receipt];
  const length = status === 204 ? undefined : fieldValue(fields, 'content-length');
  if (length !== undefined) out.push('content-length', length);
  return out;
}

async function sendHeld(
  response: ServerResponse,
  { status, fields, body, decoded }: Extract<UpstreamResult, { kind: 'held' }>,
  receipt: readonly string[],
): Promise<Ended> {
  const out = [...clientResponseFields(fields, decoded), ...receipt];
  out.push('content-length', String(body.length));
  response.writeHead(status, out).end(body);
  await closed(response);
  const reason = response.writableFinished ? 'complete' : 'client_abort';
  return { reason, status, bodyDigest: hash('sha256', body) };
}

function judgedBody(result: Exclude<UpstreamResult, { kind: 'failed' }>): LoadedBody {
  if (result.kind === 'faulty') return { kind: 'error', error: result.error };
  if (result.kind !== 'held') return { kind: 'none' };
  const { body, mediaType } = result;
  return { kind: 'bytes', bytes: body, ...(mediaType === undefined ? {} : { mediaType }) };
}

/** Judges what can be read in a binary body, piece by piece. */
function inspector(exchange: Exchange, head: ResponseHead): Inspect {
  const wordsIn = createWordFinder();
  return (piece) => {
    const words = wordsIn(piece);
    if (words === undefined) return undefined;
    const recorded = exchange.further(head, { kind: 'bytes', bytes: words });
    return recorded.then(({ verdict }) => OUTCOMES[verdict.outcome].passes);
  };
}

async function stream(
  response: ServerResponse,
  reader: ResponseReader,
  inspect: Inspect,
): Promise<ExchangeEnd['reason']> {
  response.setTimeout(CLIENT_STALL_MS, () => response.destroy());
  const end = await reader.streamTo(response, inspect);
  if (end === 'complete') {
    response.end();
    await closed(response);
    return response.writableFinished ? 'complete' : 'client_abort';
  }
  // A body cut short must not look like a whole one.
  response.destroy();
  return end;
}

/** Until the last byte left or the client is gone; the held bytes belong to the socket until then. */
function closed(response: ServerResponse): Promise<void> {
  if (response.writableFinished || response.destroyed) return Promise.resolve();
  response.setTimeout(CLIENT_STALL_MS, () => response.destroy());
  return new Promise((resolve) => {
    response.once('finish', resolve);
    response.once('close', resolve);
  });
}

function abandon(response: ServerResponse, reason: ExchangeEnd['reason']): Ended {
  response.destroy();
  return { reason };
}

function sendBlock(relay: Relay, recorded: RecordedVerdict): void {
  send(relay, renderForwardBlock(recorded));
}

function send({ request, response }: Relay, { status, headers, body }: RenderedResponse): void {
  if (response.destroyed || response.headersSent) return;
  // The client still owes a body that nobody will read as one.
  if (awaitsContinue(request) && !request.complete) headers.push('connection', 'close');
  response.writeHead(status, headers);
  response.end(body);
  lingerUnread(request);
}
