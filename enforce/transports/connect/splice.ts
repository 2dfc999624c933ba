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
  return new Splice(client, origin, limits).join(first);
}

class Splice {
  readonly #client: Duplex;
  readonly #origin: Socket;
  readonly #idle: NodeJS.Timeout;
  readonly #lifetime: NodeJS.Timeout;
  #requestBytes = 0;
  #responseBytes = 0;
  #reason: SpliceEnd['reason'] = 'complete';
  /** Sides that are gone for good. */
  #closed = 0;
  #settle!: (end: SpliceEnd) => void;

  constructor(client: Duplex, origin: Socket, { idleMs, lifetimeMs }: SpliceLimits) {
    this.#client = client;
    this.#origin = origin;
    this.#idle = setTimeout(() => this.#cut('idle_timeout'), idleMs);
    this.#lifetime = setTimeout(() => this.#cut('lifetime'), lifetimeMs);
  }

  join(first: Buffer): Promise<SpliceEnd> {
    const end = new Promise<SpliceEnd>((resolve) => {
      this.#settle = resolve;
    });
    this.#requestBytes = first.length;
    this.#count();
    this.#watch();
    this.#pass(first);
    return end;
  }

  #count(): void {
    this.#client.on('data', (chunk: Buffer) => {
      this.#requestBytes += chunk.length;
      this.#idle.refresh();
    });
    this.#origin.on('data', (chunk: Buffer) => {
      this.#responseBytes += chunk.length;
      this.#idle.refresh();
    });
  }

  #watch(): void {
    this.#client.once('error', () => {
      this.#reason = 'client_abort';
    });
    this.#origin.once('error', () => {
      if (this.#reason === 'complete') this.#reason = 'upstream_error';
    });
    for (const socket of [this.#client, this.#origin]) watchClose(socket, () => this.#onClosed());
  }

  #pass(first: Buffer): void {
    if (first.length > 0) this.#origin.write(first);
    // The client may have ended its half while its first bytes were judged; a pipe would never hear of it.
    if (this.#client.readableEnded) this.#origin.end();
    this.#client.pipe(this.#origin);
    this.#origin.pipe(this.#client);
  }

  #cut(why: SpliceEnd['reason']): void {
    this.#reason = why;
    this.#client.destroy();
    this.#origin.destroy();
  }

  #onClosed(): void {
    this.#closed++;
    if (this.#closed === 1) {
      // What is already on its way to the other side is flushed, nothing more is awaited.
      endOrDestroy(this.#client);
      endOrDestroy(this.#origin);
      return;
    }
    clearTimeout(this.#idle);
    clearTimeout(this.#lifetime);
    this.#settle({ reason: this.#reason, requestBytes: this.#requestBytes, responseBytes: this.#responseBytes });
  }
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
