// SPDX-License-Identifier: Apache-2.0
import { type Socket } from 'node:net';
import { Pool, type Dispatcher } from 'undici';
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
  dispatch(request: UpstreamRequest, handler: Dispatcher.DispatchHandler): void;
  /** A raw connection to the first address that answers. Rejects when none does in time, or on abort. */
  openSocket(addresses: readonly string[], port: number, signal?: AbortSignal): Promise<Socket>;
  readonly poolCount: number;
  /** Lets exchanges end, then closes. */
  close(): Promise<void>;
  /** Cuts everything at once. */
  destroy(): Promise<void>;
}

interface PoolEntry {
  readonly pool: Pool;
  usedAt: number;
}

/** Opens connections on demand and keeps them in pools keyed by origin and the set of checked addresses. */
export function createUpstream(options: UpstreamOptions = {}): Upstream {
  const pools = new Map<string, PoolEntry>();
  const maxPools = options.maxPools ?? MAX_POOLS;
  const idleMs = options.poolIdleMs ?? POOL_IDLE_MS;
  let closed = false;
  const connectTimeoutMs = options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS;

  function evict(key: string, entry: PoolEntry): void {
    pools.delete(key);
    // Running requests end first; a failure to close leaves nothing to do.
    entry.pool.close().catch(() => undefined);
  }

  const sweep = setInterval(() => {
    const before = performance.now() - idleMs;
    for (const [key, entry] of pools) if (entry.usedAt < before && isIdle(entry.pool)) evict(key, entry);
  }, idleMs);
  sweep.unref();

  function poolFor(url: URL, addresses: readonly string[]): Pool {
    const key = `${url.origin} ${addresses.length === 1 ? (addresses[0] ?? '') : [...addresses].sort().join(' ')}`;
    const known = pools.get(key);
    const now = performance.now();
    if (known !== undefined) {
      known.usedAt = now;
      return known.pool;
    }
    if (pools.size >= maxPools) {
      const oldest = leastRecentlyUsed(pools);
      if (oldest !== undefined) evict(...oldest);
    }
    const pool = new Pool(url.origin, poolOptions(options, createDialler(addresses, connectTimeoutMs, options.ca)));
    pools.set(key, { pool, usedAt: now });
    return pool;
  }

  return {
    dispatch(request, handler) {
      if (closed) throw new DialError('aborted');
      poolFor(request.url, request.addresses).dispatch(
        {
          path: request.url.pathname + request.url.search,
          method: request.method,
          headers: request.headers,
          body: request.body,
        },
        handler,
      );
    },
    openSocket(addresses, port, signal) {
      return closed ? Promise.reject(new DialError('aborted')) : openSocket(addresses, port, connectTimeoutMs, signal);
    },
    get poolCount() {
      return pools.size;
    },
    async close() {
      closed = true;
      clearInterval(sweep);
      await closeAll(pools, (pool) => pool.close());
    },
    async destroy() {
      closed = true;
      clearInterval(sweep);
      await closeAll(pools, (pool) => pool.destroy());
    },
  };
}

function poolOptions(options: UpstreamOptions, connect: Pool.Options['connect']): Pool.Options {
  return {
    ...(connect === undefined ? {} : { connect }),
    connections: options.connectionsPerPool ?? CONNECTIONS_PER_POOL,
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

async function closeAll(pools: Map<string, PoolEntry>, end: (pool: Pool) => Promise<void>): Promise<void> {
  const entries = [...pools.values()];
  pools.clear();
  await Promise.allSettled(entries.map((entry) => end(entry.pool)));
}
