// SPDX-License-Identifier: Apache-2.0
import { sign } from 'node:crypto';
import { signAarpEnvelope } from '../../evidence/attest/aarp.js';
import type { AarpSigner, AarpStatement } from '../../evidence/attest/aarp.js';
import { fromHex } from '../../evidence/canonical/text.js';
import { createNodeSigner, generateKeyPair } from '../../evidence/crypto/node/signer.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { canonicalizeAarpPayload } from '../../evidence/model/aarp/envelope.js';
import type { AarpEnvelope } from '../../evidence/model/aarp/envelope.js';
import { canonicalizeSvidBinding, SVID_BINDING_CONTEXT } from '../../evidence/model/aarp/svid-binding.js';
import type { AarpTrust, AarpTrustEntry } from '../../verify/core/aarp/trust.js';
import { CERT_SIGN, DIGITAL_SIGNATURE, ecKeys, edKeys, makeCertificate } from './certificates.js';
import type { CertificateShape, KeyPair } from './certificates.js';

/** Envelopes, trust and workload proofs made for one test, under keys that live only as long as the test. */
export const ISSUED_AT = '2026-04-15T12:00:00.000000000Z';
export const MEDIATOR = 'mediator.example';
export const DOMAIN = 'example.org';
export const WORKLOAD = `spiffe://${DOMAIN}/workload/agent-a`;

export function newAarpSigner(keyId: string, role: AarpSigner['role'] = 'mediator'): AarpSigner {
  return { signer: createNodeSigner(generateKeyPair().privateKey, 'same_uid'), keyId, role };
}

export function statement(extra: Partial<AarpStatement['assertion']> = {}): AarpStatement {
  return {
    subject: {
      action_record_sha256: 'a1'.repeat(32),
      receipt_envelope_sha256: 'b2'.repeat(32),
      receipt_signer_key: 'c3'.repeat(32),
      receipt_type: 'action_receipt_v1',
    },
    assertion: { claimed: ['mediated'], mediator_id: MEDIATOR, issued_at: ISSUED_AT, ...extra },
  };
}

export function signedEnvelope(signers: readonly AarpSigner[], said = statement()): Promise<AarpEnvelope> {
  return signAarpEnvelope(said, signers, nodeSuite);
}

/** Trusts the keys; each key id gets the entry, or none. */
export function trustOf(signers: readonly AarpSigner[], entry?: AarpTrustEntry): AarpTrust {
  return {
    keys: new Map(signers.map(({ keyId, signer }) => [keyId, fromHex(signer.publicKeyHex)])),
    entries: new Map(entry === undefined ? [] : signers.map(({ keyId }) => [keyId, entry])),
  };
}

export interface ProofShape {
  readonly caKeys?: KeyPair;
  readonly leafKeys?: KeyPair;
  readonly ca?: Partial<CertificateShape>;
  readonly leaf?: Partial<CertificateShape>;
  /** Replaces members of the evidence after the binding was signed over the unchanged ones. */
  readonly evidence?: Readonly<Record<string, unknown>>;
  readonly binding?: Readonly<Record<string, unknown>>;
  readonly verify?: Readonly<Record<string, unknown>>;
  /** Members that the binding is signed over. */
  readonly facts?: { readonly spiffe_id?: string; readonly nonce?: string; readonly issued_at?: string };
}

/** The text of a sidecar whose proof holds for the envelope, except for what the shape changes. */
export function sidecarText(envelope: AarpEnvelope, shape: ProofShape = {}): string {
  const { caKeys = edKeys(), leafKeys = ecKeys() } = shape;
  const ca = makeCertificate({
    key: caKeys,
    issuerKey: caKeys,
    subject: 'Test CA',
    notBefore: '250101000000Z',
    notAfter: '350101000000Z',
    isCa: true,
    usage: CERT_SIGN,
    ...shape.ca,
  });
  const leaf = makeCertificate({
    key: leafKeys,
    issuerKey: caKeys,
    usage: DIGITAL_SIGNATURE,
    uris: [WORKLOAD],
    ...shape.leaf,
  });
  const facts = {
    spiffe_id: WORKLOAD,
    nonce: Buffer.alloc(16, 7).toString('base64url'),
    issued_at: ISSUED_AT,
    ...shape.facts,
  };
  const digest = nodeSuite.sha256Hex(canonicalizeAarpPayload(envelope));
  const message = canonicalizeSvidBinding(envelope, digest, facts);
  const isEd25519 = leafKeys.privateKey.asymmetricKeyType === 'ed25519';
  const binding = {
    alg: isEd25519 ? 'ed25519' : 'ecdsa-p256-sha256',
    context: SVID_BINDING_CONTEXT,
    payload_sha256: nodeSuite.sha256Hex(message),
    signature_b64: sign(isEd25519 ? null : 'sha256', message, leafKeys.privateKey).toString('base64'),
    ...shape.binding,
  };
  return JSON.stringify({
    evidence: { type: 'x509', ...facts, leaf_der_b64: leaf.toString('base64'), binding, ...shape.evidence },
    verify: {
      trust_domain: DOMAIN,
      action_time: ISSUED_AT,
      bundle: [{ not_before: '2025-01-01T00:00:00Z', authorities_der_b64: [ca.toString('base64')] }],
      ...shape.verify,
    },
  });
}
