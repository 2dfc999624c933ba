// SPDX-License-Identifier: Apache-2.0
import { request } from 'node:http';
import { UsageError } from '../evidence/model/errors.js';

const TIMEOUT_MS = 5_000;
const MAX_BYTES = 64 * 1024;

/** The health report of a proxy at `host:port`. @throws UsageError when it is no such address */
export function healthUrl(addr: string): URL {
  const text = `http://${addr}/health`;
  if (!/^[^/\s@]+:\d+$/.test(addr) || !URL.canParse(text)) {
    throw new UsageError(`--addr must be host:port, for example 127.0.0.1:8888; got "${addr}"`);
  }
  return new URL(text);
}

/** Talks to the proxy itself: inherited proxy variables do not apply. */
export function fetchHealth(url: URL): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { timeout: TIMEOUT_MS, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        if (text.length < MAX_BYTES) text += chunk;
      });
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, text });
      });
      response.on('error', reject);
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)));
    outgoing.on('error', reject);
    outgoing.end();
  });
}
