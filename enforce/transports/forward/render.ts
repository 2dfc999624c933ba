// SPDX-License-Identifier: Apache-2.0
import { blockHeaders } from '../../../evidence/model/block-headers.js';
import type { BlockReason } from '../../../evidence/model/block-reason.js';
import type { RecordedVerdict } from '../../../evidence/model/verdict.js';

/** A complete answer. `headers` is flat: name, value, name, value ... */
export interface RenderedResponse {
  readonly status: number;
  readonly headers: string[];
  readonly body: string;
}

/** Statuses of blocks in proxy form; every other reason is 403. */
const STATUS: Partial<Record<BlockReason | 'none', number>> = {
  rate_limit: 429,
  data_budget: 429,
  not_enabled: 405,
  bad_request: 400,
  kill_switch_active: 503,
  pattern_unavailable: 503,
  receipt_emission_failed: 503,
};

/** What the client of the forward proxy is told about a block: text, with the reason in the headers. */
export function renderForwardBlock(recorded: RecordedVerdict): RenderedResponse {
  const { reason, layer } = recorded.verdict;
  const headers = blockHeaders(recorded).flat();
  if (reason === 'rate_limit') headers.push('retry-after', '60');
  return textResponse(STATUS[reason] ?? 403, `blocked: ${reason} (${layer})\n`, headers);
}

/** What the client is told when the origin gave no usable answer. */
export function renderUpstreamFailure(end: 'upstream_error' | 'upstream_timeout'): RenderedResponse {
  return textResponse(502, end === 'upstream_timeout' ? 'upstream timed out\n' : 'upstream failed\n', []);
}

function textResponse(status: number, body: string, headers: string[]): RenderedResponse {
  headers.push('content-type', 'text/plain; charset=utf-8', 'content-length', String(body.length));
  return { status, headers, body };
}
