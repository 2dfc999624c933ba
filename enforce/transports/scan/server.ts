// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ScanJudge, ScanJudgement, ScanOrigin, ScanReport, ScanSubject } from '../../mediate/scan.types.js';
import { Deadline } from '../../net/deadline.js';
import { parseScan, type ParsedScan, type ScanLimits } from './parse.js';
import { renderFailure, renderJudgement, type RenderedScan, type ScanFailure, type ScanStamp } from './render.js';

/** Tells how long a caller must wait; 0 when it need not. */
export type TakeTurn = (caller: string) => number;

export interface ScanServerOptions extends ScanLimits {
  readonly judge: ScanJudge;
  readonly tokens: readonly string[];
  readonly engineVersion: string;
  /** By token. */
  readonly takeTurn: TakeTurn;
  /** By address of callers without a right token, so that tokens cannot be tried out. */
  readonly takeAttempt: TakeTurn;
  readonly maxBodyBytes: number;
  readonly readMs: number;
  readonly writeMs: number;
  readonly scanMs: number;
  readonly maxConnections: number;
  readonly monotonicMs: () => number;
  /** Told about every answer. */
  readonly onAnswer?: (report: ScanReport) => void;
}

export interface ScanServer {
  listen(host: string, port: number): Promise<AddressInfo>;
  close(): Promise<void>;
}

const PATH = '/api/v1/scan';
const HEADER_BYTES = 16 * 1024;
const KEEP_ALIVE_MS = 15_000;

/** One request on its way to an answer. */
interface Visit {
  readonly options: ScanServerOptions;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly scanId: string;
  /** Which of the tokens was shown; undefined when none was right. */
  readonly caller: string | undefined;
  readonly startedMs: number;
}

/** A failure before or instead of a judgement. */
interface Failed {
  readonly code: ScanFailure;
  readonly message: string;
  readonly kind?: string;
  readonly retryAfterMs?: number;
}

/** The scan API: judges what it is given, does nothing else. It listens on an address of its own. */
export function createScanServer(options: ScanServerOptions): ScanServer {
  const digests = options.tokens.map(digestOf);
  const server = createServer({ maxHeaderSize: HEADER_BYTES, requestTimeout: options.readMs }, (request, response) => {
    const scanId = `scan-${randomBytes(8).toString('hex')}`;
    const caller = tokenOf(request.headers.authorization, digests);
    void answer({ options, request, response, scanId, caller, startedMs: options.monotonicMs() });
  });
  server.headersTimeout = options.readMs;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.maxConnections = options.maxConnections;
  return {
    listen: (host, port) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          resolve(server.address() as AddressInfo);
        });
      }),
    close: () => closeServer(server),
  };
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeIdleConnections();
  });
}

async function answer(visit: Visit): Promise<void> {
  try {
    const refused = admit(visit);
    if (refused !== undefined) {
      fail(visit, refused);
      return;
    }
    const bytes = await readBody(visit);
    if ('code' in bytes) fail(visit, bytes);
    else await judge(visit, parseScan(bytes, visit.options));
  } catch {
    fail(visit, { code: 'internal_error', message: 'the request could not be judged' });
  }
}

/** Everything that can be said without the body. */
function admit({ options, request, caller: token }: Visit): Failed | undefined {
  if (request.url?.split('?', 1)[0] !== PATH) return { code: 'not_found', message: `ask ${PATH}` };
  if (request.method !== 'POST') return { code: 'method_not_allowed', message: 'use POST' };
  const waitMs =
    token === undefined ? options.takeAttempt(request.socket.remoteAddress ?? '') : options.takeTurn(token);
  if (waitMs > 0) return { code: 'rate_limited', message: 'too many requests', retryAfterMs: waitMs };
  if (token === undefined) return { code: 'unauthorized', message: 'a bearer token is needed' };
  if (options.judge.killSwitch()) return { code: 'kill_switch_active', message: 'everything is denied for now' };
  return undefined;
}

function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** The key of a right token. Every token is compared, whole, so that the time says nothing about them. */
function tokenOf(header: string | undefined, digests: readonly Buffer[]): string | undefined {
  const shown = digestOf(/^Bearer +(\S+) *$/i.exec(header ?? '')?.[1] ?? '');
  let found: string | undefined;
  digests.forEach((digest, index) => {
    if (timingSafeEqual(digest, shown)) found = String(index);
  });
  return found;
}

