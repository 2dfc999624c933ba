// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../canonical/errors.js';
import { canonicalizeJcsValue } from '../canonical/jcs.js';
import { parseStrictJson, toPlain, type JsonValue } from '../canonical/json-reader.js';
import { decodeUtf8Strict, fromBase64, isHex, toBase64, utf8Encode } from '../canonical/text.js';
import type { ActionKind, Actor, Transport } from './action.js';
import type { Phase } from './facts.js';
import {
  MAX_RAW_BODY_BYTES,
  RAW_ACTION_SCHEMA,
  type RawAction,
  type RawAnswer,
  type RawBody,
  type RawHeaders,
} from './raw-action.js';

/** SHA-256 of bytes as 64 hex digits, from the caller's suite. */
export type BytesHasher = (bytes: Uint8Array) => string;

/** Half a surrogate pair has no place in UTF-8; a client that sends one must not be able to stop the record. */
const well = (text: string): string => text.replace(/\p{Cs}/gu, '\ufffd');

/** The bytes that are sealed: RFC 8785 JSON, strings as they were received (no NFC), bodies in base64. */
export function writeRawAction(raw: RawAction, sha256Hex: BytesHasher): Uint8Array {
  const { actor, hop, body, answer } = raw;
  const document: JsonValue = {
    schema: RAW_ACTION_SCHEMA,
    action_id: raw.actionId,
    request_id: raw.requestId,
    phase: raw.phase,
    policy: raw.policy,
    transport: raw.transport,
    kind: raw.kind,
    method: well(raw.method),
    target: well(raw.target),
    ...(hop === undefined ? {} : { hop }),
    actor: { name: well(actor.name), provenance: actor.provenance },
    headers: headersOut(raw.headers),
    addresses: raw.addresses,
    ...(body === undefined ? {} : { body: bodyOut(body, sha256Hex) }),
    ...(answer === undefined ? {} : { answer: answerOut(answer, sha256Hex) }),
    observed: { ...raw.observed },
  };
  return utf8Encode(canonicalizeJcsValue(document, 'rfc8785'));
}

function headersOut(headers: RawHeaders): JsonValue {
  return headers.map(([name, value]) => [well(name), well(value)]);
}

function bodyOut(body: RawBody, sha256Hex: BytesHasher): JsonValue {
  if (body.kind === 'none' || body.kind === 'error') return body;
  const type = body.mediaType === undefined ? {} : { media_type: well(body.mediaType) };
  if (body.kind === 'long') return { kind: 'long', ...type, length: body.length, sha256: body.sha256 };
  const { bytes } = body;
  if (bytes.length <= MAX_RAW_BODY_BYTES) return { kind: 'bytes', ...type, data: toBase64(bytes) };
  return { kind: 'long', ...type, length: bytes.length, sha256: sha256Hex(bytes) };
}

function answerOut({ status, headers, body }: RawAnswer, sha256Hex: BytesHasher): JsonValue {
  return { status, headers: headersOut(headers), body: bodyOut(body, sha256Hex) };
}

/**
 * Reads an opened escrow document. It is untrusted: anybody who knows the public key can seal one. Throws FormatError
 * `utf8`, `json_*`, `missing_field`, `unknown_field`, `field_value`.
 */
export function parseRawAction(bytes: Uint8Array): RawAction {
  const root = objectAt(toPlain(parseStrictJson(decodeUtf8Strict(bytes))), '');
  if (root['schema'] !== RAW_ACTION_SCHEMA) fault('field_value', '/schema', `is not ${RAW_ACTION_SCHEMA}`);
  onlyKnown(root, MEMBERS, '');
  const { hop, body, answer } = root;
  const actor = objectAt(root['actor'], '/actor');
  onlyKnown(actor, ['name', 'provenance'], '/actor');
  return {
    actionId: textAt(root, 'action_id'),
    requestId: textAt(root, 'request_id'),
    phase: wordAt(root, 'phase', PHASES),
    policy: textAt(root, 'policy'),
    transport: wordAt(root, 'transport', TRANSPORTS),
    kind: wordAt(root, 'kind', KINDS),
    method: textAt(root, 'method'),
    target: textAt(root, 'target'),
    ...(hop === undefined ? {} : { hop: wholeAt(hop, '/hop') }),
    actor: { name: textAt(actor, 'name'), provenance: wordAt(actor, 'provenance', PROVENANCES) },
    headers: headersAt(root['headers'], '/headers'),
    addresses: listAt(root['addresses'], '/addresses').map((item) => stringAt(item, '/addresses')),
    ...(body === undefined ? {} : { body: bodyAt(body, '/body') }),
    ...(answer === undefined ? {} : { answer: answerAt(answer) }),
    observed: observedAt(root['observed']),
  };
}

const MEMBERS =
  'schema action_id request_id phase policy transport kind method target hop actor headers addresses body answer observed'.split(
    ' ',
  );
