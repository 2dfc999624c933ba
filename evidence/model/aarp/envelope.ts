// SPDX-License-Identifier: Apache-2.0
import { goWords, type GoValue } from '../../canonical/go-words.js';
import { canonicalizeJcsValue } from '../../canonical/jcs.js';
import type { JsonValue } from '../../canonical/json-reader.js';
import { utf8Encode } from '../../canonical/text.js';

export const AARP_PROFILE = 'aarp/v0.1';
export const AARP_CANON = 'jcs-rfc8785-nfc';
const AARP_ASSERTION_CONTEXT = 'pipelock-aarp-v0.1/assurance-assertion';
export const AARP_GENESIS = '0'.repeat(64);
export const AARP_RECEIPT_TYPES = ['action_receipt_v1', 'evidence_receipt_v2'] as const;
/** What a claim is about. The set is closed. */
export const AARP_AXES = ['identity', 'authority', 'integrity', 'freshness', 'transparency', 'deployment'] as const;
export type AarpAxis = (typeof AARP_AXES)[number];
export const AARP_SIGNER_ROLES = ['mediator', 'issuer', 'countersig'] as const;

/** Signature suites that are known by name, and the key type that each demands. */
export const AARP_ALGS: ReadonlyMap<string, { readonly keyType: string; readonly implemented: boolean }> = new Map([
  ['ed25519', { keyType: 'ed25519', implemented: true }],
  ['ml-dsa-65', { keyType: 'ml-dsa', implemented: false }],
]);

/** The one frozen receipt that an envelope speaks about: the type, and digests of 64 hex digits. */
const SUBJECT = goWords(
  // SHA-256 of the canonical action record (v1), or of what the receipt's signature covers (v2); then of the receipt.
  'action_record_sha256 receipt_envelope_sha256 receipt_signer_key receipt_type',
);
/** What the producer says. Nothing in it is true because it stands here. `issued_at` is RFC 3339, signed as spelled. */
const ASSERTION = goWords(
  'claimed:texts mediator_id trust_domain? complete_mediation?:bool evidence_refs?:texts issued_at',
);
/** The place in one issuer's stream. `seq` is decimal, `prior_hash` the payload digest of the envelope before. */
const CHAIN = goWords('issuer_id seq prior_hash');
const PROTECTED = goWords('profile canon alg key_type key_id signer_role crit?:texts');
/** `sig` is `<alg>:` and padded base64. */
const SIGNATURE = goWords('protected:{} sig', { protected: PROTECTED });
export const AARP_PARTS = { subject: SUBJECT, assertion: ASSERTION, chain: CHAIN, signatures: SIGNATURE };
/** An envelope as it is read: members that a producer may leave out are optional. */
export const AARP_READ = goWords(
  'profile subject:{} assertion:{} chain?:{} signatures?:[] crit_ext?:texts ext?:raw',
  AARP_PARTS,
);

export type AarpAssertion = GoValue<typeof ASSERTION>;
export type AarpChainLink = GoValue<typeof CHAIN>;
export type AarpProtected = GoValue<typeof PROTECTED>;
export type AarpSignature = GoValue<typeof SIGNATURE>;
/** The signed part of an envelope. */
export type AarpPayload = Omit<GoValue<typeof AARP_READ>, 'signatures' | 'ext'>;
/** An assurance envelope: signed claims about one receipt. `ext` is unsigned and without meaning here, as received. */
export type AarpEnvelope = GoValue<typeof AARP_READ> & { readonly signatures: readonly AarpSignature[] };

/**
 * The canonical text of what an envelope's signatures cover. Its SHA-256, in hex, is the payload digest: what
 * signatures, workload bindings and the next link of a chain refer to.
 */
export function canonicalizeAarpPayload({ profile, subject, assertion, chain, crit_ext = [] }: AarpPayload): string {
  const { claimed, mediator_id, trust_domain = '', complete_mediation = false, evidence_refs = [] } = assertion;
  const said = {
    claimed,
    mediator_id,
    complete_mediation,
    issued_at: assertion.issued_at,
    ...(trust_domain === '' ? {} : { trust_domain }),
    ...(evidence_refs.length === 0 ? {} : { evidence_refs }),
  };
  const linked = chain === undefined ? {} : { chain: { ...chain } };
  return canonicalizeJcsValue({ profile, subject: { ...subject }, assertion: said, crit_ext, ...linked }, 'aarp');
}

/** The bytes that one signature covers: the digest of the payload together with that signature's own header. */
export function aarpSigningInput(payloadSha256: string, { crit = [], ...header }: AarpProtected): Uint8Array {
  const value: JsonValue = {
    context: AARP_ASSERTION_CONTEXT,
    payload_sha256: payloadSha256,
    protected: { ...header, ...(crit.length === 0 ? {} : { crit }) },
  };
  return utf8Encode(canonicalizeJcsValue(value, 'aarp'));
}
