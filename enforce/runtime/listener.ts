// SPDX-License-Identifier: Apache-2.0
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Mediator } from '../mediate/types.js';
import { AGENT_HEADER } from '../net/actor.js';
import { isSameAuthority } from '../net/authority.js';
import { fieldValue, headerPairs } from '../net/headers.js';
import {
  CLIENT_KEEP_ALIVE_MS,
  MAX_CLIENT_CONNECTIONS,
  MAX_HEADER_BYTES,
  PARSER_HEADER_BYTES,
  REQUEST_HEAD_TIMEOUT_MS,
  REQUEST_TOTAL_TIMEOUT_MS,
} from '../net/limits.js';
import type { ConnectHandler } from '../transports/connect/server.js';
import { headBytes, refuseBytes, refuseRequest, refuseTunnel } from './refusal.js';
import { createTurns, type Turns } from './turns.js';

type HttpHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface ListenerOptions {
  readonly fetch: HttpHandler;
  /** Absent when the forward proxy is off. */
  readonly forward?: HttpHandler;
  /** Absent when the forward proxy is off. */
  readonly connect?: ConnectHandler;
  /** Answers the operator's endpoints; false when the path is none of them. */
  readonly control: (request: IncomingMessage, response: ServerResponse) => boolean;
  readonly mediator: Mediator;
  readonly limits?: Partial<ListenerLimits>;
  /** Aborted when a drain runs out of time, so that handlers can say why their exchange ended. */
  readonly shutdown?: AbortController;
  /** Told about an exception that reached the listener. The connection is closed; nothing was forwarded after it. */
  readonly onError?: (error: unknown) => void;
}

export interface ListenerLimits {
  readonly headerBytes: number;
  readonly headTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly keepAliveMs: number;
  readonly maxConnections: number;
}

export interface Listener {
  /** Resolves when connections are accepted; `port` 0 takes any free one. Rejects when the address is taken. */
  listen(host: string, port: number): Promise<AddressInfo>;
  readonly address: AddressInfo | undefined;
  readonly connections: number;
  /** Exchanges whose handler has not ended. */
  readonly inFlight: number;
  /** Stops accepting, lets exchanges end for `timeoutMs`, then cuts them. Resolves when all handlers have ended. */
  drain(timeoutMs: number): Promise<void>;
  /** Cuts everything now. */
  close(): Promise<void>;
}

const DEFAULT_LIMITS: ListenerLimits = {
  headerBytes: MAX_HEADER_BYTES,
  headTimeoutMs: REQUEST_HEAD_TIMEOUT_MS,
  requestTimeoutMs: REQUEST_TOTAL_TIMEOUT_MS,
  keepAliveMs: CLIENT_KEEP_ALIVE_MS,
  maxConnections: MAX_CLIENT_CONNECTIONS,
};

/** How long handlers may take to notice that their connection was cut. */
const CUT_GRACE_MS = 5_000;

/** What holds for the requests in a tunnel: where it was opened to, and by whom, if the client said so. */
interface Inside {
  readonly authority: string;
  readonly agent: string | undefined;
}

/** What all event handlers of one listener share. */
interface Switchboard {
  readonly options: ListenerOptions;
  readonly limits: ListenerLimits;
  readonly sockets: Set<Duplex>;
  /** Connections in the middle of an exchange; an error there belongs to that exchange, which answers for it. */
  readonly turns: Turns;
  /** Connections whose bytes were refused; what else they bring is not looked at. */
  readonly refused: WeakSet<Duplex>;
  /** Connections whose time for a head is up, until they were read once more. */
  readonly late: Set<Duplex>;
  /** Tunnels in which a client speaks plain HTTP. */
  readonly inside: WeakMap<Duplex, Inside>;
  draining: boolean;
  inFlight: number;
  /** Called when the last handler ended. */
  idle: (() => void) | undefined;
}

/**
 * The one port. Decides by the form of the request target who answers: a path goes to the operator's endpoints or to
 * fetch, an absolute URI to the forward proxy, an authority to the tunnels. What is not a request gets a reasoned
 * refusal and a receipt too.
 */
export function createListener(options: ListenerOptions): Listener {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const board: Switchboard = {
    options,
    limits,
    sockets: new Set(),
    turns: createTurns(),
    refused: new WeakSet(),
    late: new Set(),
    inside: new WeakMap(),
    draining: false,
    inFlight: 0,
    idle: undefined,
  };
  const server = openServer(board);

  async function cut(): Promise<void> {
    options.shutdown?.abort();
    for (const socket of board.sockets) socket.destroy();
    // Every handler ends when its socket does; the bound is for one that waits for something else.
    await within(CUT_GRACE_MS, whenIdle(board));
  }

  return {
    listen(host, port) {
      return new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen({ host, port, backlog: 1024 }, () => {
          server.off('error', reject);
          server.on('error', (error) => options.onError?.(error));
          resolve(server.address() as AddressInfo);
        });
      });
    },
    get address() {
      return (server.address() as AddressInfo | null) ?? undefined;
    },
    get connections() {
      return board.sockets.size;
    },
    get inFlight() {
      return board.inFlight;
    },
    async drain(timeoutMs) {
      board.draining = true;
      const closed = closeServer(server);
      server.closeIdleConnections();
      await within(timeoutMs, Promise.all([closed, whenIdle(board)]));
      await cut();
      await closed;
    },
    async close() {
      board.draining = true;
      const closed = closeServer(server);
      await cut();
      await closed;
    },
  };
}

