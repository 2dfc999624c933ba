// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { UNPARSED_TARGET, type Transport } from '../../evidence/model/action.js';
import { blockText, rawResponse, verdictHeaders } from '../../evidence/model/block-response.js';
import type { Facts } from '../../evidence/model/policy.js';
import type { RecordedVerdict } from '../../evidence/model/verdict.js';
import type { Mediator, RequestHead } from '../mediate/types.js';
import { endLingering } from '../net/linger.js';

/** The fact and the status for an error code of the HTTP parser. */
function parserFault(code: string): readonly [string, number] {
  if (code === 'HPE_HEADER_OVERFLOW') return ['header_overflow', 431];
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return ['timeout', 408];
  return ['malformed', 400];
}

/** Refuses, records and answers a request that was parsed but goes no further. */
export async function refuseRequest(
  mediator: Mediator,
  request: IncomingMessage,
  response: ServerResponse,
  facts: Facts,
  status: number,
): Promise<void> {
  const recorded = await mediator.refuse(headOf(request, 'forward'), facts);
  if (response.destroyed) return;
  const headers = verdictHeaders(recorded).flat();
  headers.push('content-type', 'text/plain; charset=utf-8', 'connection', 'close');
  response.writeHead(status, headers).end(`${blockText(recorded)}\n`);
}

/** A refused request as far as it could be read. Fields are left out: they may be what was too large. */
function headOf(request: IncomingMessage, transport: Transport): RequestHead {
  const target = request.url ?? '';
  const isTunnel = transport === 'connect';
  return {
    transport,
    kind: isTunnel ? 'tunnel' : 'http_request',
    method: request.method ?? 'UNKNOWN',
    target: isTunnel ? `https://${target}/` : target.includes('://') ? target : UNPARSED_TARGET,
    headers: [],
    actor: { name: '', provenance: 'none' },
    peer: '',
    requestId: randomUUID(),
  };
}

function renderRefusal(recorded: RecordedVerdict, status: number): string {
  return rawResponse(status, verdictHeaders(recorded), blockText(recorded));
}

/** Refuses and records a CONNECT that goes no further; without a status there is no place for an answer. */
export async function refuseTunnel(
  mediator: Mediator,
  request: IncomingMessage,
  socket: Duplex,
  facts: Facts,
  status: number | undefined,
): Promise<void> {
  const recorded = await mediator.refuse(headOf(request, 'connect'), facts);
  if (status === undefined) socket.destroy();
  else endLingering(socket, renderRefusal(recorded, status));
}

/** Refuses, records and answers bytes that never became a request. `code` is the HTTP parser's. */
export async function refuseBytes(mediator: Mediator, socket: Duplex, code: string): Promise<void> {
  const [fact, status] = parserFault(code);
  const head: RequestHead = {
    transport: 'forward',
    kind: 'http_request',
    method: 'UNKNOWN',
    target: UNPARSED_TARGET,
    headers: [],
    actor: { name: '', provenance: 'none' },
    peer: '',
    requestId: randomUUID(),
  };
  const recorded = await mediator.refuse(head, { 'http.error': fact });
  if (socket.writable) endLingering(socket, renderRefusal(recorded, status));
  else socket.destroy();
}

/** Request line and fields as they stood on the wire, near enough: two separators and a line end per field. */
export function headBytes(request: IncomingMessage): number {
  const { rawHeaders } = request;
  let bytes = (request.url ?? '').length + 16;
  for (const part of rawHeaders) bytes += part.length + 2;
  return bytes;
}
