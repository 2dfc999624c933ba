// SPDX-License-Identifier: Apache-2.0
import type { Actor } from '../../../evidence/model/action.js';
import type { Facts } from '../../../evidence/model/policy.js';
import type { RequestHead } from '../../mediate/types.js';

/** A request line and its fields as received. All of it is untrusted. */
export interface ForwardInput {
  readonly method: string;
  readonly target: string;
  /** Lower-case names, in order of arrival. */
  readonly headers: readonly (readonly [string, string])[];
  readonly actor: Actor;
  readonly peer: string;
  readonly requestId: string;
}

/** The head to mediate, or the head with the facts of why it is refused unread. */
export type ForwardParse = { readonly head: RequestHead; readonly refusal?: Facts };

/** `scheme://authority`, up to the first delimiter; backslash counts because URL parsers read it as a slash. */
const AUTHORITY = /^[a-z][a-z0-9+.-]*:\/\/([^/\\?#]*)/i;

/**
 * Reads a request in absolute form (RFC 9112 section 3.2.2). The target stays the raw text: mediation judges it before
 * any parser tidies it. Refused here: no host, a doubled Host or Content-Type field, and a wish to change protocol. With
 * two types the body would be searched as the one and read by the origin as the other.
 */
export function parseForward(input: ForwardInput): ForwardParse {
  const { method, target, headers, actor, peer, requestId } = input;
  const request = { method, target, headers, actor, peer, requestId };
  const head: RequestHead = { transport: 'forward', kind: 'http_request', ...request };
  const authority = AUTHORITY.exec(target)?.[1];
  if (authority === undefined || authority === '') return { head, refusal: { 'http.error': 'malformed' } };
  let hosts = 0;
  let types = 0;
  for (const [name] of headers) {
    if (name === 'upgrade') return { head, refusal: { 'transport.enabled': false } };
    if (name === 'host') hosts++;
    else if (name === 'content-type') types++;
  }
  return hosts > 1 || types > 1 ? { head, refusal: { 'http.error': 'malformed' } } : { head };
}
