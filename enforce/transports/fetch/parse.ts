// SPDX-License-Identifier: Apache-2.0
import { UNPARSED_TARGET, type Actor } from '../../../evidence/model/action.js';
import type { Facts } from '../../../evidence/model/policy.js';
import type { RequestHead } from '../../mediate/types.js';

/** A request to the fetch endpoint as received. All of it is untrusted. */
export interface FetchInput {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly requestId: string;
  readonly peer: string;
  /** Who acts, given the agent name in the query if there is one. */
  readonly resolveActor: (declared: string | undefined) => Actor;
  /** The fields of the call itself. */
  readonly received: readonly (readonly [string, string])[];
  /** The fields that will be sent to the origin. */
  readonly headers: readonly (readonly [string, string])[];
}

/**
 * What to fetch, or the facts and the status of a refusal. The head has the fields of the call too: they are judged like
 * those that are sent. `url` is what to show to the client, if it named one.
 */
export interface FetchParse {
  readonly head: RequestHead;
  readonly url: string | undefined;
  readonly refusal?: { readonly facts: Facts; readonly status: 400 | 405 };
}

const ABSOLUTE = /^[a-z][a-z0-9+.-]*:/i;
const AUTHORITY = /^[a-z][a-z0-9+.-]*:\/\/([^/\\?#]*)/i;

/**
 * Reads `GET /fetch?url=...&agent=...`. The query is form-decoded once; the result is the raw target that mediation
 * judges. Two `url` parameters are refused: which of them was meant depends on who reads.
 */
export function parseFetch(input: FetchInput): FetchParse {
  const at = input.target.indexOf('?');
  const urls: string[] = [];
  let agent: string | undefined;
  for (const [name, value] of new URLSearchParams(at < 0 ? '' : input.target.slice(at + 1))) {
    if (name === 'url') urls.push(value);
    else if (name === 'agent') agent ??= value;
  }
  const [url] = urls;
  const head: RequestHead = {
    transport: 'fetch',
    kind: 'http_request',
    method: 'GET',
    target: url === undefined || url === '' ? UNPARSED_TARGET : url,
    // An agent that hands over a credential here means it for the origin, though it is not sent on.
    headers: [...input.received, ...input.headers],
    actor: input.resolveActor(agent),
    peer: input.peer,
    requestId: input.requestId,
    received: { method: input.method, targetUri: callUri(input), fields: input.received },
  };
  const refuse = (error: string, status: 400 | 405): FetchParse => ({
    head,
    url,
    refusal: { facts: { 'http.error': error }, status },
  });
  if (input.method !== 'GET') return refuse('method', 405);
  if (comesFromPage(input.received)) return refuse('web_page', 400);
  if (url === undefined || url === '') return refuse('url_missing', 400);
  if (urls.length > 1 || !ABSOLUTE.test(url)) return refuse('malformed', 400);
  return { head, url };
}

/** The URI of the call itself, as its sender saw it. */
function callUri({ received, target }: FetchInput): string {
  const host = received.find(([name]) => name === 'host')?.[1] ?? '';
  return `http://${host}${target}`;
}

/**
 * Whether a web page made the call. Any page that a browser on this host shows could otherwise fetch through the proxy
 * and, by answering for another name, read the result. Agents send neither field.
 */
function comesFromPage(received: FetchInput['received']): boolean {
  return received.some(([name, value]) => name === 'origin' || (name === 'sec-fetch-site' && value !== 'none'));
}

/**
 * Where a redirect leads: an absolute Location as received, a relative one resolved against `base`. Undefined when
 * there is none or it cannot be read.
 */
export function parseLocation(values: readonly string[], base: URL): string | undefined {
  const [location] = values;
  if (location === undefined || location === '' || values.length > 1) return undefined;
  if (AUTHORITY.test(location)) return location;
  return URL.canParse(location, base.href) ? new URL(location, base.href).href : undefined;
}
