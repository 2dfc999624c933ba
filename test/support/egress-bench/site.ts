// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage } from 'node:http';
import type { Config } from '../../../enforce/config/schema.js';
import { startOrigin, startTestProduct, stopOrigin, stopTestProduct, testConfig, type Running } from '../product.js';
import type { BenchCase, Payload } from './cases.js';

/** The product, and one server that stands in for every host the cases name. */
export interface Site {
  readonly running: Running;
  readonly scanPort: number;
  readonly token: string;
  /** A target with its host kept and the rest of the authority pointing at the server; addresses stay as they are. */
  localTarget(url: string): string;
  /** Requests that have arrived. */
  readonly arrivals: () => number;
  /** What the server answers from now on. */
  answerWith(payload: Payload | undefined): void;
  close(): Promise<void>;
}

const UNLIMITED = { requests_per_minute: 100_000, burst: 10_000 };
const TOKEN = 'scan-token-of-the-bench';
/** Named in the benchmark's own configuration as refused. */
const BLOCKLISTED = 'exfil-collector.example.net';
const HOST_IN_TEXT = /\b(?:https?|wss?):\/\/([a-z0-9.-]+)/gi;
const AUTHORITY = /^(?:https?|wss?):\/\/([^/?#]+)/i;

function isName(host: string): boolean {
  return /[a-z]/i.test(host) && !/^0x/i.test(host);
}

/** Every host name in the cases, in lower case. */
function namedHosts(cases: readonly BenchCase[]): readonly string[] {
  const hosts = new Set<string>();
  for (const { payload } of cases) {
    for (const [, host = ''] of JSON.stringify(payload).matchAll(HOST_IN_TEXT)) {
      const name = host.toLowerCase().replace(/\.+$/, '');
      if (isName(name) && name.split('.').every((label) => label !== '' && label.length <= 63)) hosts.add(name);
    }
  }
  return [...hosts];
}

/**
 * As the benchmark's own runner configures a product: everything on, all headers, inside addresses closed. All names
 * lead to this host, and are trusted to, so that nothing but content can refuse them and no question leaves.
 */
function benchConfig(hosts: readonly string[]): Config {
  return testConfig((base) => ({
    ...base,
    ssrf: { ...base.ssrf, ip_allowlist: [] },
    trusted_domains: [...hosts],
    dns: { ...base.dns, host_overrides: Object.fromEntries(hosts.map((host) => [host, '127.0.0.1'])) },
    fetch_proxy: {
      ...base.fetch_proxy,
      monitoring: {
        ...base.fetch_proxy.monitoring,
        entropy_threshold: 4,
        max_url_length: 2000,
        blocklist: [...base.fetch_proxy.monitoring.blocklist, BLOCKLISTED],
      },
    },
    request_body_scanning: {
      ...base.request_body_scanning,
      action: 'block',
      header_mode: 'all',
      content_entropy_action: 'block',
    },
    response_scanning: { ...base.response_scanning, action: 'block' },
    mcp_tool_policy: { ...base.mcp_tool_policy, enabled: true, action: 'block' },
    scan_api: { ...base.scan_api, listen: '127.0.0.1:0', auth: { bearer_tokens: [TOKEN] }, rate_limit: UNLIMITED },
  }));
}

function bodyOf({ response_body: text, response_body_base64: base64 }: Payload): Buffer {
  return base64 === undefined ? Buffer.from(text ?? '', 'utf8') : Buffer.from(base64, 'base64');
}

/** Starts both on free loopback ports. */
export async function startSite(cases: readonly BenchCase[]): Promise<Site> {
  let arrivals = 0;
  let answer: Payload | undefined;
  const origin = await startOrigin((incoming: IncomingMessage, response) => {
    arrivals++;
    incoming.resume();
    const type = answer?.content_type ?? 'text/plain; charset=utf-8';
    response.writeHead(200, { 'content-type': type }).end(answer === undefined ? 'Thank you.' : bodyOf(answer));
  });
  const running = await startTestProduct(benchConfig(namedHosts(cases)));
  return {
    running,
    scanPort: running.product.scanPort ?? 0,
    token: TOKEN,
    localTarget(url) {
      const authority = AUTHORITY.exec(url)?.[1] ?? '';
      const host = authority.slice(authority.lastIndexOf('@') + 1);
      if (!isName(host)) return url;
      return url.replace(AUTHORITY, (_, whole: string) => `http://${whole}:${String(origin.port)}`);
    },
    arrivals: () => arrivals,
    answerWith(payload) {
      answer = payload;
    },
    async close() {
      await stopTestProduct(running);
      stopOrigin(origin);
    },
  };
}
