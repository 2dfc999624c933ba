// SPDX-License-Identifier: Apache-2.0
import { type Socket } from 'node:net';
import { Pool, type buildConnector, type Client, type Dispatcher } from 'undici';
import { createDialler, DialError, openSocket } from './dial.js';
import {
  CONNECTIONS_PER_POOL,
  CONNECT_TIMEOUT_MS,
  MAX_POOLS,
  MAX_RESPONSE_HEADER_BYTES,
  POOL_IDLE_MS,
  RESPONSE_HEAD_TIMEOUT_MS,
  RESPONSE_IDLE_TIMEOUT_MS,
  UPSTREAM_KEEP_ALIVE_MS,
} from './limits.js';
import { OriginConnection, type ConnectionHandler, type ConnectionRequest } from './origin-connection.js';

export interface UpstreamOptions {
  readonly connectTimeoutMs?: number;
  readonly headTimeoutMs?: number;
  readonly idleTimeoutMs?: number;
  readonly maxHeaderBytes?: number;
  readonly maxPools?: number;
  readonly connectionsPerPool?: number;
  readonly poolIdleMs?: number;
  /** PEM certificates trusted beside nothing else; absent means the platform's own roots. */
  readonly ca?: string | readonly string[];
}

export interface UpstreamRequest {
  /** Normalised; its origin names the pool, its path and query the resource. */
  readonly url: URL;
  /** Checked addresses; nothing else is dialled. Not empty. */
  readonly addresses: readonly string[];
  readonly method: string;
  /** Flat: name, value, name, value ... */
  readonly headers: string[];
  readonly body: Uint8Array | null;
}

/**
 * Connections to origins. One instance per config snapshot: a reload makes a new one and closes the old, so no
 * connection outlives the policy under which it was opened. No redirects are followed and no proxy is inherited from
 * the environment.
 */
export interface Upstream {
  /** Errors reach the handler. Throws DialError `aborted` once closed. */
  dispatch(request: UpstreamRequest, handler: ConnectionHandler): void;
  /** The same over a connection of its own, which is closed afterwards. */
  dispatchAlone(request: UpstreamRequest, handler: ConnectionHandler): void;
  /** A raw connection to the first address that answers. Rejects when none does in time, or on abort. */
  openSocket(addresses: readonly string[], port: number, signal?: AbortSignal): Promise<Socket>;
  readonly poolCount: number;
  /** Lets exchanges end, then closes. */
  close(): Promise<void>;
  /** Cuts everything at once. */
  destroy(): Promise<void>;
}

/** Opens connections on demand and keeps them in pools keyed by origin and the set of checked addresses. */
export function createUpstream(options: UpstreamOptions = {}): Upstream {
  return new PooledUpstream(options);
}

/** What connections have an end: one of its own, or a pool of them. */
type Line = Pick<Dispatcher, 'close' | 'destroy'>;

interface PoolEntry {
  readonly pool: Pool;
  usedAt: number;
}

class PooledUpstream implements Upstream {
  readonly #options: UpstreamOptions;
  readonly #connectTimeoutMs: number;
  readonly #maxPools: number;
  readonly #idleMs: number;
  readonly #pools = new Map<string, PoolEntry>();
  /** Connections for one request each, as long as it runs. */
  readonly #single = new Set<Line>();
  readonly #sweep: NodeJS.Timeout;
  #closed = false;

  constructor(options: UpstreamOptions) {
    this.#options = options;
    this.#connectTimeoutMs = options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS;
    this.#maxPools = options.maxPools ?? MAX_POOLS;
    this.#idleMs = options.poolIdleMs ?? POOL_IDLE_MS;
    this.#sweep = setInterval(() => this.#evictIdle(), this.#idleMs);
    this.#sweep.unref();
  }

  get poolCount(): number {
    return this.#pools.size;
  }

  dispatch(request: UpstreamRequest, handler: ConnectionHandler): void {
    this.#assertOpen();
    this.#poolFor(request.url, request.addresses).dispatch(connectionRequest(request, handler), handler);
  }

