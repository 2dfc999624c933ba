// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import test from 'ava';
import {
  ACCESS_KEY,
  rawExchange,
  recordedReceipts,
  startOrigin,
  startTestProduct,
  stopOrigin,
  stopTestProduct,
  through,
  verifyEvidence,
  type Running,
} from '../../support/product.js';

const waiting: (() => void)[] = [];
const origin = await startOrigin((incoming, response) => {
  incoming.resume();
  if (incoming.url === '/large') response.writeHead(200, { 'content-type': 'text/plain' }).end('a'.repeat(4 << 20));
  else if (incoming.url === '/slow') {
    response.writeHead(200, { 'content-type': 'application/octet-stream' }).write(Buffer.alloc(4_096));
    waiting.push(() => response.end('end'));
  } else response.end(`answer to ${String(incoming.url)}`);
});
const site = `http://127.0.0.1:${origin.port}`;

test.after.always(() => {
  stopOrigin(origin);
});

async function withProduct(run: (running: Running) => Promise<void>): Promise<void> {
  const running = await startTestProduct();
  try {
    await run(running);
  } finally {
    await stopTestProduct(running);
  }
}

const get = (path: string, fields = ''): string => `GET ${site}${path} HTTP/1.1\r\nHost: a\r\n${fields}\r\n`;

/** A client that keeps everything it was told, and tells when a text has come. */
function listen(port: number): {
  readonly socket: Socket;
  readonly heard: () => string;
  until(text: string): Promise<void>;
} {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  let heard = '';
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    heard += chunk;
  });
  socket.on('error', () => undefined);
  return {
    socket,
    heard: () => heard,
    async until(text) {
      while (!heard.includes(text)) await once(socket, 'data');
    },
  };
}

/** Until the proxy closed the connection, politely or not. */
function over(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.once('end', resolve).once('close', resolve);
  });
}

/** Intents that no outcome follows. */
async function unfinished(running: Running): Promise<readonly string[]> {
  const receipts = await recordedReceipts(running.product.evidence?.dir ?? '');
  const ended = new Set(receipts.filter((one) => one.decision_phase === 'outcome').map((one) => one.action_id));
  return receipts
    .filter((one) => one.decision_phase === 'intent' && !ended.has(one.action_id))
    .map((one) => one.target);
}

test('requests sent ahead are answered one after the other, and all of them leave a record', async (t) => {
  await withProduct(async (running) => {
    const answer = await rawExchange(
      running.product.port,
      get('/1') + get(`/?q=${ACCESS_KEY}`) + get('/3', 'Connection: close\r\n'),
    );
    t.deepEqual(answer.match(/answer to \/\d|HTTP\/1.1 \d+/g), [
      'HTTP/1.1 200',
      'answer to /1',
      'HTTP/1.1 403',
      'HTTP/1.1 200',
      'answer to /3',
    ]);
    await running.product.close();
    t.deepEqual(await unfinished(running), []);
  });
});

test('a client that sends ahead and goes away leaves no exchange open', async (t) => {
  await withProduct(async (running) => {
    const client = connect(running.product.port, '127.0.0.1');
    client.pause();
    client.write(get('/large').repeat(8));
    await once(client, 'readable');
    client.destroy();
    await running.product.close();
    t.deepEqual(await unfinished(running), []);
    t.is((await verifyEvidence(running.product)).result.verdict, 'valid');
  });
});

test('a client that sends without end is cut off; its modest twin is served', async (t) => {
  await withProduct(async ({ product }) => {
    const greedy = await rawExchange(product.port, get('/slow') + get('/x').repeat(100)).catch(() => '');
    t.notRegex(greedy, /answer to/);
    t.regex(await rawExchange(product.port, get('/x') + get('/y', 'Connection: close\r\n')), /answer to \/y/);
  });
});

test('no refusal is written into the middle of another answer', async (t) => {
  await withProduct(async ({ product }) => {
    const client = listen(product.port);
    client.socket.write(get('/first') + get('/slow'));
    await client.until('application/octet-stream');
    client.socket.write('no request\r\n\r\n');
    await over(client.socket);
    t.deepEqual(client.heard().match(/HTTP\/1.1 \d+/g), ['HTTP/1.1 200', 'HTTP/1.1 200']);
    t.regex(await rawExchange(product.port, 'no request\r\n\r\n'), /^HTTP\/1.1 400 /, 'alone it is answered');
  });
});

