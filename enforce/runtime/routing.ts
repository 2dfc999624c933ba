// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { AGENT_HEADER } from '../net/actor.js';
import { isSameAuthority } from '../net/authority.js';
import { fieldValue, headerPairs } from '../net/headers.js';
import { headBytes, refuseRequest, refuseTunnel } from './refusal.js';
import { attend, type Inside, type Switchboard } from './switchboard.js';

export function onRequest(board: Switchboard, request: IncomingMessage, response: ServerResponse): void {
  inTurn(board, request, response, () => route(board, request, response));
}

/** A client that waits for a leave which nobody here can give. */
export function onUnknownExpectation(board: Switchboard, request: IncomingMessage, response: ServerResponse): void {
  inTurn(board, request, response, () =>
    attend(board, request.socket, () =>
      refuseRequest(board.options.mediator, request, response, { 'http.error': 'expectation' }, 417),
    ),
  );
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

export function onConnect(
  board: Switchboard,
  server: Server,
  request: IncomingMessage,
  socket: Duplex,
  first: Buffer,
): void {
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

function isFetch(target: string): boolean {
  return target === '/fetch' || target.startsWith('/fetch?');
}

function answerNotFound(response: ServerResponse): void {
  response.writeHead(404, ['content-type', 'text/plain; charset=utf-8', 'content-length', '10']).end('not found\n');
}
