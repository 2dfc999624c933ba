// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Actor } from '../../../evidence/model/action.js';
import { OUTCOMES, type RecordedVerdict } from '../../../evidence/model/verdict.js';
import type { Exchange, ExchangeEnd, Mediator } from '../../mediate/types.js';
import { headerPairs, type HeaderPairs } from '../../net/headers.js';
import { endLingering } from '../../net/linger.js';
import type { Upstream } from '../../net/upstream.js';
import { readFirstFlight } from './first-flight.js';
import { parseConnect } from './parse.js';
import { renderConnectBlock, renderDialFailure, renderTunnelOpen } from './render.js';
import { splice } from './splice.js';

/** What tunnels work with. One instance per config snapshot. */
export interface ConnectDeps {
  readonly mediator: Mediator;
  readonly upstream: Upstream;
  readonly resolveActor: (headers: HeaderPairs) => Actor;
  readonly limits: ConnectLimits;
  /** Aborts when the listener stops waiting for exchanges to end. */
  readonly shutdown?: AbortSignal;
}

export interface ConnectLimits {
  readonly maxTunnels: number;
  readonly idleMs: number;
  readonly lifetimeMs: number;
  /** How long the client's first bytes may take. */
  readonly sniTimeoutMs: number;
}

/**
 * Answers what a client says in clear text inside its tunnel as the requests of a proxy's client to that authority.
 * Resolves when the connection is closed.
 */
export type ServeInside = (socket: Duplex, authority: string) => Promise<void>;

/** `first` is what the client sent behind CONNECT without waiting. Resolves when all is over and recorded. */
export type ConnectHandler = (
  request: IncomingMessage,
  socket: Duplex,
  first: Buffer,
  serveInside: ServeInside,
) => Promise<void>;

/** A tunnel that may be opened. */
interface Permitted {
  readonly exchange: Exchange;
  readonly recorded: RecordedVerdict;
  readonly host: string;
  readonly port: number;
  readonly serveInside: ServeInside;
}

type Ended = Pick<ExchangeEnd, 'reason' | 'requestBytes' | 'responseBytes'>;

const NOTHING: Pick<ExchangeEnd, 'requestBytes' | 'responseBytes'> = { requestBytes: 0, responseBytes: 0 };

/** Answers CONNECT. The promise resolves when the tunnel is closed and its outcome is recorded. */
export function createConnectHandler(deps: ConnectDeps): ConnectHandler {
  let open = 0;

  return async (request, socket, first, serveInside) => {
    // A reset at any moment must not become an uncaught error; every await below looks at `destroyed`.
    socket.on('error', () => socket.destroy());
    const headers = headerPairs(request.rawHeaders);
    const parsed = parseConnect({
      target: request.url ?? '',
      headers,
      actor: deps.resolveActor(headers),
      peer: request.socket.remoteAddress ?? '',
      requestId: randomUUID(),
    });
    if (parsed.refusal !== undefined) {
      endLingering(socket, renderConnectBlock(await deps.mediator.refuse(parsed.head, parsed.refusal)));
      return;
    }
    if (open >= deps.limits.maxTunnels) {
      const recorded = await deps.mediator.refuse(parsed.head, { 'http.error': 'tunnel_limit' });
      endLingering(socket, renderConnectBlock(recorded, 503));
      return;
    }
    open++;
    const gone = new AbortController();
    const onClose = (): void => gone.abort();
    socket.once('close', onClose);
    try {
      const { recorded, exchange } = await deps.mediator.request(parsed.head, noBody, gone.signal);
      if (exchange === undefined) endLingering(socket, renderConnectBlock(recorded));
      else await tunnel(deps, { exchange, recorded, serveInside, ...parsed }, socket, first, gone.signal);
    } finally {
      open--;
      socket.off('close', onClose);
    }
  };
}

function noBody(): Promise<{ readonly kind: 'none' }> {
  return Promise.resolve({ kind: 'none' });
}

async function tunnel(
  deps: ConnectDeps,
  permitted: Permitted,
  client: Duplex,
  first: Buffer,
  gone: AbortSignal,
): Promise<void> {
  const { exchange, port } = permitted;
  let ended: Ended = { reason: 'upstream_error', ...NOTHING };
  let origin: Socket | undefined;
  try {
    origin = await deps.upstream.openSocket(exchange.addresses, port, gone).catch(() => undefined);
    if (origin === undefined) {
      if (gone.aborted) ended = { reason: 'client_abort', ...NOTHING };
      else endLingering(client, renderDialFailure());
      return;
    }
    ended = await converse(deps, permitted, client, origin, first);
  } finally {
    if (deps.shutdown?.aborted === true) ended = { ...ended, reason: 'shutdown' };
    origin?.destroy();
    if (origin !== undefined) client.destroy();
    await exchange.finish({ status: origin === undefined ? 502 : 200, ...ended });
  }
}

/** Opens the tunnel to the client, but lets nothing through to the origin before the first bytes were judged. */
async function converse(
  deps: ConnectDeps,
  { exchange, recorded: permit, host, port, serveInside }: Permitted,
  client: Duplex,
  origin: Socket,
  first: Buffer,
): Promise<Ended> {
  origin.on('error', () => origin.destroy());
  client.write(renderTunnelOpen(permit));
  const { category, bytes } = await readFirstFlight({
    client,
    origin,
    first,
    host,
    timeoutMs: deps.limits.sniTimeoutMs,
  });
  if (client.destroyed) return { reason: 'client_abort', ...NOTHING };
  const recorded = await exchange.observe({ 'sni.category': category });
  if (!OUTCOMES[recorded.verdict.outcome].passes) return { reason: 'response_blocked', ...NOTHING };
  if (category !== 'plain_http') return splice(client, origin, bytes, deps.limits);
  // Nothing has reached this connection; each request takes one of its own once it was judged.
  origin.destroy();
  client.unshift(bytes);
  return within(deps.limits.lifetimeMs, client, serveInside(client, `${host}:${String(port)}`));
}

/** The requests count their bytes themselves. */
async function within(lifetimeMs: number, client: Duplex, served: Promise<void>): Promise<Ended> {
  let reason: Ended['reason'] = 'complete';
  const timer = setTimeout(() => {
    reason = 'lifetime';
    client.destroy();
  }, lifetimeMs);
  await served;
  clearTimeout(timer);
  return { reason, ...NOTHING };
}
