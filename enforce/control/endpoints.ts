// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Metrics } from './metrics.js';
import type { Stats } from './stats.js';

/** What `/health` tells. Field names are the existing ones; those from `pattern_engine` on are added. */
export interface HealthReport {
  readonly status: 'healthy' | 'unhealthy';
  readonly version: string;
  readonly mode: string;
  readonly uptime_seconds: number;
  readonly dlp_patterns: number;
  readonly response_scan_enabled: boolean;
  readonly git_protection_enabled: boolean;
  readonly rate_limit_enabled: boolean;
  readonly forward_proxy_enabled: boolean;
  readonly websocket_proxy_enabled: boolean;
  readonly request_body_scan_enabled: boolean;
  readonly tls_interception_enabled: boolean;
  readonly kill_switch_active: boolean;
  readonly pattern_engine: string;
  readonly policy_hash: string;
  readonly evidence: { readonly state: string; readonly required: boolean; readonly code?: string };
  /** `off` without a log; a log that is `behind` or `stopped` holds no traffic up, but somebody has to look. */
  readonly transparency_log: {
    readonly state: string;
    readonly leaves?: number;
    readonly waiting?: number;
    readonly message?: string;
  };
  readonly key_custody: string;
}

export interface ControlSources {
  readonly health: () => HealthReport;
  readonly metrics: Metrics;
  readonly stats: Stats;
  /** Further members of `/stats`, such as the recorder's state. */
  readonly extraStats: () => Readonly<Record<string, unknown>>;
  /** Keys that sign outgoing envelopes; absent when none does. */
  readonly publishedKeys?: readonly object[];
}

const KEY_DIRECTORY = '/.well-known/http-message-signatures-directory';

/** Answers the operator's endpoints. Returns false when the path is none of them. */
export type Control = (request: IncomingMessage, response: ServerResponse) => boolean;

/** `/health` is always here; `/metrics` and `/stats` only where `withMetrics` says so (they can have their own port). */
export function createControl(sources: ControlSources, withMetrics: boolean): Control {
  return (request, response) => {
    const path = request.url?.split('?', 1)[0];
    if (path === '/health') return answer(request, response, () => renderHealth(response, sources));
    if (path === KEY_DIRECTORY && sources.publishedKeys !== undefined) {
      const { publishedKeys: keys } = sources;
      return answer(request, response, () => sendJson(response, 200, { keys }));
    }
    if (!withMetrics) return false;
    if (path === '/stats') return answer(request, response, () => renderStats(response, sources));
    if (path === '/metrics') return answer(request, response, () => void renderMetrics(response, sources.metrics));
    return false;
  };
}

function answer(request: IncomingMessage, response: ServerResponse, render: () => void): true {
  if (request.method === 'GET' || request.method === 'HEAD') render();
  else response.writeHead(405, { allow: 'GET, HEAD' }).end();
  return true;
}

function renderHealth(response: ServerResponse, { health }: ControlSources): void {
  const report = health();
  sendJson(response, report.status === 'healthy' ? 200 : 503, report);
}

function renderStats(response: ServerResponse, { stats, extraStats }: ControlSources): void {
  sendJson(response, 200, { ...stats.report(), ...extraStats() });
}

async function renderMetrics(response: ServerResponse, metrics: Metrics): Promise<void> {
  const { contentType, text } = await metrics.render();
  response.writeHead(200, { 'content-type': contentType }).end(text);
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(value)}\n`);
}
