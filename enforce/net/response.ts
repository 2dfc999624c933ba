// SPDX-License-Identifier: Apache-2.0
import type { ServerResponse } from 'node:http';
import type { Dispatcher } from 'undici';
import type { BodyError } from '../mediate/types.js';
import type { ByteBudget } from './budget.js';
import { decodeBody, decodeCeiling, parseCodings } from './decode.js';
import { fieldValue, fieldValues, parseResponseFields, type HeaderPairs } from './headers.js';
import { BODY_BUDGET_WAIT_MS, RESPONSE_TOTAL_TIMEOUT_MS, SNIFF_BYTES } from './limits.js';
import { bareMediaType, isPictureType, isTextType, looksLikeText } from './media.js';
import type { ConnectionHandler, OriginConnection } from './origin-connection.js';
import type {
  Inspect,
  ResponseFault,
  ResponseLimits,
  StreamEnd,
  UpstreamHead,
  UpstreamResult,
} from './response.types.js';
import type { Upstream, UpstreamRequest } from './upstream.js';

type Mode = 'head' | 'hold' | 'sniff' | 'paused' | 'stream' | 'done';

/**
 * Reads one response off the wire without copies: chunks are kept as received and joined once. A class because undici
 * calls its methods by name for every chunk, and one object per exchange is cheaper than a closure per callback.
 */
export class ResponseReader implements ConnectionHandler {
  /** Set by whoever carries the request, before it is written. */
  connection?: OriginConnection;
  readonly result: Promise<UpstreamResult>;
  /** Body bytes as received. */
  received = 0;
  private readonly upstream: Upstream;
  private readonly request: UpstreamRequest;
  private readonly limits: ResponseLimits;
  private readonly budget: ByteBudget;
  private sentAgain = false;
  private readonly timer: NodeJS.Timeout;
  private settle!: (result: UpstreamResult) => void;
  private mode: Mode = 'head';
  private controller: Dispatcher.DispatchController | undefined;
  private cancelled = false;
  private timedOut = false;
  private broken = false;
  private head: UpstreamHead = { status: 0, fields: [] };
  private codings: readonly string[] = [];
  private mediaType: string | undefined;
  private chunks: Buffer[] = [];
  private reserved = 0;
  private complete = false;
  private sink: ServerResponse | undefined;
  private endStream: ((end: StreamEnd) => void) | undefined;
  private inspect: Inspect | undefined;
  /** Pieces that wait for a judgement, in order; the last of them. */
  private waiting: Promise<boolean> | undefined;

  constructor(upstream: Upstream, request: UpstreamRequest, limits: ResponseLimits, budget: ByteBudget) {
    this.upstream = upstream;
    this.request = request;
    this.limits = limits;
    this.budget = budget;
    this.result = new Promise((resolve) => {
      this.settle = resolve;
    });
    this.timer = setTimeout(() => {
      this.timedOut = true;
      this.abort();
      this.onResponseError();
    }, limits.totalMs ?? RESPONSE_TOTAL_TIMEOUT_MS);
  }

  /** Sends the request. Errors arrive in the result; nothing is thrown. */
  send(): void {
    try {
      if (this.sentAgain) this.upstream.dispatchAlone(this.request, this);
      else this.upstream.dispatch(this.request, this);
    } catch (error) {
      this.onResponseError(undefined, error instanceof Error ? error : undefined);
    }
  }

  /** Stops the exchange; the upstream connection is closed unless the response is complete. */
  cancel(): void {
    this.cancelled = true;
    this.abort();
    this.onResponseError();
  }

  /** Gives the budget back. Call once the body is no longer used. */
  release(): void {
    clearTimeout(this.timer);
    this.budget.release(this.reserved);
    this.reserved = 0;
    this.chunks = [];
  }

  /** Sends the rest of a `stream` result to a response whose head was written. Resolves when either side is done. */
  streamTo(sink: ServerResponse, inspect: Inspect): Promise<StreamEnd> {
    return new Promise((resolve) => {
      this.endStream = resolve;
      this.sink = sink;
      this.inspect = inspect;
      this.mode = 'stream';
      sink.on('drain', () => {
        if (this.waiting === undefined) this.controller?.resume();
      });
      const { chunks } = this;
      this.chunks = [];
      for (const chunk of chunks) this.pass(sink, chunk);
      if (this.complete) this.endWhenPassed();
      else if (this.timedOut) this.finishStream('upstream_timeout');
      else if (this.cancelled || sink.destroyed) this.finishStream('client_abort');
      else if (this.broken) this.finishStream('upstream_error');
      else if (this.waiting === undefined) this.controller?.resume();
    });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    this.connection?.begin();
    if (this.cancelled || this.timedOut) this.abort();
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number): void {
    // Interim answers concern the connection; only a final one is judged.
    if (status < 200) return;
    const fields = parseResponseFields((controller.rawHeaders ?? []) as Buffer[]);
    if (fields === undefined) {
      this.fail('upstream_error');
      return;
    }
    this.head = { status, fields };
    this.mediaType = bareMediaType(fieldValue(fields, 'content-type'));
    if (this.request.method === 'HEAD' || status === 204 || status === 304) {
      this.mode = 'done';
      this.complete = true;
      this.settle({ kind: 'empty', ...this.head });
      return;
    }
    this.chooseMode(status, fields);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.received += chunk.length;
    if (this.mode === 'stream' || this.mode === 'paused') {
      this.forward(controller, chunk);
      return;
    }
    if (this.mode !== 'hold' && this.mode !== 'sniff') return;
    this.chunks.push(chunk);
    if (this.mode === 'sniff') {
      if (this.received >= SNIFF_BYTES) this.classify(controller);
    } else if (this.received > this.limits.heldBytes) this.fault('too_large', 'too_large');
    else this.reserve(controller, chunk.length);
  }

