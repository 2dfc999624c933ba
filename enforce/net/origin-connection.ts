// SPDX-License-Identifier: Apache-2.0
import type { Socket } from 'node:net';
import { Client, type buildConnector, type Dispatcher } from 'undici';

/** A handler that is told over which connection its request goes. */
export interface ConnectionHandler extends Dispatcher.DispatchHandler {
  connection?: OriginConnection;
}

/** A request that says who asks: the handler itself comes wrapped. */
export interface ConnectionRequest extends Dispatcher.DispatchOptions {
  readonly asker?: ConnectionHandler;
}

/** One connection at a time to one origin, and what is known of it. Carries one request at a time. */
export class OriginConnection extends Client {
  readonly #line: Line;
  #bytesBefore = 0;

  constructor(origin: string | URL, options: Client.Options, connect: buildConnector.connector) {
    const line: Line = { socket: undefined };
    super(origin, {
      ...options,
      connect: (target, callback) =>
        connect(target, (...connected) => {
          [, line.socket] = connected;
          callback(...connected);
        }),
    });
    this.#line = line;
  }

  override dispatch(options: ConnectionRequest, handler: Dispatcher.DispatchHandler): boolean {
    if (options.asker !== undefined) options.asker.connection = this;
    return super.dispatch(options, handler);
  }

  /** A request is about to be written. */
  begin(): void {
    this.#bytesBefore = this.#line.socket?.bytesRead ?? 0;
  }

  /**
   * Whether the connection had carried an answer before this request, and not a byte came since: an origin may close a
   * connection that lies idle at any time, also while a request is on its way to it.
   */
  get endedIdle(): boolean {
    return this.#bytesBefore > 0 && this.#line.socket?.bytesRead === this.#bytesBefore;
  }
}

interface Line {
  socket: Socket | null | undefined;
}
