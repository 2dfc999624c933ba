// SPDX-License-Identifier: Apache-2.0
import { VERDICT_HEADER_PREFIX } from '../../evidence/model/block-response.js';

/** Header fields: lower-case names, in order of arrival, duplicates kept. */
export type HeaderPairs = readonly (readonly [string, string])[];

/** RFC 9110 section 7.6.1 and what older clients put in its place. They concern one connection, never the next. */
const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'http2-settings',
]);

/** Written afresh for the upstream connection. */
const REWRITTEN_IN_REQUEST: ReadonlySet<string> = new Set(['host', 'content-length', 'expect', 'accept-encoding']);

/** True of the encoded bytes only, so they would be false of the decoded ones. */
const ENCODED_BODY_FIELDS: ReadonlySet<string> = new Set([
  'content-encoding',
  'content-md5',
  'content-digest',
  'digest',
  'accept-ranges',
]);

/** Codings that decode.ts undoes, as offered upstream. */
export const ACCEPT_ENCODING = 'gzip, deflate, br';
const DECODED_CODINGS: readonly string[] = ['gzip', 'deflate', 'br'];

/** Node's flat `rawHeaders` as pairs. */
export function headerPairs(raw: readonly string[]): HeaderPairs {
  const pairs: [string, string][] = new Array<[string, string]>(raw.length >> 1);
  for (let i = 0; i + 1 < raw.length; i += 2) pairs[i >> 1] = [(raw[i] ?? '').toLowerCase(), raw[i + 1] ?? ''];
  return pairs;
}

/**
 * An upstream's raw header fields as pairs, or undefined when a name or value could not be sent on: control
 * characters (header injection), an empty or malformed name.
 */
export function parseResponseFields(raw: readonly Uint8Array[]): HeaderPairs | undefined {
  const pairs: [string, string][] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = latin1(raw[i]).toLowerCase();
    const value = latin1(raw[i + 1]);
    if (!isToken(name) || !isFieldValue(value)) return undefined;
    pairs.push([name, value]);
  }
  return pairs;
}

/** Every value of one field, in order. `name` is lower case. */
export function fieldValues(pairs: HeaderPairs, name: string): readonly string[] {
  const values: string[] = [];
  for (const [key, value] of pairs) if (key === name) values.push(value);
  return values;
}

/** The first value of a field. `name` is lower case. */
export function fieldValue(pairs: HeaderPairs, name: string): string | undefined {
  for (const [key, value] of pairs) if (key === name) return value;
  return undefined;
}

/**
 * What goes upstream, flat (name, value, name, value ...). Removed: hop-by-hop fields and those that Connection names,
 * `Proxy-*`, our own `X-Pipelock-*`, and the fields that are written afresh. No address of the client is added.
 */
export function upstreamRequestFields(pairs: HeaderPairs): string[] {
  const named = namedByConnection(pairs);
  const flat: string[] = [];
  for (const [name, value] of pairs) {
    if (REWRITTEN_IN_REQUEST.has(name) || isConnectionField(name, named)) continue;
    flat.push(name, value);
  }
  flat.push('accept-encoding', offeredCodings(pairs));
  return flat;
}

/**
 * What goes back to the client, flat. Removed: hop-by-hop fields, `Proxy-*`, `X-Pipelock-*` (an upstream could forge
 * a verdict), Alt-Svc (an invitation around this proxy) and Content-Length, which the caller writes.
 */
export function clientResponseFields(pairs: HeaderPairs, decoded: boolean): string[] {
  const named = namedByConnection(pairs);
  const flat: string[] = [];
  for (const [name, value] of pairs) {
    if (name === 'content-length' || name === 'alt-svc' || isConnectionField(name, named)) continue;
    if (decoded && ENCODED_BODY_FIELDS.has(name)) continue;
    flat.push(name, value);
  }
  return flat;
}

function isConnectionField(name: string, named: ReadonlySet<string> | undefined): boolean {
  return (
    HOP_BY_HOP.has(name) ||
    name.startsWith('proxy-') ||
    name.startsWith(VERDICT_HEADER_PREFIX) ||
    (named !== undefined && named.has(name))
  );
}

function namedByConnection(pairs: HeaderPairs): ReadonlySet<string> | undefined {
  let named: Set<string> | undefined;
  for (const [name, value] of pairs) {
    if (name !== 'connection') continue;
    const text = value.toLowerCase();
    if (text === 'keep-alive' || text === 'close') continue;
    named ??= new Set();
    for (const token of text.split(',')) named.add(token.trim());
  }
  return named;
}

/** The client's wish narrowed to what can be decoded. A range is of the encoded bytes, so then no coding is offered. */
function offeredCodings(pairs: HeaderPairs): string {
  const wished = fieldValues(pairs, 'accept-encoding');
  if (wished.length === 0 || fieldValue(pairs, 'range') !== undefined) return 'identity';
  const codings = new Set<string>();
  for (const member of wished.join(',').toLowerCase().split(',')) {
    const [coding = '', ...parameters] = member.split(';').map((part) => part.trim());
    if (parameters.some((parameter) => /^q=0(\.0{0,3})?$/.test(parameter))) continue;
    if (coding === '*') return ACCEPT_ENCODING;
    if (coding === 'x-gzip') codings.add('gzip');
    else codings.add(coding);
  }
  const offered = DECODED_CODINGS.filter((coding) => codings.has(coding));
  return offered.length === 0 ? 'identity' : offered.join(', ');
}

function latin1(bytes: Uint8Array | undefined): string {
  if (bytes === undefined) return '';
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

function isToken(name: string): boolean {
  return /^[!#$%&'*+\-.^_`|~0-9a-z]+$/.test(name);
}

/** Visible characters, space, tab and obs-text; no CR, LF, NUL or other control. */
function isFieldValue(value: string): boolean {
  return !/[\x00-\x08\x0a-\x1f\x7f]/.test(value);
}
