// SPDX-License-Identifier: Apache-2.0
import {
  createServer,
  request as requestHttp,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { request as requestHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream';

export interface ProxySetting {
  readonly host: string;
  readonly port: number;
  readonly upstream: URL;
  /** Records a request. It is forwarded only after this has settled, and not at all when it fails. */
  readonly record: (request: IncomingMessage) => Promise<void>;
}

export interface RunningProxy {
  readonly port: number;
  /** Takes no more requests, lets those under way finish for a while, then cuts them off. */
  close(): Promise<void>;
}

const UPSTREAM_TIMEOUT_MS = 60_000;
const CLOSE_PATIENCE_MS = 5_000;

/** Headers about one connection (RFC 9110 section 7.6.1): they do not travel on. */
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
];

function forwardedHeaders(message: IncomingMessage): string[] {
  const named = (message.headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase());
  const dropped = new Set([...HOP_BY_HOP, ...named]);
  const { rawHeaders } = message;
  return rawHeaders.flatMap((name, at) =>
    at % 2 === 1 || dropped.has(name.toLowerCase()) ? [] : [name, rawHeaders[at + 1] as string],
  );
}

function requestHeaders(request: IncomingMessage, host: string): string[] {
  const headers = forwardedHeaders(request);
  const rest = headers.flatMap((name, at) =>
    at % 2 === 1 || name.toLowerCase() === 'host' ? [] : [name, headers[at + 1] as string],
  );
  // Said for every method: the body of a GET sent without it would be a second request, which nobody recorded.
  const isChunked = request.headers['transfer-encoding'] !== undefined;
  return ['host', host, ...rest, ...(isChunked ? ['transfer-encoding', 'chunked'] : [])];
}

function refuse(response: ServerResponse, status: number, message: string): void {
  if (response.headersSent) response.destroy();
  else response.writeHead(status, { 'content-type': 'text/plain' }).end(`${message}\n`);
}

function forward(request: IncomingMessage, response: ServerResponse, upstream: URL): void {
  const send = upstream.protocol === 'https:' ? requestHttps : requestHttp;
  const outgoing = send({
    protocol: upstream.protocol,
    hostname: upstream.hostname.replace(/^\[|\]$/g, ''),
    port: upstream.port === '' ? undefined : upstream.port,
    method: request.method,
    path: request.url,
    headers: requestHeaders(request, upstream.host),
    timeout: UPSTREAM_TIMEOUT_MS,
    agent: false,
  });
  outgoing.on('timeout', () => outgoing.destroy(new Error('no answer in time')));
  outgoing.on('error', () => refuse(response, 502, 'the upstream cannot be reached'));
  outgoing.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, forwardedHeaders(answer));
    pipeline(answer, response, () => undefined);
  });
  response.on('close', () => outgoing.destroy());
  pipeline(request, outgoing, () => undefined);
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), CLOSE_PATIENCE_MS);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/** A plain reverse proxy: whatever arrives is recorded, then passed on as it is. It decides nothing. */
export async function startProxy({ host, port, upstream, record }: ProxySetting): Promise<RunningProxy> {
  const server = createServer((request, response) => {
    record(request).then(
      () => forward(request, response, upstream),
      () => refuse(response, 503, 'the request cannot be recorded, so it is not passed on'),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return { port: (server.address() as AddressInfo).port, close: () => closeServer(server) };
}
