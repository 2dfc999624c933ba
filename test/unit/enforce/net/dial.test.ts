// SPDX-License-Identifier: Apache-2.0
import { createServer, type AddressInfo, type Socket } from 'node:net';
import test from 'ava';
import { canonicalAddress, createDialler, openSocket } from '../../../../enforce/net/dial.js';

test('one address has one spelling', (t) => {
  t.is(canonicalAddress('::ffff:127.0.0.1'), '127.0.0.1');
  t.is(canonicalAddress('::FFFF:7f00:1'), '127.0.0.1');
  t.is(canonicalAddress('0:0:0:0:0:0:0:1'), '::1');
  t.is(canonicalAddress('fe80::1%eth0'), 'fe80::1');
  t.is(canonicalAddress('localhost'), undefined);
  t.is(canonicalAddress('0x7f.1'), undefined);
});

test('the first address that answers is used; names are never looked up', async (t) => {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => server.close());
  const { port } = server.address() as AddressInfo;
  // Nothing listens on the second loopback address.
  const socket = await openSocket(['127.0.0.2', '127.0.0.1'], port, 10_000);
  t.is(socket.remoteAddress, '127.0.0.1');
  socket.destroy();
  await t.throwsAsync(openSocket(['127.0.0.2'], port, 10_000), { message: /refused/ });
  await t.throwsAsync(openSocket(['localhost'], port, 10_000), { message: /no_address/ });
  await t.throwsAsync(openSocket([], port, 10_000), { message: /no_address/ });
  await t.throwsAsync(openSocket(['127.0.0.1'], port, 10_000, AbortSignal.abort()), { message: /aborted/ });
});

/** Does not let the event loop turn. */
function work(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

test('a peer that answered while this process was busy is not late', async (t) => {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => server.close());
  const connecting = openSocket(['127.0.0.1'], (server.address() as AddressInfo).port, 40);
  // The system connects meanwhile; both the connection and the end of its time are seen afterwards.
  work(120);
  const socket = await connecting;
  t.is(socket.remoteAddress, '127.0.0.1');
  socket.destroy();
});

test('a peer that says nothing is late, however busy this process was', async (t) => {
  const accepted: Socket[] = [];
  const server = createServer((socket) => accepted.push(socket.on('error', () => undefined)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => {
    for (const socket of accepted) socket.destroy();
    server.close();
  });
  const port = String((server.address() as AddressInfo).port);
  const dial = createDialler(['127.0.0.1'], 40);
  const dialled = new Promise<Error | null>((resolve) => {
    dial({ hostname: 'origin.test', protocol: 'https:', port }, (...[error]) => resolve(error));
  });
  work(120);
  t.like(await dialled, { code: 'timeout' });
});
