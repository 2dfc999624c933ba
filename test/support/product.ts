// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { createServer, request, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { presetConfig } from '../../enforce/config/presets.js';
import type { Config } from '../../enforce/config/schema.js';
import { productPaths } from '../../enforce/runtime/paths.js';
import { startProduct, type Product } from '../../enforce/runtime/product.js';
import { createTrustRoot } from '../../verify/core/trust/trust.js';
import type { Verification } from '../../verify/core/subject.js';
import { verifyPath } from '../../verify/node/verify-path.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';

/** A key of the right shape that is nobody's. */
export const ACCESS_KEY = 'AKIAQ7WERTYU2OPASDFG';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export async function tempFolder(prefix = 'pipelock-test-'): Promise<string> {
  return mkdtemp(join(tmpdir(), prefix));
}

export async function removeFolder(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
}

/** An HTTP server on a free loopback port. */
export async function startOrigin(handler: RequestListener): Promise<{ server: Server; port: number }> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return { server, port: (server.address() as AddressInfo).port };
}

export function stopOrigin({ server }: { server: Server }): void {
  server.close();
  server.closeAllConnections();
}

/** Balanced, receipts required, loopback opened, any port, no request limit; `change` goes on top. */
export function testConfig(change: (config: Config) => Config = (config) => config): Config {
  const config = presetConfig('balanced');
  return change({
    ...config,
    ssrf: { ...config.ssrf, ip_allowlist: ['127.0.0.1/32'] },
    fetch_proxy: {
      ...config.fetch_proxy,
      listen: '127.0.0.1:0',
      monitoring: { ...config.fetch_proxy.monitoring, max_requests_per_minute: 0 },
    },
    forward_proxy: { ...config.forward_proxy, enabled: true },
    flight_recorder: { ...config.flight_recorder, require_receipts: true },
  });
}

export interface Running {
  readonly product: Product;
  readonly home: string;
}

export async function startTestProduct(
  config: Config = testConfig(),
  environment: NodeJS.ProcessEnv = {},
): Promise<Running> {
  const home = await tempFolder();
  const paths = productPaths(home, {});
  const product = await startProduct({ config, paths, version: '0.0.0-test', environment, quiet: true });
  return { product, home };
}

export async function stopTestProduct({ product, home }: Running): Promise<void> {
  await product.close();
  await removeFolder(home);
}

export interface Sent {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
}

/** Sends one request through the proxy with the target exactly as given. */
export function through(product: Product, target: string, sent: Sent = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request({
      host: '127.0.0.1',
      port: product.port,
      method: sent.method ?? 'GET',
      path: target,
      headers: { host: /^https?:\/\/([^/?#]+)/.exec(target)?.[1] ?? '127.0.0.1', ...sent.headers },
      agent: false,
    });
    outgoing.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(sent.body);
  });
}

/** Writes raw bytes to the proxy and gives everything it answers until it closes the connection. */
export function rawExchange(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket: Socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      text += chunk;
    });
    socket.on('error', reject);
    socket.on('close', () => {
      resolve(text);
    });
  });
}

/** Every file under a folder, as one text. */
export async function readEverything(folder: string): Promise<string> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return (await Promise.all(files.map((file) => readFile(file, 'latin1')))).join('\n');
}

/** Verifies a product's evidence with its public key pinned, the whole record required. */
export function verifyEvidence(product: Product): Promise<Verification> {
  const { evidence } = product;
  if (evidence === undefined) throw new Error('no evidence');
  return verifyPath(evidence.dir, {
    trust: createTrustRoot({ keys: [evidence.publicKeyHex] }),
    wholeRecorder: true,
    suite: nodeSuite,
  } as Parameters<typeof verifyPath>[1]);
}

export interface RecordedReceipt {
  readonly target: string;
  readonly verdict: string;
  readonly action_id: string;
  readonly layer?: string;
  readonly pattern?: string;
  readonly decision_phase?: string;
  readonly method?: string;
}

/** The action records in an evidence folder, in order. */
export async function recordedReceipts(dir: string): Promise<readonly RecordedReceipt[]> {
  const names = (await readdir(dir)).filter((name) => name.endsWith('.jsonl')).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(dir, name), 'utf8')));
  return texts
    .flatMap((text) => text.split('\n').filter((line) => line !== ''))
    .map((line) => JSON.parse(line) as { type: string; detail: { action_record: RecordedReceipt } })
    .filter(({ type }) => type === 'action_receipt')
    .map(({ detail }) => detail.action_record);
}
