// SPDX-License-Identifier: Apache-2.0
import { blockStatus, blockText, verdictHeaders } from '../../../evidence/model/block-response.js';
import type { RecordedVerdict } from '../../../evidence/model/verdict.js';

/** A complete answer. `headers` is flat: name, value, name, value ... */
export interface RenderedResponse {
  readonly status: number;
  readonly headers: string[];
  readonly body: string;
}

/** What the client of the forward proxy is told about a block: text, with the reason in the headers. */
export function renderForwardBlock(recorded: RecordedVerdict): RenderedResponse {
  return textResponse(blockStatus(recorded), blockText(recorded), verdictHeaders(recorded).flat());
}

/** What the client is told when the origin gave no usable answer. */
export function renderUpstreamFailure(end: 'upstream_error' | 'upstream_timeout'): RenderedResponse {
  return textResponse(502, end === 'upstream_timeout' ? 'upstream timed out' : 'upstream failed', []);
}

function textResponse(status: number, text: string, headers: string[]): RenderedResponse {
  const body = `${text}\n`;
  headers.push('content-type', 'text/plain; charset=utf-8', 'content-length', String(byteLength(body)));
  return { status, headers, body };
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
