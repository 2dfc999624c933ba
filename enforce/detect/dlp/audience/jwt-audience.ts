// SPDX-License-Identifier: Apache-2.0
import { base64urlnopad } from '@scure/base';
import { getDomain, parse } from 'tldts';
import type { Finding } from '../../../../evidence/model/finding.js';
import { classifyHost, isAddressLiteral } from '../../ssrf/address.js';
import { compileHosts } from '../../url/hosts.js';
import type { ParsedTarget } from '../../url/target.js';
import { INNER_SUFFIXES, PARTIES, RESERVED_SUFFIXES, TENANT_ZONES } from './parties.table.js';

/**
 * Where the JSON web tokens of a header go, by what they say of themselves. `home`: all of them name the destination as
 * audience or issuer. `away`: one names other hosts only. `unknown`: nothing can be said.
 */
export type TokenCourse = 'home' | 'away' | 'unknown';

/** The rule's published name. */
export const JWT_MISMATCH = 'JWT Audience Mismatch';

const MAX_TOKENS = 16;
const MAX_SEGMENT = 65_536;
const MAX_AUDIENCES = 64;
const MIN_SEGMENT = 8;
const NOT_TOKEN = /[^A-Za-z0-9_.-]+/;
/** Addresses for examples are like names for examples. */
const OUTER_CLASSES: ReadonlySet<string | undefined> = new Set(['public', 'documentation']);
const TENANT_HOSTS = compileHosts(TENANT_ZONES);
const PARTY_HOSTS = PARTIES.map(compileHosts);
const DOMAIN_OPTIONS = { extractHostname: false, validateHostname: false } as const;
/** Client ids that are written like host names. */
const CLIENT_ID = /\.apps\.googleusercontent\.com$/;

const utf8 = new TextDecoder('utf-8');

interface Claims {
  readonly audiences: readonly string[];
  readonly issuer: string;
}

function parseClaims(segment: string): Claims | undefined {
  try {
    const claims: unknown = JSON.parse(utf8.decode(base64urlnopad.decode(segment)));
    if (typeof claims !== 'object' || claims === null) return undefined;
    const { aud, iss } = claims as { aud?: unknown; iss?: unknown };
    const audiences: readonly unknown[] = Array.isArray(aud) ? aud.slice(0, MAX_AUDIENCES) : [aud];
    return {
      audiences: audiences.filter((audience) => typeof audience === 'string'),
      issuer: typeof iss === 'string' ? iss : '',
    };
  } catch {
    return undefined;
  }
}

/** The claims of every token in a header value. What cannot be read is left out. */
function claimsIn(value: string): readonly Claims[] {
  const found: Claims[] = [];
  for (const word of value.split(NOT_TOKEN)) {
    const [header = '', payload = '', ...rest] = word.split('.', 4);
    if (rest.length !== 1 || header.length < MIN_SEGMENT || payload.length > MAX_SEGMENT) continue;
    const claims = parseClaims(payload);
    if (claims === undefined) continue;
    found.push(claims);
    if (found.length === MAX_TOKENS) break;
  }
  return found;
}

function lastLabel(host: string): string {
  return host.slice(host.lastIndexOf('.') + 1);
}

/** Whether a host means the same everywhere: a public address, a name with a public suffix or one for examples. */
function isOuterHost(host: string): boolean {
  if (isAddressLiteral(host)) return OUTER_CLASSES.has(classifyHost(host));
  const last = lastLabel(host);
  if (last === host || INNER_SUFFIXES.has(last)) return false;
  return RESERVED_SUFFIXES.has(last) || parse(host, DOMAIN_OPTIONS).isIcann === true;
}

function hostOfUrl(text: string): string | undefined {
  if (!/^(?:https?|wss?):\/\//i.test(text) || !URL.canParse(text)) return undefined;
  return new URL(text).hostname.toLowerCase().replace(/\.$/, '');
}

const HOST_NAME = /^[a-z0-9](?:[a-z0-9-]{0,62}\.){1,16}[a-z]{2,24}$/i;

/**
 * The host that an audience or issuer means, or undefined. Ids of applications are written like host names too, forwards
 * (a client id) or backwards (`com.example.app`); those say nothing.
 */
function hostOf(text: string): string | undefined {
  const host = hostOfUrl(text);
  if (host !== undefined) return host;
  if (!HOST_NAME.test(text) || CLIENT_ID.test(text)) return undefined;
  const name = text.toLowerCase();
  const first = name.slice(0, name.indexOf('.'));
  return parse(`x.${first}`, DOMAIN_OPTIONS).isIcann === true ? undefined : name;
}

function domainOf(host: string): string {
  return getDomain(host, { ...DOMAIN_OPTIONS, allowPrivateDomains: true }) ?? host;
}

/** Whether two hosts are run by the same party: one registrable domain, or domains known to belong together. */
function isSameParty(one: string, other: string): boolean {
  if (one === other) return true;
  if (TENANT_HOSTS.matches(one) || TENANT_HOSTS.matches(other)) return false;
  if (domainOf(one) === domainOf(other)) return true;
  return PARTY_HOSTS.some((hosts) => hosts.matches(one) && hosts.matches(other));
}

function courseOf({ audiences, issuer }: Claims, destination: string): TokenCourse {
  const hosts = audiences.map(hostOf).filter((host) => host !== undefined);
  const issuers = [hostOf(issuer)].filter((host) => host !== undefined);
  if ([...hosts, ...issuers].some((host) => isSameParty(host, destination))) return 'home';
  return isOuterHost(destination) && hosts.some(isOuterHost) ? 'away' : 'unknown';
}

/**
 * Compares what the tokens in a header value say of their audience with where they go. The claims are not verified:
 * a difference means that a credential leaves the party it names; agreement means no more than that nothing speaks
 * against it.
 */
export function tokenCourse(value: string, target: ParsedTarget): TokenCourse {
  if (!value.includes('.') || target.host === '') return 'unknown';
  const courses = claimsIn(value).map((claims) => courseOf(claims, target.host));
  if (courses.includes('away')) return 'away';
  return courses.length > 0 && courses.every((course) => course === 'home') ? 'home' : 'unknown';
}

const CREDENTIAL_HEADERS: ReadonlySet<string> = new Set(['authorization', 'proxy-authorization']);

/** The finding for a token on its way to a party it does not name, or undefined. `header` in lower case. */
export function detectJwtAudience(header: string, value: string, target: ParsedTarget): Finding | undefined {
  if (!CREDENTIAL_HEADERS.has(header) || tokenCourse(value, target) !== 'away') return undefined;
  return {
    detector: 'dlp',
    rule: JWT_MISMATCH,
    category: 'default',
    severity: 'high',
    surface: `header:${header}`,
    view: 'base64url',
  };
}
