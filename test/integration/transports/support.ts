// SPDX-License-Identifier: Apache-2.0
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import {
  connect,
  createServer as createTcpServer,
  type AddressInfo,
  type Server as TcpServer,
  type Socket,
} from 'node:net';
import type { ExecutionContext } from 'ava';
import type { BlockReason } from '../../../evidence/model/block-reason.js';
import type { Facts } from '../../../evidence/model/policy.js';
import type { Phase, RecordedVerdict, Verdict } from '../../../evidence/model/verdict.js';
import type {
  BodyLoader,
  Exchange,
  ExchangeEnd,
  LoadedBody,
  Mediated,
  Mediator,
  RequestHead,
} from '../../../enforce/mediate/types.js';
import { createActorResolver } from '../../../enforce/net/actor.js';
import { createByteBudget, type ByteBudget } from '../../../enforce/net/budget.js';
import { createReadable } from '../../../enforce/net/readable.js';
import { createUpstream, type Upstream, type UpstreamOptions } from '../../../enforce/net/upstream.js';
import { createListener, type Listener } from '../../../enforce/runtime/listener.js';
import type { ListenerLimits } from '../../../enforce/runtime/switchboard.js';
import { createConnectHandler, type ConnectLimits } from '../../../enforce/transports/connect/server.js';
import { createFetchHandler, type FetchLimits } from '../../../enforce/transports/fetch/server.js';
import { createForwardHandler, type ForwardLimits } from '../../../enforce/transports/forward/server.js';

/** Something mediation was asked or told, in order. */
export type Seen =
  | {
      readonly step: 'request';
      readonly head: RequestHead;
      readonly body: LoadedBody | undefined;
      readonly passes: boolean;
    }
  | { readonly step: 'refuse'; readonly head: RequestHead; readonly facts: Facts }
  | {
      readonly step: 'response';
      readonly status: number;
      readonly body: LoadedBody;
      readonly facts: Facts;
      readonly passes: boolean;
    }
  | { readonly step: 'observe'; readonly facts: Facts; readonly passes: boolean }
  | { readonly step: 'finish'; readonly end: ExchangeEnd };

export interface FakeMediator extends Mediator {
  readonly seen: Seen[];
  /** Resolves with the first record of this step, now or later. */
  next<S extends Seen['step']>(step: S): Promise<Extract<Seen, { step: S }>>;
}

/**
 * Stands in for mediation: blocks targets, bodies and pages that contain `EVIL`, bodies that could not be read, and
 * tunnels that begin with neither their server name nor a request. Everything else passes, to the loopback address.
 */
