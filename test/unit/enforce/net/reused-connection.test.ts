// SPDX-License-Identifier: Apache-2.0
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import { createByteBudget } from '../../../../enforce/net/budget.js';
import { sendUpstream } from '../../../../enforce/net/response.js';
import type { UpstreamResult } from '../../../../enforce/net/response.types.js';
import { createUpstream, type Upstream } from '../../../../enforce/net/upstream.js';

const OK = 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok';

interface Origin {
  readonly port: number;
  /** Method of every request that arrived, with the number of its connection. */
  readonly seen: readonly string[];
}

/** Lets `answer` deal with each request; both numbers count from 1. */
async function startOrigin(
  t: ExecutionContext,
  answer: (socket: Socket, connection: number, request: number) => void,
): Promise<Origin> {
  const seen: string[] = [];
  let connections = 0;
  const server = createServer((socket) => {
    const connection = ++connections;
    let requests = 0;
    socket.on('error', () => socket.destroy());
    socket.on('data', (bytes) => {
      seen.push(`${bytes.toString().split(' ', 1)[0] ?? ''} ${String(connection)}`);
      answer(socket, connection, ++requests);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => server.close());
  return { port: (server.address() as AddressInfo).port, seen };
}

/** Keeps a connection open after its first request, and closes it on the next one without a word. */
function closesOnSecond(socket: Socket, _connection: number, request: number): void {
  if (request === 1) socket.write(OK);
  else socket.destroy();
}

function open(t: ExecutionContext): Upstream {
  const upstream = createUpstream();
  t.teardown(() => upstream.destroy());
  return upstream;
}

async function send(upstream: Upstream, { port }: Origin, method = 'GET'): Promise<UpstreamResult> {
  const url = new URL(`http://origin.test:${String(port)}/`);
  const body = method === 'POST' || method === 'PUT' ? Buffer.from('pay') : null;
  const request = { url, addresses: ['127.0.0.1'], method, headers: [], body };
  const reader = sendUpstream(upstream, request, { heldBytes: 1000, streamedBytes: 1000 }, createByteBudget(10_000));
  const result = await reader.result;
  reader.release();
  // The connection is free for the next request one turn of the loop after the answer.
  await nextTurn();
  await nextTurn();
  return result;
}

const FAILED = { kind: 'failed', end: 'upstream_error' } as const;

for (const method of ['GET', 'HEAD', 'OPTIONS'])
  test(`${method}: an idle connection that ends as a request is sent is no failure of the request`, async (t) => {
    const origin = await startOrigin(t, closesOnSecond);
    const upstream = open(t);
    t.is((await send(upstream, origin)).kind, 'held');
    t.is((await send(upstream, origin, method)).kind, method === 'HEAD' ? 'empty' : 'held');
    t.deepEqual(origin.seen, ['GET 1', `${method} 1`, `${method} 2`]);
  });

for (const method of ['POST', 'PUT', 'DELETE', 'PATCH'])
  test(`${method}: what may change something is sent once`, async (t) => {
    const origin = await startOrigin(t, closesOnSecond);
    const upstream = open(t);
    t.is((await send(upstream, origin)).kind, 'held');
    t.deepEqual(await send(upstream, origin, method), FAILED);
    t.deepEqual(origin.seen, ['GET 1', `${method} 1`]);
  });

test('a connection that stays open is used again, and nothing is sent twice', async (t) => {
  const origin = await startOrigin(t, (socket) => socket.write(OK));
  const upstream = open(t);
  for (const method of ['GET', 'GET', 'POST']) t.is((await send(upstream, origin, method)).kind, 'held');
  t.deepEqual(origin.seen, ['GET 1', 'GET 1', 'POST 1']);
});

test('a fresh connection that ends without an answer is a failure: the origin did it to this request', async (t) => {
  const origin = await startOrigin(t, (socket) => socket.destroy());
  t.deepEqual(await send(open(t), origin), FAILED);
  t.deepEqual(origin.seen, ['GET 1']);
});

test('it is tried again once', async (t) => {
  const origin = await startOrigin(t, (socket, connection, request) => {
    if (connection === 1 && request === 1) socket.write(OK);
    else socket.destroy();
  });
  const upstream = open(t);
  t.is((await send(upstream, origin)).kind, 'held');
  t.deepEqual(await send(upstream, origin), FAILED);
  t.deepEqual(origin.seen, ['GET 1', 'GET 1', 'GET 2']);
});

test('an answer that began was an answer: it is not asked for again', async (t) => {
  const origin = await startOrigin(t, (socket, _connection, request) => {
    if (request === 1) socket.write(OK);
    else socket.end('HTTP/1.1 2');
  });
  const upstream = open(t);
  t.is((await send(upstream, origin)).kind, 'held');
  t.deepEqual(await send(upstream, origin), FAILED);
  t.deepEqual(origin.seen, ['GET 1', 'GET 1']);
});

test('nothing is sent again once the upstream is closed', async (t) => {
  const upstream = open(t);
  const origin = await startOrigin(t, (socket, _connection, request) => {
    if (request === 1) socket.write(OK);
    else void upstream.destroy();
  });
  t.is((await send(upstream, origin)).kind, 'held');
  t.deepEqual(await send(upstream, origin), FAILED);
  t.deepEqual(origin.seen, ['GET 1', 'GET 1']);
});

test('a request that was sent again ends with the upstream, and nothing is left of it', async (t) => {
  const upstream = open(t);
  const origin = await startOrigin(t, (socket, connection, request) => {
    if (connection === 1 && request === 1) socket.write(OK);
    else if (connection === 1) socket.destroy();
    // The second connection stays without an answer.
    else void upstream.destroy();
  });
  t.is((await send(upstream, origin)).kind, 'held');
  t.deepEqual(await send(upstream, origin), FAILED);
  t.deepEqual(origin.seen, ['GET 1', 'GET 1', 'GET 2']);
});