/** Spelled as records, so that a word added to one of these types cannot be forgotten here. */
const PHASES = wordsOf<Phase>({ gate: 1, raw_url: 1, url: 1, dns: 1, budget: 1, request: 1, response: 1 });
const TRANSPORTS = wordsOf<Transport>({ fetch: 1, forward: 1, connect: 1 });
const KINDS = wordsOf<ActionKind>({ http_request: 1, tunnel: 1 });
const PROVENANCES = wordsOf<Actor['provenance']>({ config: 1, self_declared: 1, none: 1 });

function wordsOf<W extends string>(words: Readonly<Record<W, 1>>): readonly W[] {
  return Object.keys(words) as W[];
}

type Members = Readonly<Record<string, JsonValue | undefined>>;

function fault(code: 'missing_field' | 'unknown_field' | 'field_value', path: string, message: string): never {
  throw new FormatError(code, `${path === '' ? 'the document' : path} ${message}`, { path });
}

function onlyKnown(members: Members, known: readonly string[], path: string): void {
  const unknown = Object.keys(members).find((name) => !known.includes(name));
  if (unknown !== undefined) fault('unknown_field', `${path}/${unknown}`, 'is not a member');
}

function objectAt(value: JsonValue | undefined, path: string): Members {
  if (value === undefined) fault('missing_field', path, 'is missing');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) fault('field_value', path, 'is no object');
  return value as Members;
}

function listAt(value: JsonValue | undefined, path: string): readonly JsonValue[] {
  if (!Array.isArray(value)) fault(value === undefined ? 'missing_field' : 'field_value', path, 'is no list');
  return value as readonly JsonValue[];
}

function stringAt(value: JsonValue | undefined, path: string): string {
  if (typeof value !== 'string') fault(value === undefined ? 'missing_field' : 'field_value', path, 'is no text');
  return value;
}

function textAt(members: Members, name: string): string {
  return stringAt(members[name], `/${name}`);
}

function wordAt<W extends string>(members: Members, name: string, words: readonly W[]): W {
  const found = textAt(members, name);
  return words.find((word) => word === found) ?? fault('field_value', `/${name}`, 'is none of the possible words');
}

function wholeAt(value: JsonValue | undefined, path: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) fault('field_value', path, 'is no count');
  return value;
}

function headersAt(value: JsonValue | undefined, path: string): RawHeaders {
  return listAt(value, path).map((pair) => {
    const [name, text, ...more] = listAt(pair, path);
    if (more.length > 0) fault('field_value', path, 'holds more than a name and a value');
    return [stringAt(name, path), stringAt(text, path)] as const;
  });
}

/** By kind, beside `kind` itself. */
const BODY_MEMBERS: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['error', ['error']],
  ['bytes', ['data', 'media_type']],
  ['long', ['length', 'sha256', 'media_type']],
]);

function bodyAt(value: JsonValue | undefined, path: string): RawBody {
  const members = objectAt(value, path);
  const { kind, media_type: mediaType, data, sha256 } = members;
  onlyKnown(members, ['kind', ...(BODY_MEMBERS.get(kind) ?? [])], path);
  const type = mediaType === undefined ? {} : { mediaType: stringAt(mediaType, `${path}/media_type`) };
  switch (kind) {
    case 'none':
      return { kind };
    case 'error':
      return { kind, error: stringAt(members['error'], `${path}/error`) };
    case 'bytes':
      return { kind, ...type, bytes: fromBase64(stringAt(data, `${path}/data`)) };
    case 'long':
      if (typeof sha256 !== 'string' || !isHex(sha256, 64)) fault('field_value', `${path}/sha256`, 'is no digest');
      return { kind, ...type, length: wholeAt(members['length'], `${path}/length`), sha256 };
    default:
      return fault('field_value', `${path}/kind`, 'is none of the possible words');
  }
}

function answerAt(value: JsonValue): RawAnswer {
  const members = objectAt(value, '/answer');
  onlyKnown(members, ['status', 'headers', 'body'], '/answer');
  return {
    status: wholeAt(members['status'], '/answer/status'),
    headers: headersAt(members['headers'], '/answer/headers'),
    body: bodyAt(members['body'], '/answer/body'),
  };
}

function observedAt(value: JsonValue | undefined): RawAction['observed'] {
  const members = objectAt(value, '/observed');
  // No prototype: names of facts are looked up.
  const facts = Object.create(null) as Record<string, string | number | boolean>;
  for (const [name, fact] of Object.entries(members)) {
    if (typeof fact !== 'string' && typeof fact !== 'boolean' && !Number.isSafeInteger(fact)) {
      fault('field_value', `/observed/${name}`, 'is no fact');
    }
    facts[name] = fact as string | number | boolean;
  }
  return facts;
}
