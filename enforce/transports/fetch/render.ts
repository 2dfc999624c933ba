// SPDX-License-Identifier: Apache-2.0
import { blockHeaders } from '../../../evidence/model/block-headers.js';
import type { BlockReason } from '../../../evidence/model/block-reason.js';
import type { RecordedVerdict } from '../../../evidence/model/verdict.js';

/** A complete answer. `headers` is flat: name, value, name, value ... */
export interface RenderedFetch {
  readonly status: number;
  readonly headers: string[];
  readonly body: string;
}

/** What was fetched. */
export interface FetchedPage {
  readonly url: string;
  readonly statusCode: number;
  readonly contentType?: string;
  readonly title?: string;
  readonly content?: string;
  /** Code of why there is no content. */
  readonly error?: 'binary_content';
}

const STATUS: Partial<Record<BlockReason | 'none', number>> = {
  rate_limit: 429,
  data_budget: 429,
  bad_request: 400,
  kill_switch_active: 503,
  pattern_unavailable: 503,
  receipt_emission_failed: 503,
};

export function renderPage(agent: string, page: FetchedPage): RenderedFetch {
  const { url, statusCode, contentType, title, content, error } = page;
  return json(200, [], {
    url,
    ...named(agent),
    status_code: statusCode,
    ...(contentType === undefined ? {} : { content_type: contentType }),
    ...(title === undefined || title === '' ? {} : { title }),
    ...(content === undefined ? {} : { content }),
    ...(error === undefined ? {} : { error }),
    blocked: false,
  });
}

/** A block. The URL is reduced to scheme and host: the path may be what was refused. */
export function renderFetchBlock(
  recorded: RecordedVerdict,
  agent: string,
  url: string | undefined,
  status?: number,
): RenderedFetch {
  const { reason, layer } = recorded.verdict;
  const headers = blockHeaders(recorded).flat();
  if (reason === 'rate_limit') headers.push('retry-after', '60');
  return json(status ?? STATUS[reason] ?? 403, headers, {
    url: reducedUrl(url),
    ...named(agent),
    error: `blocked: ${reason} (${layer})`,
    blocked: true,
    block_reason: reason,
  });
}

/** The origin gave no usable answer. */
export function renderFetchFailure(
  end: 'upstream_error' | 'upstream_timeout',
  agent: string,
  url: string,
): RenderedFetch {
  return json(502, [], { url: reducedUrl(url), ...named(agent), error: end, blocked: false });
}

function named(agent: string): { readonly agent?: string } {
  return agent === '' ? {} : { agent };
}

/** `scheme://host/[redacted]`, or empty when there is no such thing in it. */
function reducedUrl(url: string | undefined): string {
  if (url === undefined || !URL.canParse(url)) return '';
  const { protocol, host } = new URL(url);
  return host === '' ? '' : `${protocol}//${host}/[redacted]`;
}

function json(status: number, headers: string[], value: object): RenderedFetch {
  headers.push('content-type', 'application/json', 'cache-control', 'no-store', 'x-content-type-options', 'nosniff');
  return { status, headers, body: `${JSON.stringify(value)}\n` };
}
