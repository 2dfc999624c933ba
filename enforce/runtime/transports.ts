// SPDX-License-Identifier: Apache-2.0
import type { Config } from '../config/schema.js';
import type { Mediator } from '../mediate/types.js';
import { createActorResolver } from '../net/actor.js';
import { createByteBudget } from '../net/budget.js';
import {
  BODY_BUDGET_BYTES,
  MAX_REDIRECTS,
  MAX_STREAMED_RESPONSE_BYTES,
  MAX_TUNNELS,
  SNI_TIMEOUT_MS,
} from '../net/limits.js';
import { createReadable } from '../net/readable.js';
import { createUpstream } from '../net/upstream.js';
import { createConnectHandler } from '../transports/connect/server.js';
import { createFetchHandler } from '../transports/fetch/server.js';
import { createForwardHandler } from '../transports/forward/server.js';
import type { ListenerOptions } from './switchboard.js';

export interface Transports {
  readonly handlers: Pick<ListenerOptions, 'fetch' | 'forward' | 'connect'>;
  close(): Promise<void>;
}

const MIB = 1024 * 1024;

/** The transports of one configuration, sharing upstream connections and one budget of bytes held in memory. */
export function openTransports(config: Config, mediator: Mediator, shutdown: AbortSignal): Transports {
  const { fetch_proxy: fetchProxy, forward_proxy: tunnels, request_body_scanning: bodies } = config;
  const upstream = createUpstream();
  const readable = createReadable();
  const resolveActor = createActorResolver({
    defaultName: config.default_agent_identity,
    bindDefault: config.bind_default_agent_identity,
  });
  const shared = { mediator, upstream, budget: createByteBudget(BODY_BUDGET_BYTES), resolveActor, shutdown };
  const totalMs = fetchProxy.timeout_seconds * 1000;
  const heldBytes = fetchProxy.max_response_mb * MIB;
  const fetch = createFetchHandler({
    ...shared,
    readable,
    userAgent: fetchProxy.user_agent,
    limits: { responseBytes: heldBytes, totalMs, maxRedirects: MAX_REDIRECTS },
  });
  const forward = createForwardHandler({
    ...shared,
    limits: { requestBodyBytes: bodies.max_body_bytes, heldBytes, streamedBytes: MAX_STREAMED_RESPONSE_BYTES },
  });
  const connect = createConnectHandler({
    ...shared,
    limits: {
      maxTunnels: MAX_TUNNELS,
      idleMs: tunnels.idle_timeout_seconds * 1000,
      lifetimeMs: tunnels.max_tunnel_seconds * 1000,
      sniTimeoutMs: SNI_TIMEOUT_MS,
    },
  });
  return {
    handlers: tunnels.enabled ? { fetch, forward, connect } : { fetch },
    close: async () => {
      await Promise.all([upstream.destroy(), readable.close()]);
    },
  };
}
