// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import test from 'ava';
import { absolute, exchangeRaw, readAll, startOrigin, startProxy, startRawOrigin } from './support.js';

test('an allowed request reaches the origin and its answer comes back', async (t) => {
  const proxy = await startProxy(t);
  const origin = await startOrigin(t, (request, response) => {
    void readAll(request).then((body) => {
      response.setHeader('x-origin', 'yes');
      response.end(`${String(request.method)} ${String(request.url)} ${body}`);
    });
  });
  const answer = await exchangeRaw(
    proxy.port,
    absolute('POST', `http://${origin}/a?b=c`, ['Content-Length: 5', 'X-Pipelock-Agent: tester'], 'hello'),
  );
  t.is(answer.status, 200);
  t.is(answer.body, 'POST /a?b=c hello');
  t.is(answer.headers.get('x-origin'), 'yes');
  const request = await proxy.mediator.next('request');
  t.deepEqual(request.head.actor, { name: 'tester', provenance: 'self_declared' });
  t.is(request.head.target, `http://${origin}/a?b=c`);
  const { end } = await proxy.mediator.next('finish');
  t.is(end.reason, 'complete');
  t.is(end.status, 200);
  t.is(end.requestBytes, 5);
  t.is(end.bodyDigest, createHash('sha256').update('POST /a?b=c hello').digest('hex'));
  t.is(proxy.budget.inUse, 0);
});

test('connection fields, our own fields and Proxy-* do not cross in either direction', async (t) => {
  const proxy = await startProxy(t);
  const origin = await startOrigin(t, (request, response) => {
    response.writeHead(200, {
      'x-pipelock-block-reason': 'forged',
      'proxy-authenticate': 'Basic',
      connection: 'x-private',
      'x-private': '1',
      'x-public': '2',
    });
    response.end(JSON.stringify(request.headers));
  });
  const answer = await exchangeRaw(
    proxy.port,
    [
      `GET http://${origin}/ HTTP/1.1`,
      'Host: other.example',
      'Connection: close, X-Secret-Hop',
      'X-Secret-Hop: 1',
      'Proxy-Authorization: Basic eA==',
      'X-Pipelock-Agent: me',
      'Accept-Encoding: zstd, gzip;q=0.5',
      'X-Kept: kept',
      '',
      '',
    ].join('\r\n'),
  );
  const sent = JSON.parse(answer.body) as Record<string, string>;
  t.is(sent['host'], origin);
  t.is(sent['x-kept'], 'kept');
  t.is(sent['accept-encoding'], 'gzip');
  for (const name of ['x-secret-hop', 'proxy-authorization', 'x-pipelock-agent', 'x-forwarded-for', 'via']) {
    t.false(name in sent, name);
  }
  t.is(answer.headers.get('x-public'), '2');
  for (const name of ['x-pipelock-block-reason', 'proxy-authenticate', 'x-private'])
    t.false(answer.headers.has(name), name);
});

test('a blocked target is answered with the reason and never dialled', async (t) => {
  const proxy = await startProxy(t);
  let reached = false;
  const origin = await startOrigin(t, (_request, response) => {
    reached = true;
    response.end();
  });
  const answer = await exchangeRaw(proxy.port, absolute('GET', `http://${origin}/EVIL`));
  t.is(answer.status, 403);
  t.is(answer.headers.get('x-pipelock-block-reason'), 'dlp_match');
  t.is(answer.body, 'blocked: dlp_match (url_dlp)\n');
  t.false(reached);
});

