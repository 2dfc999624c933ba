// SPDX-License-Identifier: Apache-2.0
import { blockHeaders } from '../../../evidence/model/block-headers.js';
import type { BlockReason } from '../../../evidence/model/block-reason.js';
import type { RecordedVerdict } from '../../../evidence/model/verdict.js';

/** The answer that opens a tunnel. */
export const TUNNEL_OPEN = 'HTTP/1.1 200 Connection Established\r\n\r\n';

const STATUS: Partial<Record<BlockReason | 'none', number>> = {
  rate_limit: 429,
  data_budget: 429,
  not_enabled: 405,
  bad_request: 400,
  kill_switch_active: 503,
  pattern_unavailable: 503,
  receipt_emission_failed: 503,
};

const PHRASE: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  403: 'Forbidden',
  405: 'Method Not Allowed',
  429: 'Too Many Requests',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
};

/** A refused tunnel as bytes for the socket, which is closed after it. `status` overrides the reason's own. */
export function renderConnectBlock(recorded: RecordedVerdict, status?: number): string {
  const { reason, layer } = recorded.verdict;
  return render(status ?? STATUS[reason] ?? 403, blockHeaders(recorded), `blocked: ${reason} (${layer})\n`);
}

/** The destination could not be reached. */
export function renderDialFailure(): string {
  return render(502, [], 'upstream failed\n');
}

function render(status: number, headers: readonly (readonly [string, string])[], body: string): string {
  const lines = [
    `HTTP/1.1 ${status} ${PHRASE[status] ?? 'Forbidden'}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${body.length}`,
    'Connection: close',
  ];
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}