function openServer(board: Switchboard): Server {
  const { limits } = board;
  const server = createServer({
    maxHeaderSize: PARSER_HEADER_BYTES,
    headersTimeout: limits.headTimeoutMs,
    requestTimeout: limits.requestTimeoutMs,
    connectionsCheckingInterval: Math.max(50, Math.min(1_000, limits.headTimeoutMs / 4)),
    keepAliveTimeout: limits.keepAliveMs,
    insecureHTTPParser: false,
    // A missing Host is refused by us, with a receipt, not by the parser.
    requireHostHeader: false,
    noDelay: true,
  });
  // Fields beyond a count would be dropped unread; the byte limit bounds them instead.
  server.maxHeadersCount = 0;
  server.maxConnections = limits.maxConnections;
  server.on('connection', (socket) => {
    board.sockets.add(socket);
    socket.once('close', () => board.sockets.delete(socket));
  });
  server.on('request', (request, response) => onRequest(board, request, response));
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) =>
    onRequest(board, request, response),
  );
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) =>
    inTurn(board, request, response, () =>
      attend(board, request.socket, () =>
        refuseRequest(board.options.mediator, request, response, { 'http.error': 'expectation' }, 417),
      ),
    ),
  );
  server.on('connect', (request: IncomingMessage, socket: Duplex, first: Buffer) =>
    onConnect(board, server, request, socket, first),
  );
  server.on('clientError', (error: Error, socket: Duplex) => onClientError(board, error, socket));
  return server;
}

function onRequest(board: Switchboard, request: IncomingMessage, response: ServerResponse): void {
  inTurn(board, request, response, () => route(board, request, response));
}

/** Begins an exchange when the connection's earlier ones are over. A client that sends far ahead is cut off. */
function inTurn(board: Switchboard, { socket }: IncomingMessage, response: ServerResponse, start: () => void): void {
  board.late.delete(socket);
  const taken = board.turns.take(socket, response, () => {
    if (board.draining) response.shouldKeepAlive = false;
    start();
  });
  if (!taken) socket.destroy();
}

function route(board: Switchboard, request: IncomingMessage, response: ServerResponse): void {
  const { options, limits } = board;
  const { socket } = request;
  const target = request.url ?? '';
  const inside = board.inside.get(socket);
  if (request.httpVersionMajor !== 1) {
    // 0.9 has no fields and 2 no such line: whoever writes one of them does not speak this protocol.
    attend(board, socket, () => refuseRequest(options.mediator, request, response, { 'http.error': 'malformed' }, 400));
  } else if (headBytes(request) > limits.headerBytes) {
    attend(board, socket, () =>
      refuseRequest(board.options.mediator, request, response, { 'http.error': 'header_overflow' }, 431),
    );
  } else if (inside !== undefined) {
    routeInside(board, request, response, inside);
  } else if (target.startsWith('/')) {
    if (isFetch(target)) attend(board, socket, () => options.fetch(request, response));
    else if (!options.control(request, response)) answerNotFound(response);
  } else if (!target.includes('://')) {
    attend(board, socket, () =>
      refuseRequest(board.options.mediator, request, response, { 'http.error': 'malformed' }, 400),
    );
  } else {
    const { forward } = options;
    if (forward !== undefined) attend(board, socket, () => forward(request, response));
    else
      attend(board, socket, () =>
        refuseRequest(board.options.mediator, request, response, { 'transport.enabled': false }, 405),
      );
  }
}

/** Inside a tunnel a request names its path only. It is judged as the forward proxy's, under the tunnel's authority. */
function routeInside(board: Switchboard, request: IncomingMessage, response: ServerResponse, inside: Inside): void {
  const { mediator, forward } = board.options;
  const { socket, headers, rawHeaders, url: path = '' } = request;
  const refuse = (error: 'malformed' | 'authority', status: number): void =>
    attend(board, socket, () => refuseRequest(mediator, request, response, { 'http.error': error }, status));
  if (forward === undefined || !path.startsWith('/')) {
    refuse('malformed', 400);
    return;
  }
  request.url = `http://${inside.authority}${path}`;
  if (inside.agent !== undefined && headers[AGENT_HEADER] === undefined) rawHeaders.push(AGENT_HEADER, inside.agent);
  if (isSameAuthority(headers.host ?? inside.authority, inside.authority)) {
    attend(board, socket, () => forward(request, response));
  } else refuse('authority', 421);
}

