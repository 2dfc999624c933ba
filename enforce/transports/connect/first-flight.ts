// SPDX-License-Identifier: Apache-2.0
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { Deadline } from '../../net/deadline.js';
import { SNI_BYTES } from '../../net/limits.js';
import { classifyFirstBytes, type SniCategory } from '../../net/sni.js';

/** A tunnel that was opened to the client, and through which nothing has gone yet. */
export interface FreshTunnel {
  readonly client: Duplex;
  readonly origin: Socket;
  /** What came behind CONNECT without waiting. */
  readonly first: Buffer;
  /** The host that the client asked for. */
  readonly host: string;
  readonly timeoutMs: number;
}

export interface FirstFlight {
  readonly category: SniCategory;
  /** Everything that was read; the client is paused behind it. */
  readonly bytes: Buffer;
}

/** The client's first bytes, held back, and what they say. Ends with an answer, at the cap, in time, or on a close. */
export function readFirstFlight(tunnel: FreshTunnel): Promise<FirstFlight> {
  return new FlightReader(tunnel).read();
}

class FlightReader {
  readonly #tunnel: FreshTunnel;
  /** One buffer of the full size: a client that drips single bytes must not make every drop a copy of all before. */
  readonly #held = Buffer.allocUnsafe(SNI_BYTES);
  #length = 0;
  #deadline: Deadline | undefined;
  #settle!: (flight: FirstFlight) => void;

  constructor(tunnel: FreshTunnel) {
    this.#tunnel = tunnel;
  }

  read(): Promise<FirstFlight> {
    const { client, origin, first, timeoutMs } = this.#tunnel;
    const flight = new Promise<FirstFlight>((resolve) => {
      this.#settle = resolve;
    });
    // A greeting that stops in the middle is no silence: who it is for was not seen.
    this.#deadline = new Deadline(timeoutMs, () => this.#end(this.#length === 0 ? 'timeout' : 'malformed_tls'));
    client.on('data', this.#onData).on('end', this.#onEnd).on('close', this.#onEnd);
    origin.on('readable', this.#onReadable).on('end', this.#onOriginEnd).on('close', this.#onOriginEnd);
    if (client.destroyed) this.#onEnd();
    else if (first.length > 0) this.#onData(first);
    else client.resume();
    return flight;
  }

  readonly #onData = (chunk: Buffer): void => {
    const taken = chunk.copy(this.#held, this.#length);
    this.#length += taken;
    const rest = taken < chunk.length ? chunk.subarray(taken) : undefined;
    const result = classifyFirstBytes(this.#held.subarray(0, this.#length), this.#tunnel.host);
    if (result !== 'incomplete') this.#end(result, rest);
    else if (this.#length === this.#held.length) this.#end('malformed_tls', rest);
  };

  readonly #onEnd = (): void => {
    this.#end(this.#length === 0 ? 'not_tls' : 'malformed_tls');
  };

  /** Asks for the end without taking what the origin may have said first. */
  readonly #onReadable = (): void => {
    const { origin } = this.#tunnel;
    if (origin.readableLength === 0) origin.read();
  };

  readonly #onOriginEnd = (): void => {
    this.#tunnel.client.destroy();
  };

  #end(category: SniCategory, rest?: Buffer): void {
    const { client, origin } = this.#tunnel;
    this.#deadline?.cancel();
    client.pause();
    client.off('data', this.#onData).off('end', this.#onEnd).off('close', this.#onEnd);
    origin.off('readable', this.#onReadable).off('end', this.#onOriginEnd).off('close', this.#onOriginEnd);
    const kept = this.#held.subarray(0, this.#length);
    this.#settle({ category, bytes: rest === undefined ? kept : Buffer.concat([kept, rest]) });
  }
}
