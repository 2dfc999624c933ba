// SPDX-License-Identifier: Apache-2.0
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import test, { type ExecutionContext } from 'ava';
import { clientHello } from '../../unit/enforce/net/client-hello.js';
import { exchangeRaw, parseAnswer, startProxy, startRawOrigin, type Proxy } from './support.js';

/** Echoes, and ends when the client does. */
const startEcho = (t: ExecutionContext): Promise<number> => startRawOrigin(t, (socket) => socket.pipe(socket));

/** Opens a tunnel; resolves with the socket once the proxy answered. */
async function openTunnel(
  proxy: Proxy,
  authority: string,
): Promise<{ readonly socket: Socket; readonly answer: string }> {
  const socket = connect({ port: proxy.port, host: '127.0.0.1' });
  socket.on('error', () => socket.destroy());
  socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`);
  const answer = await new Promise<string>((resolve) =>
    socket.once('data', (chunk: Buffer) => resolve(chunk.toString('latin1'))),
  );
  return { socket, answer };
}

/** Until the proxy closed the connection. */
function gone(socket: Socket): Promise<unknown> {
  socket.resume();
  return socket.closed ? Promise.resolve() : new Promise((resolve) => socket.once('close', resolve));
}

/** Reads until this many bytes are there, or the peer closes. */
function read(socket: Socket, length: number): Promise<Buffer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const check = (): void => {
      const all = Buffer.concat(chunks);
      if (all.length < length) return;
      socket.removeAllListeners('data');
      resolve(all);
    };
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      check();
    });
    socket.once('close', () => resolve(Buffer.concat(chunks)));
    socket.resume();
  });
}

test('a tunnel whose server name is its host carries bytes both ways, each half ending on its own', async (t) => {
  const proxy = await startProxy(t);
  const port = await startEcho(t);
  const { socket, answer } = await openTunnel(proxy, `localhost:${String(port)}`);
  t.is(answer, 'HTTP/1.1 200 Connection Established\r\nX-Pipelock-Receipt: a\r\n\r\n');
  const hello = clientHello({ serverName: 'localhost' });
  socket.write(hello);
  t.deepEqual(await read(socket, hello.length), Buffer.from(hello));
  socket.end('last words');
  t.is((await read(socket, 10)).toString(), 'last words');
  const { end } = await proxy.mediator.next('finish');
  t.is(end.reason, 'complete');
  t.is(end.requestBytes, hello.length + 10);
  t.is(end.responseBytes, hello.length + 10);
  const { head } = await proxy.mediator.next('request');
  t.is(head.target, `https://localhost:${String(port)}/`);
  t.is(head.kind, 'tunnel');
});

test('a real TLS client is recognised through its tunnel', async (t) => {
  const proxy = await startProxy(t);
  let received = 0;
  const port = await startRawOrigin(t, (socket) => {
    socket.on('data', (chunk: Buffer) => {
      received += chunk.length;
      socket.destroy();
    });
  });
  const { socket } = await openTunnel(proxy, `localhost:${String(port)}`);
  const encrypted = connectTls({ socket, servername: 'localhost' });
  encrypted.on('error', () => undefined);
  await new Promise((resolve) => encrypted.once('close', resolve));
  t.deepEqual((await proxy.mediator.next('observe')).facts, { 'sni.category': 'match' });
  t.true(received > 0);
});

for (const [name, first, category] of [
  ['another server name', clientHello({ serverName: 'evil.example' }), 'mismatch'],
  ['no server name', clientHello({}), 'no_extension'],
  ['no TLS', Buffer.from('SSH-2.0-client\r\n'), 'not_tls'],
] as const) {
  test(`a tunnel with ${name} is closed before the origin hears a byte`, async (t) => {
    const proxy = await startProxy(t);
    let heard = 0;
    const port = await startRawOrigin(t, (socket) => {
      socket.on('data', (chunk: Buffer) => (heard += chunk.length));
    });
    const { socket } = await openTunnel(proxy, `localhost:${String(port)}`);
    socket.write(first);
    await gone(socket);
    t.deepEqual((await proxy.mediator.next('observe')).facts, { 'sni.category': category });
    t.is((await proxy.mediator.next('finish')).end.reason, 'response_blocked');
    t.is(heard, 0);
  });
}