  dispatchAlone(request: UpstreamRequest, handler: ConnectionHandler): void {
    this.#assertOpen();
    const { url, addresses } = request;
    const single = new OriginConnection(url.origin, connectionOptions(this.#options), this.#dialler(addresses));
    this.#single.add(single);
    single.dispatch(connectionRequest(request, handler), handler);
    void single
      .close()
      .catch(() => undefined)
      .then(() => this.#single.delete(single));
  }

  openSocket(addresses: readonly string[], port: number, signal?: AbortSignal): Promise<Socket> {
    if (this.#closed) return Promise.reject(new DialError('aborted'));
    return openSocket(addresses, port, this.#connectTimeoutMs, signal);
  }

  close(): Promise<void> {
    return this.#end((line) => line.close());
  }

  destroy(): Promise<void> {
    return this.#end((line) => line.destroy());
  }

  #assertOpen(): void {
    if (this.#closed) throw new DialError('aborted');
  }

  #dialler(addresses: readonly string[]): buildConnector.connector {
    return createDialler(addresses, this.#connectTimeoutMs, this.#options.ca);
  }

  #poolFor(url: URL, addresses: readonly string[]): Pool {
    const key = `${url.origin} ${addresses.length === 1 ? (addresses[0] ?? '') : [...addresses].sort().join(' ')}`;
    const known = this.#pools.get(key);
    const now = performance.now();
    if (known !== undefined) {
      known.usedAt = now;
      return known.pool;
    }
    if (this.#pools.size >= this.#maxPools) {
      const oldest = leastRecentlyUsed(this.#pools);
      if (oldest !== undefined) this.#evict(...oldest);
    }
    const pool = openPool(url.origin, this.#options, this.#dialler(addresses));
    this.#pools.set(key, { pool, usedAt: now });
    return pool;
  }

  #evictIdle(): void {
    const before = performance.now() - this.#idleMs;
    for (const [key, entry] of this.#pools) if (entry.usedAt < before && isIdle(entry.pool)) this.#evict(key, entry);
  }

  #evict(key: string, { pool }: PoolEntry): void {
    this.#pools.delete(key);
    // Running requests end first; a failure to close leaves nothing to do.
    pool.close().catch(() => undefined);
  }

  async #end(end: (line: Line) => Promise<void>): Promise<void> {
    this.#closed = true;
    clearInterval(this.#sweep);
    const lines = [...[...this.#pools.values()].map(({ pool }) => pool), ...this.#single];
    this.#pools.clear();
    await Promise.allSettled(lines.map(end));
  }
}

function connectionRequest(request: UpstreamRequest, asker: ConnectionHandler): ConnectionRequest {
  const { url, method, headers, body } = request;
  return { path: url.pathname + url.search, method, headers, body, asker };
}

/** The dialler is shared by the connections of a pool, which take up TLS sessions from one another. */
function openPool(origin: string, options: UpstreamOptions, dialler: buildConnector.connector): Pool {
  const shared = connectionOptions(options);
  return new Pool(origin, {
    ...shared,
    connections: options.connectionsPerPool ?? CONNECTIONS_PER_POOL,
    factory: (url) => new OriginConnection(url, shared, dialler),
  });
}

function connectionOptions(options: UpstreamOptions): Client.Options {
  return {
    pipelining: 1,
    keepAliveTimeout: UPSTREAM_KEEP_ALIVE_MS,
    keepAliveMaxTimeout: options.poolIdleMs ?? POOL_IDLE_MS,
    headersTimeout: options.headTimeoutMs ?? RESPONSE_HEAD_TIMEOUT_MS,
    bodyTimeout: options.idleTimeoutMs ?? RESPONSE_IDLE_TIMEOUT_MS,
    maxHeaderSize: options.maxHeaderBytes ?? MAX_RESPONSE_HEADER_BYTES,
  };
}

function isIdle(pool: Pool): boolean {
  return pool.stats.running === 0 && pool.stats.pending === 0 && pool.stats.queued === 0;
}

function leastRecentlyUsed(pools: ReadonlyMap<string, PoolEntry>): [string, PoolEntry] | undefined {
  let oldest: [string, PoolEntry] | undefined;
  for (const pair of pools) if (oldest === undefined || pair[1].usedAt < oldest[1].usedAt) oldest = pair;
  return oldest;
}