  onResponseEnd(): void {
    this.complete = true;
    if (this.mode === 'stream') this.endWhenPassed();
    else if (this.mode === 'sniff') this.classify(undefined);
    else if (this.mode === 'hold') void this.finishHold();
  }

  onResponseError(_controller?: unknown, error?: Error): void {
    if (this.mode === 'done') return;
    if (this.mayBeSentAgain(error)) {
      this.sentAgain = true;
      this.controller = undefined;
      this.send();
      return;
    }
    const late = this.timedOut || isTimeout(error);
    this.broken = true;
    if (this.mode === 'stream')
      this.finishStream(this.cancelled ? 'client_abort' : late ? 'upstream_timeout' : 'upstream_error');
    else if (this.mode === 'head') this.fail(late ? 'upstream_timeout' : 'upstream_error');
    else if (this.mode !== 'paused') this.fault(late ? 'timeout' : 'unreadable', late ? 'timeout' : 'incomplete');
    else this.timedOut = late;
  }

  /**
   * An idle connection may be closed just as a request is sent on it, which says nothing about the request. Only what
   * changes nothing at the origin is sent a second time (RFC 9110 section 9.2.2), once, and on a fresh connection.
   */
  private mayBeSentAgain(error: Error | undefined): boolean {
    if (this.mode !== 'head' || this.sentAgain || this.cancelled || this.timedOut || isTimeout(error)) return false;
    return SAFE_METHODS.has(this.request.method) && this.connection?.endedIdle === true;
  }

  private chooseMode(status: number, fields: HeaderPairs): void {
    const codings = parseCodings(fieldValues(fields, 'content-encoding'));
    // A transfer coding beside chunking is undone by nobody on the way, and is not told to the client.
    if (codings === undefined || fieldValues(fields, 'transfer-encoding').some(isCoded)) {
      this.fault('encoded', 'encoded');
      return;
    }
    // Read as one of two types here and as the other by the client, a body would pass unread.
    if (new Set(fieldValues(fields, 'content-type')).size > 1) {
      this.fault('unreadable', 'unreadable');
      return;
    }
    this.codings = codings;
    const length = Number(fieldValue(fields, 'content-length') ?? '0');
    // An encoded body has to be decoded to know what it is, so it is held whatever its type says.
    const isText = this.limits.holdAll === true || codings.length > 0 || isTextType(this.mediaType);
    // The words in a whole picture are read by nobody; in pieces nothing says that it is one.
    const isPicture = status !== 206 && length > 0 && length <= this.limits.heldBytes && isPictureType(this.mediaType);
    const holds = isText || isPicture;
    if (holds && status === 206) this.fault('unreadable', 'incomplete');
    else if (length > (holds ? this.limits.heldBytes : this.limits.streamedBytes)) this.fault('too_large', 'too_large');
    else this.mode = holds ? 'hold' : 'sniff';
  }

  /** Enough was seen of a body that says it is binary: believe it, or hold it after all. */
  private classify(controller: Dispatcher.DispatchController | undefined): void {
    // What is there whole already can be judged whole.
    const isWhole = controller === undefined && this.head.status !== 206;
    if (
      isWhole ||
      looksLikeText(this.chunks.length === 1 && this.chunks[0] ? this.chunks[0] : Buffer.concat(this.chunks))
    ) {
      if (this.head.status === 206) {
        this.fault('unreadable', 'incomplete');
        return;
      }
      if (this.received > this.limits.heldBytes) {
        this.fault('too_large', 'too_large');
        return;
      }
      this.mode = 'hold';
      if (controller !== undefined) this.reserve(controller, this.received);
      else void this.finishHold();
      return;
    }
    this.mode = 'paused';
    controller?.pause();
    // A long download is bounded by size and silence, not by the clock of held bodies.
    clearTimeout(this.timer);
    this.settle({ kind: 'stream', mediaType: this.mediaType, ...this.head });
  }

