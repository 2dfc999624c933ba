// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Mediator } from '../mediate/types.js';
import {
  CLIENT_KEEP_ALIVE_MS,
  MAX_CLIENT_CONNECTIONS,
  MAX_HEADER_BYTES,
  REQUEST_HEAD_TIMEOUT_MS,
  REQUEST_TOTAL_TIMEOUT_MS,
} from '../net/limits.js';
import type { ConnectHandler } from '../transports/connect/server.js';
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

const DEFAULT_LIMITS: ListenerLimits = {
  headerBytes: MAX_HEADER_BYTES,
  headTimeoutMs: REQUEST_HEAD_TIMEOUT_MS,
  requestTimeoutMs: REQUEST_TOTAL_TIMEOUT_MS,
  keepAliveMs: CLIENT_KEEP_ALIVE_MS,
  maxConnections: MAX_CLIENT_CONNECTIONS,
};

/** What holds for the requests in a tunnel: where it was opened to, and by whom, if the client said so. */
export interface Inside {
  readonly authority: string;
  readonly agent: string | undefined;
}

/** What all event handlers of one listener share. */
export interface Switchboard {
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

export function openSwitchboard(options: ListenerOptions): Switchboard {
  return {
    options,
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    sockets: new Set(),
    turns: createTurns(),
    refused: new WeakSet(),
    late: new Set(),
    inside: new WeakMap(),
    draining: false,
    inFlight: 0,
    idle: undefined,
  };
}

/** Runs a handler. What escapes it closes the connection: silence is safer than half an answer. */
export function attend(board: Switchboard, socket: Duplex, handle: () => Promise<void>): void {
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

/** Resolves when no handler runs any more. */
export function whenIdle(board: Switchboard): Promise<void> {
  if (board.inFlight === 0) return Promise.resolve();
  return new Promise((resolve) => {
    const before = board.idle;
    board.idle = () => {
      before?.();
      resolve();
    };
  });
}
