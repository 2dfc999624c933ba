// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { connect } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import test from 'ava';
import { absolute, exchangeRaw, startOrigin, startProxy, startRawOrigin, type Seen } from './support.js';

const refusals = (seen: readonly Seen[]): unknown[] =>
  seen.flatMap((entry) => (entry.step === 'refuse' ? [entry.facts] : []));

for (const [name, bytes, status, fact] of [
  ['no HTTP at all', 'hello there\r\n\r\n', 400, 'malformed'],
  ['a field without a colon', 'GET http://a/ HTTP/1.1\r\nbad field\r\n\r\n', 400, 'malformed'],
  [
    'length and chunking at once',
    'POST http://a/ HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n',
    400,
    'malformed',
  ],
  ['a field of 200 KiB', `GET http://a/ HTTP/1.1\r\nX: ${'x'.repeat(200 << 10)}\r\n\r\n`, 431, 'header_overflow'],
  ['a field of 65 KiB', `GET http://a/ HTTP/1.1\r\nX: ${'x'.repeat(65 << 10)}\r\n\r\n`, 431, 'header_overflow'],
  ['an unknown expectation', 'GET http://a/ HTTP/1.1\r\nHost: a\r\nExpect: 42\r\n\r\n', 417, 'expectation'],
  ['a version of HTTP with another form', 'GET http://a/ HTTP/2.0\r\nHost: a\r\n\r\n', 400, 'malformed'],
  ['a request without a version', 'GET http://a/\r\n\r\n', 400, 'malformed'],
  ['OPTIONS *', 'OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n', 400, 'malformed'],
] as const) {
  test(`${name} is refused with a reason and a record`, async (t) => {
    const proxy = await startProxy(t);
    const answer = await exchangeRaw(proxy.port, bytes);
    t.is(answer.status, status);
    t.is(answer.headers.get('x-pipelock-block-reason'), 'bad_request');
    t.deepEqual(refusals(proxy.mediator.seen), [{ 'http.error': fact }]);
  });
}

test('a field of 60 KiB passes', async (t) => {
  const proxy = await startProxy(t);
  const origin = await startOrigin(
    t,
    (request, response) => void response.end(String(request.headers['x-big']?.length)),
  );
  // The origin's own parser has to take it too.
  const answer = await exchangeRaw(
    proxy.port,
    absolute('GET', `http://${origin}/`, [`X-Big: ${'x'.repeat(10 << 10)}`]),
  );
  t.is(answer.body, String(10 << 10));
  const blocked = await exchangeRaw(
    proxy.port,
    absolute('GET', `http://${origin}/EVIL`, [`X-Big: ${'x'.repeat(60 << 10)}`]),
  );
  t.is(blocked.headers.get('x-pipelock-block-reason'), 'dlp_match');
});

test('an older client is served', async (t) => {
  const proxy = await startProxy(t);
  const origin = await startOrigin(t, (_, response) => response.end('ok'));
  const { status, body } = await exchangeRaw(proxy.port, `GET http://${origin}/ HTTP/1.0\r\n\r\n`);
  t.deepEqual([status, body], [200, 'ok']);
});

test('a client that never ends its head is refused in time; its brisk twin is served', async (t) => {
  const proxy = await startProxy(t, { listener: { headTimeoutMs: 2_000, requestTimeoutMs: 20_000 } });
  const slow = await exchangeRaw(proxy.port, 'GET http://a/ HTTP/1.1\r\nX-A: 1\r\n');
  t.is(slow.status, 408);
  t.deepEqual(refusals(proxy.mediator.seen), [{ 'http.error': 'timeout' }]);
  t.is((await exchangeRaw(proxy.port, 'GET /health HTTP/1.1\r\nConnection: close\r\n\r\n')).body, 'healthy');
});