async function readBody({ options, request, response }: Visit): Promise<Uint8Array | Failed> {
  const tooLarge: Failed = { code: 'body_too_large', message: `the body is larger than ${options.maxBodyBytes} bytes` };
  if (Number(request.headers['content-length'] ?? 0) > options.maxBodyBytes) return tooLarge;
  if (request.headers['content-encoding'] !== undefined) {
    return { code: 'read_error', message: 'send the body without a content encoding' };
  }
  const chunks: Buffer[] = [];
  let length = 0;
  const deadline = new Deadline(options.readMs, () => request.destroy(new Error('timeout')));
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > options.maxBodyBytes) {
        response.shouldKeepAlive = false;
        return tooLarge;
      }
      chunks.push(chunk);
    }
  } catch {
    return { code: 'read_error', message: 'the body could not be read' };
  } finally {
    deadline.cancel();
  }
  return Buffer.concat(chunks, length);
}

const TOO_DEEP: ScanJudgement = {
  decision: 'deny',
  findings: [
    {
      scanner: 'tool_policy',
      ruleId: 'UNINSPECTABLE-json-depth',
      severity: 'high',
      message: 'the arguments are nested too deep to inspect',
    },
  ],
};

async function judge(visit: Visit, parsed: ParsedScan): Promise<void> {
  if (parsed.kind === 'fault') {
    fail(visit, { code: parsed.code, message: parsed.message, kind: parsed.scanKind });
    return;
  }
  if (parsed.kind === 'too_deep') {
    const context = { requestId: '', sessionId: '' };
    respond(visit, renderJudgement(TOO_DEEP, 'tool_call', context, stampOf(visit), false), 'tool_call', TOO_DEEP);
    return;
  }
  const { subject, context, includeEvidence } = parsed;
  const origin = { scanId: visit.scanId, session: `${visit.caller ?? ''} ${context.sessionId}` };
  const judgement = await judgeInTime(visit, subject, origin);
  if ('code' in judgement) fail(visit, { ...judgement, kind: subject.kind });
  else {
    const rendered = renderJudgement(judgement, subject.kind, context, stampOf(visit), includeEvidence);
    respond(visit, rendered, subject.kind, judgement);
  }
}

const TOO_LATE: Failed = { code: 'scan_deadline_exceeded', message: 'the scan took too long' };

async function judgeInTime(
  { options, response }: Visit,
  subject: ScanSubject,
  origin: ScanOrigin,
): Promise<ScanJudgement | Failed> {
  const stop = new AbortController();
  const gone = (): void => stop.abort();
  response.once('close', gone);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Failed>((resolve) => {
    timer = setTimeout(resolve, options.scanMs, TOO_LATE);
  });
  try {
    return await Promise.race([options.judge.judge(subject, origin, stop.signal), late]);
  } catch {
    if (response.destroyed) return { code: 'request_canceled', message: 'the caller went away' };
    return { code: 'scan_unavailable', message: 'the text could not be judged' };
  } finally {
    clearTimeout(timer);
    response.off('close', gone);
    stop.abort();
  }
}

function stampOf({ options, scanId, startedMs }: Visit): ScanStamp {
  const durationMs = Math.round((options.monotonicMs() - startedMs) * 1000) / 1000;
  return { scanId, durationMs, engineVersion: options.engineVersion };
}

function fail(visit: Visit, { code, message, kind = '', retryAfterMs }: Failed): void {
  if (retryAfterMs !== undefined && !visit.response.headersSent) {
    visit.response.setHeader('retry-after', String(Math.ceil(retryAfterMs / 1000)));
  }
  respond(visit, renderFailure(code, message, kind, stampOf(visit)), kind, undefined, code);
}

function respond(
  { options, request, response, startedMs }: Visit,
  { status, body }: RenderedScan,
  kind: string,
  judgement: ScanJudgement | undefined,
  error?: string,
): void {
  const elapsedMs = options.monotonicMs() - startedMs;
  const findings = judgement?.findings ?? [];
  options.onAnswer?.({ kind, decision: judgement?.decision ?? 'error', status, elapsedMs, findings, error });
  if (response.headersSent || response.destroyed) return;
  response.setTimeout(options.writeMs, () => response.destroy());
  // What was not read would be taken for the next request.
  if (!request.complete) response.setHeader('connection', 'close');
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    ...(status === 405 ? { allow: 'POST' } : {}),
  });
  response.end(body);
}
