// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { messageOf } from '../evidence/model/errors.js';
import type { TrustRoot } from '../verify/core/trust/trust.js';
import { AssessmentSource, type AssessmentPlace } from './assessments.js';
import { EvidenceSource } from './evidence/source.js';
import { GUARDS, plain, type Answer } from './http/answer.js';
import { authorities, cookieName, judgeKnock, type Knock, type Secrets } from './http/gate.js';
import { message, type Sources } from './pages/page.js';
import { openPage } from './pages/pages.js';
import { createPageRenderer, entrancePage, type PageRenderer } from './render.js';

const REQUEST_TIMEOUT_MS = 30_000;
const MAX_CONNECTIONS = 64;

export interface DashboardOptions {
  readonly host: string;
  readonly port: number;
  readonly evidenceDir: string;
  readonly trust: TrustRoot;
  readonly assessments: readonly AssessmentPlace[];
  /** Keys under which assessments are verified: those of the trust root and of the reader's keystore. */
  readonly assessorKeys: readonly string[];
  readonly version: string;
  /** RFC 3339 UTC. */
  readonly now: () => string;
}

export interface Dashboard {
  /** With the token: whoever has it sees everything. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

function knockOf(request: IncomingMessage): Knock {
  const hosts: string[] = [];
  for (let at = 0; at < request.rawHeaders.length; at += 2) {
    if (request.rawHeaders[at]?.toLowerCase() === 'host') hosts.push(request.rawHeaders[at + 1] ?? '');
  }
  return {
    method: request.method ?? '',
    target: request.url ?? '',
    hosts,
    cookie: request.headers.cookie ?? '',
  };
}

async function send(response: ServerResponse, answer: Answer, withBody: boolean): Promise<void> {
  const { body } = answer;
  const length = body instanceof Readable ? {} : { 'content-length': Buffer.byteLength(body) };
  response.writeHead(answer.status, { ...GUARDS, ...answer.headers, ...length });
  if (!withBody) {
    if (body instanceof Readable) body.destroy();
    response.end();
  } else if (body instanceof Readable) await pipeline(body, response);
  else response.end(body);
}

async function answerOf(
  request: IncomingMessage,
  place: { readonly address: string; readonly port: number },
  secrets: Secrets,
  sources: Sources,
  render: PageRenderer,
): Promise<Answer> {
  const passage = judgeKnock(knockOf(request), place.address, place.port, secrets);
  if (passage.kind === 'refused') return passage.answer;
  if (passage.kind === 'enter') {
    const cookie = `${cookieName(place.port)}=${secrets.session}; Path=/; HttpOnly; SameSite=Strict`;
    const entrance = entrancePage();
    return { ...entrance, headers: { ...entrance.headers, 'set-cookie': cookie } };
  }
  try {
    const shown = await openPage(passage.url, sources);
    return 'template' in shown ? render(shown) : shown;
  } catch (error) {
    // Nothing is written to a log: what went wrong may quote evidence, and the reader sees it here.
    return render(message(500, 'This cannot be shown', messageOf(error)));
  }
}

function listen(server: Server, host: string, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(server.address() as AddressInfo);
    });
  });
}

/** Starts the page on a loopback address. Reads only; keeps nothing on disk. */
export async function startDashboard(options: DashboardOptions): Promise<Dashboard> {
  const secrets: Secrets = { token: randomBytes(32).toString('hex'), session: randomBytes(32).toString('hex') };
  const evidence = new EvidenceSource(options.evidenceDir, options.trust, options.now);
  const sources: Sources = {
    evidence,
    assessments: new AssessmentSource(options.assessments, options.assessorKeys, options.trust.log),
  };
  const { version, trust } = options;
  const render = createPageRenderer({ version, keys: trust.keys, logKeys: trust.log.keys.length });
  let place = { address: options.host, port: 0 };
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, (request, response) => {
    request.resume();
    answerOf(request, place, secrets, sources, render)
      .catch(() => plain(500, 'this cannot be shown'))
      .then((answer) => send(response, answer, request.method !== 'HEAD'))
      .catch(() => response.destroy());
  });
  server.maxConnections = MAX_CONNECTIONS;
  const { address, port } = await listen(server, options.host, options.port);
  place = { address, port };
  return {
    url: `http://${authorities(address, port)[0] ?? ''}/?token=${secrets.token}`,
    port,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await evidence.verification.close();
    },
  };
}
