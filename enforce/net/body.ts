// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BodyError, LoadedBody } from '../mediate/types.js';
import type { ByteBudget } from './budget.js';
import { Deadline } from './deadline.js';
import { BODY_BUDGET_WAIT_MS, REQUEST_BODY_TIMEOUT_MS } from './limits.js';
import { bareMediaType } from './media.js';

export interface RequestBodyLimits {
  /** Most bytes of a body. */
  readonly maxBytes: number;
  /** From the first call of `load` to the last byte, in ms. */
  readonly timeoutMs?: number;
}

/** The body of one request, read at most once and only on demand. */
export interface RequestBody {
  /** Reads the body whole. Later calls give the same answer. */
  load(): Promise<LoadedBody>;
  /** Bytes read so far. */
  readonly received: number;
  /** Gives the budget back. Call once the bytes are no longer used. */
  release(): void;
}

/**
 * Prepares to read a request's body. Nothing is read, and a waiting client is not told to continue, until `load` is
 * called. The bytes given to mediation are the bytes to forward. A declared length over the cap and a content coding
 * are refused without reading.
 */
export function createRequestBody(
  request: IncomingMessage,
  response: ServerResponse,
  limits: RequestBodyLimits,
  budget: ByteBudget,
): RequestBody {
  return new IncomingBody(request, response, limits, budget);
}

class IncomingBody implements RequestBody {
  received = 0;
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #limits: RequestBodyLimits;
  readonly #budget: ByteBudget;
  #loading: Promise<LoadedBody> | undefined;
  /** The body does not keep to its framing. */
  #broken = false;
  #chunks: Buffer[] = [];
  #reserved = 0;
  #released = false;
  /** Present while the body is read. */
  #settle: ((result: Uint8Array | BodyError) => void) | undefined;

  constructor(request: IncomingMessage, response: ServerResponse, limits: RequestBodyLimits, budget: ByteBudget) {
    this.#request = request;
    this.#response = response;
    this.#limits = limits;
    this.#budget = budget;
    // From now on: the parser may stumble before anybody asks for the body.
    request.on('error', (error) => (this.#broken ||= isBroken(error)));
  }

  load(): Promise<LoadedBody> {
    return (this.#loading ??= this.#load());
  }

  release(): void {
    this.#released = true;
    this.#budget.release(this.#reserved);
    this.#reserved = 0;
  }

  async #load(): Promise<LoadedBody> {
    const request = this.#request;
    if (!hasBody(request)) return NO_BODY;
    if (isEncoded(request)) return failed('encoded');
    if (this.#broken) return failed('unreadable');
    if (Number(request.headers['content-length'] ?? '0') > this.#limits.maxBytes) return failed('too_large');
    if (awaitsContinue(request)) this.#response.writeContinue();
    const read = await this.#collect();
    if (!(read instanceof Uint8Array)) return failed(read);
    const mediaType = bareMediaType(request.headers['content-type']);
    return { kind: 'bytes', bytes: read, ...(mediaType === undefined ? {} : { mediaType }) };
  }

  /** Reads to the end; resolves with the bytes or the reason there are none. Always takes its listeners off. */
  async #collect(): Promise<Uint8Array | BodyError> {
    const request = this.#request;
    if (request.destroyed && !request.complete) return 'aborted';
    const onData = (chunk: Buffer): void => this.#take(chunk);
    const onEnd = (): void => this.#end(this.#joined());
    const onClose = (): void => this.#end('aborted');
    const onError = (error: Error): void => this.#end(isBroken(error) ? 'unreadable' : 'aborted');
    const deadline = new Deadline(this.#limits.timeoutMs ?? REQUEST_BODY_TIMEOUT_MS, () => this.#end('timeout'));
    const read = new Promise<Uint8Array | BodyError>((resolve) => {
      this.#settle = resolve;
    });
    request.on('data', onData).on('end', onEnd).on('close', onClose).on('error', onError);
    try {
      return await read;
    } finally {
      deadline.cancel();
      request.off('data', onData).off('end', onEnd).off('close', onClose).off('error', onError);
    }
  }

  #take(chunk: Buffer): void {
    // Pieces still come in the moment in which reading ends.
    if (this.#settle === undefined) return;
    this.received += chunk.length;
    if (this.received > this.#limits.maxBytes) {
      this.#end('too_large');
      return;
    }
    this.#chunks.push(chunk);
    if (this.#budget.tryAcquire(chunk.length)) this.#reserved += chunk.length;
    else void this.#waitForRoom(chunk.length);
  }

  async #waitForRoom(bytes: number): Promise<void> {
    this.#request.pause();
    const taken = await this.#budget.acquire(bytes, BODY_BUDGET_WAIT_MS);
    if (taken && this.#released) this.#budget.release(bytes);
    else if (taken) this.#reserved += bytes;
    if (!taken) this.#end('memory');
    else if (this.#settle !== undefined) this.#request.resume();
  }

  #joined(): Uint8Array {
    const [first] = this.#chunks;
    return this.#chunks.length === 1 && first !== undefined ? first : Buffer.concat(this.#chunks, this.received);
  }

  #end(result: Uint8Array | BodyError): void {
    this.#settle?.(result);
    this.#settle = undefined;
    this.#chunks = [];
  }
}

const NO_BODY: LoadedBody = { kind: 'none' };

function hasBody(request: IncomingMessage): boolean {
  const length = request.headers['content-length'];
  return request.headers['transfer-encoding'] !== undefined || (length !== undefined && Number(length) !== 0);
}

/** Whether the bytes are not the message: compressed by a content coding, or by a transfer coding beside chunking. */
function isEncoded({ headers }: IncomingMessage): boolean {
  const coding = headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  const transfer = headers['transfer-encoding']?.trim().toLowerCase() ?? 'chunked';
  return coding !== 'identity' || transfer !== 'chunked';
}

export function awaitsContinue(request: IncomingMessage): boolean {
  return request.headers.expect?.toLowerCase() === '100-continue';
}

/** Whether an error is the parser's: the client is still there. */
function isBroken(error: Error): boolean {
  return 'code' in error && typeof error.code === 'string' && error.code.startsWith('HPE_');
}

function failed(error: BodyError): LoadedBody {
  return { kind: 'error', error };
}
