// SPDX-License-Identifier: Apache-2.0
import type { Actor } from '../../../evidence/model/action.js';
import type { Facts } from '../../../evidence/model/policy.js';
import type { RequestHead } from '../../mediate/types.js';

/** A CONNECT line and its fields as received. All of it is untrusted. */
export interface ConnectInput {
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly actor: Actor;
  readonly peer: string;
  readonly requestId: string;
}

/** Where the tunnel is to go, or the facts of why it is refused unread. */
export type ConnectParse = { readonly head: RequestHead } & (
  { readonly host: string; readonly port: number; readonly refusal?: undefined } | { readonly refusal: Facts }
);

/** `host:port` or `[address]:port` and nothing else: no scheme, no path, no credentials, no white space. */
const AUTHORITY_FORM = /^(\[[0-9a-f:.]+\]|[^\s:@/\\?#[\]]+):([0-9]{1,5})$/i;

/**
 * Reads the authority form of a CONNECT request (RFC 9112 section 3.2.3). The head's target is `https://host:port/`
 * with host and port as received, so that a spelling such as `0x7f.1` is judged and not tidied away.
 */
export function parseConnect(input: ConnectInput): ConnectParse {
  const { target, headers, actor, peer, requestId } = input;
  const head: RequestHead = {
    transport: 'connect',
    kind: 'tunnel',
    method: 'CONNECT',
    target: `https://${target}/`,
    headers,
    actor,
    peer,
    requestId,
  };
  if (target.includes('@')) return { head, refusal: { 'http.error': 'credentials' } };
  const match = AUTHORITY_FORM.exec(target);
  const host = match?.[1];
  const port = Number(match?.[2]);
  if (host === undefined || port < 1 || port > 65_535) return { head, refusal: { 'http.error': 'malformed' } };
  return { head, host, port };
}
