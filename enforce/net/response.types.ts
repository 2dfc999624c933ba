// SPDX-License-Identifier: Apache-2.0
import type { BodyError, ExchangeEnd } from '../mediate/types.js';
import type { HeaderPairs } from './headers.js';

export interface ResponseLimits {
  /** Most bytes held, decoded. */
  readonly heldBytes: number;
  /** Most bytes streamed. */
  readonly streamedBytes: number;
  /** From dispatch to a held response complete, in ms. */
  readonly totalMs?: number;
  /** Hold binary bodies too instead of streaming them. */
  readonly holdAll?: boolean;
}

export interface UpstreamHead {
  readonly status: number;
  readonly fields: HeaderPairs;
}

/** Value of the fact `response.error`. */
export type ResponseFault = 'too_large' | 'encoded' | 'timeout' | 'incomplete' | 'unreadable';

/**
 * What came back. `held`: the whole body, decoded. `stream`: binary, paused after its first bytes; call `streamTo` or
 * `cancel`. `faulty`: a head arrived but its body cannot be judged. `failed`: not even a usable head.
 */
export type UpstreamResult =
  | ({ readonly kind: 'empty' } & UpstreamHead)
  | ({
      readonly kind: 'held';
      readonly body: Uint8Array;
      readonly mediaType: string | undefined;
      readonly decoded: boolean;
    } & UpstreamHead)
  | ({ readonly kind: 'stream'; readonly mediaType: string | undefined } & UpstreamHead)
  | ({ readonly kind: 'faulty'; readonly error: BodyError; readonly fault: ResponseFault } & UpstreamHead)
  | { readonly kind: 'failed'; readonly end: 'upstream_error' | 'upstream_timeout' };

export type StreamEnd = Extract<
  ExchangeEnd['reason'],
  'complete' | 'client_abort' | 'upstream_error' | 'upstream_timeout' | 'size_limit' | 'response_blocked'
>;

/** Whether the next piece of a stream may be passed on; undefined when there is nothing in it to be judged. */
export type Inspect = (piece: Uint8Array) => Promise<boolean> | undefined;
