// SPDX-License-Identifier: Apache-2.0
import { request } from 'node:http';
import { UsageError } from '../../evidence/model/errors.js';
import { EXIT, type CommandFile } from '../command.js';
import { print, printError, printJson } from '../output.js';

interface Options {
  readonly addr: string;
  readonly json?: boolean;
}

const TIMEOUT_MS = 5_000;
const MAX_BYTES = 64 * 1024;

export const healthcheck: CommandFile<Options> = {
  declare(command) {
    command
      .option('--addr <host:port>', 'address of the proxy', '127.0.0.1:8888')
      .option('--json', 'print the health report as JSON')
      .addHelpText('after', '\nexit codes: 0 healthy, 1 unhealthy or not reachable');
  },
  async run({ addr, json }) {
    const url = healthUrl(addr);
    const { status, text } = await fetchHealth(url).catch((error: unknown) => ({
      status: 0,
      text: error instanceof Error ? error.message : String(error),
    }));
    const healthy = status === 200;
    if (json === true) printJson({ healthy, status, report: parseReport(text) });
    else if (healthy) print(`healthy: ${addr}`);
    else printError(status === 0 ? `not reachable: ${addr}: ${text}` : `unhealthy: ${addr} answered ${status}`);
    return healthy ? EXIT.ok : EXIT.failed;
  },
};

function healthUrl(addr: string): URL {
  const text = `http://${addr}/health`;
  if (!/^[^/\s@]+:\d+$/.test(addr) || !URL.canParse(text)) {
    throw new UsageError(`--addr must be host:port, for example 127.0.0.1:8888; got "${addr}"`);
  }
  return new URL(text);
}

/** Talks to the proxy itself: inherited proxy variables do not apply. */
function fetchHealth(url: URL): Promise<{ status: number; text: string }> {
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

function parseReport(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