test('no tunnel opens on a connection that is owed an answer; alone it does', async (t) => {
  await withProduct(async (running) => {
    const tunnel = `CONNECT 127.0.0.1:${origin.port} HTTP/1.1\r\nHost: a\r\n\r\n`;
    const answer = await rawExchange(running.product.port, get('/slow') + tunnel).catch(() => '');
    t.notRegex(answer, /Established/);
    const client = listen(running.product.port);
    client.socket.write(tunnel);
    await client.until('Established');
    client.socket.destroy();
    await running.product.close();
    const refused = (await recordedReceipts(running.product.evidence?.dir ?? '')).filter(
      (one) => one.method === 'CONNECT' && one.verdict === 'block',
    );
    t.is(refused.length, 1, 'and the refusal is recorded');
  });
});

for (const [name, target] of [
  ['refused', '169.254.169.254:443'],
  ['malformed', 'nowhere'],
  ['unreachable', '127.0.0.1:1'],
] as const) {
  test(`a ${name} tunnel is closed though its client never closes`, async (t) => {
    await withProduct(async (running) => {
      const { socket, heard } = listen(running.product.port);
      socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: a\r\n\r\n`);
      await over(socket);
      t.regex(heard(), /^HTTP\/1.1 [45]\d\d /);
      // To a proxy that holds on one can write for ever; writing fails only on a connection it gave up.
      const gone = new Promise((resolve) => socket.once('close', resolve));
      const push = setInterval(() => socket.write('x'), 50);
      await gone;
      clearInterval(push);
    });
  });
}

test('a body that breaks its framing is refused with its reason; its twin is passed on', async (t) => {
  await withProduct(async (running) => {
    const send = (coding: string, body: string): Promise<string> =>
      rawExchange(
        running.product.port,
        `POST ${site}/x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: ${coding}\r\nConnection: close\r\n\r\n${body}`,
      );
    for (const [coding, body] of [
      ['chunked', '2 \r\nab\r\n0\r\n\r\n'],
      ['chunked', '2\nab\n0\n\n'],
      ['chunked', 'fffffffffffffffff\r\nab\r\n0\r\n\r\n'],
      ['xchunked', '2\r\nab\r\n0\r\n\r\n'],
    ] as const) {
      const answer = await send(coding, body);
      t.regex(answer, /^HTTP\/1\.1 403 [^]*X-Pipelock-Block-Reason: parse_error\r\n/i, body);
      t.is(answer.match(/HTTP\/1/g)?.length, 1);
    }
    t.regex(await send('chunked', '2;a=b\r\nab\r\n0\r\n\r\n'), /^HTTP\/1\.1 200 /);
    const receipts = await recordedReceipts(running.product.evidence?.dir ?? '');
    t.is(receipts.filter(({ pattern }) => pattern === 'parse_error').length, 4);
  });
});

test('a name that holds a credential does not keep a refusal out of the record; a plain one is recorded', async (t) => {
  await withProduct(async ({ product }) => {
    for (const agent of [ACCESS_KEY, 'builder']) {
      const refused = await through(product, 'http://169.254.169.254/', { headers: { 'x-pipelock-agent': agent } });
      t.is(refused.headers['x-pipelock-block-reason'], 'ssrf_metadata');
    }
    await product.close();
    const receipts = await recordedReceipts(product.evidence?.dir ?? '');
    const actors = receipts.filter((one) => one.verdict === 'block').map((one) => (one as { actor?: string }).actor);
    t.deepEqual(actors, ['anonymous', 'builder']);
  });
});

for (const [name, fields, reason] of [
  [
    'two content types',
    'Content-Type: text/plain\r\nContent-Type: application/json\r\nContent-Length: 4\r\n',
    'bad_request',
  ],
  ['a compressed transfer', 'Transfer-Encoding: gzip, chunked\r\n', 'parse_error'],
] as const) {
  test(`${name}: refused, since nobody knows what the origin would read`, async (t) => {
    await withProduct(async ({ product }) => {
      const body = fields.includes('chunked') ? '4\r\nabcd\r\n0\r\n\r\n' : 'abcd';
      const head = `POST ${site}/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n`;
      const answer = await rawExchange(product.port, `${head}${fields}\r\n${body}`);
      t.is(/x-pipelock-block-reason: (\S+)/i.exec(answer)?.[1], reason);
      const twin = fields.replace('Content-Type: text/plain\r\n', '').replace('gzip, ', '');
      t.regex(await rawExchange(product.port, `${head}${twin}\r\n${body.replace('abcd', '1234')}`), /^HTTP\/1.1 200 /);
    });
  });
}