function createFakeMediator(): FakeMediator {
  const seen: Seen[] = [];
  const waiting: (() => void)[] = [];
  const tell = (entry: Seen): void => {
    seen.push(entry);
    for (const wake of waiting.splice(0)) wake();
  };
  let count = 0;

  function openExchange(url: URL): Exchange {
    let ended = false;
    return {
      actionId: `action-${String(++count)}`,
      url,
      addresses: ['127.0.0.1'],
      seal: ({ fields }) => Promise.resolve({ fields }),
      response(head, body, facts = {}) {
        const evil = body.kind === 'error' || (body.kind === 'bytes' && Buffer.from(body.bytes).includes('EVIL'));
        tell({ step: 'response', status: head.status, body, facts, passes: !evil });
        return Promise.resolve(evil ? verdict('block', 'response_size', 'response') : verdict('allow', 'none', 'none'));
      },
      further(head, body) {
        return this.response(head, body);
      },
      observe(facts) {
        const named = facts['sni.category'] === 'match' || facts['sni.category'] === 'plain_http';
        const evil = 'redirect.denied' in facts || !named;
        tell({ step: 'observe', facts, passes: !evil });
        const reason = 'redirect.denied' in facts ? 'redirect_scan_denied' : 'authority_mismatch';
        return Promise.resolve(evil ? verdict('block', reason, 'observed') : verdict('allow', 'none', 'none'));
      },
      finish(end) {
        if (!ended) tell({ step: 'finish', end });
        ended = true;
        return Promise.resolve();
      },
    };
  }

  return {
    seen,
    async next(step) {
      for (;;) {
        const found = seen.find((entry) => entry.step === step);
        if (found !== undefined) return found as never;
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
    async request(head: RequestHead, loadBody: BodyLoader): Promise<Mediated> {
      if (head.target.includes('EVIL')) {
        tell({ step: 'request', head, body: undefined, passes: false });
        return { recorded: verdict('block', 'dlp_match', 'url_dlp') };
      }
      const body = await loadBody();
      const evil = body.kind === 'error' || (body.kind === 'bytes' && Buffer.from(body.bytes).includes('EVIL'));
      tell({ step: 'request', head, body, passes: !evil });
      if (evil) return { recorded: verdict('block', 'dlp_match', 'body') };
      return { recorded: verdict('allow', 'none', 'none'), exchange: openExchange(new URL(head.target)) };
    },
    refuse(head, facts) {
      tell({ step: 'refuse', head, facts });
      const reason = facts['transport.enabled'] === false ? 'not_enabled' : 'bad_request';
      return Promise.resolve(verdict('block', reason, 'http'));
    },
  };
}

function verdict(outcome: 'allow' | 'block', reason: BlockReason | 'none', layer: string): RecordedVerdict {
  const phase: Phase = 'gate';
  const body: Verdict = { outcome, reason, layer, phase, findings: [], facts: {}, policyHash: '' };
  // Only mediation makes these; this stands in for it.
  return { verdict: body, actionId: 'a', requestId: 'r', evidence: 'durable' } as unknown as RecordedVerdict;
}

export interface Proxy {
  readonly mediator: FakeMediator;
  readonly listener: Listener;
  readonly budget: ByteBudget;
  readonly upstream: Upstream;
  readonly port: number;
}

export interface ProxyLimits {
  readonly forward?: Partial<ForwardLimits>;
  readonly connect?: Partial<ConnectLimits>;
  readonly fetch?: Partial<FetchLimits>;
  readonly listener?: Partial<ListenerLimits>;
  readonly upstream?: UpstreamOptions;
  readonly budgetBytes?: number;
  readonly forwardOff?: boolean;
}

/** The three transports behind one listener on a free loopback port, with mediation faked. Closed with the test. */
export async function startProxy(t: ExecutionContext, limits: ProxyLimits = {}): Promise<Proxy> {
  const mediator = createFakeMediator();
  const budget = createByteBudget(limits.budgetBytes ?? 64 << 20);
  const upstream = createUpstream(limits.upstream);
  const readable = createReadable();
  const resolveActor = createActorResolver({ defaultName: '', bindDefault: false });
  const shutdown = new AbortController();
  const shared = { mediator, upstream, budget, resolveActor, shutdown: shutdown.signal };
  const forward = createForwardHandler({
    ...shared,
    limits: { heldBytes: 1 << 20, streamedBytes: 8 << 20, requestBodyBytes: 1 << 20, ...limits.forward },
  });
  const connect = createConnectHandler({
    ...shared,
    limits: { maxTunnels: 16, idleMs: 60_000, lifetimeMs: 60_000, sniTimeoutMs: 60_000, ...limits.connect },
  });
  const fetch = createFetchHandler({
    ...shared,
    readable,
    userAgent: 'Test/1.0',
    limits: { responseBytes: 1 << 20, totalMs: 30_000, maxRedirects: 5, ...limits.fetch },
  });
  const listener = createListener({
    fetch,
    ...(limits.forwardOff === true ? {} : { forward, connect }),
    mediator,
    shutdown,
    control: (request, response) => {
      if (request.url !== '/health') return false;
      response.writeHead(200, { 'content-length': '7' }).end('healthy');
      return true;
    },
    ...(limits.listener === undefined ? {} : { limits: limits.listener }),
    onError: (error) => t.log('listener error', error),
  });
  const { port } = await listener.listen('127.0.0.1', 0);
  t.teardown(async () => {
    await listener.close();
    await upstream.destroy();
    await readable.close();
  });
  return { mediator, listener, budget, upstream, port };
}

/** An origin on a free loopback port. Closed with the test. */
export async function startOrigin(t: ExecutionContext, handler: RequestListener): Promise<string> {
  const server = createServer(handler);
  return `127.0.0.1:${String(await listen(t, server))}`;
}

/** An origin that speaks whatever the handler writes. Closed with the test. */
export async function startRawOrigin(t: ExecutionContext, handler: (socket: Socket) => void): Promise<number> {
  const server = createTcpServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => socket.destroy());
    handler(socket);
  });
  return listen(t, server);
}

async function listen(t: ExecutionContext, server: Server | TcpServer): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

export interface Answer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
  /** Everything, as received. */
  readonly raw: string;
}

/** Writes `pieces` as they stand and reads until the peer closes. */
export async function exchangeRaw(port: number, ...pieces: (string | Uint8Array)[]): Promise<Answer> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => socket.destroy());
  for (const piece of pieces) socket.write(piece);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  await new Promise((resolve) => socket.once('close', resolve));
  return parseAnswer(Buffer.concat(chunks).toString('latin1'));
}

export function parseAnswer(raw: string): Answer {
  const end = raw.indexOf('\r\n\r\n');
  const [line = '', ...fields] = raw.slice(0, Math.max(end, 0)).split('\r\n');
  const headers = new Map(
    fields.map((field) => [
      field.slice(0, field.indexOf(':')).toLowerCase(),
      field.slice(field.indexOf(':') + 1).trim(),
    ]),
  );
  return { status: Number(line.split(' ')[1]), headers, body: raw.slice(end + 4), raw };
}

/** A request in absolute form as bytes, asking for the connection to be closed. */
export function absolute(method: string, url: string, headers: readonly string[] = [], body = ''): string {
  const host = new URL(url).host;
  return [`${method} ${url} HTTP/1.1`, `Host: ${host}`, 'Connection: close', ...headers, '', body].join('\r\n');
}

/** The whole body of a request an origin received. */
export async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('latin1');
}