test('a body over the cap is refused whether its length is declared or not; one at the cap passes', async (t) => {
  const proxy = await startProxy(t, { forward: { requestBodyBytes: 1000 } });
  const origin = await startOrigin(
    t,
    (request, response) => void readAll(request).then((body) => response.end(String(body.length))),
  );
  const at = await exchangeRaw(
    proxy.port,
    absolute('POST', `http://${origin}/`, ['Content-Length: 1000'], 'x'.repeat(1000)),
  );
  t.is(at.body, '1000');
  const over = await exchangeRaw(
    proxy.port,
    absolute('POST', `http://${origin}/`, ['Content-Length: 1001'], 'x'.repeat(1001)),
  );
  t.is(over.status, 403);
  const chunked = `3e9\r\n${'x'.repeat(1001)}\r\n0\r\n\r\n`;
  const hidden = await exchangeRaw(
    proxy.port,
    absolute('POST', `http://${origin}/`, ['Transfer-Encoding: chunked'], chunked),
  );
  t.is(hidden.status, 403);
  const errors = proxy.mediator.seen.flatMap((seen) =>
    seen.step === 'request' && seen.body?.kind === 'error' ? [seen.body.error] : [],
  );
  t.deepEqual(errors, ['too_large', 'too_large']);
  t.is(proxy.budget.inUse, 0);
});

test('a coded request body is refused; identity passes', async (t) => {
  const proxy = await startProxy(t);
  const origin = await startOrigin(t, (request, response) => void readAll(request).then((body) => response.end(body)));
  const post = (coding: string) =>
    exchangeRaw(
      proxy.port,
      absolute('POST', `http://${origin}/`, ['Content-Length: 2', `Content-Encoding: ${coding}`], 'hi'),
    );
  t.is((await post('gzip')).status, 403);
  t.is((await post('identity')).body, 'hi');
});

test('an aborted upload leaves a record and no bytes in the budget', async (t) => {
  const proxy = await startProxy(t);
  const socket = connect(proxy.port, '127.0.0.1');
  socket.write('POST http://127.0.0.1:9/ HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\npartial');
  socket.once('connect', () => setImmediate(() => socket.destroy()));
  const { body, passes } = await proxy.mediator.next('request');
  t.deepEqual(body, { kind: 'error', error: 'aborted' });
  t.false(passes);
  await proxy.listener.drain(5_000);
  t.is(proxy.listener.connections, 0);
  t.is(proxy.budget.inUse, 0);
});

test('a client that waits for 100-continue is told to go on only when the body is wanted', async (t) => {
  const proxy = await startProxy(t);
  const origin = await startOrigin(t, (request, response) => void readAll(request).then((body) => response.end(body)));
  const head = (path: string) =>
    absolute('POST', `http://${origin}${path}`, ['Content-Length: 2', 'Expect: 100-continue']);
  const wanted = await exchangeRaw(proxy.port, head('/'), 'hi');
  t.true(wanted.raw.startsWith('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200'));
  const unwanted = await exchangeRaw(proxy.port, head('/EVIL'));
  t.is(unwanted.status, 403);
});

test('an origin that resets or does not speak HTTP gives 502 and an outcome', async (t) => {
  const proxy = await startProxy(t);
  const resets = await startRawOrigin(t, (socket) => socket.once('data', () => socket.resetAndDestroy()));
  const babbles = await startRawOrigin(t, (socket) => socket.end('hello\r\n\r\n'));
  for (const port of [resets, babbles]) {
    const answer = await exchangeRaw(proxy.port, absolute('GET', `http://127.0.0.1:${String(port)}/`));
    t.is(answer.status, 502);
  }
  const ends = proxy.mediator.seen.flatMap((seen) => (seen.step === 'finish' ? [seen.end.reason] : []));
  t.deepEqual(ends, ['upstream_error', 'upstream_error']);
});

test('a text answer cut short is blocked, not passed on in part', async (t) => {
  const proxy = await startProxy(t);
  const port = await startRawOrigin(t, (socket) =>
    socket.once('data', () =>
      socket.end('HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 100\r\n\r\nhalf'),
    ),
  );
  const answer = await exchangeRaw(proxy.port, absolute('GET', `http://127.0.0.1:${String(port)}/`));
  t.is(answer.status, 403);
  t.false(answer.raw.includes('half'));
  const { facts } = await proxy.mediator.next('response');
  t.deepEqual(facts, { 'response.error': 'incomplete' });
});

