// SPDX-License-Identifier: Apache-2.0
import { isAddressLiteral } from '../ssrf/address.js';
import { isFalseAce } from './ace.js';

/** One `key=value` of a query, as written. A key without `=` has the value `''`. */
export interface QueryPart {
  readonly key: string;
  readonly value: string;
}

/** A request target taken apart. Everything in it is untrusted and may hold secrets. */
export interface ParsedTarget {
  /** As received, before any parser tidied it. */
  readonly raw: string;
  /** Undefined when the text is no URL. */
  readonly url: URL | undefined;
  readonly parseError: boolean;
  /** The host or the port cannot be connected to. */
  readonly destinationError: boolean;
  /** Lower case without the colon; empty when unknown. */
  readonly scheme: string;
  /** Lower case, no brackets, no trailing dot, IPv4 in dotted form whatever its spelling; empty when unknown. */
  readonly host: string;
  /** 0 when unknown. */
  readonly port: number;
  /** The host is an IP address. */
  readonly literal: boolean;
  readonly userinfo: boolean;
  /** Path as normalised by the URL parser, still percent-encoded. */
  readonly path: string;
  /** Without the question mark, as written. */
  readonly query: string;
  readonly parts: readonly QueryPart[];
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443, ws: 80, wss: 443 };
const WITH_PORT = /^[a-z][a-z0-9+.-]*:[\\/]{2}[^\\/?#]*:([0-9]+)(?:[\\/?#]|$)/i;
const MAX_HOST = 253;
const MAX_LABEL = 63;

/** Takes a raw query apart at `&`. Both sides stay encoded. */
function splitQuery(query: string): readonly QueryPart[] {
  if (query === '') return [];
  const parts: QueryPart[] = [];
  for (const piece of query.split('&')) {
    const at = piece.indexOf('=');
    if (at < 0) parts.push({ key: piece, value: '' });
    else parts.push({ key: piece.slice(0, at), value: piece.slice(at + 1) });
  }
  return parts;
}

function parseUrl(raw: string): URL | undefined {
  try {
    return new URL(raw);
  } catch {
    return undefined;
  }
}

function unparsed(raw: string): ParsedTarget {
  // The URL parser refuses a port above 65535; that is a destination nobody can reach, not an unreadable text.
  const port = Number(WITH_PORT.exec(raw)?.[1] ?? 0);
  return {
    raw,
    url: undefined,
    parseError: port <= 65_535,
    destinationError: port > 65_535,
    scheme: '',
    host: '',
    port: 0,
    literal: false,
    userinfo: false,
    path: '',
    query: '',
    parts: [],
  };
}

function isReachableName(host: string): boolean {
  if (host === '' || host.length > MAX_HOST) return false;
  let start = 0;
  for (let at = host.indexOf('.'); ; at = host.indexOf('.', start)) {
    const end = at < 0 ? host.length : at;
    if (end === start || end - start > MAX_LABEL || isFalseAce(host.slice(start, end))) return false;
    if (at < 0) return true;
    start = at + 1;
  }
}

function bareHost(hostname: string): string {
  if (hostname.startsWith('[')) return hostname.slice(1, -1);
  return hostname.endsWith('.') ? hostname.slice(0, -1) : hostname;
}

/** `http://@host/` and `http://:@host/`: the parser drops an empty name, another parser may read it differently. */
const EMPTY_USERINFO = /^[a-z][a-z0-9+.-]*:[/\\]*:?@/i;

/**
 * Parses a raw target: an absolute URL. Never throws. The checks that must see the raw text use `raw`, because the URL
 * parser drops tabs and line breaks and resolves `..`.
 */
export function parseTarget(raw: string): ParsedTarget {
  const url = parseUrl(raw);
  if (url === undefined) return unparsed(raw);
  const scheme = url.protocol.slice(0, -1);
  const host = bareHost(url.hostname);
  const literal = isAddressLiteral(host);
  const port = url.port === '' ? (DEFAULT_PORTS[scheme] ?? 0) : Number(url.port);
  const query = url.search.slice(1);
  const addressed = scheme === 'http' || scheme === 'https';
  return {
    raw,
    url,
    parseError: false,
    destinationError: addressed && (port === 0 || !(literal || isReachableName(host))),
    scheme,
    host,
    port,
    literal,
    userinfo: raw.includes('@') && (url.username !== '' || url.password !== '' || EMPTY_USERINFO.test(raw)),
    path: url.pathname,
    query,
    parts: splitQuery(query),
  };
}
