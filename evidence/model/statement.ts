// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../canonical/errors.js';
import { parseStrictJson, toPlain, type JsonValue } from '../canonical/json-reader.js';
import { decodeUtf8Strict, isHex } from '../canonical/text.js';
import type { DsseEnvelope } from './dsse.js';

export const IN_TOTO_STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
export const IN_TOTO_PAYLOAD_TYPE = 'application/vnd.in-toto+json';

/** Predicate types this product writes. Each is described under docs/predicates/; the last is SLSA's own. */
export const PREDICATES = {
  receiptBatch: 'urn:pipelock:attestation:receipt-batch:v1',
  session: 'urn:pipelock:attestation:session:v1',
  assessment: 'urn:pipelock:attestation:assessment:v1',
  verificationSummary: 'https://slsa.dev/verification_summary/v1',
} as const;

function fail(what: string): never {
  throw new FormatError('field_value', what);
}

function asObject(value: JsonValue | undefined, what: string): { readonly [member: string]: JsonValue } {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return fail(`${what}: an object is expected`);
  return value as { readonly [member: string]: JsonValue };
}

function subjectOf(value: JsonValue) {
  const { name, digest } = asObject(value, 'subject');
  const { sha256 } = asObject(digest, 'subject.digest');
  if (typeof name !== 'string' || name === '') fail('subject.name: a name is expected');
  if (typeof sha256 !== 'string' || !isHex(sha256, 64)) fail('subject.digest.sha256: 64 hex digits are expected');
  return { name, digest: { sha256 } };
}

/** What a statement is about: a name, and the SHA-256 of its bytes as 64 lower-case hex digits. */
export type StatementSubject = Readonly<ReturnType<typeof subjectOf>>;

/** Reads the statement in an envelope (untrusted; signatures are not checked here). Throws FormatError. */
export function parseStatement(envelope: DsseEnvelope) {
  if (envelope.payloadType !== IN_TOTO_PAYLOAD_TYPE) fail(`payloadType: ${IN_TOTO_PAYLOAD_TYPE} is expected`);
  const body = asObject(toPlain(parseStrictJson(decodeUtf8Strict(envelope.payload))), 'statement');
  if (body['_type'] !== IN_TOTO_STATEMENT_TYPE) fail(`_type: ${IN_TOTO_STATEMENT_TYPE} is expected`);
  const { subject, predicateType, predicate } = body;
  if (!Array.isArray(subject) || subject.length === 0) fail('subject: a list is expected');
  if (typeof predicateType !== 'string' || predicateType === '') fail('predicateType: a name is expected');
  return {
    subject: (subject as readonly JsonValue[]).map(subjectOf) as readonly StatementSubject[],
    predicateType,
    predicate: asObject(predicate, 'predicate'),
  };
}

/** An in-toto Statement v1: a predicate of a named type about subjects named by digest. */
export type Statement = Readonly<ReturnType<typeof parseStatement>>;