test('an origin that is silent is given up in time', async (t) => {
  const proxy = await startProxy(t, { forward: { totalMs: 200 } });
  const port = await startRawOrigin(t, () => undefined);
  const answer = await exchangeRaw(proxy.port, absolute('GET', `http://127.0.0.1:${String(port)}/`));
  t.is(answer.status, 502);
  t.is((await proxy.mediator.next('finish')).end.reason, 'upstream_timeout');
});

test('coded answers are judged and passed on decoded; a bomb and an unknown coding are blocked', async (t) => {
  const proxy = await startProxy(t);
  const origin = await startOrigin(t, (request, response) => {
    const send = (coding: string, body: Uint8Array): void =>
      void response.writeHead(200, { 'content-type': 'text/plain', 'content-encoding': coding }).end(body);
    if (request.url === '/gzip') send('gzip', gzipSync('plain words'));
    else if (request.url === '/br') send('br', brotliCompressSync('plain words'));
    else if (request.url === '/evil') send('gzip', gzipSync('EVIL words'));
    else if (request.url === '/bomb') send('gzip', gzipSync(Buffer.alloc(2 << 20)));
    else send('zstd', Buffer.from('xx'));
  });
  for (const path of ['/gzip', '/br']) {
    const answer = await exchangeRaw(proxy.port, absolute('GET', `http://${origin}${path}`));
    t.is(answer.body, 'plain words');
    t.false(answer.headers.has('content-encoding'));
  }
  for (const path of ['/evil', '/bomb', '/zstd']) {
    t.is((await exchangeRaw(proxy.port, absolute('GET', `http://${origin}${path}`))).status, 403, path);
  }
  const faults = proxy.mediator.seen.flatMap((seen) =>
    seen.step === 'response' && seen.body.kind === 'error' ? [seen.body.error] : [],
  );
  t.deepEqual(faults, ['too_large', 'encoded']);
  t.is(proxy.budget.inUse, 0);
});

test('an answer that two readers would read in two ways is blocked; its twins are not', async (t) => {
  const proxy = await startProxy(t);
  const heads: Readonly<Record<string, string>> = {
    types: 'Content-Type: text/plain\r\nContent-Type: text/plain; charset=utf-7\r\nContent-Length: 2\r\n\r\nok',
    'types-twin': 'Content-Type: text/plain\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok',
    transfer: 'Content-Type: text/plain\r\nTransfer-Encoding: gzip, chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n',
    'transfer-twin': 'Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n',
  };
  const origin = await startRawOrigin(t, (socket) =>
    socket.on('data', (request) => {
      const name = /^GET \/(\S+)/.exec(request.toString())?.[1] ?? '';
      socket.write(`HTTP/1.1 200 OK\r\n${heads[name] ?? ''}`);
    }),
  );
  const ask = (name: string) => exchangeRaw(proxy.port, absolute('GET', `http://127.0.0.1:${String(origin)}/${name}`));
  for (const name of ['types', 'transfer']) {
    t.is((await ask(name)).status, 403, name);
    t.is((await ask(`${name}-twin`)).body, 'ok', name);
  }
  const faults = proxy.mediator.seen.flatMap((seen) =>
    seen.step === 'response' && seen.body.kind === 'error' ? [seen.body.error] : [],
  );
  t.deepEqual(faults, ['unreadable', 'encoded']);
});

test('a binary answer is streamed whole; over the size limit the connection breaks', async (t) => {
  const proxy = await startProxy(t, { forward: { heldBytes: 1000, streamedBytes: 300_000 } });
  const small = randomBytes(250_000);
  small[0] = 0;
  const origin = await startOrigin(t, (request, response) => {
    response.writeHead(200, { 'content-type': 'application/octet-stream' });
    response.write(small);
    response.end(request.url === '/large' ? small : undefined);
  });
  const whole = await exchangeRaw(proxy.port, absolute('GET', `http://${origin}/small`));
  t.is(whole.headers.get('transfer-encoding'), 'chunked');
  t.true(whole.raw.endsWith('\r\n0\r\n\r\n'));
  const cut = await exchangeRaw(proxy.port, absolute('GET', `http://${origin}/large`));
  t.false(cut.raw.endsWith('\r\n0\r\n\r\n'));
  const ends = proxy.mediator.seen.flatMap((seen) => (seen.step === 'finish' ? [seen.end.reason] : []));
  t.deepEqual(ends, ['complete', 'size_limit']);
  t.is(proxy.budget.inUse, 0);
});

