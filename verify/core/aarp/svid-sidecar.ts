// SPDX-License-Identifier: Apache-2.0
import { demand, FormatError } from '../../../evidence/canonical/errors.js';
import { goWords, parseGoJson, type GoValue } from '../../../evidence/canonical/go-words.js';
import { fromBase64 } from '../../../evidence/canonical/text.js';
import { isTrustDomain } from '../../../evidence/model/aarp/spiffe-id.js';
import { instantOf } from '../../../evidence/canonical/instant.js';
import { parseCertificate, type ParsedCertificate } from '../x509/certificate.js';

/** Longest sidecar, in UTF-16 units of its text. */
export const MAX_SIDECAR = 1 << 20;

const BINDING = goWords('alg? context? payload_sha256? signature_b64?');
const EVIDENCE = goWords('type? spiffe_id? leaf_der_b64? chain_der_b64?:strings nonce? issued_at? binding?:{}', {
  binding: BINDING,
});
const GENERATION = goWords('not_before not_after? authorities_der_b64:strings');
const RELYING = goWords('trust_domain action_time allowed_spiffe_ids?:strings bundle?:[]', { bundle: GENERATION });
const FILE = goWords('evidence:{} verify:{}', { evidence: EVIDENCE, verify: RELYING });

/** The producer's proof that the holder of a workload certificate signed for this receipt. Nothing in it is trusted. */
export type SvidEvidence = GoValue<typeof EVIDENCE>;
export type SvidBinding = GoValue<typeof BINDING>;

function authorityOf(der: string, path: string): ParsedCertificate {
  const authority = parseCertificate(fromBase64(der));
  demand(authority.isCa, 'the certificate is not an authority', `/verify/${path}`);
  demand(authority.usage?.certSign !== false, 'the authority may not sign certificates', `/verify/${path}`);
  return authority;
}

/** The authorities of a trust domain during one span of time: `from` is in it, `until` is not, nor set while it lasts. */
function generationOf({ not_before, not_after = '', ...rest }: GoValue<typeof GENERATION>, at: string) {
  const from = instantOf(not_before, `/verify/${at}/not_before`);
  const until = not_after === '' ? undefined : instantOf(not_after, `/verify/${at}/not_after`);
  demand(until === undefined || until > from, 'the generation ends before it begins', `/verify/${at}`);
  const listed = rest.authorities_der_b64 ?? [];
  demand(listed.length > 0, 'the generation has no authority', `/verify/${at}`);
  return { from, until, authorities: listed.map((der, i) => authorityOf(der, `${at}/authorities_der_b64/${i}`)) };
}

/** Generations in their order: each starts after the one before, and closes it if that was open. */
function bundleOf(generations: readonly GoValue<typeof GENERATION>[]): readonly ReturnType<typeof generationOf>[] {
  demand(generations.length > 0, 'the bundle is empty', '/verify/bundle');
  const parsed = generations.map((generation, i) => generationOf(generation, `bundle/${i}`));
  return parsed.map((generation, i) => {
    const next = parsed[i + 1];
    if (next === undefined) return generation;
    demand(next.from > generation.from, 'the generations are not in order', `/verify/bundle/${i + 1}`);
    const { until = next.from } = generation;
    demand(next.from >= until, 'the generations overlap', `/verify/bundle/${i + 1}`);
    return { ...generation, until };
  });
}

/**
 * Reads a sidecar file. The relying party's half is checked in full, the producer's half only for its shape: what is
 * wrong there withholds claims and is no error. Throws FormatError.
 */
export function parseSvidSidecar(text: string) {
  if (text.length > MAX_SIDECAR) throw new FormatError('size', 'the sidecar is longer than 1 MiB');
  const { evidence, verify } = parseGoJson(FILE, text);
  demand(isTrustDomain(verify.trust_domain), 'not a SPIFFE trust domain', '/verify/trust_domain');
  return {
    evidence,
    trustDomain: verify.trust_domain,
    /** Nanoseconds since 1970. */
    actionTime: instantOf(verify.action_time, '/verify/action_time'),
    /** Empty admits any workload of the domain. */
    allowedIds: verify.allowed_spiffe_ids ?? [],
    bundle: bundleOf(verify.bundle ?? []),
  };
}

/** Evidence together with what the relying party knows: domain, time of the action, authorities. */
export type SvidSidecar = Readonly<ReturnType<typeof parseSvidSidecar>>;
