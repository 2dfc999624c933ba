// SPDX-License-Identifier: Apache-2.0
import type { Actor, Transport } from '../../evidence/model/action.js';
import type { SignedMessage } from '../../evidence/model/http-signature/base.js';
import type { Fields } from '../../evidence/model/http-signature/structured.js';
import type { Facts } from '../../evidence/model/policy.js';
import type { RecordedVerdict } from '../../evidence/model/verdict.js';

/** What a transport's parser made of a request's head. Everything in it is untrusted. */
export interface RequestHead {
  readonly transport: Transport;
  readonly kind: 'http_request' | 'tunnel';
  readonly method: string;
  /** The raw target as received: an absolute URL, or `host:port` of a tunnel as `https://host:port/`. */
  readonly target: string;
  /** Lower-case names, in order of arrival, duplicates kept. */
  readonly headers: readonly (readonly [string, string])[];
  readonly actor: Actor;
  /** Address of the client, by which its requests belong together; empty when it is not known. */
  readonly peer: string;
  readonly requestId: string;
  readonly parentId?: string;
  /** 0 for what the client asked for, 1 for the first redirect followed, and so on. */
  readonly hop?: number;
  /** The message as its sender may have signed it, where that is not what this head asks for. */
  readonly received?: SignedMessage;
}

/** A message body after it was read under its limits. `error` names what made it unreadable; such a body is blocked. */
export type LoadedBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly mediaType?: string }
  | { readonly kind: 'error'; readonly error: BodyError };

export type BodyError = 'too_large' | 'encoded' | 'aborted' | 'timeout' | 'memory' | 'unreadable';

export type BodyLoader = () => Promise<LoadedBody>;

export interface ResponseHead {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
}

/** How an exchange ended; becomes the outcome receipt. */
export interface ExchangeEnd {
  readonly status?: number;
  readonly requestBytes: number;
  readonly responseBytes: number;
  /** SHA-256 hex of the body as forwarded, where it was held whole. */
  readonly bodyDigest?: string;
  readonly reason:
    | 'complete'
    | 'client_abort'
    | 'upstream_error'
    | 'upstream_timeout'
    | 'envelope_failed'
    | 'response_blocked'
    | 'size_limit'
    | 'idle_timeout'
    | 'lifetime'
    | 'shutdown';
}

/** A request as it will be sent upstream. */
export interface UpstreamMessage {
  readonly method: string;
  /** Lower-case names. */
  readonly fields: Fields;
  readonly body: Uint8Array | null;
}

/** The fields to send, or the block in place of a request whose envelope could not be made. */
export type Sealed =
  { readonly fields: Fields; readonly recorded?: undefined } | { readonly recorded: RecordedVerdict };

/** A request that may take effect: where to connect, and what is still owed to the record. */
export interface Exchange {
  readonly actionId: string;
  /** Normalised URL to request. */
  readonly url: URL;
  /** The addresses that were checked; connect to these and to nothing else. */
  readonly addresses: readonly string[];
  /** The fields with our mediation envelope in place of any other. Call last before sending; a block must be obeyed. */
  seal(message: UpstreamMessage): Promise<Sealed>;
  /** Judges what came back. Call before any byte of it reaches the client. */
  response(head: ResponseHead, body: LoadedBody, facts?: Facts): Promise<RecordedVerdict>;
  /** Judges what was found in a part of a body that is passed on as it comes. Call before that part is. */
  further(head: ResponseHead, body: LoadedBody): Promise<RecordedVerdict>;
  /** Judges a tunnel's first bytes (SNI category and the like). */
  observe(facts: Facts): Promise<RecordedVerdict>;
  /** Counts bytes against the destination's budget and writes the outcome receipt, once; later calls do nothing. */
  finish(end: ExchangeEnd): Promise<void>;
}

export interface Mediated {
  readonly recorded: RecordedVerdict;
  /** Present exactly when the verdict passes. */
  readonly exchange?: Exchange;
}

/** The one path of an action. Never throws: every failure is a block. */
export interface Mediator {
  /** `loadBody` is called only after the target passed every check that needs no body. */
  request(head: RequestHead, loadBody: BodyLoader, signal: AbortSignal): Promise<Mediated>;
  /** Records and decides something that never became a request: malformed bytes, a transport that is off. */
  refuse(head: RequestHead, facts: Facts): Promise<RecordedVerdict>;
}