test('text that calls itself binary is held and judged as text', async (t) => {
  const proxy = await startProxy(t);
  const origin = await startOrigin(t, (_request, response) => {
    response.writeHead(200, { 'content-type': 'image/png' }).end('these are EVIL words');
  });
  t.is((await exchangeRaw(proxy.port, absolute('GET', `http://${origin}/`))).status, 403);
});

test('a partial answer passes when it is binary and is blocked when it is text', async (t) => {
  const proxy = await startProxy(t);
  const origin = await startOrigin(t, (request, response) => {
    const binary = request.url === '/binary';
    response.writeHead(206, {
      'content-type': binary ? 'application/zip' : 'text/plain',
      'content-range': 'bytes 0-3/10',
    });
    response.end(binary ? Buffer.from([0, 1, 2, 3]) : 'text');
  });
  t.is((await exchangeRaw(proxy.port, absolute('GET', `http://${origin}/binary`))).status, 206);
  t.is((await exchangeRaw(proxy.port, absolute('GET', `http://${origin}/text`))).status, 403);
});

test('answers without a body keep their status and length', async (t) => {
  const proxy = await startProxy(t);
  const origin = await startOrigin(t, (request, response) => {
    if (request.url === '/204') response.writeHead(204).end();
    else if (request.url === '/304') response.writeHead(304, { etag: '"x"' }).end();
    else response.writeHead(200, { 'content-length': '1234', 'content-type': 'text/plain' }).end();
  });
  const head = await exchangeRaw(proxy.port, absolute('HEAD', `http://${origin}/`));
  t.is(head.headers.get('content-length'), '1234');
  t.is(head.body, '');
  t.is((await exchangeRaw(proxy.port, absolute('GET', `http://${origin}/204`))).status, 204);
  const cached = await exchangeRaw(proxy.port, absolute('GET', `http://${origin}/304`));
  t.is(cached.status, 304);
  t.is(cached.headers.get('etag'), '"x"');
});

test('refused unread: two hosts, a change of protocol; the plain twin passes', async (t) => {
  const proxy = await startProxy(t);
  const origin = await startOrigin(t, (_request, response) => void response.end('ok'));
  const ask = (url: string, ...fields: string[]) =>
    exchangeRaw(
      proxy.port,
      [`GET ${url} HTTP/1.1`, `Host: ${origin}`, 'Connection: close', ...fields, '', ''].join('\r\n'),
    );
  t.is((await ask(`http://${origin}/`, 'Host: other')).status, 400);
  t.is((await ask(`http://${origin}/`, 'Upgrade: websocket')).status, 405);
  t.is((await ask('http:///path')).status, 400);
  t.is((await ask(`http://${origin}/a@b`)).body, 'ok');
  const facts = proxy.mediator.seen.flatMap((seen) => (seen.step === 'refuse' ? [seen.facts] : []));
  t.deepEqual(facts, [{ 'http.error': 'malformed' }, { 'transport.enabled': false }, { 'http.error': 'malformed' }]);
});

test('a client that leaves cancels the exchange with the origin', async (t) => {
  const proxy = await startProxy(t);
  let originClosed: (() => void) | undefined;
  const closed = new Promise<void>((resolve) => (originClosed = resolve));
  const client = connect(proxy.port, '127.0.0.1');
  const port = await startRawOrigin(t, (socket) => {
    socket.once('data', () => client.destroy());
    socket.once('close', () => originClosed?.());
    socket.once('end', () => socket.end());
  });
  client.write(absolute('GET', `http://127.0.0.1:${String(port)}/`));
  await closed;
  t.is((await proxy.mediator.next('finish')).end.reason, 'client_abort');
});
