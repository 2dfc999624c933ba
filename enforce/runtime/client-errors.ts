// SPDX-License-Identifier: Apache-2.0
import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { refuseBytes } from './refusal.js';
import { attend, type Switchboard } from './switchboard.js';

/** Bytes that never became a request: malformed, too large for the parser, or too slow. */
export function onClientError(board: Switchboard, error: Error, socket: Duplex): void {
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
