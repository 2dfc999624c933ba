// SPDX-License-Identifier: Apache-2.0
import { createHash, timingSafeEqual } from 'node:crypto';
import { isIPv4 } from 'node:net';
import { UsageError } from '../../evidence/model/errors.js';
import { plain, type Answer } from './answer.js';

/** What decides who may look: made at the start, never written anywhere but to the terminal. */
export interface Secrets {
  /** Stands in the address that is printed. */
  readonly token: string;
  /** Stands in the cookie, so that the cookie does not give the address away. */
  readonly session: string;
}

/** A request as far as the gate looks at it (untrusted). */
export interface Knock {
  readonly method: string;
  readonly target: string;
  /** Every Host header, in order. */
  readonly hosts: readonly string[];
  readonly cookie: string;
}

/** `enter`: the token was in the address, so a cookie goes back. */
export type Passage =
  | { readonly kind: 'refused'; readonly answer: Answer }
  | { readonly kind: 'enter' }
  | { readonly kind: 'pass'; readonly url: URL };

const UNKNOWN = [
  'This page is for whoever started it.',
  'Open the address that "pipelock dashboard" printed, token and all.',
].join('\n');

/** Same time for every wrong secret: both sides are hashed, so that even the length is not told. */
export function isSecret(given: string, secret: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}

/** The cookie's name holds the port: two dashboards on one machine share the browser's cookie jar. */
export function cookieName(port: number): string {
  return `pipelock_dashboard_${port}`;
}

function cookieValues(header: string, name: string): string[] {
  return header.split(';').flatMap((part) => {
    const equals = part.indexOf('=');
    return equals > 0 && part.slice(0, equals).trim() === name ? [part.slice(equals + 1).trim()] : [];
  });
}

/** Names of this machine under which the page may be asked for. Any other name is one that points here: DNS rebinding. */
export function authorities(address: string, port: number): readonly string[] {
  const host = address.includes(':') ? `[${address}]` : address;
  return [`${host}:${port}`, `localhost:${port}`];
}

/** Lets a request in or says why not. Looks at nothing but the request line and two headers. */
export function judgeKnock(knock: Knock, address: string, port: number, secrets: Secrets): Passage {
  const refuse = (status: number, text: string, headers = {}): Passage => ({
    kind: 'refused',
    answer: plain(status, text, headers),
  });
  const [host = '', ...more] = knock.hosts;
  if (more.length > 0 || !authorities(address, port).includes(host.toLowerCase())) {
    return refuse(421, 'this address is not known here');
  }
  if (knock.method !== 'GET' && knock.method !== 'HEAD') {
    return refuse(405, 'this page only shows', { allow: 'GET, HEAD' });
  }
  // The absolute form and "//host" would name another place than the Host header.
  if (!knock.target.startsWith('/') || knock.target.startsWith('//') || knock.target.length > 4096) {
    return refuse(400, 'the address cannot be read');
  }
  const url = URL.canParse(knock.target, 'http://dashboard') ? new URL(knock.target, 'http://dashboard') : undefined;
  if (url === undefined) return refuse(400, 'the address cannot be read');
  const token = url.searchParams.get('token');
  if (token !== null) return isSecret(token, secrets.token) ? { kind: 'enter' } : refuse(401, UNKNOWN);
  const known = cookieValues(knock.cookie, cookieName(port)).some((value) => isSecret(value, secrets.session));
  return known ? { kind: 'pass', url } : refuse(401, UNKNOWN);
}

/**
 * Reads `--listen`. Only loopback addresses: what this page shows is for this machine.
 * @throws UsageError for another address, or for none
 */
export function parseListen(text: string): { readonly host: string; readonly port: number } {
  const [, name = '', digits = ''] = /^(\[[0-9a-fA-F:]+\]|[^:[\]]+):(\d{1,5})$/.exec(text) ?? [];
  const port = Number(digits);
  if (name === '' || port > 65_535) throw new UsageError(`--listen ${text}: host:port is expected`);
  const host = name === 'localhost' ? '127.0.0.1' : name.replace(/^\[|\]$/g, '');
  const isLoopback = host === '::1' || (isIPv4(host) && host.startsWith('127.'));
  if (!isLoopback) {
    throw new UsageError(
      `--listen ${text}: the dashboard is for this machine only; 127.0.0.1, [::1] or localhost is expected`,
    );
  }
  return { host, port };
}
