// SPDX-License-Identifier: Apache-2.0
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const GUIDE = `<!doctype html><html><head><title>Lamp guide</title></head><body><nav>Home</nav><article>
<h1>Lamp guide</h1><p>Unpack the lamp, screw in the bulb and plug it in. The switch is on the cord. A warm bulb of at
most forty watts gives the best light for reading in the evening.</p><p>Wipe the shade with a dry cloth once a month.
Unplug the lamp before changing the bulb, and let the old one cool down first.</p></article></body></html>`;

/** The site the demo's agent talks to. Loopback only, on a port the system picks. */
export async function startUpstream(): Promise<{ readonly port: number; readonly server: Server }> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return { port: (server.address() as AddressInfo).port, server };
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  const path = request.url?.split('?', 1)[0];
  if (path === '/guide') response.writeHead(200, { 'content-type': 'text/html' }).end(GUIDE);
  else if (path === '/moved') response.writeHead(302, { location: 'http://10.0.0.7/admin' }).end();
  else response.writeHead(201, { 'content-type': 'application/json' }).end('{"id":7,"stored":true}');
}