test('a client that says nothing is classified as late', async (t) => {
  const proxy = await startProxy(t, { connect: { sniTimeoutMs: 50 } });
  const { socket } = await openTunnel(proxy, `localhost:${String(await startEcho(t))}`);
  await gone(socket);
  t.deepEqual((await proxy.mediator.next('observe')).facts, { 'sni.category': 'timeout' });
});

test('a hello dripping in byte by byte is put together', async (t) => {
  const proxy = await startProxy(t);
  const { socket } = await openTunnel(proxy, `localhost:${String(await startEcho(t))}`);
  const hello = clientHello({ serverName: 'localhost', fragment: 7 });
  socket.setNoDelay(true);
  for (const byte of hello) socket.write(Uint8Array.of(byte));
  t.deepEqual(await read(socket, hello.length), Buffer.from(hello));
  socket.destroy();
});

test('bytes sent together with CONNECT are judged too', async (t) => {
  const proxy = await startProxy(t);
  const port = String(await startEcho(t));
  const head = `CONNECT localhost:${port} HTTP/1.1\r\nHost: x\r\n\r\n`;
  const answer = await exchangeRaw(proxy.port, head, clientHello({ serverName: 'evil.example' }));
  t.is(answer.status, 200);
  t.deepEqual((await proxy.mediator.next('observe')).facts, { 'sni.category': 'mismatch' });
});

test('refused: a blocked host, malformed authorities, credentials, an unreachable origin', async (t) => {
  const proxy = await startProxy(t);
  const ask = (authority: string) => exchangeRaw(proxy.port, `CONNECT ${authority} HTTP/1.1\r\nHost: x\r\n\r\n`);
  const blocked = await ask('EVIL.example:443');
  t.is(blocked.status, 403);
  t.is(blocked.headers.get('x-pipelock-block-reason'), 'dlp_match');
  t.is((await ask('example.com')).status, 400);
  t.is((await ask('example.com:0')).status, 400);
  t.is((await ask('example.com:70000')).status, 400);
  t.is((await ask('user@example.com:443')).status, 400);
  const closing = await startRawOrigin(t, (socket) => socket.destroy());
  t.is((await exchangeRaw(proxy.port, `CONNECT localhost:${String(closing)} HTTP/1.1\r\nHost: x\r\n\r\n`)).status, 200);
  // Port 1 of loopback: nothing listens there.
  t.is((await ask('localhost:1')).status, 502);
});

test('an origin that speaks first is heard once the client was judged', async (t) => {
  const proxy = await startProxy(t);
  const port = await startRawOrigin(t, (socket) => {
    socket.write('220 welcome');
    socket.pipe(socket);
  });
  const { socket } = await openTunnel(proxy, `localhost:${String(port)}`);
  const hello = clientHello({ serverName: 'localhost' });
  socket.write(hello);
  const heard = await read(socket, 11 + hello.length);
  t.is(heard.subarray(0, 11).toString(), '220 welcome');
  socket.destroy();
});

test('a tunnel above the limit is refused with 503; below it passes', async (t) => {
  const proxy = await startProxy(t, { connect: { maxTunnels: 1 } });
  const authority = `localhost:${String(await startEcho(t))}`;
  const first = await openTunnel(proxy, authority);
  const second = await openTunnel(proxy, authority);
  t.is(parseAnswer(first.answer).status, 200);
  t.is(parseAnswer(second.answer).status, 503);
  first.socket.destroy();
});

for (const [name, limits, reason] of [
  ['an idle tunnel', { idleMs: 60 }, 'idle_timeout'],
  ['an old tunnel', { lifetimeMs: 60 }, 'lifetime'],
] as const) {
  test(`${name} is closed`, async (t) => {
    const proxy = await startProxy(t, { connect: limits });
    const { socket } = await openTunnel(proxy, `localhost:${String(await startEcho(t))}`);
    socket.write(clientHello({ serverName: 'localhost' }));
    socket.resume();
    await gone(socket);
    t.is((await proxy.mediator.next('finish')).end.reason, reason);
  });
}

test('tunnels are cut when a drain runs out of time, and say so', async (t) => {
  const proxy = await startProxy(t);
  const { socket } = await openTunnel(proxy, `localhost:${String(await startEcho(t))}`);
  const hello = clientHello({ serverName: 'localhost' });
  socket.write(hello);
  await read(socket, hello.length);
  await proxy.listener.drain(20);
  t.is((await proxy.mediator.next('finish')).end.reason, 'shutdown');
  t.is(proxy.listener.connections, 0);
});
