// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import { createByteBudget } from '../../../enforce/net/budget.js';
import { sendUpstream } from '../../../enforce/net/response.js';
import type { UpstreamResult } from '../../../enforce/net/response.types.js';
import { createUpstream } from '../../../enforce/net/upstream.js';

/** A key and a self-signed certificate for `origin.test`, made on the spot; undefined where there is no tool for it. */
function makeCertificate(): string | undefined {
  const subject = ['-subj', '/CN=origin.test', '-addext', 'subjectAltName=DNS:origin.test'];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', '-'];
  try {
    return execFileSync('openssl', ['req', '-x509', ...key, ...subject, '-days', '2'], { stdio: 'pipe' }).toString();
  } catch {
    return undefined;
  }
}

async function ask(t: ExecutionContext, host: string, port: number, ca: string | undefined): Promise<UpstreamResult> {
  const upstream = createUpstream(ca === undefined ? {} : { ca });
  t.teardown(() => upstream.destroy());
  const url = new URL(`https://${host}:${String(port)}/`);
  const request = { url, addresses: ['127.0.0.1'], method: 'GET', headers: [], body: null };
  const reader = sendUpstream(upstream, request, { heldBytes: 1000, streamedBytes: 1000 }, createByteBudget(10_000));
  const result = await reader.result;
  reader.release();
  return result;
}

test('the certificate is checked against the name while the address is the pinned one', async (t) => {
  const pem = makeCertificate();
  if (pem === undefined) {
    t.log('skipped: no openssl to make a certificate with');
    t.pass();
    return;
  }
  let servername: string | false | null | undefined;
  const server = createServer({ key: pem, cert: pem }, (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/plain' }).end('secure');
  });
  server.on('secureConnection', (socket) => (servername = socket.servername));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;

  const right = await ask(t, 'origin.test', port, pem);
  t.is(right.kind === 'held' && Buffer.from(right.body).toString(), 'secure');
  t.is(servername, 'origin.test');
  t.deepEqual(await ask(t, 'other.test', port, pem), { kind: 'failed', end: 'upstream_error' }, 'another name');
  t.deepEqual(await ask(t, 'origin.test', port, undefined), { kind: 'failed', end: 'upstream_error' }, 'not trusted');
});

test('an idle encrypted connection that ends as a request is sent is replaced by a fresh one', async (t) => {
  const pem = makeCertificate();
  if (pem === undefined) {
    t.log('skipped: no openssl to make a certificate with');
    t.pass();
    return;
  }
  const answered = new WeakSet<Socket>();
  const server = createServer({ key: pem, cert: pem }, (request, response) => {
    if (answered.has(request.socket)) {
      request.socket.destroy();
      return;
    }
    answered.add(request.socket);
    response.writeHead(200, { 'content-type': 'text/plain' }).end('secure');
  });
  let connections = 0;
  server.on('secureConnection', () => connections++);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const upstream = createUpstream({ ca: pem });
  t.teardown(async () => {
    await upstream.destroy();
    server.closeAllConnections();
    server.close();
  });
  const url = new URL(`https://origin.test:${String((server.address() as AddressInfo).port)}/`);
  const request = { url, addresses: ['127.0.0.1'], method: 'GET', headers: [], body: null };
  for (const opened of [1, 2]) {
    const reader = sendUpstream(upstream, request, { heldBytes: 1000, streamedBytes: 1000 }, createByteBudget(10_000));
    t.is((await reader.result).kind, 'held');
    reader.release();
    t.is(connections, opened);
    await nextTurn();
    await nextTurn();
  }
});
