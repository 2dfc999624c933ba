// SPDX-License-Identifier: Apache-2.0
import { connect, type Socket } from 'node:net';
import test, { type ExecutionContext } from 'ava';
import { ProxyAgent, request as send } from 'undici';
import { clientHello } from '../../unit/enforce/net/client-hello.js';
import { exchangeRaw, readAll, startOrigin, startProxy, startRawOrigin, type Proxy } from './support.js';

/** CONNECT to an authority with text behind it; what comes back until the proxy closes. */
async function inTunnel(proxy: Proxy, authority: string, ...pieces: string[]): Promise<string> {
  const head = `CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\nX-Pipelock-Agent: agent-7\r\n\r\n`;
  const { raw } = await exchangeRaw(proxy.port, head, ...pieces);
  return raw.slice(raw.indexOf('\r\n\r\n') + 4);
}

const echo = (t: ExecutionContext): Promise<string> =>
  startOrigin(t, (request, response) => {
    void readAll(request).then((body) => response.end(`${request.method ?? ''} ${request.url ?? ''} ${body}`));
  });

test('a client that tunnels plain HTTP is answered, and each of its requests is judged', async (t) => {
  const proxy = await startProxy(t);
  const origin = await echo(t);
  const dispatcher = new ProxyAgent({ uri: `http://127.0.0.1:${String(proxy.port)}`, proxyTunnel: true });
  t.teardown(() => dispatcher.close());
  const ask = (path: string, body?: string) =>
    send(`http://${origin}${path}`, { dispatcher, ...(body === undefined ? {} : { method: 'POST', body }) });
  const first = await ask('/one?q=1');
  t.is(await first.body.text(), 'GET /one?q=1 ');
  const second = await ask('/two', 'a body');
  t.is(await second.body.text(), 'POST /two a body');
  const third = await ask('/three', 'an EVIL body');
  t.is(third.statusCode, 403);
  t.is(third.headers['x-pipelock-block-reason'], 'dlp_match');
  await third.body.dump();
  const targets = proxy.mediator.seen.flatMap((entry) => (entry.step === 'request' ? [entry.head.target] : []));
  t.is(targets[0], `https://${origin}/`);
  t.deepEqual(
    targets.filter((target) => target.startsWith('http://')),
    [`http://${origin}/one?q=1`, `http://${origin}/two`, `http://${origin}/three`],
  );
});

test('one connection carries several requests', async (t) => {
  const proxy = await startProxy(t);
  const origin = await echo(t);
  const get = (path: string, more = ''): string => `GET ${path} HTTP/1.1\r\nHost: ${origin}\r\n${more}\r\n`;
  const answers = await inTunnel(proxy, origin, get('/a'), get('/b', 'Connection: close\r\n'));
  t.regex(answers, /^HTTP\/1\.1 200 [^]*GET \/a HTTP\/1\.1 200 [^]*GET \/b $/);
  t.is(proxy.mediator.seen.filter(({ step }) => step === 'request').length, 3);
});

test('what is sent ahead of the answer to CONNECT, in pieces or all at once, is judged alike', async (t) => {
  const origin = await echo(t);
  const text = `\r\nPOST /x HTTP/1.1\r\nHost: ${origin}\r\nContent-Length: 4\r\nConnection: close\r\n\r\nEVIL`;
  for (const size of [1, 7, text.length]) {
    const proxy = await startProxy(t);
    const pieces = text.match(new RegExp(`[^]{1,${String(size)}}`, 'g')) ?? [];
    t.regex(await inTunnel(proxy, origin, ...pieces), /^HTTP\/1\.1 403 /);
    const { head } = proxy.mediator.seen.findLast((entry) => entry.step === 'request') ?? {};
    t.is(head?.transport, 'forward');
    t.is(head?.target, `http://${origin}/x`);
    t.deepEqual(head?.actor, { name: 'agent-7', provenance: 'self_declared' });
  }
});

test('the origin hears nothing of a request that is refused, and everything of its twin', async (t) => {
  const heard: string[] = [];
  const port = await startRawOrigin(t, (socket) => {
    socket.on('data', (chunk: Buffer) => {
      heard.push(chunk.toString('latin1'));
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok');
    });
  });
  const authority = `localhost:${String(port)}`;
  const proxy = await startProxy(t);
  const get = (path: string, host = authority) =>
    inTunnel(proxy, authority, `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  t.regex(await get('/EVIL'), /^HTTP\/1\.1 403 /);
  t.regex(await get('/', 'another.example'), /^HTTP\/1\.1 421 /);
  t.regex(await get('http://another.example/'), /^HTTP\/1\.1 400 /);
  t.regex(await get('/ws', `${authority}\r\nUpgrade: websocket`), /^HTTP\/1\.1 4/);
  t.deepEqual(heard, []);
  t.regex(await get('/', authority.toUpperCase()), /^HTTP\/1\.1 200 /);
  t.is(heard.length, 1);
  t.regex(heard[0] ?? '', /^GET \/ HTTP\/1\.1\r\n/);
});

test('no tunnel inside a tunnel, none of the proxy’s own pages, and no HTTP/2 in clear text', async (t) => {
  const proxy = await startProxy(t);
  const authority = `localhost:${String(await startRawOrigin(t, (socket) => socket.resume()))}`;
  t.is(await inTunnel(proxy, authority, 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n'), '');
  t.regex(await inTunnel(proxy, authority, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), /^HTTP\/1\.1 400 /);
  t.is(proxy.mediator.seen.filter(({ step }) => step === 'refuse').length, 2);
  const origin = await echo(t);
  const page = await inTunnel(proxy, origin, `GET /health HTTP/1.1\r\nHost: ${origin}\r\nConnection: close\r\n\r\n`);
  t.regex(page, /GET \/health $/);
});

test('a request line or a greeting that is never finished is not taken for silence', async (t) => {
  const hello = Buffer.from(clientHello({ serverName: 'evil.example' }));
  for (const first of ['GET /secret', hello.subarray(0, hello.length - 1)]) {
    const proxy = await startProxy(t, { connect: { sniTimeoutMs: 500 } });
    const port = await startRawOrigin(t, (socket) => socket.resume());
    const socket: Socket = connect(proxy.port, '127.0.0.1');
    socket.on('error', () => socket.destroy()).resume();
    socket.write(`CONNECT localhost:${String(port)} HTTP/1.1\r\nHost: x\r\n\r\n`);
    socket.write(first);
    t.deepEqual((await proxy.mediator.next('observe')).facts, { 'sni.category': 'malformed_tls' });
    socket.destroy();
  }
});

test('the time of a tunnel is limited whatever is spoken in it', async (t) => {
  const proxy = await startProxy(t, { connect: { lifetimeMs: 500 } });
  const authority = `localhost:${String(await startRawOrigin(t, (socket) => socket.resume()))}`;
  t.is(await inTunnel(proxy, authority, `GET / HTTP/1.1\r\nHost: ${authority}\r\n\r\n`), '');
  await proxy.listener.drain(10_000);
  const ends = proxy.mediator.seen.flatMap((entry) => (entry.step === 'finish' ? [entry.end.reason] : []));
  t.deepEqual(ends.sort(), ['client_abort', 'lifetime']);
});
