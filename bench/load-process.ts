// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { createServer } from 'node:http';
import { numberIn } from './child.js';
import { sendBurst } from './load.js';
import { percentile } from './measure.js';

/** About 1 KB of JSON, as an API would answer. */
const ANSWER = Buffer.from(
  JSON.stringify({
    items: Array.from({ length: 12 }, (_, id) => ({
      id,
      name: `item ${id}`,
      note: 'in stock, ships tomorrow',
      price: 10 + id,
    })),
    next: null,
  }).padEnd(1024),
);

/** The upstream and the client, in one process beside the proxy's. */
async function main(): Promise<void> {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': ANSWER.length });
    response.end(ANSWER);
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const host = `127.0.0.1:${address.port}`;
  const request = Buffer.from(
    `GET http://${host}/articles/how-to-write-golang-tests HTTP/1.1\r\nHost: ${host}\r\n` +
      'User-Agent: bench/1.0\r\nAccept: application/json\r\n\r\n',
  );
  const burst = async (message: unknown): Promise<void> => {
    const port = numberIn(message, 'port');
    const connections = numberIn(message, 'connections');
    const { requests, ms, latencies } = await sendBurst({ port, request, connections, ms: numberIn(message, 'ms') });
    process.send?.({ requests, ms, p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99) });
  };
  process.on('message', (message) => void burst(message));
  process.once('disconnect', () => process.exit());
  process.send?.({ ready: 1 });
}

await main();
