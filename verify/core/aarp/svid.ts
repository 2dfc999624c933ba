// SPDX-License-Identifier: Apache-2.0
import { fromBase64, fromBase64Url } from '../../../evidence/canonical/text.js';
import type { CryptoSuite } from '../../../evidence/crypto/suite.js';
import type { AarpPayload } from '../../../evidence/model/aarp/envelope.js';
import { trustDomainOf } from '../../../evidence/model/aarp/spiffe-id.js';
import { SVID_BINDING_CONTEXT, canonicalizeSvidBinding } from '../../../evidence/model/aarp/svid-binding.js';
import { instantOf } from '../../../evidence/canonical/instant.js';
import { attempt, demand, faultOf } from '../input/format-fault.js';
import type { WorkloadCheck } from './appraise.js';
import { parseCertificate, type ParsedCertificate } from '../x509/certificate.js';
import { isSignedBy, type CertifiedKey } from '../x509/key.js';
import type { SvidBinding, SvidEvidence, SvidSidecar } from './svid-sidecar.js';

const MIN_NONCE_BYTES = 16;

/** What untrusted text holds, or the reason. */
function parsed<T>(reason: string, parse: () => T): T {
  const result = attempt(parse);
  demand('value' in result, reason);
  return result.value;
}

/** The workload's certificate and the SPIFFE ID it stands for. */
function leafOf({ leaf_der_b64: der = '' }: SvidEvidence, trustDomain: string): [ParsedCertificate, string] {
  const leaf = parsed('the leaf is not an X.509 certificate', () => parseCertificate(fromBase64(der)));
  const [id = '', ...more] = leaf.uris;
  const domain = trustDomainOf(id);
  demand(more.length === 0 && domain !== undefined, 'the leaf does not name exactly one SPIFFE ID');
  demand(domain === trustDomain, 'the leaf belongs to another trust domain');
  return [leaf, id];
}

function within({ notBefore, notAfter }: ParsedCertificate, at: bigint): boolean {
  return notBefore <= at && at <= notAfter;
}

/** A path of one step, at the time of the action: an authority of the generation that signed the leaf. */
async function assertPath(leaf: ParsedCertificate, sidecar: SvidSidecar, suite: CryptoSuite): Promise<void> {
  const { actionTime: at, bundle, evidence } = sidecar;
  const generation = bundle.find(({ from, until }) => from <= at && (until === undefined || at < until));
  demand(generation !== undefined, 'no bundle generation covers the time of the action');
  demand((evidence.chain_der_b64 ?? []).length === 0, 'intermediate certificates are not supported');
  demand(within(leaf, at), 'the leaf was not valid at the time of the action');
  const mayIssue = leaf.isCa || leaf.usage?.certSign === true || leaf.usage?.crlSign === true;
  demand(!mayIssue, 'the leaf is an authority itself');
  demand(leaf.notUnderstood.length === 0, 'the leaf has a critical extension that is not understood');
  for (const authority of generation.authorities) {
    const named = authority.subject === leaf.issuer && within(authority, at) && authority.notUnderstood.length === 0;
    if (named && (await isSignedBy(leaf, authority.key, suite))) return;
  }
  demand(false, 'the leaf is not signed by an authority that was valid at the time of the action');
}

/** By kind of key: what a binding calls its algorithm, and the object identifier of it. */
const BINDINGS = {
  ed25519: ['ed25519', '1.3.101.112'],
  ec: ['ecdsa-p256-sha256', '1.2.840.10045.4.3.2'],
} as const;

async function bindingHolds(binding: SvidBinding, message: Uint8Array, key: CertifiedKey, suite: CryptoSuite) {
  const signature = parsed('the binding signature is not canonical base64', () =>
    fromBase64(binding.signature_b64 ?? ''),
  );
  const isKnown = key?.kind === 'ed25519' || (key?.kind === 'ec' && key.curve === 'P-256');
  demand(isKnown, 'the leaf key is neither P-256 nor Ed25519');
  const [alg, algorithm] = BINDINGS[key.kind];
  demand(binding.alg === alg, 'the binding algorithm does not belong to the leaf key');
  return isSignedBy({ algorithm, signed: message, signature }, key, suite);
}

/** The checks in the order of the format, after those of the signed assertion. */
async function assertBinding(sidecar: SvidSidecar, payload: AarpPayload, digest: string, suite: CryptoSuite) {
  const { evidence, trustDomain, allowedIds } = sidecar;
  const { type, spiffe_id = '', nonce = '', issued_at = '', binding = {} } = evidence;
  demand(type === 'x509', 'the evidence is not an X.509 identity');
  const issued = parsed('issued_at is not a time', () => instantOf(issued_at));
  const bytes = parsed('the nonce is not base64url', () => fromBase64Url(nonce));
  demand(bytes.length >= MIN_NONCE_BYTES, `the nonce is shorter than ${MIN_NONCE_BYTES} bytes`);
  demand(binding.context === SVID_BINDING_CONTEXT, 'the binding was made for another context');
  const [leaf, id] = leafOf(evidence, trustDomain);
  await assertPath(leaf, sidecar, suite);
  demand(spiffe_id === id, 'the SPIFFE ID is not the one of the leaf');
  demand(allowedIds.length === 0 || allowedIds.includes(id), 'the SPIFFE ID is not among the allowed ones');
  demand(payload.assertion.trust_domain === trustDomain, 'the assertion names another trust domain');
  demand(within(leaf, issued), 'issued_at lies outside the validity of the leaf');
  const message = canonicalizeSvidBinding(payload, digest, { spiffe_id, nonce, issued_at });
  const { payload_sha256: stated = '' } = binding;
  demand(stated === '' || stated === suite.sha256Hex(message), 'the binding payload has another digest');
  demand(await bindingHolds(binding, message, leaf.key, suite), 'the binding signature does not hold');
}

/** The check that the holder of a workload certificate signed for an assertion, with the evidence of a sidecar. */
export function svidCheck(sidecar: SvidSidecar, suite: CryptoSuite): WorkloadCheck {
  return async (payload, digest) => {
    try {
      await assertBinding(sidecar, payload, digest, suite);
      return undefined;
    } catch (error) {
      return faultOf(error).message;
    }
  };
}
