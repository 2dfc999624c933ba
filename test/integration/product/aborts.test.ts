// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { connect } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import test from 'ava';
import {
  startOrigin,
  startTestProduct,
  stopOrigin,
  stopTestProduct,
  through,
  verifyEvidence,
} from '../../support/product.js';

const ABORTS = 5_000;
const WARM_UP = 1_000;
const AT_ONCE = 64;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** What a client may have said when it goes away. */
const HALVES = [
  (site: string) => `GET ${site} HTTP/1.1\r\nHo`,
  (site: string) => `POST ${site} HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\nhalf of it`,
  (site: string) => `GET ${site} HTTP/1.1\r\nHost: a\r\n\r\n`,
  (site: string) => `GET ${site}?q=AKIAQ7WERTYU2OPASDFG HTTP/1.1\r\nHost: a\r\n\r\n`,
  () => 'CONNECT 127.0.0.1:1 HTTP/1.1\r\nHost: a\r\n\r\n',
  () => 'nonsense\r\n\r\n',
];

async function abortOne(port: number, bytes: string): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  await new Promise((resolve) => socket.write(bytes, resolve));
  socket.destroy();
}

async function abortMany(port: number, site: string, count: number): Promise<void> {
  let started = 0;
  const client = async (): Promise<void> => {
    while (started < count) {
      const half = HALVES[started++ % HALVES.length];
      if (half !== undefined) await abortOne(port, half(site));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, client));
}

/** Sockets of this process, asked again until those that are closing are gone, within a bound. */
async function openSockets(): Promise<number> {
  let sockets = Infinity;
  for (let i = 0; i < 1_000 && sockets > 0; i++) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    sockets = process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;
  }
  return sockets;
}

function heapBytes(): number {
  collectGarbage();
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

test('five thousand aborted requests leave no socket and no memory behind, and the evidence holds', async (t) => {
  const origin = await startOrigin((incoming, response) => {
    incoming.resume();
    response.setHeader('connection', 'close');
    response.end('ok');
  });
  const running = await startTestProduct();
  const { port } = running.product;
  const site = `http://127.0.0.1:${origin.port}/`;
  t.teardown(async () => {
    await stopTestProduct(running);
    stopOrigin(origin);
  });

  await abortMany(port, site, WARM_UP);
  await openSockets();
  const before = heapBytes();
  await abortMany(port, site, ABORTS);
  const sockets = await openSockets();
  const after = heapBytes();

  t.is(sockets, 0);
  t.true(after < before * 1.08, `${before} bytes before, ${after} after`);
  t.is((await through(running.product, site)).status, 200, 'it still works');
  await running.product.close();
  t.is((await verifyEvidence(running.product)).result.verdict, 'valid');
});
