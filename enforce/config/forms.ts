// SPDX-License-Identifier: Apache-2.0
import ipaddr from 'ipaddr.js';
import { parse as parseDomain } from 'tldts';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** An address range: the first address and the number of fixed bits. */
export interface Range {
  readonly first: Address;
  readonly bits: number;
}

const HOST_NAME =
  /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*$/;

/** An IPv4 address in four decimal parts or an IPv6 address without a zone, as operators write them. */
export function parseAddress(text: string): Address | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  if (text.includes(':') && !text.includes('%') && ipaddr.IPv6.isValid(text)) return ipaddr.IPv6.parse(text);
  return undefined;
}

/** Lower case, without a trailing dot: the form in which host names are compared. */
export function normalizeHost(text: string): string {
  return text.toLowerCase().replace(/\.$/, '');
}

/** A DNS name in ASCII. A name whose last label is a number is not one: URL parsers read it as an IPv4 address. */
export function isHostName(text: string): boolean {
  const name = normalizeHost(text);
  return HOST_NAME.test(name) && !/^(?:[0-9]+|0x[0-9a-f]*)$/.test(name.slice(name.lastIndexOf('.') + 1));
}

export function isHostPattern(text: string): boolean {
  if (text.startsWith('*.')) return isHostName(text.slice(2));
  return isHostName(text) || parseAddress(text) !== undefined;
}

/** True for `*.com`, `*.co.uk` and the like: a wildcard over a suffix under which anyone may register a name. */
export function coversPublicSuffix(pattern: string): boolean {
  if (!pattern.startsWith('*.')) return false;
  const name = normalizeHost(pattern.slice(2));
  const parsed = parseDomain(name, { allowPrivateDomains: true });
  return parsed.publicSuffix === name && (parsed.isIcann === true || parsed.isPrivate === true);
}

/** `undefined` unless the text is `address/bits` in its one spelling, with every bit after the prefix zero. */
export function parseRange(text: string): Range | undefined {
  const slash = text.indexOf('/');
  const first = parseAddress(text.slice(0, slash));
  const digits = text.slice(slash + 1);
  if (slash < 0 || first === undefined || !/^(?:0|[1-9][0-9]{0,2})$/.test(digits)) return undefined;
  const bits = Number(digits);
  const bytes = first.toByteArray();
  if (bits > bytes.length * 8) return undefined;
  const clean = bytes.every((byte, index) => (byte & (0xff >> Math.min(8, Math.max(0, bits - index * 8)))) === 0);
  return clean ? { first, bits } : undefined;
}

export function isCidr(text: string): boolean {
  return parseRange(text) !== undefined;
}

/** Whether two ranges of the same family have an address in common; one then lies inside the other. */
export function rangesMeet(a: Range, b: Range): boolean {
  return sharesPrefix(a, b, Math.min(a.bits, b.bits));
}

/** Whether every address of `inner` is in `outer`. */
export function rangeInside(inner: Range, outer: Range): boolean {
  return inner.bits >= outer.bits && sharesPrefix(inner, outer, outer.bits);
}

function sharesPrefix(a: Range, b: Range, bits: number): boolean {
  const left = a.first.toByteArray();
  const right = b.first.toByteArray();
  if (left.length !== right.length) return false;
  return left.every((byte, index) => {
    const kept = Math.min(8, Math.max(0, bits - index * 8));
    return ((byte ^ (right[index] ?? 0)) & (0xff00 >> kept) & 0xff) === 0;
  });
}

/** Host and port of a listen address. An empty host means every interface. */
export function parseListenAddress(text: string): { readonly host: string; readonly port: number } | undefined {
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([^:[\]\s]*)):([0-9]{1,5})$/.exec(text);
  if (match === null) return undefined;
  const [, bracketed, plain, digits] = match;
  const host = bracketed ?? plain ?? '';
  const port = Number(digits);
  if (port > 65535 || (bracketed !== undefined && parseAddress(bracketed) === undefined)) return undefined;
  if (host !== '' && parseAddress(host) === undefined && !isHostName(host)) return undefined;
  return { host, port };
}

export function isListenAddress(text: string): boolean {
  return parseListenAddress(text) !== undefined;
}

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Milliseconds of a duration text such as `60s`, `1m30s` or `1.5h`; `undefined` when it is not one. */
export function durationMs(text: string): number | undefined {
  if (text.length > 64 || !/^(?:[0-9]+(?:\.[0-9]+)?(?:ms|s|m|h))+$/.test(text)) return undefined;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/([0-9.]+)(ms|s|m|h)/g)) {
    total += Number(amount) * (UNIT_MS[unit ?? ''] ?? 0);
  }
  return Number.isSafeInteger(Math.round(total)) ? Math.round(total) : undefined;
}

/** A calendar date or an RFC 3339 time that exists. */
export function isInstant(text: string): boolean {
  const shape =
    /^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2}))?$/;
  if (!shape.test(text) || Number.isNaN(Date.parse(text))) return false;
  // Date.parse carries 30 February over into March; a day that does not exist is refused instead.
  const day = text.slice(0, 10);
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}
