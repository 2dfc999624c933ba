// SPDX-License-Identifier: Apache-2.0
import { demand } from '../canonical/errors.js';
import { structKind } from '../canonical/go-json.js';
import { KINDS, listOf, oneOf } from '../canonical/go-kinds.js';
import { goWords, loose, parseGoJson, type GoValue } from '../canonical/go-words.js';
import { decodeUtf8Strict } from '../canonical/text.js';
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

const SUBJECT = loose(goWords('name:text digest:{}', { digest: loose(goWords('sha256:hash')) }));
const STATEMENT = loose(
  goWords('_type:type subject:subjects predicateType:text predicate:map', {
    type: oneOf(IN_TOTO_STATEMENT_TYPE),
    subjects: listOf(structKind(SUBJECT), 1),
    map: KINDS.members,
  }),
);

/** What a statement is about: a name, and the SHA-256 of its bytes as 64 lower-case hex digits. */
export type StatementSubject = GoValue<typeof SUBJECT>;
/** An in-toto Statement v1: a predicate of a named type about subjects named by digest. */
export type Statement = Omit<GoValue<typeof STATEMENT>, '_type'>;

/** Reads the statement in an envelope (untrusted; signatures are not checked here). Throws FormatError. */
export function parseStatement({ payloadType, payload }: DsseEnvelope): Statement {
  demand(payloadType === IN_TOTO_PAYLOAD_TYPE, `payloadType: ${IN_TOTO_PAYLOAD_TYPE} is expected`);
  const text = decodeUtf8Strict(payload);
  const { subject, predicateType, predicate } = parseGoJson(STATEMENT, text);
  return { subject, predicateType, predicate };
}
