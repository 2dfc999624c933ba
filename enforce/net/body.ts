// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BodyError, LoadedBody } from '../mediate/types.js';
import type { ByteBudget } from './budget.js';
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
  let loading: Promise<LoadedBody> | undefined;
  const hold: Hold = { reserved: 0, received: 0, released: false, broken: false };
  // From now on: the parser may stumble before anybody asks for the body.
  request.on('error', (error) => (hold.broken ||= isBroken(error)));

  async function begin(): Promise<LoadedBody> {
    if (!hasBody(request)) return { kind: 'none' };
    if (isEncoded(request)) return failed('encoded');
    if (hold.broken) return failed('unreadable');
    if (Number(request.headers['content-length'] ?? '0') > limits.maxBytes) return failed('too_large');
    if (awaitsContinue(request)) response.writeContinue();
    const read = await collect(request, limits, budget, hold);
    if (!(read instanceof Uint8Array)) return failed(read);
    const mediaType = bareMediaType(request.headers['content-type']);
    return { kind: 'bytes', bytes: read, ...(mediaType === undefined ? {} : { mediaType }) };
  }

  return {
    load: () => (loading ??= begin()),
    get received() {
      return hold.received;
    },
    release() {
      hold.released = true;
      budget.release(hold.reserved);
      hold.reserved = 0;
    },
  };
}

interface Hold {
  reserved: number;
  received: number;
  released: boolean;
  /** The body does not keep to its framing. */
  broken: boolean;
}

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

/** Reads to the end; resolves with the bytes or the reason there are none. Never rejects, always takes its listeners off. */
function collect(
  request: IncomingMessage,
  limits: RequestBodyLimits,
  budget: ByteBudget,
  hold: Hold,
): Promise<Uint8Array | BodyError> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let settled = false;

    function settle(result: Uint8Array | BodyError): void {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      request.off('data', onData).off('end', onEnd).off('close', onClose).off('error', onError);
      resolve(result);
    }
    function reserve(bytes: number): void {
      if (budget.tryAcquire(bytes)) {
        hold.reserved += bytes;
        return;
      }
      request.pause();
      void budget.acquire(bytes, BODY_BUDGET_WAIT_MS).then((taken) => {
        if (taken && hold.released) budget.release(bytes);
        else if (taken) hold.reserved += bytes;
        if (!taken) settle('memory');
        else if (!settled) request.resume();
      });
    }
    function onData(chunk: Buffer): void {
      hold.received += chunk.length;
      if (hold.received > limits.maxBytes) {
        settle('too_large');
        return;
      }
      chunks.push(chunk);
      reserve(chunk.length);
    }
    function onEnd(): void {
      const [first] = chunks;
      settle(chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks, hold.received));
    }
    function onClose(): void {
      settle('aborted');
    }
    function onError(error: Error): void {
      settle(isBroken(error) ? 'unreadable' : 'aborted');
    }

    const timer = setTimeout(() => settle('timeout'), limits.timeoutMs ?? REQUEST_BODY_TIMEOUT_MS);
    if (request.destroyed && !request.complete) onClose();
    else request.on('data', onData).on('end', onEnd).on('close', onClose).on('error', onError);
  });
}
