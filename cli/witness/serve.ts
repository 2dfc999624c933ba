// SPDX-License-Identifier: Apache-2.0
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeUtf8Strict } from '../../evidence/canonical/text.js';
import { MAX_REQUEST_CHARS } from '../../evidence/log/add-checkpoint.js';
import {
  CodedError,
  EvidenceUnavailableError,
  FormatError,
  messageOf,
  UsageError,
} from '../../evidence/model/errors.js';
import { answerAddCheckpoint, type WitnessPlace } from '../../evidence/store/log/witness.js';
import { printError } from '../output.js';
import { untilAskedToEnd } from '../signals.js';

const REQUEST_TIMEOUT_MS = 30_000;

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > MAX_REQUEST_CHARS) throw new FormatError('size', 'the request is too long');
    parts.push(part);
  }
  return decodeUtf8Strict(Buffer.concat(parts));
}

function send(response: ServerResponse, status: number, contentType: string, body: string): void {
  response.writeHead(status, { 'content-type': contentType });
  response.end(body);
}

async function handle(place: WitnessPlace, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.url !== '/add-checkpoint') {
    send(response, 404, 'text/plain', 'not found\n');
    return;
  }
  if (request.method !== 'POST') {
    send(response, 405, 'text/plain', 'POST is expected\n');
    return;
  }
  const { status, contentType, body } = await answerAddCheckpoint(place, await readBody(request));
  send(response, status, contentType, body);
}

function refuse(response: ServerResponse, error: unknown): void {
  if (error instanceof FormatError) send(response, 400, 'text/plain', `${error.message}\n`);
  // Nothing was cosigned: the log may ask again.
  else send(response, error instanceof EvidenceUnavailableError ? 503 : 500, 'text/plain', 'not now\n');
  if (!(error instanceof CodedError)) printError(`pipelock: ${messageOf(error)}`);
}

/** Answers add-checkpoint over HTTP until it is told to stop by a signal. `started` hears the address. */
export async function serveWitness(place: WitnessPlace, listen: string, started: (at: string) => void): Promise<void> {
  const [, host = '', port = ''] = /^(.+):(\d{1,5})$/.exec(listen) ?? [];
  if (host === '' || Number(port) > 65_535) throw new UsageError(`--listen ${listen}: host:port is expected`);
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, (request, response) => {
    handle(place, request, response).catch((error: unknown) => refuse(response, error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(Number(port), host.replace(/^\[|\]$/g, ''), resolve);
  });
  const { address, port: bound } = server.address() as AddressInfo;
  started(`http://${address.includes(':') ? `[${address}]` : address}:${bound}`);
  await untilAskedToEnd();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
