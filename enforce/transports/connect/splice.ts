// SPDX-License-Identifier: Apache-2.0
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ExchangeEnd } from '../../mediate/types.js';

export interface SpliceLimits {
  /** Without a byte in either direction, in ms. */
  readonly idleMs: number;
  /** From the first byte passed on, in ms. */
  readonly lifetimeMs: number;
}

export type SpliceEnd = Pick<ExchangeEnd, 'reason' | 'requestBytes' | 'responseBytes'>;

/**
 * Joins two connections after `first` was judged. Each side may end its half while the other goes on. Resolves when
 * both halves are over or a limit was reached, with the bytes of each direction; both sockets are closed then.
 */
export function splice(client: Duplex, origin: Socket, first: Buffer, limits: SpliceLimits): Promise<SpliceEnd> {
  return new Promise((resolve) => {
    let requestBytes = first.length;
    let responseBytes = 0;
    let reason: SpliceEnd['reason'] = 'complete';
    let closed = 0;
    let settled = false;
    const idle = setTimeout(() => cut('idle_timeout'), limits.idleMs);
    const lifetime = setTimeout(() => cut('lifetime'), limits.lifetimeMs);

    function cut(why: SpliceEnd['reason']): void {
      reason = why;
      client.destroy();
      origin.destroy();
    }
    function onClosed(): void {
      closed++;
      if (closed === 1) {
        // One side is gone for good: what is already on its way to the other is flushed, nothing more is awaited.
        endOrDestroy(client);
        endOrDestroy(origin);
        return;
      }
      if (settled) return;
      settled = true;
      clearTimeout(idle);
      clearTimeout(lifetime);
      resolve({ reason, requestBytes, responseBytes });
    }
    client.on('data', (chunk: Buffer) => {
      requestBytes += chunk.length;
      idle.refresh();
    });
    origin.on('data', (chunk: Buffer) => {
      responseBytes += chunk.length;
      idle.refresh();
    });
    client.once('error', () => {
      reason = 'client_abort';
    });
    origin.once('error', () => {
      if (reason === 'complete') reason = 'upstream_error';
    });
    watchClose(client, onClosed);
    watchClose(origin, onClosed);
    if (first.length > 0) origin.write(first);
    // The client may have ended its half while its first bytes were judged; a pipe would never hear of it.
    if (client.readableEnded) origin.end();
    client.pipe(origin);
    origin.pipe(client);
  });
}

function watchClose(socket: Duplex, onClosed: () => void): void {
  if (socket.closed) onClosed();
  else socket.once('close', onClosed);
}

function endOrDestroy(socket: Duplex): void {
  if (socket.destroyed) return;
  if (socket.writableEnded) {
    if (socket.writableFinished) socket.destroy();
    else socket.once('finish', () => socket.destroy());
  } else socket.end(() => socket.destroy());
}