function serveInside(board: Switchboard, server: Server, socket: Duplex, inside: Inside): Promise<void> {
  board.inside.set(socket, inside);
  return new Promise((resolve) => {
    if (socket.closed) {
      resolve();
      return;
    }
    socket.once('close', resolve);
    // The connection is the parser's again, and the same limits hold for it.
    server.emit('connection', socket);
    socket.resume();
  });
}

function onConnect(board: Switchboard, server: Server, request: IncomingMessage, socket: Duplex, first: Buffer): void {
  board.late.delete(socket);
  // The parser let go of the socket: from here on its errors are ours.
  socket.on('error', () => socket.destroy());
  attend(board, socket, () => {
    const { connect, mediator } = board.options;
    if (board.turns.isBusy(socket) || board.inside.has(socket)) {
      // The answer still owed would run into the tunnel, or the tunnel's be taken for it; nor is there one in another.
      return refuseTunnel(mediator, request, socket, { 'http.error': 'malformed' }, undefined);
    }
    if (headBytes(request) > board.limits.headerBytes) {
      return refuseTunnel(mediator, request, socket, { 'http.error': 'header_overflow' }, 431);
    }
    return connect === undefined
      ? refuseTunnel(mediator, request, socket, { 'transport.enabled': false }, 405)
      : connect(request, socket, first, (tunnel, authority) =>
          serveInside(board, server, tunnel, {
            authority,
            agent: fieldValue(headerPairs(request.rawHeaders), AGENT_HEADER),
          }),
        );
  });
}

/** Bytes that never became a request: malformed, too large for the parser, or too slow. */
function onClientError(board: Switchboard, error: Error, socket: Duplex): void {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT' && !board.turns.isBusy(socket)) lookOnceMore(board, error, socket, code);
  else refuseClient(board, error, socket, code);
}

/**
 * A head that came while this process was busy is no late one. Node measures before it reads, so the refusal waits until
 * it has read; a request that begins then takes its connection off the list.
 */
function lookOnceMore(board: Switchboard, error: Error, socket: Duplex, code: string): void {
  board.late.add(socket);
  setImmediate(() => {
    if (board.late.delete(socket)) refuseClient(board, error, socket, code);
  });
}

function refuseClient(board: Switchboard, error: Error, socket: Duplex, code: string): void {
  // One that only ends too early is a client that goes away.
  const broken = code.startsWith('HPE_') && code !== 'HPE_INVALID_EOF_STATE';
  if (broken && breaksBody(board.turns.current(socket), error)) return;
  // Nobody is there to be told, or an exchange is running that will notice the closed socket and record it.
  const answered = board.refused.has(socket) || board.turns.isBusy(socket);
  if (code === 'ECONNRESET' || code === 'EPIPE' || !socket.writable || socket.destroyed || answered) {
    socket.destroy();
    return;
  }
  board.refused.add(socket);
  socket.on('error', () => socket.destroy());
  attend(board, socket, () => refuseBytes(board.options.mediator, socket, code));
}

/** Tells an exchange that its body does not keep to its framing, so that it can say so; false when there is none to tell. */
function breaksBody(response: ServerResponse | undefined, error: Error): boolean {
  if (response === undefined || response.headersSent) return false;
  const { req } = response;
  if (req.complete || req.listenerCount('error') === 0) return false;
  // Nobody knows where the next request would begin.
  response.shouldKeepAlive = false;
  req.emit('error', error);
  return true;
}

/** Runs a handler. What escapes it closes the connection: silence is safer than half an answer. */
function attend(board: Switchboard, socket: Duplex, handle: () => Promise<void>): void {
  board.inFlight++;
  handle()
    .catch((error: unknown) => {
      board.options.onError?.(error);
      socket.destroy();
    })
    .finally(() => {
      board.inFlight--;
      if (board.inFlight === 0) board.idle?.();
    });
}

function isFetch(target: string): boolean {
  return target === '/fetch' || target.startsWith('/fetch?');
}

function answerNotFound(response: ServerResponse): void {
  response.writeHead(404, ['content-type', 'text/plain; charset=utf-8', 'content-length', '10']).end('not found\n');
}

/** Waits for `work`, but no longer than `timeoutMs`. */
async function within(timeoutMs: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, timeoutMs);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}

function whenIdle(board: Switchboard): Promise<void> {
  if (board.inFlight === 0) return Promise.resolve();
  return new Promise((resolve) => {
    const before = board.idle;
    board.idle = () => {
      before?.();
      resolve();
    };
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    if (server.listening) server.close(() => resolve());
    else resolve();
  });
}
