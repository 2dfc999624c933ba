// SPDX-License-Identifier: Apache-2.0
import { blockStatus, blockText, verdictHeaders } from '../../../evidence/model/block-response.js';
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

export function renderPage(recorded: RecordedVerdict, agent: string, page: FetchedPage): RenderedFetch {
  const { url, statusCode, contentType, title, content, error } = page;
  return json(200, verdictHeaders(recorded).flat(), {
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
  status = fetchStatus(recorded),
): RenderedFetch {
  return json(status, verdictHeaders(recorded).flat(), {
    url: reducedUrl(url),
    ...named(agent),
    error: blockText(recorded),
    blocked: true,
    block_reason: recorded.verdict.reason,
    ...(recorded.notice?.hint === undefined ? {} : { hint: recorded.notice.hint }),
  });
}

/** 405 would speak of the method, which was right. */
function fetchStatus(recorded: RecordedVerdict): number {
  return recorded.verdict.reason === 'not_enabled' ? 403 : blockStatus(recorded);
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
