// SPDX-License-Identifier: Apache-2.0
import { goWords, parseGoJson } from '../../../evidence/canonical/go-words.js';
import { fromBase64 } from '../../../evidence/canonical/text.js';
import { ENVELOPE_COMPONENTS } from '../../../evidence/model/envelope/mediation-envelope.js';
import type { SignedMessage } from '../../../evidence/model/http-signature/base.js';
import { fieldFault } from '../../../evidence/model/http-signature/structured.js';
import { verifyEnvelope, type EnvelopeKey } from '../../../evidence/crypto/envelope.js';
import { checksOf, claimsOf, documentForm, type Check, type DocumentForm, type FormOptions } from '../form.js';

const CAPTURED_REQUEST_SCHEMA = 'pipelock.captured-request.v1';
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9a-z]+$/i;
const SKEW_SECONDS = 60;
const { check, fail, skip } = checksOf('mediation_envelope');
/** Headers that the signature covers, or that are the signature. */
const BOUND: ReadonlySet<string> = new Set([...ENVELOPE_COMPONENTS, 'signature', 'signature-input']);

/** Headers stand in order of arrival, duplicates kept; the body is base64. */
const CAPTURED = goWords('schema method url headers?:[] body?', { headers: goWords('name value') });

/** Reads an untrusted captured request; without a body it had none. Throws FormatError. */
function parseCapturedRequest(text: string): SignedMessage & { readonly body: Uint8Array | null } {
  const { schema, method, url, headers = [], body = '' } = parseGoJson(CAPTURED, text);
  if (schema !== CAPTURED_REQUEST_SCHEMA) throw fieldFault(`schema: ${CAPTURED_REQUEST_SCHEMA} is expected`);
  if (![method, ...headers.map(({ name }) => name)].every((name) => TOKEN.test(name))) {
    throw fieldFault('method and header names are tokens');
  }
  const fields = headers.map(({ name, value }) => [name.toLowerCase(), value] as const);
  return { method, targetUri: url, fields, body: body === '' ? null : fromBase64(body) };
}

/** What anybody could have changed on the way without being noticed. */
function unprotected({ fields }: SignedMessage): Check {
  const loose = [...new Set(fields.map(([name]) => name))].filter((name) => !BOUND.has(name));
  const named = ['the case of header names', ...loose.map((name) => `the header ${name}`)].join(', ');
  return skip('unprotected', `no signature covers ${named}`);
}

/** A captured request under these keys. Replays are not checked: a copy is what a stranger has. */
export function requestForm(keysOf: (options: FormOptions) => readonly EnvelopeKey[]): DocumentForm {
  return documentForm({
    kind: 'mediation_envelope',
    members: 'schema method headers',
    unread: 'parse',
    read: parseCapturedRequest,
    judge: async (request, options) => {
      const { suite, at } = options;
      const age = at === undefined ? {} : { at: Math.floor(Date.parse(at) / 1000) };
      const body = (): Promise<Uint8Array | null> => Promise.resolve(request.body);
      const how = { suite, keys: keysOf(options), skewSeconds: SKEW_SECONDS, ...age, body };
      const { fault, steps, envelope } = await verifyEnvelope(request, how);
      const last = fault === undefined ? unprotected(request) : fail(fault.code, fault.message);
      return {
        checks: [...steps.map(([code, status, message]) => check(status, code, message)), last],
        // What the envelope says is claimed by its signer, whoever holds the evidence.
        claimed: claimsOf(envelope ?? {}).filter(({ name }) => name !== 'ph' && name !== 'v'),
        // Whether a key was named is part of the checks: without one the key id is not trusted, and that has failed.
        pinned: true,
      };
    },
  });
}

/** A captured request as a document: trusted keys count whatever key id the signature names. */
export const MEDIATION_ENVELOPE_FORM = requestForm(({ trust }) =>
  trust.keys.map((publicKey) => ({ publicKey, trustDomains: [] })),
);