/** Does not let the event loop turn. */
function work(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

for (const [name, bytes, status] of [
  ['a head that came while the proxy was busy is not late', 'GET /health HTTP/1.1\r\nConnection: close\r\n\r\n', 200],
  [
    'a head that is not ended is late, however busy the proxy was',
    'GET /health HTTP/1.1\r\nConnection: close\r\n',
    408,
  ],
] as const)
  test(name, async (t) => {
    const proxy = await startProxy(t, { listener: { headTimeoutMs: 400, requestTimeoutMs: 20_000 } });
    const socket = connect(proxy.port, '127.0.0.1');
    t.teardown(() => socket.destroy());
    await new Promise<void>((resolve) => socket.once('connect', resolve));
    while (proxy.listener.connections === 0) await nextTurn();
    // The system takes the bytes at once; they are read, and their time is over, when the work is done.
    socket.write(bytes);
    work(1_000);
    const [first] = (await once(socket, 'data')) as [Buffer];
    t.regex(first.toString(), new RegExp(`^HTTP/1\\.1 ${String(status)} `));
  });

test('a client that never ends its body is refused in time', async (t) => {
  const proxy = await startProxy(t, { forward: { requestBodyMs: 100 } });
  const answer = await exchangeRaw(
    proxy.port,
    'POST http://127.0.0.1:9/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 9\r\n\r\nhalf',
  );
  t.is(answer.status, 403);
  t.deepEqual((await proxy.mediator.next('request')).body, { kind: 'error', error: 'timeout' });
});

test('paths: health, unknown; a proxy that is off says so', async (t) => {
  const proxy = await startProxy(t, { forwardOff: true });
  const ask = (line: string) => exchangeRaw(proxy.port, `${line} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
  t.is((await ask('GET /health')).body, 'healthy');
  t.is((await ask('GET /nothing')).status, 404);
  t.is((await ask('GET http://a/')).status, 405);
  t.is((await ask('CONNECT a:443')).status, 405);
  t.deepEqual(refusals(proxy.mediator.seen), [{ 'transport.enabled': false }, { 'transport.enabled': false }]);
});

test('a drain lets a running exchange end and takes no new connection', async (t) => {
  const proxy = await startProxy(t);
  let release: (() => void) | undefined;
  const reached = new Promise<void>((resolve) => {
    void startOrigin(t, (_request, response) => {
      release = () => void response.end('late but whole');
      resolve();
    }).then((origin) => {
      answer = exchangeRaw(proxy.port, absolute('GET', `http://${origin}/`));
    });
  });
  let answer: ReturnType<typeof exchangeRaw> | undefined;
  await reached;
  const drained = proxy.listener.drain(10_000);
  const refused = await new Promise((resolve) =>
    connect(proxy.port, '127.0.0.1').once('error', () => resolve('refused')),
  );
  t.is(refused, 'refused');
  release?.();
  t.is((await answer)?.body, 'late but whole');
  await drained;
  t.is(proxy.listener.inFlight, 0);
  t.is((await proxy.mediator.next('finish')).end.reason, 'complete');
});

test('many aborted requests leave no socket, no exchange and no byte behind', async (t) => {
  const proxy = await startProxy(t);
  const originSockets = new Set<unknown>();
  const port = await startRawOrigin(t, (socket) => {
    originSockets.add(socket);
    socket.resume();
    socket.once('end', () => socket.end());
    socket.once('close', () => originSockets.delete(socket));
  });
  const rounds = 300;
  const abortOne = (index: number): Promise<void> =>
    new Promise((resolve) => {
      const socket = connect(proxy.port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.once('close', () => resolve());
      // Before the head is complete, in the middle of a body, while the origin is thinking.
      const head = `POST http://127.0.0.1:${String(port)}/ HTTP/1.1\r\nHost: a\r\n`;
      const sent = [head, `${head}Content-Length: 9\r\n\r\nhalf`, `${head}Content-Length: 4\r\n\r\nfull`][index % 3];
      socket.write(sent ?? head, () => socket.destroy());
    });
  for (let at = 0; at < rounds; at += 50) await Promise.all(Array.from({ length: 50 }, (_, i) => abortOne(at + i)));
  await proxy.listener.drain(10_000);
  t.is(proxy.listener.connections, 0);
  t.is(proxy.listener.inFlight, 0);
  t.is(proxy.budget.inUse, 0);
  await proxy.upstream.destroy();
  const { seen } = proxy.mediator;
  const passed = seen.filter((entry) => entry.step === 'request' && entry.passes).length;
  t.is(seen.filter((entry) => entry.step === 'finish').length, passed);
});
