// SPDX-License-Identifier: Apache-2.0
import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** Exchanges of one connection, one at a time and in order. */
export interface Turns {
  /**
   * Runs `start` once every earlier answer on the connection is out; never when the connection ends before that.
   * False when too many wait already.
   */
  take(socket: Duplex, response: ServerResponse, start: () => void): boolean;
  /** Whether an exchange of the connection is under way. */
  isBusy(socket: Duplex): boolean;
  /** The answer of the exchange that is under way. */
  current(socket: Duplex): ServerResponse | undefined;
}

interface Turn {
  readonly response: ServerResponse;
  readonly start: () => void;
}

interface Line {
  current: ServerResponse;
  readonly waiting: Turn[];
}

/** Requests that may wait behind the one that is being answered. */
const MAX_WAITING_TURNS = 32;

/**
 * A client may send requests without waiting for answers (RFC 9112 section 9.3.2), and Node hands all of them over at
 * once. An answer that stands behind another has no connection yet and is never told that it closed, so an exchange
 * begun early could hold its bytes for ever. Here it begins when it can be answered.
 */
export function createTurns(): Turns {
  const lines = new WeakMap<Duplex, Line>();

  function begin(socket: Duplex, line: Line, { response, start }: Turn): void {
    line.current = response;
    response.once('close', () => {
      const next = line.waiting.shift();
      // A connection that is being closed takes no more answers, so what still waits must not take effect.
      if (next === undefined || !socket.writable) lines.delete(socket);
      else begin(socket, line, next);
    });
    start();
  }

  return {
    take(socket, response, start) {
      const line = lines.get(socket);
      if (line === undefined) {
        const fresh = { current: response, waiting: [] };
        lines.set(socket, fresh);
        begin(socket, fresh, { response, start });
        return true;
      }
      if (line.waiting.length >= MAX_WAITING_TURNS) return false;
      line.waiting.push({ response, start });
      return true;
    },
    isBusy: (socket) => lines.has(socket),
    current: (socket) => lines.get(socket)?.current,
  };
}
