// SPDX-License-Identifier: Apache-2.0
import { request, type IncomingMessage } from 'node:http';

/** One request as an agent's HTTP client would send it. `target` is sent as it stands: nothing tidies it. */
export interface AgentRequest {
  readonly via: 'fetch' | 'forward' | 'connect';
  readonly method: string;
  readonly target: string;
  readonly body?: string;
}

/** What the agent saw: the status and the headers with which the proxy explains a block. */
export interface Answer {
  readonly status: number;
  readonly reason: string | undefined;
  readonly layer: string | undefined;
  readonly receipt: string | undefined;
  readonly hint: string | undefined;
}

const TIMEOUT_MS = 15_000;

/** Sends one request through a proxy on loopback under an agent's name. */
export function send(attempt: AgentRequest, proxyPort: number, agent: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request({
      host: '127.0.0.1',
      port: proxyPort,
      method: attempt.method,
      path: requestTarget(attempt),
      headers: headersOf(attempt, agent),
      agent: false,
      timeout: TIMEOUT_MS,
    });
    const done = (response: IncomingMessage): void => {
      response.resume();
      const header = (name: string) => response.headers[`x-pipelock-block-reason${name}`] as string | undefined;
      resolve({
        status: response.statusCode ?? 0,
        reason: header(''),
        layer: header('-layer'),
        receipt: header('-receipt') ?? (response.headers['x-pipelock-receipt'] as string | undefined),
        hint: response.headers['x-pipelock-hint'] as string | undefined,
      });
    };
    outgoing.on('response', done);
    outgoing.on('connect', (response, socket) => {
      socket.destroy();
      done(response);
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error('the proxy did not answer')));
    outgoing.on('error', reject);
    outgoing.end(attempt.body);
  });
}

function requestTarget({ via, target }: AgentRequest): string {
  return via === 'fetch' ? `/fetch?url=${encodeURIComponent(target)}` : target;
}

function headersOf({ via, target, body }: AgentRequest, agent: string): Record<string, string> {
  const host = via === 'connect' ? target : (/^http:\/\/([^/]+)/.exec(target)?.[1] ?? '');
  return {
    host: via === 'fetch' ? '127.0.0.1' : host,
    'x-pipelock-agent': agent,
    ...(body === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }),
  };
}
