// SPDX-License-Identifier: Apache-2.0
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import test from 'ava';
import { recordedReceipts, startTestProduct, stopTestProduct, through, verifyEvidence } from '../../support/product.js';

const OK = 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok';

test('what is sent again after an idle connection ended has one intent and one outcome', async (t) => {
  const methods: string[] = [];
  // Every connection is closed on its second request, without a word.
  const origin = createServer((socket) => {
    let requests = 0;
    socket.on('error', () => socket.destroy());
    socket.on('data', (bytes) => {
      methods.push(bytes.toString().split(' ', 1)[0] ?? '');
      if (++requests === 1) socket.write(OK);
      else socket.destroy();
    });
  });
  await new Promise<void>((resolve) => origin.listen(0, '127.0.0.1', resolve));
  t.teardown(() => origin.close());
  const running = await startTestProduct();
  const { product, home } = running;
  const site = `http://127.0.0.1:${(origin.address() as AddressInfo).port}/`;

  t.is((await through(product, site)).status, 200);
  t.is((await through(product, site)).status, 200, 'sent again');
  t.is((await through(product, site)).status, 200, 'its own connection is not kept, so this one is fresh');
  t.is((await through(product, site, { method: 'POST', body: 'a' })).status, 502, 'not sent again');
  t.deepEqual(methods, ['GET', 'GET', 'GET', 'GET', 'POST']);

  await product.close();
  const receipts = await recordedReceipts(join(home, 'evidence'));
  const phases = receipts.map((receipt) => receipt.decision_phase);
  t.is(phases.filter((phase) => phase === 'intent').length, 4);
  t.is(phases.filter((phase) => phase === 'outcome').length, 4);
  t.is((await verifyEvidence(product)).result.verdict, 'valid');
  await stopTestProduct(running);
});