  private reserve(controller: Dispatcher.DispatchController, bytes: number): void {
    if (this.budget.tryAcquire(bytes)) {
      this.reserved += bytes;
      return;
    }
    controller.pause();
    void this.budget.acquire(bytes, BODY_BUDGET_WAIT_MS).then((taken) => {
      if (taken) this.reserved += bytes;
      if (this.mode === 'done') this.release();
      else if (taken) controller.resume();
      else this.fault('memory', 'unreadable');
    });
  }

  private async finishHold(): Promise<void> {
    clearTimeout(this.timer);
    this.mode = 'done';
    const [first] = this.chunks;
    const raw = this.chunks.length === 1 && first !== undefined ? first : Buffer.concat(this.chunks, this.received);
    this.chunks = [];
    if (this.codings.length === 0) {
      this.settle({ kind: 'held', body: raw, mediaType: this.mediaType, decoded: false, ...this.head });
      return;
    }
    const room = decodeCeiling(raw.length, this.limits.heldBytes);
    if (!(await this.budget.acquire(room, BODY_BUDGET_WAIT_MS))) {
      this.settle({ kind: 'faulty', error: 'memory', fault: 'unreadable', ...this.head });
      return;
    }
    const decoded = await decodeBody(raw, this.codings, this.limits.heldBytes);
    const kept = decoded.ok ? Math.min(room, decoded.bytes.length) : 0;
    this.budget.release(room - kept);
    this.reserved += kept;
    if (decoded.ok) {
      this.settle({ kind: 'held', body: decoded.bytes, mediaType: this.mediaType, decoded: true, ...this.head });
    } else this.settle({ kind: 'faulty', error: decoded.error, fault: decoded.error, ...this.head });
  }

  private forward(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.received > this.limits.streamedBytes) {
      this.finishStream('size_limit');
      this.abort();
    } else if (this.sink === undefined) this.chunks.push(chunk);
    else if (!this.pass(this.sink, chunk)) controller.pause();
  }

  /** Sends a piece on, or lets it wait for its judgement behind those that came before. False asks for a pause. */
  private pass(sink: ServerResponse, chunk: Buffer): boolean {
    const judged = this.inspect?.(chunk);
    if (judged === undefined && this.waiting === undefined) return sink.write(chunk);
    const turn = this.passInTurn(sink, chunk, this.waiting, judged);
    this.waiting = turn;
    void turn.then((passed) => {
      if (this.waiting !== turn) return;
      this.waiting = undefined;
      if (passed && this.complete) this.endWhenPassed();
      else if (passed && !sink.writableNeedDrain) this.controller?.resume();
    });
    return false;
  }

  private async passInTurn(
    sink: ServerResponse,
    chunk: Buffer,
    before: Promise<boolean> | undefined,
    judged: Promise<boolean> | undefined,
  ): Promise<boolean> {
    const passes = (await (before ?? true)) && (await (judged ?? true));
    if (!passes) {
      this.finishStream('response_blocked');
      this.abort();
    } else if (this.mode === 'stream') sink.write(chunk);
    return passes;
  }

  private endWhenPassed(): void {
    if (this.waiting === undefined) this.finishStream('complete');
  }

  private finishStream(end: StreamEnd): void {
    if (this.mode === 'done') return;
    this.mode = 'done';
    this.endStream?.(end);
  }

  private fail(end: 'upstream_error' | 'upstream_timeout'): void {
    this.mode = 'done';
    clearTimeout(this.timer);
    this.settle({ kind: 'failed', end });
    this.abort();
  }

  private fault(error: BodyError, fault: ResponseFault): void {
    this.mode = 'done';
    clearTimeout(this.timer);
    this.chunks = [];
    this.settle({ kind: 'faulty', error, fault, ...this.head });
    this.abort();
  }

  private abort(): void {
    if (this.complete || this.controller === undefined || this.controller.aborted) return;
    this.controller.abort(new Error('exchange ended'));
  }
}

/** Sends a request and reads what comes back. Errors arrive in the reader's result; nothing is thrown. */
export function sendUpstream(
  upstream: Upstream,
  request: UpstreamRequest,
  limits: ResponseLimits,
  budget: ByteBudget,
): ResponseReader {
  const reader = new ResponseReader(upstream, request, limits, budget);
  reader.send();
  return reader;
}

/** RFC 9110 section 9.2.1. */
const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

function isTimeout(error: Error | undefined): boolean {
  if (error === undefined || !('code' in error)) return false;
  const { code } = error;
  return code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT' || code === 'timeout';
}

/** Whether a Transfer-Encoding says more than that the body comes in chunks. */
function isCoded(transferEncoding: string): boolean {
  return transferEncoding.trim().toLowerCase() !== 'chunked';
}
