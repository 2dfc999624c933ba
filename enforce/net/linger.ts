// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { LINGER_BYTES, LINGER_MS } from './limits.js';

/**
 * After an answer that came before the upload was read: goes on reading for a moment, so that the client sees the
 * answer instead of a reset, then closes. Bounded in bytes and time, since the client may never stop.
 */
export function lingerUnread(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  let left = LINGER_BYTES;
  const timer = setTimeout(() => request.socket.destroy(), LINGER_MS);
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) request.socket.destroy();
  });
  request.once('close', () => clearTimeout(timer));
  request.once('end', () => clearTimeout(timer));
  request.on('error', () => undefined);
  request.resume();
}

/**
 * Sends the last words on a connection that no parser owns any more and closes it, whatever the client does: one that
 * never closes its own half would otherwise keep its place for ever.
 */
export function endLingering(socket: Duplex, lastWords: string): void {
  let left = LINGER_BYTES;
  const timer = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once('close', () => clearTimeout(timer));
  socket.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) socket.destroy();
  });
  socket.end(lastWords);
  // Unread bytes would turn the close into a reset, and the answer could be lost with it.
  socket.resume();
}
