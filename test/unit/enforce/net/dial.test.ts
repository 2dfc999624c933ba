// SPDX-License-Identifier: Apache-2.0
import { createServer, type AddressInfo } from 'node:net';
import test from 'ava';
import { canonicalAddress, openSocket } from '../../../../enforce/net/dial.js';

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
