// SPDX-License-Identifier: Apache-2.0
import { plainHost } from './authority.js';
import { beginsRequest } from './request-line.js';

/** What a tunnel's first bytes say about where it really goes. */
export type SniCategory =
  'match' | 'mismatch' | 'not_tls' | 'plain_http' | 'no_extension' | 'malformed_tls' | 'timeout';

/** `incomplete` asks for more bytes. */
export type SniResult = Exclude<SniCategory, 'timeout'> | 'incomplete';

/** What the first bytes of a tunnel to a host are: a request in clear text, or a TLS greeting. Untrusted input. */
export function classifyFirstBytes(bytes: Uint8Array, host: string): SniResult {
  const request = beginsRequest(bytes);
  if (request === 'incomplete') return 'incomplete';
  return request ? 'plain_http' : classifyClientHello(bytes, host);
}

const RECORD_HANDSHAKE = 0x16;
const CLIENT_HELLO = 1;
const EXTENSION_SERVER_NAME = 0;
const NAME_TYPE_HOST = 0;
const MAX_RECORD = 16_384;
const MAX_HELLO = 65_536;

/** A cursor over untrusted bytes. Every read past the end yields undefined, and the caller calls that malformed. */
interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
  readonly end: number;
}

/**
 * Compares the server name of a TLS ClientHello with the host the tunnel was opened for. The hello may be spread over
 * records and fragments at any point. `host` is the host of the CONNECT target. Input is untrusted. RFC 8446 sections
 * 4.1.2 and 5.1, RFC 6066 section 3.
 */
export function classifyClientHello(bytes: Uint8Array, host: string): SniResult {
  const hello = joinHello(bytes);
  if (typeof hello === 'string') return hello;
  const names = parseServerNames(hello);
  if (names === undefined) return 'malformed_tls';
  const [name] = names;
  if (name === undefined) return 'no_extension';
  return plainHost(name) === plainHost(host) ? 'match' : 'mismatch';
}

/** The body of the hello, gathered from its records; or what can be said without it. */
function joinHello(bytes: Uint8Array): Uint8Array | 'incomplete' | 'not_tls' | 'malformed_tls' {
  if (bytes.length === 0) return 'incomplete';
  if (bytes[0] !== RECORD_HANDSHAKE || (bytes.length > 1 && bytes[1] !== 3)) return 'not_tls';
  const fragments: Uint8Array[] = [];
  let gathered = 0;
  let wanted: number | undefined;
  for (let at = 0; ;) {
    if (bytes.length < at + 5) return 'incomplete';
    const length = ((bytes[at + 3] ?? 0) << 8) | (bytes[at + 4] ?? 0);
    // A record of another type, or an empty one, inside a hello: some servers skip it, so names would be read apart.
    if (bytes[at] !== RECORD_HANDSHAKE || bytes[at + 1] !== 3 || length === 0 || length > MAX_RECORD) {
      return 'malformed_tls';
    }
    const fragment = bytes.subarray(at + 5, at + 5 + length);
    fragments.push(fragment);
    gathered += fragment.length;
    wanted ??= helloLength(fragments, gathered);
    if (wanted !== undefined && (wanted < 0 || wanted > MAX_HELLO)) return 'malformed_tls';
    if (wanted !== undefined && gathered >= wanted + 4) return concat(fragments, gathered).subarray(4, wanted + 4);
    if (fragment.length < length) return 'incomplete';
    at += 5 + length;
  }
}

/** Length of the handshake message once its four-byte head is there; -1 when it is not a ClientHello. */
function helloLength(fragments: readonly Uint8Array[], gathered: number): number | undefined {
  const first = fragments[0]?.[0];
  if (first !== undefined && first !== CLIENT_HELLO) return -1;
  if (gathered < 4) return undefined;
  const head = concat(fragments, gathered);
  return ((head[1] ?? 0) << 16) | ((head[2] ?? 0) << 8) | (head[3] ?? 0);
}

function concat(fragments: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = fragments;
  if (fragments.length === 1 && only !== undefined) return only;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const fragment of fragments) {
    whole.set(fragment, at);
    at += fragment.length;
  }
  return whole;
}

/** Zero or one host name; undefined when the hello breaks its own framing or names a host twice. */
function parseServerNames(hello: Uint8Array): readonly string[] | undefined {
  const cursor: Cursor = { bytes: hello, at: 2 + 32, end: hello.length };
  if (cursor.at > cursor.end) return undefined;
  const session = takeVector(cursor, 1);
  const suites = takeVector(cursor, 2);
  const compression = takeVector(cursor, 1);
  if (session === undefined || suites === undefined || compression === undefined) return undefined;
  if (cursor.at === cursor.end) return [];
  const extensions = takeVector(cursor, 2);
  if (extensions === undefined || cursor.at !== cursor.end) return undefined;
  return namesInExtensions(extensions);
}

function namesInExtensions(extensions: Cursor): readonly string[] | undefined {
  let names: readonly string[] | undefined;
  while (extensions.at < extensions.end) {
    const type = takeNumber(extensions, 2);
    const body = takeVector(extensions, 2);
    if (type === undefined || body === undefined) return undefined;
    if (type !== EXTENSION_SERVER_NAME) continue;
    // Two server_name extensions: the server may honour the one that was not checked.
    if (names !== undefined) return undefined;
    names = namesInList(body);
    if (names === undefined) return undefined;
  }
  return names ?? [];
}

function namesInList(body: Cursor): readonly string[] | undefined {
  const list = takeVector(body, 2);
  if (list === undefined || body.at !== body.end) return undefined;
  const type = takeNumber(list, 1);
  const name = takeVector(list, 2);
  if (type !== NAME_TYPE_HOST || name === undefined || list.at !== list.end) return undefined;
  const text = asciiText(name);
  return text === undefined ? undefined : [text];
}

function takeNumber(cursor: Cursor, width: 1 | 2): number | undefined {
  if (cursor.at + width > cursor.end) return undefined;
  let value = 0;
  for (let i = 0; i < width; i++) value = (value << 8) | (cursor.bytes[cursor.at++] ?? 0);
  return value;
}

function takeVector(cursor: Cursor, width: 1 | 2): Cursor | undefined {
  const length = takeNumber(cursor, width);
  if (length === undefined || cursor.at + length > cursor.end) return undefined;
  const vector: Cursor = { bytes: cursor.bytes, at: cursor.at, end: cursor.at + length };
  cursor.at += length;
  return vector;
}

/** Printable ASCII without spaces, at least one character. */
function asciiText(cursor: Cursor): string | undefined {
  let text = '';
  for (let i = cursor.at; i < cursor.end; i++) {
    const byte = cursor.bytes[i] ?? 0;
    if (byte <= 0x20 || byte >= 0x7f) return undefined;
    text += String.fromCharCode(byte);
  }
  return text === '' ? undefined : text;
}
