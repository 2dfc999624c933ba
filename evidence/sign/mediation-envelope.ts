// SPDX-License-Identifier: Apache-2.0
import { toHex } from '../canonical/text.js';
import type { CryptoSuite } from '../crypto/suite.js';
import {
  ENVELOPE_LABELS,
  ENVELOPE_TAG,
  MEDIATION_HEADER,
  type MediationEnvelope,
} from '../model/envelope/mediation-envelope.js';
import { ENVELOPE_LABEL, writeMediationHeader } from '../model/envelope/write-envelope.js';
import type { SignedMessage } from '../model/http-signature/base.js';
import { statedDigest } from '../model/http-signature/content-digest.js';
import { combinedField, type Fields } from '../model/http-signature/structured.js';
import {
  addSignature,
  contentDigest,
  signatureInput,
  stripSignatures,
} from '../model/http-signature/write-signatures.js';
import { signHttpMessage } from './http-signature.js';
import type { Signer } from './signer.js';

/** What a producer decides about one signature. Times are Unix seconds. */
export interface EnvelopeSigning {
  readonly keyId: string;
  readonly components: readonly string[];
  /** 32 lower-case hex digits, never used twice. */
  readonly nonce: string;
  readonly created: number;
  readonly expires: number;
  /** A longer body is sent without a digest. */
  readonly maxBodyBytes: number;
}

/** A request as it will be sent. A body of no bytes counts as none. */
export interface OutgoingMessage extends SignedMessage {
  readonly body: Uint8Array | null;
}

/** The fields without any envelope: neither the header nor a signature over one. Other signatures stay. */
export function stripEnvelope(fields: Fields): Fields {
  return stripSignatures(
    fields.filter(([name]) => name !== MEDIATION_HEADER),
    ENVELOPE_LABELS,
  );
}

/** The fields with this envelope in place of any other, without a signature. Throws FormatError. */
export function addEnvelope(fields: Fields, envelope: MediationEnvelope): Fields {
  return [...stripEnvelope(fields), [MEDIATION_HEADER, writeMediationHeader(envelope)]];
}

/**
 * The fields with this envelope and a signature that binds it to the message. Throws FormatError when something cannot
 * be signed; then nothing may be sent. Answers at once when the signer does.
 */
export function signMediationEnvelope(
  message: OutgoingMessage,
  envelope: MediationEnvelope,
  signing: EnvelopeSigning,
  signer: Pick<Signer, 'sign'>,
  suite: CryptoSuite,
): Fields | Promise<Fields> {
  const { keyId, nonce, created, expires, maxBodyBytes } = signing;
  const { body } = message;
  const isDigested = body !== null && body.length > 0 && body.length <= maxBodyBytes;
  const plain = addEnvelope(message.fields, envelope);
  const covers = signing.components.includes('content-digest') && isDigested;
  const fields = covers ? withDigest(plain, suite.sha256(body)) : plain;
  const components = signing.components.filter((name) =>
    name === 'content-digest' ? covers : name.startsWith('@') || combinedField(fields, name) !== undefined,
  );
  const input = signatureInput(components, [
    ['keyid', keyId],
    ['alg', 'ed25519'],
    ['tag', ENVELOPE_TAG],
    ['nonce', nonce],
    ['created', created],
    ['expires', expires],
  ]);
  const signed = signHttpMessage({ label: ENVELOPE_LABEL, input }, { ...message, fields }, signer);
  return signed instanceof Promise ? signed.then((one) => addSignature(fields, one)) : addSignature(fields, signed);
}

/** A Content-Digest that states this SHA-256 stays as it is: somebody else may have signed it. */
function withDigest(fields: Fields, sha256: Uint8Array): Fields {
  if (readDigest(fields) === toHex(sha256)) return fields;
  return [...fields.filter(([name]) => name !== 'content-digest'), ['content-digest', contentDigest(sha256)]];
}

function readDigest(fields: Fields): string | undefined {
  try {
    return statedDigest(fields);
  } catch {
    return undefined;
  }
}
