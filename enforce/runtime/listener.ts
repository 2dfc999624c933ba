// SPDX-License-Identifier: Apache-2.0
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { PARSER_HEADER_BYTES } from '../net/limits.js';
import { onClientError } from './client-errors.js';
import { onConnect, onRequest, onUnknownExpectation } from './routing.js';
import { openSwitchboard, whenIdle, type ListenerOptions, type Switchboard } from './switchboard.js';

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

/** How long handlers may take to notice that their connection was cut. */
const CUT_GRACE_MS = 5_000;

/**
 * The one port. Decides by the form of the request target who answers: a path goes to the operator's endpoints or to
 * fetch, an absolute URI to the forward proxy, an authority to the tunnels. What is not a request gets a reasoned
 * refusal and a receipt too.
 */
export function createListener(options: ListenerOptions): Listener {
  return new PortListener(options);
}

class PortListener implements Listener {
  readonly #board: Switchboard;
  readonly #server: Server;

  constructor(options: ListenerOptions) {
    this.#board = openSwitchboard(options);
    this.#server = openServer(this.#board);
  }

  listen(host: string, port: number): Promise<AddressInfo> {
    const server = this.#server;
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host, port, backlog: 1024 }, () => {
        server.off('error', reject);
        server.on('error', (error) => this.#board.options.onError?.(error));
        resolve(server.address() as AddressInfo);
      });
    });
  }

  get address(): AddressInfo | undefined {
    return (this.#server.address() as AddressInfo | null) ?? undefined;
  }

  get connections(): number {
    return this.#board.sockets.size;
  }

  get inFlight(): number {
    return this.#board.inFlight;
  }

  async drain(timeoutMs: number): Promise<void> {
    this.#board.draining = true;
    const closed = closeServer(this.#server);
    this.#server.closeIdleConnections();
    await within(timeoutMs, Promise.all([closed, whenIdle(this.#board)]));
    await this.#cut();
    await closed;
  }

  async close(): Promise<void> {
    this.#board.draining = true;
    const closed = closeServer(this.#server);
    await this.#cut();
    await closed;
  }

  async #cut(): Promise<void> {
    this.#board.options.shutdown?.abort();
    for (const socket of this.#board.sockets) socket.destroy();
    // Every handler ends when its socket does; the bound is for one that waits for something else.
    await within(CUT_GRACE_MS, whenIdle(this.#board));
  }
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
    onUnknownExpectation(board, request, response),
  );
  server.on('connect', (request: IncomingMessage, socket: Duplex, first: Buffer) =>
    onConnect(board, server, request, socket, first),
  );
  server.on('clientError', (error: Error, socket: Duplex) => onClientError(board, error, socket));
  return server;
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

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    if (server.listening) server.close(() => resolve());
    else resolve();
  });
}
