// SPDX-License-Identifier: Apache-2.0
import { createServer, type AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import { createByteBudget } from '../../../../enforce/net/budget.js';
import { sendUpstream } from '../../../../enforce/net/response.js';
import type { UpstreamResult } from '../../../../enforce/net/response.types.js';
import { createUpstream, type Upstream, type UpstreamOptions } from '../../../../enforce/net/upstream.js';

/** Answers every request on a connection with the same bytes; counts connections. */
async function startOrigin(t: ExecutionContext, answer: string): Promise<{ port: number; connections: () => number }> {
  let connections = 0;
  const server = createServer((socket) => {
    connections++;
    socket.on('error', () => socket.destroy());
    socket.on('data', () => socket.write(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => server.close());
  return { port: (server.address() as AddressInfo).port, connections: () => connections };
}

function open(t: ExecutionContext, options: UpstreamOptions = {}): Upstream {
  const upstream = createUpstream(options);
  t.teardown(() => upstream.destroy());
  return upstream;
}

async function get(
  upstream: Upstream,
  port: number,
  host = 'origin.test',
  addresses = ['127.0.0.1'],
): Promise<UpstreamResult> {
  const url = new URL(`http://${host}:${String(port)}/`);
  const reader = sendUpstream(
    upstream,
    { url, addresses, method: 'GET', headers: [], body: null },
    { heldBytes: 1000, streamedBytes: 1000 },
    createByteBudget(10_000),
  );
  const result = await reader.result;
  reader.release();
  // The connection is free for the next request one turn of the loop after the answer.
  await nextTurn();
  await nextTurn();
  return result;
}

const OK = 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok';

test('connections are shared by origin and set of addresses, and by nothing else', async (t) => {
  const upstream = open(t);
  const origin = await startOrigin(t, OK);
  t.is((await get(upstream, origin.port)).kind, 'held');
  t.is((await get(upstream, origin.port)).kind, 'held');
  t.is(origin.connections(), 1);
  await get(upstream, origin.port, 'other.test');
  t.is(origin.connections(), 2);
  await get(upstream, origin.port, 'origin.test', ['127.0.0.1', '127.0.0.2']);
  await get(upstream, origin.port, 'origin.test', ['127.0.0.2', '127.0.0.1']);
  t.is(origin.connections(), 3);
  t.is(upstream.poolCount, 3);
});

test('the number of pools is bounded', async (t) => {
  const upstream = open(t, { maxPools: 2 });
  const origin = await startOrigin(t, OK);
  for (const host of ['a.test', 'b.test', 'c.test', 'a.test'])
    t.is((await get(upstream, origin.port, host)).kind, 'held');
  t.is(upstream.poolCount, 2);
});

test('heads that are too large, malformed or would inject a field give no answer; interim ones are skipped', async (t) => {
  for (const [answer, kind] of [
    [`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(3000)}\r\nContent-Length: 0\r\n\r\n`, 'failed'],
    ['HTTP/1.1 200 OK\r\nX: a\0b\r\nContent-Length: 0\r\n\r\n', 'failed'],
    ['HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n', 'failed'],
    [`HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n${OK}`, 'held'],
    ['HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok', 'failed'],
  ] as const) {
    const origin = await startOrigin(t, answer);
    t.is((await get(open(t, { maxHeaderBytes: 2000 }), origin.port)).kind, kind, JSON.stringify(answer.slice(0, 60)));
  }
});

test('a closed upstream connects no more', async (t) => {
  const upstream = open(t);
  const origin = await startOrigin(t, OK);
  t.is((await get(upstream, origin.port)).kind, 'held');
  await upstream.close();
  t.deepEqual(await get(upstream, origin.port), { kind: 'failed', end: 'upstream_error' });
  await t.throwsAsync(upstream.openSocket(['127.0.0.1'], origin.port), { message: /aborted/ });
  t.is(origin.connections(), 1);
  t.is(upstream.poolCount, 0);
});
