// SPDX-License-Identifier: Apache-2.0
import { BLOCK_REASONS, type BlockReason } from './block-reason.js';
import type { RecordedVerdict } from './verdict.js';

/** Prefix of every header this product adds to a response; an upstream's own headers of that name are removed. */
export const VERDICT_HEADER_PREFIX = 'x-pipelock-';

/** Status codes of blocks over HTTP; every other reason is 403. */
const STATUS: Partial<Record<BlockReason | 'none', number>> = {
  rate_limit: 429,
  data_budget: 429,
  not_enabled: 405,
  bad_request: 400,
  kill_switch_active: 503,
  pattern_unavailable: 503,
  receipt_emission_failed: 503,
  outbound_envelope_failed: 503,
};

const PHRASE: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  403: 'Forbidden',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  417: 'Expectation Failed',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
};

/**
 * The headers with which a verdict is explained to the client, in a fixed order. One that passes carries the id of
 * its receipt only, and nothing where there is none.
 */
export function verdictHeaders(recorded: RecordedVerdict): readonly (readonly [string, string])[] {
  const { reason, layer, outcome } = recorded.verdict;
  const isRecorded = recorded.evidence !== 'unrecorded';
  if (reason === 'none' || outcome === 'warn') return isRecorded ? [['X-Pipelock-Receipt', recorded.actionId]] : [];
  const { severity, retry } = BLOCK_REASONS[reason];
  return [
    ['X-Pipelock-Block-Reason', reason],
    ['X-Pipelock-Block-Reason-Version', '1'],
    ['X-Pipelock-Block-Reason-Severity', severity],
    ['X-Pipelock-Block-Reason-Retry', retry],
    ['X-Pipelock-Block-Reason-Layer', layer],
    ...(isRecorded ? [['X-Pipelock-Block-Reason-Receipt', recorded.actionId] as const] : []),
    ...(recorded.notice?.hint === undefined ? [] : [['X-Pipelock-Hint', recorded.notice.hint] as const]),
    ...(reason === 'rate_limit' ? [['Retry-After', '60'] as const] : []),
  ];
}

export function blockStatus({ verdict }: RecordedVerdict): number {
  return STATUS[verdict.reason] ?? 403;
}

/** What a person reads: the operator's own words where there are any, else the codes. One line, no line feed. */
export function blockText({ verdict, notice }: RecordedVerdict): string {
  return notice?.message ?? `blocked: ${verdict.reason} (${verdict.layer})`;
}

/** A whole HTTP/1.1 response as text, for a socket that is closed after it. */
export function rawResponse(status: number, headers: readonly (readonly [string, string])[], text: string): string {
  const body = `${text}\n`;
  const lines = [
    `HTTP/1.1 ${status} ${PHRASE[status] ?? 'Forbidden'}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${new TextEncoder().encode(body).length}`,
    'Connection: close',
  ];
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}
