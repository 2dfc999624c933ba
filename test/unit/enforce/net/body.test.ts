// SPDX-License-Identifier: Apache-2.0
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import test, { type ExecutionContext } from 'ava';
import { createRequestBody } from '../../../../enforce/net/body.js';
import { createByteBudget } from '../../../../enforce/net/budget.js';

interface Arrived {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly client: Socket;
}

/** Sends these bytes to a server and resolves with the request it saw, unread. */
async function arrive(t: ExecutionContext, bytes: string): Promise<Arrived> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  client.on('error', () => undefined);
  t.teardown(() => {
    client.destroy();
    server.closeAllConnections();
    server.close();
  });
  return new Promise((resolve) => {
    server.once('request', (request, response) => resolve({ request, response, client }));
    client.write(bytes);
  });
}

const post = (fields: string, body: string): string => `POST / HTTP/1.1\r\nHost: a\r\n${fields}\r\n\r\n${body}`;

test('a body is read once, whole, with its type', async (t) => {
  const budget = createByteBudget(100);
  const { request, response } = await arrive(t, post('Content-Length: 4\r\nContent-Type: Text/Plain; a=b', 'abcd'));
  const body = createRequestBody(request, response, { maxBytes: 4 }, budget);
  const loaded = await body.load();
  t.deepEqual(loaded, { kind: 'bytes', bytes: Buffer.from('abcd'), mediaType: 'text/plain' });
  t.is(await body.load(), loaded);
  t.is(budget.inUse, 4);
  body.release();
  body.release();
  t.is(budget.inUse, 0);
});

test('no body, an empty one, one too large by declaration', async (t) => {
  const budget = createByteBudget(100);
  for (const [bytes, expected] of [
    ['GET / HTTP/1.1\r\nHost: a\r\n\r\n', { kind: 'none' }],
    [post('Content-Length: 0', ''), { kind: 'none' }],
    [post('Content-Length: 5', ''), { kind: 'error', error: 'too_large' }],
    [post('Content-Length: 1\r\nContent-Encoding: br', 'x'), { kind: 'error', error: 'encoded' }],
  ] as const) {
    const { request, response } = await arrive(t, bytes);
    t.deepEqual(await createRequestBody(request, response, { maxBytes: 4 }, budget).load(), expected);
  }
  t.is(budget.inUse, 0);
});

test('without room in memory the body is refused, not kept waiting for ever', async (t) => {
  const budget = createByteBudget(3);
  const { request, response } = await arrive(t, post('Content-Length: 4', 'abcd'));
  const body = createRequestBody(request, response, { maxBytes: 10 }, budget);
  t.deepEqual(await body.load(), { kind: 'error', error: 'memory' });
  body.release();
  t.is(budget.inUse, 0);
});

test('a slow and a broken upload are told apart', async (t) => {
  const budget = createByteBudget(100);
  const slow = await arrive(t, post('Content-Length: 4', 'ab'));
  const late = createRequestBody(slow.request, slow.response, { maxBytes: 10, timeoutMs: 20 }, budget);
  t.deepEqual(await late.load(), { kind: 'error', error: 'timeout' });
  const broken = await arrive(t, post('Content-Length: 4', 'ab'));
  const cut = createRequestBody(broken.request, broken.response, { maxBytes: 10 }, budget);
  const loading = cut.load();
  broken.client.destroy();
  t.deepEqual(await loading, { kind: 'error', error: 'aborted' });
  late.release();
  cut.release();
  t.is(budget.inUse, 0);
});
